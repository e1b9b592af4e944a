/* SPDX-License-Identifier: PostgreSQL */
/* What a report shows besides the run itself, from other files: results of upbench check,
 * verdicts against other runs and between the arms of this one, the claim in each run, and the
 * history. */
#ifndef CLI_OUTPUT_REPORT_PARTS_H
#define CLI_OUTPUT_REPORT_PARTS_H

#include "cli/output/stored_run.h"
#include "judge/compare/comparison_group.h"
#include "judge/history/history_compare.h"
#include "judge/summary/claim.h"
#include "record/conformance.h"

/* Where they come from; all borrowed. */
struct report_sources {
	const char *const *conformance; /* files with results of upbench check */
	size_t conformance_count;
	const char *const *runs; /* directories; the first one is the base of the others, and
				    of the run of the report */
	size_t run_count;
	const char *history; /* a file; NULL: none */
};

struct report_parts {
	struct conformance_list conformance;
	struct comparison_group comparisons;
	struct history_finding_list history;
	struct stored_run *runs; /* owned; those that were named */
	size_t run_count;
	struct claim_run_list claims; /* of these and the run of the report */
};

void report_parts_release(struct report_parts *parts);
#define REPORT_PARTS UP_CLEANUP(report_parts_release) struct report_parts

/* UP_INVALID also when two of the runs are the same one, or when one that is to be judged is
 * not as it was written. */
UP_MUST_CHECK enum up_status report_parts_read(const struct run *run,
					       const struct report_sources *sources,
					       struct report_parts *parts, struct up_error *err);

#endif
