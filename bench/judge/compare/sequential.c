/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/sequential.h"

#include "judge/compare/evidence.h"

#include <math.h>
#include <string.h>

_Static_assert(DECISION_SESSIONS == EVIDENCE_SESSIONS,
	       "the test behind the bets is one of sessions");

/* ---- the rule of a run ------------------------------------------------ */

double sequential_threshold(const struct run *run, double otherwise)
{
	const struct manifest_stopping *stopping = &run->manifest.stopping;

	return stopping->rule != NULL && stopping->threshold > 0 ? stopping->threshold : otherwise;
}

bool sequential_ended(const struct run *run, const struct run_case *of)
{
	const size_t place = (size_t)(of - run->cases.items);
	const char *by = run->manifest.cases.items[place].stopped.by;

	return by != NULL && strcmp(by, MANIFEST_DECISION) == 0;
}

static bool has_ended_early(const struct run *run)
{
	for (size_t c = 0; c < run->cases.count; c++) {
		if (sequential_ended(run, &run->cases.items[c]))
			return true;
	}
	return false;
}

enum up_status sequential_cases(const struct run *run, double threshold, size_t times,
				size_t *cases, struct up_error *err)
{
	const struct manifest_stopping *stopping = &run->manifest.stopping;

	*cases = 0;
	if (stopping->rule == NULL)
		return UP_OK;
	if (strcmp(stopping->rule, MANIFEST_DECISION) != 0)
		return up_fail(err, UP_INVALID,
			       "%s/run.json: stopping: the rule \"%.80s\" is not known",
			       run->directory, stopping->rule);
	if (!(stopping->threshold > 0) || stopping->cases < 1)
		return up_fail(err, UP_INVALID,
			       "%s/run.json: stopping: threshold and cases must be above 0",
			       run->directory);
	if (fabs(threshold - stopping->threshold) < 1e-9) {
		*cases = (size_t)stopping->cases * times;
		return UP_OK;
	}
	if (has_ended_early(run))
		return up_fail(err, UP_INVALID,
			       "--threshold: cases of %s ended early, when they were decided at a "
			       "threshold of %g %%: omit --threshold, or measure again with "
			       "--decide and the other threshold",
			       run->directory, 100 * stopping->threshold);
	return UP_OK;
}

/* ---- a case ----------------------------------------------------------- */

/* Pairs are in the order of their rounds, and those of a session follow each other. */
void sequential_decide(const struct comparison_list *list, const struct contrast *pairs,
		       struct comparison *comparison)
{
	const struct contrast_side *base = &pairs->base;
	struct decision_counts counts = {0};
	int64_t session = UNMEASURED;
	size_t sessions = 0;

	for (size_t p = 0; p < base->count; p++) {
		sessions += p == 0 || base->sessions[p] != session;
		session = base->sessions[p];
		decision_count(&counts, base->values[p], pairs->new.values[p],
			       comparison->threshold);
		if (sessions < DECISION_SESSIONS ||
		    (p + 1 < base->count && base->sessions[p + 1] == session))
			continue;
		comparison->decision = decision_of(&counts, (int64_t)list->sequential);
		comparison->decision_pairs = counts.pairs;
		if (comparison->decision != DECISION_OPEN)
			return;
	}
}

bool sequential_judge(struct comparison *comparison)
{
	static const enum verdict verdicts[] = {
		[DECISION_OPEN] = VERDICT_INCONCLUSIVE,
		[DECISION_REGRESSED] = VERDICT_REGRESSED,
		[DECISION_IMPROVED] = VERDICT_IMPROVED,
		[DECISION_EQUIVALENT] = VERDICT_EQUIVALENT,
	};

	if (comparison->decision == DECISION_OPEN && !comparison->ended_early)
		return false;
	comparison->verdict = verdicts[comparison->decision];
	return true;
}
