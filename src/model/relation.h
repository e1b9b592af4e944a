/* SPDX-License-Identifier: PostgreSQL */
/*
 * A relation describes the table that is updated: its name, the column that
 * scopes a sync (whose rows they are), and the columns that travel with every
 * update.  Column 0 is the key: unique within one value of the scope column.
 * Other columns of the table (an identity key, for example) are not sent and not listed here.
 */
#ifndef UP_MODEL_RELATION_H
#define UP_MODEL_RELATION_H

#include "base/cleanup.h"
#include "base/error.h"
#include "model/type.h"

struct up_column {
	char *name; /* owned; as in pg_attribute, unquoted */
	enum up_type type;
	int32_t type_modifier; /* pg_attribute.atttypmod: -1 for none; varchar(n) is n + 4 */
	bool nullable;
};

struct up_relation {
	char *schema; /* owned; NULL: found by the search path */
	char *table;  /* owned */
	struct up_column scope;
	struct up_column *columns; /* owned; [0] is the key */
	size_t column_count;       /* at least 2, at most UP_RELATION_MAX_COLUMNS */
	bool partial; /* the table has columns that do not travel and may not be null */
};

/* PostgreSQL's MaxHeapAttributeNumber; "1600 columns" in its documentation of limits. */
#define UP_RELATION_MAX_COLUMNS 1600

void up_relation_release(struct up_relation *relation);
#define UP_RELATION UP_CLEANUP(up_relation_release) struct up_relation

/* Starts a relation without columns. schema may be NULL. */
UP_MUST_CHECK enum up_status up_relation_init(struct up_relation *relation, const char *schema,
					      const char *table, const struct up_column *scope,
					      struct up_error *err);

/* Adds a copy of column behind the others. */
UP_MUST_CHECK enum up_status up_relation_add(struct up_relation *relation,
					     const struct up_column *column, struct up_error *err);

/* A copy of the first column_count columns: a narrower update of the same table,
 * partial when a column that is left out may not be null. */
UP_MUST_CHECK enum up_status up_relation_narrow(const struct up_relation *relation,
						size_t column_count, const char *schema,
						struct up_relation *narrow, struct up_error *err);

#endif
