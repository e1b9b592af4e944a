/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/shortage.h"

#include "show/words/comparison_words.h"

#include <math.h>

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

/* What must be seen of the comparison; 0: nothing. */
static double must_see(const struct comparison *comparison, const struct shortage_rule *rule)
{
	return isnan(rule->must_see) ? SHORTAGE_TIMES * comparison->threshold + SHORTAGE_MORE
				     : rule->must_see;
}

static bool is_blind(const struct comparison *comparison, const struct shortage_rule *rule)
{
	const double least = must_see(comparison, rule);

	return comparison_is_open(comparison) && least > 0 && !(comparison->detectable <= least);
}

static bool shows_nothing(const struct comparison *comparison)
{
	return comparison_is_open(comparison) && isnan(comparison->detectable);
}

struct count {
	size_t blind;
	size_t nothing;
	const struct comparison *first; /* that is blind; NULL: none is */
	bool lacks_sessions;
};

static struct count count_all(const struct comparison_report *report,
			      const struct shortage_rule *rule)
{
	struct count count = {0};

	for (size_t l = 0; l < report->count; l++) {
		for (size_t c = 0; c < report->lists[l].count; c++) {
			const struct comparison *comparison = &report->lists[l].items[c];
			const bool blind = is_blind(comparison, rule);
			if (blind && count.first == NULL)
				count.first = comparison;
			count.blind += blind;
			count.nothing += shows_nothing(comparison);
			count.lacks_sessions |= comparison->lacks_sessions;
		}
	}
	return count;
}

/* What was not confirmed is not settled by more samples of the run. */
static bool is_unconfirmed(const struct comparison_report *report)
{
	size_t unconfirmed = 0;

	for (size_t l = 0; l < report->count; l++) {
		for (size_t c = 0; c < report->lists[l].count; c++)
			unconfirmed += report->lists[l].items[c].confirmation == CONFIRMATION_NO;
	}
	return unconfirmed > 0 && unconfirmed == comparison_report_open(report);
}

bool shortage_exists(const struct comparison_report *report, const struct shortage_rule *rule)
{
	const struct count count = count_all(report, rule);
	const size_t comparable = comparison_report_judged(report);

	return count.blind > 0 || (comparable > 0 && count.nothing == comparable) ||
	       (rule->require_conclusive && comparison_report_open(report) > 0);
}

static void print_blind(const struct count *count, const struct shortage_rule *rule, FILE *errors)
{
	UP_BUFFER name = {0};

	comparison_append_name(&name, count->first);
	fprintf(errors, "%s", up_buffer_string(&name));
	if (count->blind > 1)
		fprintf(errors, " and %zu more comparison%s", count->blind - 1,
			count->blind > 2 ? "s" : "");
	fprintf(errors, " cannot detect a slow-down of %s (--must-see)",
		quantity_share(must_see(count->first, rule)).text);
}

void shortage_print(const struct comparison_report *report, const struct shortage_rule *rule,
		    FILE *errors)
{
	const struct count count = count_all(report, rule);
	bool sessions;
	int64_t wanted = most_wanted(report, &sessions);

	fputs("upbench compare: not enough data: ", errors);
	if (count.first != NULL)
		print_blind(&count, rule, errors);
	else
		fprintf(errors, "%zu of %zu inconclusive", comparison_report_open(report),
			comparison_report_total(report));
	if (count.lacks_sessions)
		fputs("; measure with --sessions 3 on both sides, or give --noise\n", errors);
	else if (is_unconfirmed(report))
		fputs("; a second measurement did not confirm that they regressed\n", errors);
	else if (wanted >= 0)
		fprintf(errors, "; about %lld %s are needed\n", (long long)wanted,
			sessions ? "sessions" : "samples per case");
	else
		fputs("; too close to the threshold to decide with any number of samples\n",
		      errors);
}
