/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/case_pair.h"

#include "judge/summary/role.h"

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

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static bool is_idle(const struct run *run, const char *strategy, const char *peer)
{
	return peer == NULL && role_of(run->manifest, strategy) == ROLE_IDLE;
}

static bool is_planned_idle(const struct run *run, const json_t *object)
{
	return is_idle(run, text_of(object, "strategy"), text_of(object, "peer"));
}

enum up_status case_pair_of_arms(const struct run *run, const char *base_arm, const char *new_arm,
				 struct case_pair_list *list, struct up_error *err)
{
	size_t index;
	json_t *object;

	json_array_foreach(json_object_get(run->manifest, "cases"), index, object)
	{
		const char *name = text_of(object, "name");
		const char *pair = text_of(object, "pair");
		const char *arm = text_of(object, "arm");
		/* Also one that another program carries out in one of the arms. */
		bool idle = is_idle(run, text_of(object, "strategy"), NULL);
		if (name == NULL || pair == NULL || arm == NULL || idle)
			continue;
		if (strcmp(arm, base_arm) == 0)
			UP_TRY(add(list, pair, SIDE_BASE, name, err));
		else if (strcmp(arm, new_arm) == 0)
			UP_TRY(add(list, pair, SIDE_NEW, name, err));
	}
	return UP_OK;
}

static enum up_status add_run(struct case_pair_list *list, const struct run *run, enum side side,
			      struct up_error *err)
{
	size_t index;
	json_t *object;

	json_array_foreach(json_object_get(run->manifest, "cases"), index, object)
	{
		const char *name = text_of(object, "name");
		if (name != NULL && !is_planned_idle(run, object))
			UP_TRY(add(list, name, side, name, err));
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
