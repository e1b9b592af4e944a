/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/population.h"

#include <stdio.h>

enum up_status population_init(struct population *population, const struct synthetic *data,
			       size_t table_rows, struct up_error *err)
{
	struct population new = {.data = *data};
	size_t own = population_own_rows(&new);

	if (table_rows != 0 && table_rows < own)
		return up_fail(err, UP_UNSUPPORTED,
			       "--table-rows (%zu) is less than the %zu rows of the batch that are "
			       "in the table before the sync",
			       table_rows, own);
	new.others = table_rows != 0 ? table_rows - own : 0;
	*population = new;
	return UP_OK;
}

size_t population_own_rows(const struct population *population)
{
	size_t count = 0;

	if (population->data.new == 0)
		return population->data.rows;
	for (size_t row = 0; row < population->data.rows; row++)
		count += synthetic_in_old(&population->data, row);
	return count;
}

size_t population_other_runs(const struct population *population)
{
	return (population->others + POPULATION_RUN - 1) / POPULATION_RUN;
}

enum up_status population_other_run(const struct population *population, size_t run,
				    struct up_batch *batch, char scope[POPULATION_SCOPE_SIZE],
				    struct up_error *err)
{
	const struct synthetic others = {
		.seed = population->data.seed ^ 0x6f7468657273u, /* "others" */
		.rows = population->others,
		.portable = population->data.portable,
		.ordinary = population->data.ordinary,
	};
	const size_t end = (run + 1) * POPULATION_RUN;

	snprintf(scope, POPULATION_SCOPE_SIZE, "other-%zu@example.com",
		 run / POPULATION_RUNS_OF_AN_OTHER + 1);
	for (size_t row = run * POPULATION_RUN; row < end && row < population->others; row++)
		UP_TRY(synthetic_row(&others, row, EDITION_OLD, batch, err));
	return UP_OK;
}

bool population_equal(const struct population *a, const struct population *b)
{
	return a->data.seed == b->data.seed && a->data.rows == b->data.rows &&
	       a->data.changed == b->data.changed && a->data.new == b->data.new &&
	       a->data.portable == b->data.portable && a->data.ordinary == b->data.ordinary &&
	       a->others == b->others;
}
