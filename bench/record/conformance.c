/* SPDX-License-Identifier: PostgreSQL */
#include "record/conformance.h"

#include <string.h>

static void meaning_release(struct meaning *meaning)
{
	free(meaning->hostile);
	free(meaning->policy);
	free(meaning->strategy);
	free(meaning->outcome);
}

void meaning_list_release(struct meaning_list *list)
{
	for (size_t m = 0; m < list->count; m++)
		meaning_release(&list->items[m]);
	free(list->items);
	*list = (struct meaning_list){0};
}

static enum up_status grow(struct meaning_list *list, struct up_error *err)
{
	if (list->count < list->capacity)
		return UP_OK;
	size_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
	struct meaning *items = realloc(list->items, capacity * sizeof *items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu results", capacity);
	list->items = items;
	list->capacity = capacity;
	return UP_OK;
}

enum up_status meaning_list_add(struct meaning_list *list, const struct meaning *meaning,
				struct up_error *err)
{
	UP_TRY(grow(list, err));
	struct meaning copy = {
		.hostile = strdup(meaning->hostile),
		.policy = strdup(meaning->policy),
		.strategy = strdup(meaning->strategy),
		.outcome = strdup(meaning->outcome),
		.verdict = meaning->verdict,
	};
	if (copy.hostile == NULL || copy.policy == NULL || copy.strategy == NULL ||
	    copy.outcome == NULL) {
		meaning_release(&copy);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a result");
	}
	list->items[list->count++] = copy;
	return UP_OK;
}

const char *meaning_verdict_name(enum meaning_verdict verdict)
{
	static const char *const names[MEANING_VERDICT_COUNT] = {
		[MEANING_OK] = "ok", [MEANING_DEPARTS] = "departs", [MEANING_SKIPPED] = "skipped"};
	return names[verdict];
}

size_t meaning_list_count(const struct meaning_list *list, enum meaning_verdict verdict)
{
	size_t count = 0;

	for (size_t m = 0; m < list->count; m++)
		count += list->items[m].verdict == verdict;
	return count;
}
