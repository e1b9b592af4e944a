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

/* The whole statement of every strategy that joins the table with incoming rows:
 *
 *   UPDATE table AS t SET "b" = u."b", … FROM <from> AS u (columns)
 *   WHERE t."scope" = <scope> AND t."key" = u."key"
 *
 * from is a table's name or a parenthesized query; scope an expression such as $1. */
void up_sql_update_from(struct up_buffer *sql, const struct up_relation *relation, const char *from,
			const char *scope);

/* The statement of one row, its columns as $1 to $n and the scope as $n+1:
 *
 *   UPDATE table SET "b" = $2, … WHERE "scope" = $n+1 AND "key" = $1 */
void up_sql_update_row(struct up_buffer *sql, const struct up_relation *relation);

#endif
