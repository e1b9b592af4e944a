/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/prospect.h"

#include "stats/power.h"

#include <math.h>

/* The fewest samples a side with which the smallest p-value there is stays below the
 * level after the correction for so many tests. */
static size_t least_count(bool paired, size_t tests)
{
	size_t count = paired ? 1 : 0;
	double smallest = paired ? 0.5 : 1;

	while (smallest * (double)tests > COMPARE_LEVEL) {
		count++;
		/* 1 in 2^n, and 1 in (2n choose n) */
		smallest *= paired ? 0.5 : (double)count / (2 * (2 * (double)count - 1));
	}
	size_t least = paired ? EVIDENCE_PAIRS : EVIDENCE_SIDE;
	return count > least ? count : least;
}

static int64_t wanted_count(const struct comparison *comparison, const struct evidence *evidence,
			    size_t tests)
{
	double margin = log1p(comparison->threshold);
	double effect = fabs(evidence->shift) - margin;
	/* To be equivalent takes the interval of 90 %, and no correction. */
	double level = effect > 0 ? 2 * COMPARE_LEVEL / (double)tests : 2 * COMPARE_LEVEL;
	int64_t wanted = (int64_t)least_count(comparison->paired, tests);

	if (evidence->by_session)
		wanted = power_wanted_sessions(evidence->error, evidence->count,
					       comparison->paired ? 1 : 2, effect, level,
					       COMPARE_POWER, COMPARE_MOST_WANTED);
	else if (!isnan(evidence->error)) {
		int64_t of_power = power_wanted(evidence->error, evidence->count, effect, level,
						COMPARE_POWER);
		wanted = of_power > wanted ? of_power : wanted;
	}
	if (wanted <= (int64_t)evidence->count)
		wanted = (int64_t)evidence->count + 1;
	return wanted <= COMPARE_MOST_WANTED ? wanted : -1;
}

void prospect_find(struct comparison *comparison, const struct evidence *evidence, size_t tests)
{
	double effect = power_detectable(evidence->error, evidence->degrees,
					 2 * COMPARE_LEVEL / (double)tests, COMPARE_POWER);

	if (evidence->by_session || evidence->count >= least_count(comparison->paired, tests))
		comparison->detectable = expm1(log1p(comparison->threshold) + effect);
	if (comparison->verdict == VERDICT_INCONCLUSIVE)
		comparison->wanted = wanted_count(comparison, evidence, tests);
}
