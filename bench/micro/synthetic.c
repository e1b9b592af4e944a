/* SPDX-License-Identifier: PostgreSQL */
/*
 * How fast the synthetic data set is made, on one core, to prove that the source does not dominate the
 * time of a sync.  Prints rows per second, best and median of several passes.
 */
#include "measure/workload/synthetic.h"
#include "base/clock.h"
#include "measure/workload/program.h"

#include <stdio.h>
#include <stdlib.h>

#define ROWS 1000000
#define PASSES 7
#define BATCH_ROWS 4096

static enum up_status pass(struct up_source *source, struct up_batch *batch, int64_t *ns,
			   struct up_error *err)
{
	int64_t begin = up_clock_ns();
	size_t rows = 0;
	size_t read;

	UP_TRY(source->rewind(source, err));
	do {
		up_batch_clear(batch);
		UP_TRY(source->read(source, batch, BATCH_ROWS, &read, err));
		rows += read;
	} while (read > 0);
	*ns = up_clock_ns() - begin;
	return rows == ROWS ? UP_OK : up_fail(err, UP_MISMATCH, "made %zu rows of %d", rows, ROWS);
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static enum up_status measure(const struct up_relation *relation, enum edition edition,
			      struct up_error *err)
{
	const struct synthetic data = {.seed = SYNTHETIC_SEED, .rows = ROWS, .changed = 1};
	UP_SOURCE *source = NULL;
	UP_BATCH batch = {0};
	const int middle = PASSES / 2;
	int64_t ns[PASSES];

	UP_TRY(synthetic_open(&data, edition, relation, &source, err));
	UP_TRY(up_batch_init(&batch, relation, err));
	for (int i = 0; i < PASSES; i++)
		UP_TRY(pass(source, &batch, &ns[i], err));

	qsort(ns, PASSES, sizeof ns[0], compare);
	printf("%7zu  %-7s  %10.0f  %10.0f\n", relation->column_count,
	       edition == EDITION_OLD ? "old" : "new", ROWS * 1e9 / (double)ns[0],
	       ROWS * 1e9 / (double)ns[middle]);
	return UP_OK;
}

static enum up_status measure_all(struct up_error *err)
{
	static const size_t widths[] = {2, 10, PROGRAM_COLUMN_COUNT};
	UP_RELATION full = {0};

	UP_TRY(program_relation(&full, err));
	printf("columns  edition   best row/s    median\n");
	for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
		UP_RELATION relation = {0};
		UP_TRY(up_relation_narrow(&full, widths[w], NULL, &relation, err));
		UP_TRY(measure(&relation, EDITION_OLD, err));
		UP_TRY(measure(&relation, EDITION_NEW, err));
	}
	return UP_OK;
}

int main(void)
{
	struct up_error err;

	if (measure_all(&err) != UP_OK) {
		fprintf(stderr, "micro-synthetic: %s\n", err.message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
