/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/report_parts.h"

#include "judge/compare/sequential.h"
#include "judge/summary/intact.h"
#include "record/conformance.h"

#include <stdlib.h>
#include <unistd.h>

#define SEED 1914

/* For other metrics and thresholds there is `upbench compare`. */
static const enum metric update = METRIC_UPDATE;
static const struct compare_options how = {
	.threshold = COMPARE_THRESHOLD, .metrics = &update, .metric_count = 1};

void report_parts_release(struct report_parts *parts)
{
	conformance_list_release(&parts->conformance);
	comparison_group_release(&parts->comparisons);
	history_finding_list_release(&parts->history);
	claim_run_list_release(&parts->claims);
	for (size_t r = 0; r < parts->run_count; r++)
		stored_run_release(&parts->runs[r]);
	free(parts->runs);
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

/* all: those that were named, and the run of the report as the last of them. */
static enum up_status add_run(const struct run **all, size_t *count, const struct run *run,
			      struct up_error *err)
{
	UP_TRY(intact_check(run, err));
	for (size_t r = 0; r < *count; r++) {
		if (run_is_same(all[r], run))
			return up_fail(err, UP_INVALID, "%s and %s are the same run",
				       all[r]->directory, run->directory);
	}
	all[(*count)++] = run;
	return UP_OK;
}

static enum up_status compare_with_runs(const struct run *run, const struct report_sources *sources,
					struct report_parts *parts, struct up_error *err)
{
	UP_FREE const struct run **all = calloc(sources->run_count + 1, sizeof(void *));
	size_t count = 0;

	parts->runs = calloc(sources->run_count + 1, sizeof *parts->runs);
	if (parts->runs == NULL || all == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for runs");
	if (sources->run_count == 0)
		return UP_OK;
	for (size_t r = 0; r < sources->run_count; r++) {
		struct stored_run *stored = &parts->runs[parts->run_count++];
		UP_TRY(stored_run_read(sources->runs[r], stored, err));
		UP_TRY(add_run(all, &count, &stored->run, err));
	}
	UP_TRY(add_run(all, &count, run, err));
	for (size_t r = 0; r < count; r++)
		UP_TRY(claim_run_list_add(&parts->claims, all[r], err));
	return comparison_group_add_runs(&parts->comparisons, all, count, &how, err);
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
	struct compare_options of_arms = how;
	of_arms.threshold = sequential_threshold(run, how.threshold);
	UP_TRY(comparison_group_add_arms(&parts.comparisons, run, &of_arms, err));
	UP_TRY(compare_with_history(run, sources->history, &parts.history, err));
	*out = parts;
	parts = (struct report_parts){0};
	return UP_OK;
}
