/* SPDX-License-Identifier: PostgreSQL */
/* A random table while it is drawn: what its parts (property/staying.h, property/leaves.h) add to. */
#ifndef PROPERTY_DRAWING_H
#define PROPERTY_DRAWING_H

#include "db/differential.h"
#include "property/value.h"
#include "record/text_list.h"

struct drawing {
	const struct fixture *fixture; /* with its rows */
	const struct value_profile *profiles;
	int server_version;
	struct up_random random;
	bool partitioned;
	size_t numbers; /* of names given so far */

	struct text_list columns;     /* definitions of the table's columns, in any order */
	struct text_list constraints; /* and of what stands behind them */
	struct up_buffer before;      /* statements before the table is made, each with its ';' */
	struct up_buffer behind;      /* and when it is */
	struct up_buffer faults;      /* queries of a text for each fault, with UNION ALL between */
	struct differential_table *table; /* the result */
};

void drawing_release(struct drawing *drawing);
#define DRAWING UP_CLEANUP(drawing_release) struct drawing

static inline bool drawing_chance(struct drawing *drawing, double share)
{
	return value_chance(&drawing->random, share);
}

static inline size_t drawing_below(struct drawing *drawing, size_t bound)
{
	return (size_t)up_random_below(&drawing->random, bound);
}

/* "schema"."name" */
void drawing_append_qualified(struct drawing *drawing, struct up_buffer *sql, const char *name);

/* The table, likewise. */
void drawing_append_table(struct drawing *drawing, struct up_buffer *sql);

/* text as a constant of SQL. */
void drawing_append_literal(struct up_buffer *sql, const char *text);

/* Takes the definition out of its buffer. */
UP_MUST_CHECK enum up_status drawing_add(struct text_list *list, struct up_buffer *definition,
					 struct up_error *err);

/* Begins a query of one text, "column … : N rows …", where there are such rows: FROM and WHERE are
 * to follow, then drawing_end_fault(). */
void drawing_begin_fault(struct drawing *drawing, const char *column, const char *what);
void drawing_end_fault(struct drawing *drawing);

/* "first state" AS f, and the condition that its row is that of t. */
void drawing_append_first_state(struct drawing *drawing, struct up_buffer *sql);
void drawing_append_same_row(struct drawing *drawing, struct up_buffer *sql);

#endif
