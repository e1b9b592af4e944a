/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/pair_decision.h"

#include <stdlib.h>
#include <string.h>

void pair_decision_release(struct pair_decision_list *list)
{
	free(list->items);
	*list = (struct pair_decision_list){0};
}

/* ---- what is to be decided -------------------------------------------- */

static bool has_partners(const struct trial_case *trial_case)
{
	return trial_case->pair != NULL && trial_case->role != ROLE_IDLE;
}

enum up_status pair_decision_describe(const struct case_list *cases,
				      struct manifest_stopping *stopping, struct up_error *err)
{
	int64_t count = 0;
	double threshold = 0;

	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		if (!has_partners(trial_case))
			continue;
		count += trial_case->arm != cases->arms[0];
		if (trial_case->sampling.decide > 0)
			threshold = trial_case->sampling.decide;
	}
	if (!(threshold > 0))
		return UP_OK;
	stopping->threshold = threshold;
	stopping->cases = count;
	return text_set(&stopping->rule, MANIFEST_DECISION, err);
}

/* The same case in the first arm; the number of cases when there is none. */
static size_t find_base(const struct case_list *cases, const struct case_progress *progress,
			size_t place)
{
	size_t base = 0;

	while (base < cases->count && (cases->items[base].arm != cases->arms[0] ||
				       !case_progress_is_paired(&progress[base], &progress[place])))
		base++;
	return base;
}

enum up_status pair_decision_init(struct pair_decision_list *list,
				  const struct manifest_stopping *stopping,
				  const struct case_list *cases,
				  const struct case_progress *progress, struct up_error *err)
{
	if (stopping->rule == NULL)
		return UP_OK;
	list->items = calloc(cases->count + 1, sizeof *list->items);
	if (list->items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu cases", cases->count);
	list->threshold = stopping->threshold;
	list->cases = stopping->cases;
	for (size_t c = 0; c < cases->count; c++) {
		const struct trial_case *trial_case = &cases->items[c];
		if (!has_partners(trial_case) || !(trial_case->sampling.decide > 0))
			continue;
		const size_t base = find_base(cases, progress, c);
		if (base < cases->count && base != c)
			list->items[list->count++] = (struct pair_decision){.base = base, .new = c};
	}
	return UP_OK;
}

/* ---- during the run --------------------------------------------------- */

static bool has_measured(const struct case_progress *progress, int64_t round)
{
	return progress->measured_round == round && progress->measured_ns > 0;
}

void pair_decision_count_round(struct pair_decision_list *list,
			       const struct case_progress *progress, int64_t round)
{
	for (size_t i = 0; i < list->count; i++) {
		struct pair_decision *item = &list->items[i];
		const struct case_progress *base = &progress[item->base];
		const struct case_progress *new = &progress[item->new];
		if (item->decision == DECISION_OPEN && has_measured(base, round) &&
		    has_measured(new, round))
			decision_count(&item->counts, (double)base->measured_ns,
				       (double)new->measured_ns, list->threshold);
	}
}

/* Are all arms of the case with that base decided? */
static bool is_made(const struct pair_decision_list *list, size_t base)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].base == base && list->items[i].decision == DECISION_OPEN)
			return false;
	}
	return true;
}

static enum up_status leave(struct case_progress *progress, struct manifest_stopped *stopped,
			    struct up_error *err)
{
	progress->left = true;
	trial_release(&progress->trial);
	return text_set(&stopped->by, MANIFEST_DECISION, err);
}

/* A case without samples to come is ended by that, whatever it could be decided by. */
static enum up_status leave_decided(const struct pair_decision *item,
				    struct case_progress *progress, struct manifest *manifest,
				    struct up_error *err)
{
	struct manifest_stopped *stopped = &manifest->cases.items[item->new].stopped;

	if (progress[item->new].left)
		return UP_OK;
	if (!progress[item->base].left)
		UP_TRY(leave(&progress[item->base], &manifest->cases.items[item->base].stopped,
			     err));
	stopped->pairs = (int64_t)item->counts.pairs;
	UP_TRY(text_set(&stopped->verdict, decision_names[item->decision], err));
	return leave(&progress[item->new], stopped, err);
}

/* What nobody compares takes part for the sake of the others only. */
static enum up_status leave_idle(const struct pair_decision_list *list,
				 struct case_progress *progress, struct manifest *manifest,
				 struct up_error *err)
{
	for (size_t c = 0; c < manifest->cases.count && list->count > 0; c++) {
		const struct trial_case *trial_case = progress[c].trial_case;
		if (!progress[c].left && trial_case->role == ROLE_IDLE &&
		    trial_case->sampling.decide > 0)
			UP_TRY(leave(&progress[c], &manifest->cases.items[c].stopped, err));
	}
	return UP_OK;
}

enum up_status pair_decision_end_session(struct pair_decision_list *list, int64_t session,
					 struct case_progress *progress, struct manifest *manifest,
					 struct up_error *err)
{
	bool open = false;

	if (session < DECISION_SESSIONS)
		return UP_OK;
	for (size_t i = 0; i < list->count; i++) {
		struct pair_decision *item = &list->items[i];
		if (item->decision == DECISION_OPEN)
			item->decision = decision_of(&item->counts, list->cases);
	}
	for (size_t i = 0; i < list->count; i++) {
		if (is_made(list, list->items[i].base))
			UP_TRY(leave_decided(&list->items[i], progress, manifest, err));
		open = open || !progress[list->items[i].new].left;
	}
	return open ? UP_OK : leave_idle(list, progress, manifest, err);
}
