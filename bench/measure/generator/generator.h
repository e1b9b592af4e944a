/* SPDX-License-Identifier: PostgreSQL */
/*
 * Rows that are made from the shape of a table alone: a grid (measure/workload/grid.h) whose
 * columns are as frequent, as often null, as wide and as many different values as the shape's
 * statistics say, in types that the shape describes, unique where an index wants it.  No value of
 * the table is needed or used.  Without statistics a column has some two hundred values, no nulls.
 *
 * Each value is a function of the shape, the number of rows, the seed, the row and the name of the
 * column, the same on every machine.  Values are the text that a server prints, so that they are
 * the same after a way through one.
 *
 * Checks are not evaluated here.  generator_settle() proposes rows to somebody who can, the server
 * as a rule, and other values in place of a row that is rejected.
 *
 *   GENERATOR *generator = NULL;
 *   UP_TRY(generator_open(&shape, &relation, 100000, seed, &generator, err));
 *   UP_TRY(generator_settle(generator, judge, conn, &verdicts, err));
 *   UP_TRY(rotation_open(generator_grid(generator), &rotation, &rows, err));
 */
#ifndef MEASURE_GENERATOR_GENERATOR_H
#define MEASURE_GENERATOR_GENERATOR_H

#include "measure/workload/grid.h"
#include "record/shape/shape.h"

struct generator;

/* The columns are those of the relation, found in the shape by their names; both are borrowed and
 * must outlive the generator.  UP_INVALID: the shape has no such column.  UP_UNSUPPORTED: a unique
 * index wants more values than the types of its columns have, or a column that may not be null is
 * of a type of which no values can be made. */
UP_MUST_CHECK enum up_status generator_open(const struct shape *shape,
					    const struct up_relation *relation, size_t rows,
					    uint64_t seed, struct generator **generator,
					    struct up_error *err);

/* The same, of which `of_scope` rows have one value in the shape's scope column, if it has one, and
 * the others other values: which rows these are is a function of the seed. */
UP_MUST_CHECK enum up_status generator_open_scoped(const struct shape *shape,
						   const struct up_relation *relation, size_t rows,
						   size_t of_scope, uint64_t seed,
						   struct generator **generator,
						   struct up_error *err);

/* That value, as text; column describes the shape's scope column, of which alone it is a function.
 * *value is to be freed. */
UP_MUST_CHECK enum up_status generator_make_scope(const struct shape *shape,
						  const struct up_column *column, char **value,
						  struct up_error *err);
void generator_close(struct generator *generator); /* NULL is fine */

static inline void generator_close_p(struct generator **generator)
{
	generator_close(*generator);
}
#define GENERATOR UP_CLEANUP(generator_close_p) struct generator

/* Its rows, as long as it lives; not to be closed. */
const struct grid *generator_grid(const struct generator *generator);

/* Whether no values of the column's type can be made, so that it is null in all rows. */
bool generator_is_null(const struct generator *generator, size_t column);

/* How often a row is proposed, each time with other values, but for those that a unique index
 * over several columns, or an order, prescribes. */
#define GENERATOR_PROPOSALS 64

/* How often, when no row of its batch has been taken. */
#define GENERATOR_HOPELESS_PROPOSALS 8

/* Says of each row of a batch whether the table would take it. */
typedef enum up_status generator_judge(void *context, const struct up_batch *batch, bool *accepted,
				       struct up_error *err);

struct generator_verdicts {
	size_t rejected;  /* proposals that were not taken */
	size_t unsettled; /* rows of which the last proposal was not taken either */
};

/* Proposes all rows, in batches of at most a thousand, and keeps for each the first proposal that
 * is taken, else the last one.  When none of the first batch is taken, the other batches are not
 * proposed, and all their rows are unsettled.  While it runs nobody else may read the grid. */
UP_MUST_CHECK enum up_status generator_settle(struct generator *generator, generator_judge *judge,
					      void *context, struct generator_verdicts *verdicts,
					      struct up_error *err);

#endif
