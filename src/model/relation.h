/* SPDX-License-Identifier: PostgreSQL */
/*
 * A relation describes the table that is updated: its name, the columns that travel with every
 * update, of which the first are the key, and the column, if there is one, that scopes a sync
 * (whose rows they are).
 *
 * The key is unique within one value of the scope column, or in the table where there is none or
 * its unique index has not the scope (scope_outside_key); none of its columns is null.  Other columns of the table (an identity key, for example) are not
 * sent and not listed here.
 *
 * A column of a domain is stated with the domain's base type: a cast to a domain over varchar(3)
 * would cut a longer value short without an error, where the assignment to the column checks
 * both the length and the domain.
 *
 * A key column of UP_TYPE_OTHER is matched by the server's operator =, as the session's search
 * path finds it, but two rows of a source have the same key only if the bytes of their texts are
 * the same.  Where the operator calls different texts equal (citext, intervals, blanks at the end
 * of a bpchar), whoever describes the table must see to it that a source brings only one of them.
 */
#ifndef UP_MODEL_RELATION_H
#define UP_MODEL_RELATION_H

#include "base/cleanup.h"
#include "base/error.h"
#include "model/type.h"

struct up_column {
	char *name; /* owned; as in pg_attribute, unquoted; at most UP_NAME_MAX bytes */
	enum up_type type;
	int32_t type_modifier; /* pg_attribute.atttypmod: -1 for none; varchar(n) is n + 4 */
	bool nullable;
	/* Owned; of UP_TYPE_OTHER the type in SQL, without a modifier, as format_type(type, -1)
	 * prints it under an empty search_path: "public.order_status", "integer[]", "bpchar",
	 * "\"bit\"" ("character" and "bit" alone mean a length of 1).  Of native types NULL. */
	char *type_name;
};

/* NAMEDATALEN - 1, in bytes.  The server cuts a longer name, with a notice; what comes to it
 * in another way than as an identifier, such as a member of JSON, would not match it then. */
#define UP_NAME_MAX 63

struct up_relation {
	char *schema;              /* owned; NULL: found by the search path */
	char *table;               /* owned */
	struct up_column scope;    /* its name is NULL where there is none */
	struct up_column *columns; /* owned; [0] to [key_count - 1] are the key */
	size_t column_count;       /* more than key_count, at most UP_RELATION_MAX_COLUMNS */
	size_t key_count;          /* at least 1 */
	bool partial; /* the table has columns that do not travel and may not be null */
	char needed[UP_NAME_MAX + 1]; /* the first of these; "": not known */
	bool scope_outside_key; /* the unique index of the key has the columns of the key alone */
};

/* PostgreSQL's MaxHeapAttributeNumber; "1600 columns" in its documentation of limits. */
#define UP_RELATION_MAX_COLUMNS 1600

static inline bool up_relation_has_scope(const struct up_relation *relation)
{
	return relation->scope.name != NULL;
}

void up_relation_release(struct up_relation *relation);
#define UP_RELATION UP_CLEANUP(up_relation_release) struct up_relation

/* Starts a relation without columns, whose first column will be the key.  schema may be NULL, as
 * may scope: there is none.  UP_INVALID when a name is longer than UP_NAME_MAX. */
UP_MUST_CHECK enum up_status up_relation_init(struct up_relation *relation, const char *schema,
					      const char *table, const struct up_column *scope,
					      struct up_error *err);

/* Adds a copy of column behind the others.  UP_INVALID when its name is longer than UP_NAME_MAX,
 * when it is of UP_TYPE_OTHER without a type_name, or when there are too many. */
UP_MUST_CHECK enum up_status up_relation_add(struct up_relation *relation,
					     const struct up_column *column, struct up_error *err);

/* Makes the first key_count columns the key.  UP_INVALID when that is none, or when no other
 * column is left. */
UP_MUST_CHECK enum up_status up_relation_set_key(struct up_relation *relation, size_t key_count,
						 struct up_error *err);

/* A copy of the first column_count columns, all of the key among them: a narrower update of the
 * same table, partial when a column that is left out may not be null. */
UP_MUST_CHECK enum up_status up_relation_narrow(const struct up_relation *relation,
						size_t column_count, const char *schema,
						struct up_relation *narrow, struct up_error *err);

/* Makes the relation partial by that column, unless it is already by another one. */
void up_relation_need(struct up_relation *relation, const char *column);

#endif
