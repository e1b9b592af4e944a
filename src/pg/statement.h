/* SPDX-License-Identifier: PostgreSQL */
/*
 * Pieces of SQL text, made from a relation.  Names are always quoted, so that
 * reserved words, capitals and quotes in them are only names.  Types are written
 * without their modifier: a cast to varchar(20) would cut a longer value short
 * without a word, where a cast to varchar leaves the error to the column.
 */
#ifndef UP_PG_STATEMENT_H
#define UP_PG_STATEMENT_H

#include "base/buffer.h"
#include "model/relation.h"

/* "name", with quotes inside doubled. */
void up_sql_identifier(struct up_buffer *sql, const char *name);

/* "schema"."table", or "table" alone when the relation has no schema. */
void up_sql_table(struct up_buffer *sql, const struct up_relation *relation);

/* The columns' names, key first: "a", "b", "c". */
void up_sql_columns(struct up_buffer *sql, const struct up_relation *relation);

/* The columns with types and their modifiers, as CREATE TABLE wants them;
 * without constraints. */
void up_sql_column_definitions(struct up_buffer *sql, const struct up_relation *relation);

/* The type's name without a modifier. */
void up_sql_type(struct up_buffer *sql, enum up_type type);

/* What a statement that brings rows to the table is made of. */
struct up_sql_update {
	const struct up_relation *relation;
	const char *from;    /* where the rows come from: a table's name or a parenthesized query */
	const char *scope;   /* an expression for the scope's value, such as $1 */
	bool skip_unchanged; /* leave rows alone whose values are what they should be */
};

/* UPDATE table AS t SET "b" = u."b", … FROM <from> AS u (columns)
 * WHERE t."scope" = <scope> AND t."key" = u."key"
 * [AND (t."b", …) IS DISTINCT FROM (u."b", …)] */
void up_sql_update_from(struct up_buffer *sql, const struct up_sql_update *update);

/* MERGE INTO table AS t USING <from> AS u (columns)
 * ON t."scope" = <scope> AND t."key" = u."key"
 * WHEN MATCHED [AND …] THEN UPDATE SET "b" = u."b", …        (server 15 and up) */
void up_sql_merge(struct up_buffer *sql, const struct up_sql_update *update);

/* INSERT INTO table AS t ("scope", columns) SELECT <scope>, u.* FROM <from> AS u (columns)
 * ON CONFLICT ("scope", "key") DO UPDATE SET "b" = EXCLUDED."b", … [WHERE …]
 * Needs a unique index on (scope, key), and every column that may not be null. */
void up_sql_upsert(struct up_buffer *sql, const struct up_sql_update *update);

/* The statement of one row, its columns as $1 to $n and the scope as $n+1:
 *
 *   UPDATE table SET "b" = $2, … WHERE "scope" = $n+1 AND "key" = $1 [AND …] */
void up_sql_update_row(struct up_buffer *sql, const struct up_relation *relation,
		       bool skip_unchanged);

#endif
