/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/report_parts.h"

#include "judge/summary/intact.h"
#include "record/conformance.h"

#include <stdlib.h>
#include <unistd.h>

#define SEED 1914

/* Who wants other metrics or another threshold asks `upbench compare`. */
static const enum metric update = METRIC_UPDATE;
static const struct compare_options how = {
	.threshold = COMPARE_THRESHOLD, .metrics = &update, .metric_count = 1, .seed = SEED};

void report_parts_release(struct report_parts *parts)
{
	conformance_list_release(&parts->conformance);
	comparison_group_release(&parts->comparisons);
	history_finding_list_release(&parts->history);
	claim_run_list_release(&parts->claims);
}

/* The results of a check that belong to a run: those that were named, and its own. */
static enum up_status read_conformance(const struct run *run, const struct report_sources *sources,
				       struct conformance_list *conformance, struct up_error *err)
{
	UP_FREE char *own = run_path(run->directory, "meanings.json");

	if (own == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a report");
	if (access(own, F_OK) == 0)
		UP_TRY(conformance_list_read(own, conformance, err));
	for (size_t m = 0; m < sources->conformance_count; m++)
		UP_TRY(conformance_list_read(sources->conformance[m], conformance, err));
	return UP_OK;
}

/* ---- several runs ----------------------------------------------------- */

/* Those that were named, and the run of the report as the last of them. */
struct runs {
	struct run *read; /* owned */
	size_t read_count;
	const struct run **all; /* owned, what they point to is not */
	size_t count;
};

static void runs_release(struct runs *runs)
{
	for (size_t r = 0; r < runs->read_count; r++)
		run_release(&runs->read[r]);
	free(runs->read);
	free(runs->all);
}

static enum up_status add_run(struct runs *runs, const struct run *run, struct up_error *err)
{
	UP_TRY(intact_check(run, err));
	for (size_t r = 0; r < runs->count; r++) {
		if (run_is_same(runs->all[r], run))
			return up_fail(err, UP_INVALID, "%s and %s are the same run",
				       runs->all[r]->directory, run->directory);
	}
	runs->all[runs->count++] = run;
	return UP_OK;
}

static enum up_status read_runs(const struct run *last, const struct report_sources *sources,
				struct runs *runs, struct up_error *err)
{
	runs->read = calloc(sources->run_count, sizeof *runs->read);
	runs->all = calloc(sources->run_count + 1, sizeof(void *));
	if (runs->read == NULL || runs->all == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for runs");
	for (size_t r = 0; r < sources->run_count; r++) {
		UP_TRY(run_read(sources->runs[r], &runs->read[r], err));
		runs->read_count++;
		UP_TRY(add_run(runs, &runs->read[r], err));
	}
	return add_run(runs, last, err);
}

static enum up_status compare_with_runs(const struct run *run, const struct report_sources *sources,
					struct report_parts *parts, struct up_error *err)
{
	UP_CLEANUP(runs_release) struct runs runs = {0};

	if (sources->run_count == 0)
		return UP_OK;
	UP_TRY(read_runs(run, sources, &runs, err));
	for (size_t r = 0; r < runs.count; r++)
		UP_TRY(claim_run_list_add(&parts->claims, runs.all[r], err));
	return comparison_group_add_runs(&parts->comparisons, runs.all, runs.count, &how, err);
}

/* ---- against a history ------------------------------------------------ */

static enum up_status compare_with_history(const struct run *run, const char *path,
					   struct history_finding_list *list, struct up_error *err)
{
	if (path == NULL)
		return UP_OK;
	UP_TRY(intact_check(run, err));
	return history_compare(path, run, COMPARE_THRESHOLD, SEED, list, err);
}

enum up_status report_parts_read(const struct run *run, const struct report_sources *sources,
				 struct report_parts *out, struct up_error *err)
{
	REPORT_PARTS parts = {0};

	UP_TRY(read_conformance(run, sources, &parts.conformance, err));
	/* What was asked for comes before what the run has by itself. */
	UP_TRY(compare_with_runs(run, sources, &parts, err));
	UP_TRY(comparison_group_add_arms(&parts.comparisons, run, &how, err));
	UP_TRY(compare_with_history(run, sources->history, &parts.history, err));
	*out = parts;
	parts = (struct report_parts){0};
	return UP_OK;
}
