/* SPDX-License-Identifier: PostgreSQL */
/* An index of a shape. */
#ifndef RECORD_SHAPE_INDEX_H
#define RECORD_SHAPE_INDEX_H

#include "record/member.h"

struct shape_index {
	char *name;       /* unquoted; texts are owned */
	char *definition; /* CREATE INDEX, with every name qualified */
	enum fact is_unique;
	enum fact is_primary;
	enum fact is_valid;
	struct text_list columns;     /* of its key, in their order; those that are expressions are
					 not among them */
	struct text_list expressions; /* of its key */
	struct text_list include;
	char *predicate;              /* NULL: of all rows */
	char *access_method;          /* "btree", ... */
	char *constraint;             /* that it belongs to */
	enum fact has_distinct_nulls; /* of a unique one: false for NULLS NOT DISTINCT */
	enum fact is_immediate;       /* checked row by row; false where it is deferrable */
	enum fact is_exclusion;
	enum fact is_replica_identity;
	struct text_list functions; /* of the user's, that its expressions call */
};

extern const struct record_table shape_index_table;

#endif
