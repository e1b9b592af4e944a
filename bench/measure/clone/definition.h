/* SPDX-License-Identifier: PostgreSQL */
/*
 * Definitions as the server writes them, taken apart only so far that they can be written anew for
 * another table.  Words are looked for outside of quotes and parentheses.
 */
#ifndef MEASURE_CLONE_DEFINITION_H
#define MEASURE_CLONE_DEFINITION_H

#include "record/shape/shape.h"

/* A table by its name: both unquoted. */
struct place {
	const char *schema;
	const char *name;
};

/* "schema"."name" */
void place_append(struct up_buffer *sql, const struct place *place);

/* 'text', under standard_conforming_strings. */
void literal_append(struct up_buffer *sql, const char *text);

/* Appends the schema of a qualified name, "sales" of sales.address, always quoted; nothing if it has none. */
void schema_append(struct up_buffer *sql, const char *qualified);

/* Where words are in a text; NULL: not outside of quotes and parentheses. */
const char *definition_find(const char *text, const char *words);

/* The statement that creates it, as one on the table of that place, replaces *definition.
 * UP_INVALID: it is not of the form in which the server writes it. */
UP_MUST_CHECK enum up_status definition_move_index(struct shape_index *index,
						   const struct place *place, struct up_error *err);
UP_MUST_CHECK enum up_status definition_move_trigger(struct shape_trigger *trigger,
						     const struct place *place,
						     struct up_error *err);

/* "FOREIGN KEY (a) REFERENCES place(b) ..." replaces the definition of a foreign key to another table. */
UP_MUST_CHECK enum up_status definition_move_foreign_key(struct shape_constraint *constraint,
							 const struct place *place,
							 struct up_error *err);

/* Extended statistics have a schema themselves; NULL: the one that they have. */
UP_MUST_CHECK enum up_status definition_move_statistics(struct shape_extended_statistics *extended,
							const char *schema,
							const struct place *place,
							struct up_error *err);

/* Appends " WITH (...)" of CREATE INDEX, if it has storage parameters. */
void definition_append_options(struct up_buffer *sql, const char *definition);

#endif
