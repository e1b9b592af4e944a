/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/comparison_group.h"

#include "judge/compare/confirmation.h"

#include <stdlib.h>

void comparison_group_release(struct comparison_group *group)
{
	for (size_t c = 0; c < group->count; c++)
		comparison_list_release(&group->items[c]);
	free(group->items);
	*group = (struct comparison_group){0};
}

static enum up_status reserve(struct comparison_group *group, size_t more, struct up_error *err)
{
	struct comparison_list *items =
		reallocarray(group->items, group->count + more, sizeof *items);

	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for comparisons");
	group->items = items;
	return UP_OK;
}

enum up_status comparison_group_add_arms(struct comparison_group *group, const struct run *run,
					 const struct compare_options *options,
					 struct up_error *err)
{
	const size_t count = compare_arms(run, NULL, 0);
	struct compare_options own = *options;

	if (count < 2)
		return UP_OK;
	UP_FREE const char **arms = calloc(count, sizeof *arms);
	if (arms == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the names of arms");
	compare_arms(run, arms, count);
	UP_TRY(reserve(group, count - 1, err));
	own.together = count - 1;
	for (size_t a = 1; a < count; a++) {
		UP_TRY(compare_arm(run, arms[a], &own, &group->items[group->count], err));
		group->count++;
	}
	return confirmation_apply(run, &own, &group->items[group->count - (count - 1)], count - 1,
				  err);
}

enum up_status comparison_group_add_runs(struct comparison_group *group,
					 const struct run *const *runs, size_t count,
					 const struct compare_options *options,
					 struct up_error *err)
{
	struct compare_options own = *options;

	if (count < 2)
		return UP_OK;
	UP_TRY(reserve(group, count - 1, err));
	own.together = count - 1;
	for (size_t r = 1; r < count; r++) {
		UP_TRY(compare_runs(runs[0], runs[r], &own, &group->items[group->count], err));
		group->count++;
	}
	return UP_OK;
}
