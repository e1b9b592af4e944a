/* SPDX-License-Identifier: PostgreSQL */
/* A constraint of a shape.  NOT NULL is a property of columns. */
#ifndef RECORD_SHAPE_CONSTRAINT_H
#define RECORD_SHAPE_CONSTRAINT_H

#include "record/member.h"

struct shape_constraint {
	char *name;       /* unquoted; texts are owned */
	char *type;       /* "check", "foreign key", "primary key", "unique", "exclusion" */
	char *definition; /* as ALTER TABLE ... ADD takes it, with every name qualified */
	struct text_list columns;
	enum fact is_deferrable;
	enum fact is_initially_deferred;
	enum fact is_validated;
	enum fact is_enforced;
	enum fact has_period; /* WITHOUT OVERLAPS, or PERIOD of a foreign key */
	char *references;     /* table that a foreign key refers to, qualified and quoted */
	struct text_list referenced_columns; /* of that table, unquoted, in the order of columns */
	struct text_list referenced_types;   /* theirs, with their modifiers */
	struct text_list functions;          /* of the user's, that a check calls */
};

extern const struct record_table shape_constraint_table;

#endif
