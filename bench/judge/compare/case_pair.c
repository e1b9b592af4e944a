/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/case_pair.h"

#include "record/manifest.h"

#include <stdlib.h>

void case_pair_list_release(struct case_pair_list *list)
{
	free(list->items);
	*list = (struct case_pair_list){0};
}

/* Which side of a pair a case is. */
enum side {
	SIDE_BASE,
	SIDE_NEW,
};

static enum up_status add(struct case_pair_list *list, const char *name, enum side side,
			  const char *case_name, struct up_error *err)
{
	size_t p = 0;

	while (p < list->count && strcmp(list->items[p].name, name) != 0)
		p++;
	if (p == list->count) {
		struct case_pair *items = realloc(list->items, (p + 1) * sizeof *items);
		if (items == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for pairs of cases");
		list->items = items;
		items[list->count++] = (struct case_pair){.name = name};
	}
	*(side == SIDE_BASE ? &list->items[p].base : &list->items[p].new) = case_name;
	return UP_OK;
}

static bool is_idle(const struct run *run, const char *strategy, const char *peer)
{
	return peer == NULL && manifest_role(&run->manifest, strategy) == ROLE_IDLE;
}

enum up_status case_pair_of_arms(const struct run *run, const char *base_arm, const char *new_arm,
				 struct case_pair_list *list, struct up_error *err)
{
	for (size_t c = 0; c < run->manifest.cases.count; c++) {
		const struct manifest_case *planned = &run->manifest.cases.items[c];
		/* Also one that another program carries out in one of the arms. */
		bool idle = is_idle(run, planned->key.strategy, NULL);
		if (planned->pair == NULL || planned->key.arm == NULL || idle)
			continue;
		if (strcmp(planned->key.arm, base_arm) == 0)
			UP_TRY(add(list, planned->pair, SIDE_BASE, planned->name, err));
		else if (strcmp(planned->key.arm, new_arm) == 0)
			UP_TRY(add(list, planned->pair, SIDE_NEW, planned->name, err));
	}
	return UP_OK;
}

static enum up_status add_run(struct case_pair_list *list, const struct run *run, enum side side,
			      struct up_error *err)
{
	for (size_t c = 0; c < run->manifest.cases.count; c++) {
		const struct manifest_case *planned = &run->manifest.cases.items[c];
		if (!is_idle(run, planned->key.strategy, planned->key.peer))
			UP_TRY(add(list, planned->name, side, planned->name, err));
	}
	for (size_t s = 0; s < run->samples.count; s++) {
		const struct sample *sample = &run->samples.items[s];
		if (sample->case_name != NULL &&
		    !is_idle(run, sample->key.strategy, sample->key.peer))
			UP_TRY(add(list, sample->case_name, side, sample->case_name, err));
	}
	return UP_OK;
}

enum up_status case_pair_of_runs(const struct run *base, const struct run *new,
				 struct case_pair_list *list, struct up_error *err)
{
	UP_TRY(add_run(list, base, SIDE_BASE, err));
	return add_run(list, new, SIDE_NEW, err);
}
