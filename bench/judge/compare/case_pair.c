/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/case_pair.h"

#include <stdlib.h>
#include <string.h>

void case_pair_list_release(struct case_pair_list *list)
{
	free(list->items);
	*list = (struct case_pair_list){0};
}

/* An empty list with room for so many pairs. */
static enum up_status reserve(struct case_pair_list *list, size_t count, struct up_error *err)
{
	list->items = calloc(count + 1, sizeof *list->items);
	return list->items != NULL ? UP_OK
				   : up_fail(err, UP_NO_MEMORY, "out of memory for pairs of cases");
}

enum up_status case_pair_of_arms(const struct run *run, const char *base_arm, const char *new_arm,
				 struct case_pair_list *list, struct up_error *err)
{
	UP_FREE struct case_pair *pairs = calloc(run->cases.count + 1, sizeof *pairs);

	UP_TRY(reserve(list, run->cases.count, err));
	if (pairs == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for pairs of cases");
	for (size_t c = 0; c < run->cases.count; c++) {
		const struct run_case *of = &run->cases.items[c];
		struct case_pair *pair = &pairs[of->pair];
		/* Idle is also a case that another program carries out in one of the arms. */
		if (of->key->arm == NULL || of->role == ROLE_IDLE)
			continue;
		pair->name = run->manifest.cases.items[c].pair;
		if (strcmp(of->key->arm, base_arm) == 0)
			pair->base = of;
		else if (strcmp(of->key->arm, new_arm) == 0)
			pair->new = of;
	}
	for (size_t c = 0; c < run->cases.count; c++) {
		if (pairs[c].base != NULL || pairs[c].new != NULL)
			list->items[list->count++] = pairs[c];
	}
	return UP_OK;
}

static bool is_idle(const struct run_case *of)
{
	return of->key->peer == NULL && of->role == ROLE_IDLE;
}

/* NULL: the run does not list it. */
static const struct run_case *partner(const struct run *run, const struct run_case *of)
{
	const struct run_case *found = run_find_case(run, of->name);
	return found->name != NULL ? found : NULL;
}

enum up_status case_pair_of_runs(const struct run *base, const struct run *new,
				 struct case_pair_list *list, struct up_error *err)
{
	UP_TRY(reserve(list, base->cases.count + new->cases.count, err));
	for (size_t c = 0; c < base->cases.count; c++) {
		const struct run_case *of = &base->cases.items[c];
		if (!is_idle(of))
			list->items[list->count++] = (struct case_pair){
				.name = of->name, .base = of, .new = partner(new, of)};
	}
	for (size_t c = 0; c < new->cases.count; c++) {
		const struct run_case *of = &new->cases.items[c];
		if (!is_idle(of) && partner(base, of) == NULL)
			list->items[list->count++] =
				(struct case_pair){.name = of->name, .new = of};
	}
	return UP_OK;
}
