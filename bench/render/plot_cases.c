/* SPDX-License-Identifier: PostgreSQL */
#include "render/plot_cases.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool can_be_drawn(const struct summary *summary)
{
	/* The strategy that does nothing is the price of the harness, no contender. */
	bool idle = summary->strategy != NULL && strcmp(summary->strategy, "null") == 0;

	return !idle && summary->rows > 0 && summary->n > 0 && isfinite(summary->median_ns) &&
	       summary->median_ns >= 0;
}

static int compare_names(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

static int compare(const void *left, const void *right)
{
	const struct summary *a = *(const struct summary *const *)left;
	const struct summary *b = *(const struct summary *const *)right;

	if (a->rows != b->rows)
		return a->rows < b->rows ? -1 : 1;
	if (a->median_ns != b->median_ns)
		return a->median_ns < b->median_ns ? -1 : 1;
	return compare_names(a->case_name, b->case_name);
}

enum up_status plot_cases_select(const struct summary_list *summaries, struct plot_cases *cases,
				 struct up_error *err)
{
	struct plot_cases new = {.items = calloc(summaries->count + 1, sizeof(struct summary *))};

	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	for (size_t i = 0; i < summaries->count; i++) {
		if (can_be_drawn(&summaries->items[i]))
			new.items[new.count++] = &summaries->items[i];
	}
	qsort(new.items, new.count, sizeof(struct summary *), compare);
	*cases = new;
	return UP_OK;
}

void plot_cases_release(struct plot_cases *cases)
{
	free(cases->items);
	*cases = (struct plot_cases){0};
}

size_t plot_cases_same_rows(const struct plot_cases *cases, size_t first)
{
	size_t end = first + 1;

	while (end < cases->count && cases->items[end]->rows == cases->items[first]->rows)
		end++;
	return end - first;
}

void plot_cases_family(struct up_buffer *text, const struct summary *summary)
{
	UP_BUFFER rows = {0};
	const char *word = summary->case_name != NULL ? summary->case_name : "";
	size_t before = text->length;

	up_buffer_append_format(&rows, "rows=%lld", (long long)summary->rows);
	while (*word != '\0') {
		size_t length = strcspn(word, " ");
		bool says_rows = length == rows.length && rows.data != NULL &&
				 memcmp(word, rows.data, length) == 0;
		if (!says_rows) {
			if (text->length > before)
				up_buffer_append_char(text, ' ');
			up_buffer_append(text, word, length);
		}
		word += length + (word[length] == ' ');
	}
	if (text->length == before)
		up_buffer_append_string(text, "(no name)");
}
