/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/verdict.h"

#include "judge/compare/prospect.h"
#include "judge/compare/sequential.h"
#include "stats/holm.h"

#include <math.h>
#include <stdlib.h>

static enum up_status judge_gross(struct comparison *comparison, struct up_error *err)
{
	const bool worse = comparison->gross == GROSS_WORSE;
	const char *larger = worse ? "new" : "base";
	const char *smaller = worse ? "base" : "new";
	const enum verdict verdict = worse ? VERDICT_REGRESSED : VERDICT_IMPROVED;

	if (comparison->paired)
		return comparison_conclude(comparison, verdict, err,
					   "in every pair, %s is above %g times %s", larger,
					   GROSS_RATIO, smaller);
	return comparison_conclude(comparison, verdict, err,
				   "every sample of %s is above %g times the largest of %s", larger,
				   GROSS_RATIO, smaller);
}

static enum up_status judge(struct comparison *comparison, const struct evidence *evidence,
			    bool sequential, double worse, double better, struct up_error *err)
{
	const double margin = log1p(comparison->threshold);
	const double level = sequential ? SEQUENTIAL_LEVEL : COMPARE_LEVEL;
	const struct interval within = sequential ? evidence->interval : evidence->narrow;

	if (sequential && sequential_judge(comparison))
		return UP_OK;

	const bool is_gross =
		comparison->gross != GROSS_NONE && GROSS_RATIO > 1 + comparison->threshold;

	comparison->p_value = fmin(worse, better);
	/* A gross difference is beyond what sessions differ by; nothing else is known to be. */
	if (comparison->lacks_sessions)
		return is_gross ? judge_gross(comparison, err) : UP_OK;
	if (metric_kind(comparison->metric) == METRIC_OF_TAIL) {
		if (comparison->p_value <= level)
			comparison->verdict = worse < better ? VERDICT_REGRESSED : VERDICT_IMPROVED;
		return UP_OK;
	}
	if (evidence->interval.low > margin && worse <= level)
		comparison->verdict = VERDICT_REGRESSED;
	else if (evidence->interval.high < -margin && better <= level)
		comparison->verdict = VERDICT_IMPROVED;
	else if (within.low >= -margin && within.high <= margin)
		comparison->verdict = VERDICT_EQUIVALENT;
	else if (is_gross)
		return judge_gross(comparison, err);
	return UP_OK;
}

static bool is_open(const struct comparison *comparison)
{
	return comparison_is_judged(comparison) && !comparison->exact && !comparison->counted;
}

enum up_status verdict_find(struct comparison_list *list, const struct evidence *all,
			    struct up_error *err)
{
	UP_FREE double *p_values = malloc((2 * list->count + 1) * sizeof *p_values);
	size_t tests = 0;
	size_t open = 0;

	if (p_values == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for verdicts");
	for (size_t c = 0; c < list->count; c++) {
		/* A decision leaves no test, and the others no more of the level. */
		const bool is_made =
			list->items[c].decision != DECISION_OPEN || list->items[c].ended_early;
		bool tested = is_open(&list->items[c]) && !all[c].few;
		p_values[2 * c] = !tested ? NAN : is_made ? 1 : all[c].worse;
		p_values[2 * c + 1] = !tested ? NAN : is_made ? 1 : all[c].better;
		tests += tested ? 2 : 0;
		open += is_open(&list->items[c]) ? 2 : 0;
	}
	for (size_t t = 0; t < 2 * list->count; t++)
		p_values[t] *= (double)list->together;
	holm_correct(p_values, 2 * list->count);
	for (size_t c = 0; c < list->count; c++) {
		struct comparison *comparison = &list->items[c];
		const struct evidence *evidence = &all[c];
		if (!is_open(comparison))
			continue;
		UP_TRY(judge(comparison, evidence, list->sequential > 0, p_values[2 * c],
			     p_values[2 * c + 1], err));
		/* With more samples those that had too few would be tested, too. */
		const size_t corrected = evidence->few || tests == 0 ? open : tests;
		/* A share of the level is that of as many times as many tests. */
		if (!comparison->lacks_sessions &&
		    (evidence->few || metric_has_equivalence(comparison->metric)))
			prospect_find(comparison, evidence,
				      corrected * list->together * (list->sequential > 0 ? 2 : 1));
	}
	return UP_OK;
}
