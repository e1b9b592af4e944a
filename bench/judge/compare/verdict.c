/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/verdict.h"

#include "judge/compare/prospect.h"
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
			    double worse, double better, struct up_error *err)
{
	double margin = log1p(comparison->threshold);

	const bool is_gross =
		comparison->gross != GROSS_NONE && GROSS_RATIO > 1 + comparison->threshold;

	comparison->p_value = fmin(worse, better);
	/* A gross difference is beyond what sessions differ by; nothing else is known to be. */
	if (comparison->lacks_sessions)
		return is_gross ? judge_gross(comparison, err) : UP_OK;
	if (metric_kind(comparison->metric) == METRIC_OF_TAIL) {
		if (comparison->p_value <= COMPARE_LEVEL)
			comparison->verdict = worse < better ? VERDICT_REGRESSED : VERDICT_IMPROVED;
		return UP_OK;
	}
	if (evidence->interval.low > margin && worse <= COMPARE_LEVEL)
		comparison->verdict = VERDICT_REGRESSED;
	else if (evidence->interval.high < -margin && better <= COMPARE_LEVEL)
		comparison->verdict = VERDICT_IMPROVED;
	else if (evidence->narrow.low >= -margin && evidence->narrow.high <= margin)
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
		bool tested = is_open(&list->items[c]) && !all[c].few;
		p_values[2 * c] = tested ? all[c].worse : NAN;
		p_values[2 * c + 1] = tested ? all[c].better : NAN;
		tests += tested ? 2 : 0;
		open += is_open(&list->items[c]) ? 2 : 0;
	}
	holm_correct(p_values, 2 * list->count);
	for (size_t c = 0; c < list->count; c++) {
		struct comparison *comparison = &list->items[c];
		const struct evidence *evidence = &all[c];
		if (!is_open(comparison))
			continue;
		UP_TRY(judge(comparison, evidence, p_values[2 * c], p_values[2 * c + 1], err));
		/* With more samples those that had too few would be tested, too. */
		if (!comparison->lacks_sessions &&
		    (evidence->few || metric_has_equivalence(comparison->metric)))
			prospect_find(comparison, evidence,
				      evidence->few || tests == 0 ? open : tests);
	}
	return UP_OK;
}
