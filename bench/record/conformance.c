/* SPDX-License-Identifier: PostgreSQL */
#include "record/conformance.h"

#include <string.h>

static void conformance_release(struct conformance *conformance)
{
	free(conformance->fixture);
	free(conformance->policy);
	free(conformance->strategy);
	free(conformance->outcome);
}

void conformance_list_release(struct conformance_list *list)
{
	for (size_t m = 0; m < list->count; m++)
		conformance_release(&list->items[m]);
	free(list->items);
	*list = (struct conformance_list){0};
}

static enum up_status grow(struct conformance_list *list, struct up_error *err)
{
	if (list->count < list->capacity)
		return UP_OK;
	size_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
	struct conformance *items = realloc(list->items, capacity * sizeof *items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu results", capacity);
	list->items = items;
	list->capacity = capacity;
	return UP_OK;
}

enum up_status conformance_list_add(struct conformance_list *list,
				    const struct conformance *conformance, struct up_error *err)
{
	UP_TRY(grow(list, err));
	struct conformance copy = {
		.fixture = strdup(conformance->fixture),
		.policy = strdup(conformance->policy),
		.strategy = strdup(conformance->strategy),
		.outcome = strdup(conformance->outcome),
		.verdict = conformance->verdict,
	};
	if (copy.fixture == NULL || copy.policy == NULL || copy.strategy == NULL ||
	    copy.outcome == NULL) {
		conformance_release(&copy);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a result");
	}
	list->items[list->count++] = copy;
	return UP_OK;
}

const char *conformance_verdict_name(enum conformance_verdict verdict)
{
	static const char *const names[CONFORMANCE_VERDICT_COUNT] = {
		[CONFORMANCE_OK] = "ok",
		[CONFORMANCE_DEPARTS] = "departs",
		[CONFORMANCE_SKIPPED] = "skipped"};
	return names[verdict];
}

size_t conformance_list_count(const struct conformance_list *list, enum conformance_verdict verdict)
{
	size_t count = 0;

	for (size_t m = 0; m < list->count; m++)
		count += list->items[m].verdict == verdict;
	return count;
}
