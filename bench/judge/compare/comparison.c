/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/comparison.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *const verdict_names[] = {
	[VERDICT_REGRESSED] = "regressed",       [VERDICT_IMPROVED] = "improved",
	[VERDICT_EQUIVALENT] = "equivalent",     [VERDICT_INCONCLUSIVE] = "inconclusive",
	[VERDICT_INCOMPARABLE] = "incomparable", [VERDICT_NEW] = "new",
	[VERDICT_NOT_MEASURED] = "not measured", [VERDICT_COUNT] = NULL,
};

void comparison_list_release(struct comparison_list *list)
{
	for (size_t c = 0; c < list->count; c++) {
		free(list->items[c].case_name);
		free(list->items[c].reason);
		free(list->items[c].failures);
	}
	free(list->items);
	free(list->overall.case_name);
	free(list->base_label);
	free(list->new_label);
	difference_list_release(&list->differences);
	*list = (struct comparison_list){0};
}

size_t comparison_list_count(const struct comparison_list *list, enum verdict verdict)
{
	size_t count = 0;

	for (size_t c = 0; c < list->count; c++)
		count += list->items[c].verdict == verdict;
	return count;
}

bool comparison_is_judged(const struct comparison *comparison)
{
	return comparison->verdict < VERDICT_INCOMPARABLE;
}

bool comparison_is_error(const struct comparison *comparison)
{
	return comparison->verdict == VERDICT_INCOMPARABLE || comparison->failures != NULL;
}

struct comparison *comparison_find(const struct comparison_list *list, const char *case_name,
				   enum metric metric)
{
	for (size_t c = 0; c < list->count; c++) {
		if (list->items[c].metric == metric &&
		    strcmp(list->items[c].case_name, case_name) == 0)
			return &list->items[c];
	}
	return NULL;
}

bool comparison_is_suspect(const struct comparison *comparison)
{
	return comparison->verdict == VERDICT_REGRESSED && metric_is_time(comparison->metric);
}

enum up_status comparison_conclude(struct comparison *comparison, enum verdict verdict,
				   struct up_error *err, const char *format, ...)
{
	va_list arguments;

	comparison->verdict = verdict;
	va_start(arguments, format);
	int length = vasprintf(&comparison->reason, format, arguments);
	va_end(arguments);
	if (length >= 0)
		return UP_OK;
	comparison->reason = NULL;
	return up_fail(err, UP_NO_MEMORY, "out of memory for a verdict");
}
