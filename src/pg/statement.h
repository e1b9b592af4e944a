/* SPDX-License-Identifier: PostgreSQL */
/*
 * Pieces of SQL text, made from a relation.  Names are always quoted, so that
 * reserved words, capitals and quotes in them are only names.  Types are written
 * without their modifier: a cast to varchar(20) would cut a longer value short
 * without a word, where a cast to varchar leaves the error to the column.
 *
 * A value of UP_TYPE_OTHER travels as its text and is cast to the column's type; everything
 * here that is said of a scope is left out where the relation has none.
 */
#ifndef UP_PG_STATEMENT_H
#define UP_PG_STATEMENT_H

#include "base/buffer.h"
#include "model/relation.h"

/* "name", with quotes inside doubled. */
void up_sql_identifier(struct up_buffer *sql, const char *name);

/* 'text', with quotes inside doubled: for a name as an argument, never for a value of a row. */
void up_sql_string(struct up_buffer *sql, const char *text);

/* "schema"."table", or "table" alone when the relation has no schema. */
void up_sql_table(struct up_buffer *sql, const struct up_relation *relation);

/* The columns' names, key first: "a", "b", "c". */
void up_sql_columns(struct up_buffer *sql, const struct up_relation *relation);

/* One column, or all, with types and their modifiers, as CREATE TABLE wants them; without
 * constraints. */
void up_sql_column_definition(struct up_buffer *sql, const struct up_column *column);
void up_sql_column_definitions(struct up_buffer *sql, const struct up_relation *relation);

/* The column's type without a modifier. */
void up_sql_type(struct up_buffer *sql, const struct up_column *column);

/* The type that a value of the column has on its way: the same, or text for UP_TYPE_OTHER. */
void up_sql_transfer_type(struct up_buffer *sql, const struct up_column *column);

/* What makes a value of the transfer type one of the column's type: ::type behind it for
 * UP_TYPE_OTHER, nothing else for native types. */
void up_sql_cast(struct up_buffer *sql, const struct up_column *column);

/* A column of the key as something to compare: "a", of UP_TYPE_OTHER "a"::type.  The column may be of a
 * domain over that type, which the operator = of enums does not take; an index is used either way. */
void up_sql_key_column(struct up_buffer *sql, const struct up_column *column);

/* The columns that a unique index must have: "scope", "a", "b"; without the scope where it is outside
 * the key. */
void up_sql_key_columns(struct up_buffer *sql, const struct up_relation *relation);

/* Do two rows have the same key?  a."k" = b."k" AND …; b has columns of the relation's types. */
void up_sql_same_key(struct up_buffer *sql, const struct up_relation *relation, const char *a,
		     const char *b);

/* t."scope" = <scope> AND t."k" = u."k" AND …; u's scope is not looked at. */
void up_sql_match(struct up_buffer *sql, const struct up_relation *relation, const char *scope);

/* What a statement that brings rows to the table is made of. */
struct up_sql_update {
	const struct up_relation *relation;
	const char *from;    /* where the rows come from: a parenthesized query, whose columns have
				the types of the relation's */
	const char *scope;   /* an expression for the scope's value, such as $1 */
	bool skip_unchanged; /* leave rows alone whose values are what they should be */
	bool has_scope; /* what they come from has the column of the scope, too, behind the others:
				statements join on it, AND t."scope" = u."scope", and insert it, so that an
				engine sees that both tables are in shards by it */
};

/* UPDATE table AS t SET "b" = u."b", … FROM <from> AS u (columns)
 * WHERE t."scope" = <scope> AND t."key" = u."key"
 * [AND (t."b", …) IS DISTINCT FROM (u."b", …)]
 * What is compared of UP_TYPE_OTHER is the text, t."c"::text, which of bpchar ends before its
 * blanks. */
void up_sql_update_from(struct up_buffer *sql, const struct up_sql_update *update);

/* MERGE INTO table AS t USING <from> AS u (columns)
 * ON t."scope" = <scope> AND t."key" = u."key"
 * WHEN MATCHED [AND …] THEN UPDATE SET "b" = u."b", …        (server 15 and up) */
void up_sql_merge(struct up_buffer *sql, const struct up_sql_update *update);

/* The same, and … WHEN NOT MATCHED THEN INSERT ("scope", columns) OVERRIDING SYSTEM VALUE
 * VALUES (<scope>, u."a", …) */
void up_sql_merge_all(struct up_buffer *sql, const struct up_sql_update *update);

/* INSERT INTO table AS t ("scope", columns) OVERRIDING SYSTEM VALUE
 * SELECT <scope>, u.* FROM <from> AS u (columns), or SELECT u."scope", u."a", … where u has it.
 * A key may be an identity that is GENERATED ALWAYS, which the clause in capitals lets it state;
 * for other columns it changes nothing. */
void up_sql_insert(struct up_buffer *sql, const struct up_sql_update *update);

/* The same, and
 * WHERE NOT EXISTS (SELECT FROM table AS t WHERE t."scope" = <scope> AND t."key" = u."key") */
void up_sql_insert_missing(struct up_buffer *sql, const struct up_sql_update *update);

/* How many rows that would insert:
 * SELECT count(*) FROM <from> AS u (columns) WHERE NOT EXISTS (…) */
void up_sql_count_missing(struct up_buffer *sql, const struct up_sql_update *update);

/* The first, and
 * ON CONFLICT ("scope", "key") DO UPDATE SET "b" = EXCLUDED."b", … [WHERE …]
 * Where the scope is outside the key, the condition is that of the row's scope, too.
 * Needs a unique index on the columns of up_sql_key_columns(), and every column that may not be
 * null. */
void up_sql_upsert(struct up_buffer *sql, const struct up_sql_update *update);

/* The statement of one row, its columns as $1 to $n and the scope as $n+1:
 *
 *   UPDATE table SET "b" = $2, "c" = $3::text::type, … WHERE "scope" = $n+1 AND "key" = $1
 *   [AND …] */
void up_sql_update_row(struct up_buffer *sql, const struct up_relation *relation,
		       bool skip_unchanged);

#endif
