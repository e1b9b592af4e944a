/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/shortage.h"

/* The largest number of samples, or of sessions, that a comparison needs; -1: none is known. */
static int64_t most_wanted(const struct comparison_report *report, bool *sessions)
{
	int64_t wanted = -1;

	*sessions = false;

	for (size_t l = 0; l < report->count; l++) {
		for (size_t c = 0; c < report->lists[l].count; c++) {
			const struct comparison *comparison = &report->lists[l].items[c];
			*sessions = *sessions || comparison->by_session;
			if (comparison->wanted > wanted)
				wanted = comparison->wanted;
		}
	}
	return wanted;
}

bool shortage_is_total(const struct comparison_report *report)
{
	size_t few = 0;

	for (size_t l = 0; l < report->count; l++) {
		for (size_t c = 0; c < report->lists[l].count; c++)
			few += report->lists[l].items[c].few ||
			       report->lists[l].items[c].lacks_sessions;
	}
	return few > 0 && few == comparison_report_total(report) -
					  comparison_report_count(report, VERDICT_INCOMPARABLE);
}

static bool any_lacks_sessions(const struct comparison_report *report)
{
	for (size_t l = 0; l < report->count; l++) {
		for (size_t c = 0; c < report->lists[l].count; c++) {
			if (report->lists[l].items[c].lacks_sessions)
				return true;
		}
	}
	return false;
}

/* What was not confirmed is not settled by more samples of the run. */
static bool is_unconfirmed(const struct comparison_report *report)
{
	size_t unconfirmed = 0;

	for (size_t l = 0; l < report->count; l++) {
		for (size_t c = 0; c < report->lists[l].count; c++)
			unconfirmed += report->lists[l].items[c].confirmation == CONFIRMATION_NO;
	}
	return unconfirmed > 0 &&
	       unconfirmed == comparison_report_count(report, VERDICT_INCONCLUSIVE);
}

void shortage_print(const struct comparison_report *report, FILE *errors)
{
	size_t count = comparison_report_count(report, VERDICT_INCONCLUSIVE);
	bool sessions;
	int64_t wanted = most_wanted(report, &sessions);

	fprintf(errors, "upbench compare: not enough data: %zu of %zu inconclusive", count,
		comparison_report_total(report));
	if (any_lacks_sessions(report))
		fputs("; at least three sessions per side, or --noise, are needed\n", errors);
	else if (is_unconfirmed(report))
		fputs("; a second measurement did not confirm that they regressed\n", errors);
	else if (wanted >= 0)
		fprintf(errors, "; about %lld %s are needed\n", (long long)wanted,
			sessions ? "sessions" : "samples per case");
	else
		fputs("; too close to the threshold to decide with any number of samples\n",
		      errors);
}
