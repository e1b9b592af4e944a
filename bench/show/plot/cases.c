/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/cases.h"

#include "judge/summary/factor.h"
#include "text/quantity.h"

#include <inttypes.h>
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

static int64_t rtt_of(const struct summary *summary)
{
	return summary->rtt_us == UNMEASURED ? 0 : summary->rtt_us;
}

static int compare(const void *left, const void *right)
{
	const struct summary *a = *(const struct summary *const *)left;
	const struct summary *b = *(const struct summary *const *)right;

	if (a->rows != b->rows)
		return a->rows < b->rows ? -1 : 1;
	if (rtt_of(a) != rtt_of(b))
		return rtt_of(a) < rtt_of(b) ? -1 : 1;
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

bool plot_cases_is_of_panel(const struct summary *a, const struct summary *b)
{
	return a->rows == b->rows && rtt_of(a) == rtt_of(b);
}

size_t plot_cases_same_panel(const struct plot_cases *cases, size_t first)
{
	size_t end = first + 1;

	while (end < cases->count && plot_cases_is_of_panel(cases->items[end], cases->items[first]))
		end++;
	return end - first;
}

size_t plot_cases_panels(const struct plot_cases *cases)
{
	size_t panels = 0;

	for (size_t i = 0; i < cases->count; i += plot_cases_same_panel(cases, i))
		panels++;
	return panels;
}

static bool have_rtt(const struct plot_cases *cases)
{
	for (size_t i = 0; i < cases->count; i++) {
		if (rtt_of(cases->items[i]) > 0)
			return true;
	}
	return false;
}

void plot_cases_panel(struct up_buffer *text, const struct plot_cases *cases,
		      const struct summary *summary)
{
	up_buffer_append_format(text, "%s row%s", quantity_count((double)summary->rows).text,
				summary->rows == 1 ? "" : "s");
	if (rtt_of(summary) > 0)
		up_buffer_append_format(text, ", round trip %s",
					quantity_duration((double)summary->rtt_us * 1e3).text);
	else if (have_rtt(cases))
		up_buffer_append_string(text, ", on the same machine");
}

void plot_cases_panel_id(struct up_buffer *text, const struct summary *summary)
{
	up_buffer_append_format(text, "%" PRId64, summary->rows);
	if (rtt_of(summary) > 0)
		up_buffer_append_format(text, "-rtt%" PRId64 "us", rtt_of(summary));
}

static bool is_word(const struct up_buffer *text, const char *word, size_t length)
{
	return text->length > 0 && text->length == length && memcmp(text->data, word, length) == 0;
}

/* The name without some of its words. */
static void append_without(struct up_buffer *text, const struct summary *summary,
			   const struct up_buffer *rows, const struct up_buffer *rtt)
{
	const char *word = summary->case_name != NULL ? summary->case_name : "";
	size_t before = text->length;

	while (*word != '\0') {
		size_t length = strcspn(word, " ");
		if (!is_word(rows, word, length) && !is_word(rtt, word, length)) {
			if (text->length > before)
				up_buffer_append_char(text, ' ');
			up_buffer_append(text, word, length);
		}
		word += length + (word[length] == ' ');
	}
	if (text->length == before)
		up_buffer_append_string(text, "(no name)");
	text->failed |= rows->failed || rtt->failed;
}

void plot_cases_family(struct up_buffer *text, const struct summary *summary)
{
	UP_BUFFER rows = {0};
	UP_BUFFER none = {0};

	up_buffer_append_format(&rows, "rows=%" PRId64, summary->rows);
	append_without(text, summary, &rows, &none);
}

void plot_cases_name(struct up_buffer *text, const struct summary *summary)
{
	UP_BUFFER rows = {0};
	UP_BUFFER rtt = {0};

	up_buffer_append_format(&rows, "rows=%" PRId64, summary->rows);
	factor_append(FACTOR_RTT, summary, &rtt);
	append_without(text, summary, &rows, &rtt);
}
