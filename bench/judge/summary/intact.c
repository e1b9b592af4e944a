/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/intact.h"

#include "judge/summary/measured.h"
#include "record/column.h"
#include "record/csv.h"
#include "record/summary.h"

#include <inttypes.h>
#include <stdlib.h>

static enum up_status check_owner(const struct run *run, const struct sample *sample,
				  struct up_error *err)
{
	const char *id = run->manifest.id;

	if (id == NULL || sample->run == NULL || strcmp(id, sample->run) == 0)
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "%s/samples.csv: a sample of %s belongs to run %s, and run.json to %s",
		       run->directory, sample->case_name, sample->run, id);
}

static int by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_identity(const void *a, const void *b)
{
	const struct sample *x = *(const struct sample *const *)a;
	const struct sample *y = *(const struct sample *const *)b;
	int order = by_number(x->session, y->session);

	if (order == 0)
		order = by_number(x->round, y->round);
	return order != 0 ? order : by_number(x->sample, y->sample);
}

static enum up_status check_twice(const struct run *run, const struct run_case *of,
				  struct up_error *err)
{
	UP_FREE const struct sample **sorted = calloc(of->count + 1, sizeof(void *));

	if (sorted == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for samples");
	memcpy(sorted, of->samples, of->count * sizeof(void *));
	qsort(sorted, of->count, sizeof(void *), by_identity);
	for (size_t s = 1; s < of->count; s++) {
		if (by_identity(&sorted[s - 1], &sorted[s]) == 0)
			return up_fail(err, UP_INVALID,
				       "%s/samples.csv: duplicate sample %" PRId64 " of %s",
				       run->directory, sorted[s]->sample, of->name);
	}
	return UP_OK;
}

/* ---- what the run counted itself -------------------------------------- */

static enum up_status check_count(void *context, void *record, struct up_error *err)
{
	const struct run *run = context;
	const struct summary *summary = record;
	int64_t count = 0;
	int64_t all = 0;

	if (summary->case_name == NULL || summary->n == UNMEASURED || summary->n == 0)
		return UP_OK;
	const struct run_case *of = run_find_case(run, summary->case_name);
	for (size_t s = 0; s < of->count; s++)
		count += measured_counts(of, of->samples[s]);
	for (size_t s = 0; s < of->count; s++)
		all += measured_is_timed(of->samples[s]);
	/* Runs of earlier versions counted the samples of all plans. */
	if (count == summary->n || all == summary->n)
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "%s: samples.csv has %" PRId64
		       " measured samples of %s, summary.csv %" PRId64
		       ": one of the files was edited or truncated",
		       run->directory, count, summary->case_name, summary->n);
}

static enum up_status check_summary(const struct run *run, struct up_error *err)
{
	struct member columns[2] = {{0}};
	const struct record_table table = RECORD_TABLE(columns, struct summary);
	const struct member *all = summary_table.members;
	UP_FREE char *path =
		run->directory != NULL ? run_path(run->directory, "summary.csv") : NULL;

	/* A killed run has none, and neither has one that was never on a disk. */
	if (path == NULL || access(path, F_OK) != 0)
		return UP_OK;
	for (size_t c = 0; c < summary_table.count; c++) {
		if (strcmp(column_name(&all[c]), "case") == 0)
			columns[0] = all[c];
		if (strcmp(column_name(&all[c]), "n") == 0)
			columns[1] = all[c];
	}
	return csv_read(path, &table, check_count, (void *)(uintptr_t)run, err);
}

enum up_status intact_check(const struct run *run, struct up_error *err)
{
	if (run->samples.count == 0)
		return up_fail(err, UP_INVALID, "%s/samples.csv has no sample: nothing to compare",
			       run->directory);
	for (size_t c = 0; c < run->cases.count; c++) {
		const struct run_case *of = &run->cases.items[c];
		for (size_t s = 0; s < of->count; s++)
			UP_TRY(check_owner(run, of->samples[s], err));
		UP_TRY(check_twice(run, of, err));
	}
	return check_summary(run, err);
}
