/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/advice.h"

#include "base/cleanup.h"
#include "judge/advise/advice_change.h"
#include "judge/advise/advice_workload.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

void advice_release(struct advice *advice)
{
	candidate_list_release(&advice->candidates);
	model_list_release(&advice->models);
	demand_list_release(&advice->demands);
}

/* ---- the whole -------------------------------------------------------- */

static enum up_status check_any(const struct candidate_list *list, struct up_error *err)
{
	if (list->count == 0)
		return up_fail(err, UP_INVALID,
			       "no strategy of the run was measured for this workload");
	if (list->known == 0)
		return up_fail(err, UP_INVALID, "nothing can be recommended: %s: %s",
			       list->items[0].model->name, list->items[0].refusal);
	return UP_OK;
}

/* Against the next that is slower, and against the slowest. */
static void find_reasons(const struct run *run, struct advice *advice)
{
	const struct candidate_list *list = &advice->candidates;
	size_t next = 1;

	while (next < list->known && list->items[next].standing != STANDING_SLOWER)
		next++;
	if (next >= list->known)
		return;
	advice->reason_count = advice_reasons_find(run, &advice->workload, &list->items[0],
						   &list->items[next], advice->reasons);
	if (next + 1 < list->known)
		advice->reason_count += advice_reasons_find(run, &advice->workload, &list->items[0],
							    &list->items[list->known - 1],
							    advice->reasons + advice->reason_count);
}

enum up_status advice_make(const struct run *run, const struct family_list *families,
			   const struct advice_request *request, struct advice *advice,
			   struct up_error *err)
{
	const struct model_request all = {.seed = request->seed};
	ADVICE new = {0};

	if (families->count == 0)
		return up_fail(err, UP_INVALID, "the run has no case with a result");
	UP_TRY(model_list_make(run, families, &all, &new.models, err));
	UP_TRY(advice_workload_choose(&new, request, err));
	UP_TRY(candidate_list_make(run, &new.models, &new.asked, request->peers, request->seed,
				   &new.candidates, err));
	UP_TRY(check_any(&new.candidates, err));
	new.workload = new.candidates.workload;
	UP_TRY(advice_changes_find(run, request, &new, err));
	find_reasons(run, &new);
	UP_TRY(demand_list_make(&run->manifest,
				&new.candidates.items[0].model->family->cases[0]->key, &new.demands,
				err));
	*advice = new;
	new = (struct advice){0};
	return UP_OK;
}
