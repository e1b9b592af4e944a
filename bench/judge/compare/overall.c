/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/overall.h"

#include "judge/compare/evidence.h"

#include <math.h>
#include <stdlib.h>

/* The sessions of one case: of both sides, or of pairs alone in `new`. */
struct entry {
	struct session_values base;
	struct session_values new;
};

struct entry_list {
	struct entry *items; /* owned */
	size_t count;
};

static void entry_list_release(struct entry_list *list)
{
	for (size_t e = 0; e < list->count; e++) {
		session_values_release(&list->items[e].base);
		session_values_release(&list->items[e].new);
	}
	free(list->items);
}

static enum up_status add_entry(const struct case_pair *pair, bool paired, struct entry_list *list,
				struct up_error *err)
{
	struct entry *entry = &list->items[list->count];
	CONTRAST contrast = {0};

	if (pair->base == NULL || pair->new == NULL)
		return UP_OK;
	UP_TRY(contrast_collect(pair->base, METRIC_UPDATE, &contrast.base, err));
	UP_TRY(contrast_collect(pair->new, METRIC_UPDATE, &contrast.new, err));
	if (paired)
		contrast_pair(&contrast);
	if (contrast.base.count == 0 || contrast.new.count == 0 || !contrast_is_positive(&contrast))
		return UP_OK;
	list->count++;
	if (paired)
		return session_values_of_pairs(&contrast, &entry->new, err);
	UP_TRY(session_values_of_side(&contrast.base, &entry->base, err));
	return session_values_of_side(&contrast.new, &entry->new, err);
}

static size_t sessions_of(const struct entry *entry)
{
	return entry->base.count + entry->new.count;
}

static bool has_same_sessions(const struct session_values *a, const struct session_values *b)
{
	for (size_t s = 0; s < a->count && s < b->count; s++) {
		if (a->sessions[s] != b->sessions[s])
			return false;
	}
	return a->count == b->count;
}

/* The mean over the entries that have the sessions of the widest; returns their number.  The values are
 * put into the widest. */
static size_t average(struct entry_list *list, struct entry *widest)
{
	size_t cases = 1;

	for (size_t e = 0; e < list->count; e++) {
		const struct entry *entry = &list->items[e];
		if (entry == widest || !has_same_sessions(&entry->base, &widest->base) ||
		    !has_same_sessions(&entry->new, &widest->new))
			continue;
		cases++;
		for (size_t s = 0; s < widest->base.count; s++)
			widest->base.values[s] += entry->base.values[s];
		for (size_t s = 0; s < widest->new.count; s++)
			widest->new.values[s] += entry->new.values[s];
	}
	for (size_t s = 0; s < widest->base.count; s++)
		widest->base.values[s] /= (double)cases;
	for (size_t s = 0; s < widest->new.count; s++)
		widest->new.values[s] /= (double)cases;
	return cases;
}

static enum verdict judge(const struct evidence *evidence, double margin, size_t together)
{
	/* Two directions. */
	const double level = COMPARE_LEVEL / (2 * (double)together);

	if (evidence->interval.low > margin && evidence->worse <= level)
		return VERDICT_REGRESSED;
	if (evidence->interval.high < -margin && evidence->better <= level)
		return VERDICT_IMPROVED;
	return evidence->narrow.low >= -margin && evidence->narrow.high <= margin
		       ? VERDICT_EQUIVALENT
		       : VERDICT_INCONCLUSIVE;
}

static void fill(struct comparison *overall, const struct evidence *evidence, double threshold,
		 size_t together)
{
	const double margin = log1p(threshold);

	overall->verdict = judge(evidence, margin, together);
	overall->metric = METRIC_UPDATE;
	overall->by_session = true;
	overall->base = overall->new = overall->base_p90 = overall->new_p90 = NAN;
	overall->ratio = exp(evidence->shift);
	overall->low = exp(evidence->interval.low);
	overall->high = exp(evidence->interval.high);
	overall->narrow_low = exp(evidence->narrow.low);
	overall->narrow_high = exp(evidence->narrow.high);
	overall->p_value = fmin(evidence->worse, evidence->better);
	overall->threshold = threshold;
	overall->detectable = NAN;
	overall->wanted = -1;
}

enum up_status overall_find(const struct case_pair_list *pairs, double threshold,
			    struct comparison_list *list, struct up_error *err)
{
	UP_CLEANUP(entry_list_release) struct entry_list entries = {0};
	struct comparison *overall = &list->overall;
	struct entry *widest = NULL;
	struct evidence evidence;

	entries.items = calloc(pairs->count + 1, sizeof *entries.items);
	if (entries.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an overall verdict");
	for (size_t p = 0; p < pairs->count; p++)
		UP_TRY(add_entry(&pairs->items[p], list->paired, &entries, err));
	for (size_t e = 0; e < entries.count; e++) {
		if (widest == NULL || sessions_of(&entries.items[e]) > sessions_of(widest))
			widest = &entries.items[e];
	}
	if (widest == NULL || widest->new.count < EVIDENCE_SESSIONS ||
	    (!list->paired && widest->base.count < EVIDENCE_SESSIONS))
		return UP_OK;
	const size_t cases = average(&entries, widest);
	if (cases < 2)
		return UP_OK;
	threshold = fmin(threshold, OVERALL_THRESHOLD);
	evidence_init(&evidence);
	evidence_weigh_sessions(list->paired ? NULL : &widest->base, &widest->new, log1p(threshold),
				&evidence);
	overall->case_name = strdup(OVERALL_NAME);
	if (overall->case_name == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an overall verdict");
	fill(overall, &evidence, threshold, list->together);
	overall->paired = list->paired;
	overall->n_base = list->paired ? widest->new.count : widest->base.count;
	overall->n_new = widest->new.count;
	list->overall_cases = cases;
	return UP_OK;
}
