/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/conformance.h"

#include "show/section/section.h"
#include "text/quantity.h"

static const struct table_column columns[] = {
	{.heading = "verdict", .field = "verdict"},
	{.heading = "outcome", .field = "outcome", .may_wrap = true},
	{.heading = "strategies", .field = "strategies", .may_wrap = true},
};

static const struct table_column total_columns[] = {
	{.heading = "strategy", .field = "strategy"},
	{.heading = "ok", .field = "ok", .alignment = ALIGN_RIGHT},
	{.heading = "departs", .field = "departs", .alignment = ALIGN_RIGHT},
	{.heading = "skipped", .field = "skipped", .alignment = ALIGN_RIGHT},
};
_Static_assert(sizeof total_columns / sizeof total_columns[0] == 1 + CONFORMANCE_VERDICT_COUNT,
	       "a column for each verdict");

static const enum emphasis emphases[CONFORMANCE_VERDICT_COUNT] = {
	[CONFORMANCE_OK] = EMPHASIS_NONE,
	[CONFORMANCE_DEPARTS] = EMPHASIS_FAILED,
	[CONFORMANCE_SKIPPED] = EMPHASIS_ASIDE,
};

static bool is_same_outcome(const struct conformance *a, const struct conformance *b)
{
	return a->verdict == b->verdict && strcmp(a->outcome, b->outcome) == 0;
}

/* Is there none before it in the case with the same outcome? */
static bool is_first(const struct conformance_list *list, size_t begin, size_t m)
{
	for (size_t other = begin; other < m; other++) {
		if (is_same_outcome(&list->items[other], &list->items[m]))
			return false;
	}
	return true;
}

static size_t end_of_case(const struct conformance_list *list, size_t begin)
{
	size_t end = begin;

	while (end < list->count &&
	       strcmp(list->items[end].fixture, list->items[begin].fixture) == 0)
		end++;
	return end;
}

/* An outcome, with all strategies that share it. */
static void append_outcome(struct table *table, const struct conformance_list *list, size_t first,
			   size_t end)
{
	const struct conformance *meaning = &list->items[first];
	UP_BUFFER names = {0};

	for (size_t m = first; m < end; m++) {
		if (is_same_outcome(meaning, &list->items[m]))
			up_buffer_append_format(&names, "%s%s", names.length > 0 ? ", " : "",
						list->items[m].strategy);
	}
	table_row(table, emphases[meaning->verdict]);
	table_text(table, conformance_verdict_names[meaning->verdict]);
	table_text(table, meaning->outcome);
	table_take(table, &names);
}

static void append_case(struct document *document, const struct conformance_list *list,
			size_t begin, size_t end, bool only_departures)
{
	UP_BUFFER text = {0};
	bool departs = false;

	for (size_t m = begin; m < end; m++)
		departs |= list->items[m].verdict == CONFORMANCE_DEPARTS;
	if (only_departures && !departs)
		return;
	up_buffer_append_format(&text, "%s: %s", list->items[begin].fixture,
				list->items[begin].policy);
	document_take(document, BLOCK_HEADING, &text);
	up_buffer_append_format(&text, "meanings-%s", list->items[begin].fixture);
	struct table *table = document_table(document, up_buffer_string(&text), NULL, columns,
					     sizeof columns / sizeof columns[0]);
	for (size_t m = begin; m < end; m++) {
		bool is_left_out = only_departures && list->items[m].verdict != CONFORMANCE_DEPARTS;
		if (!is_left_out && is_first(list, begin, m))
			append_outcome(table, list, m, end);
	}
	document->failed |= text.failed;
}

/* Every strategy has a result in every case, so the first case names them all. */
static void append_totals(struct document *document, const struct conformance_list *list)
{
	document_append(document, BLOCK_HEADING, "Totals");
	struct table *table = document_table(document, "meanings", NULL, total_columns,
					     1 + CONFORMANCE_VERDICT_COUNT);
	for (size_t m = 0; m < end_of_case(list, 0); m++) {
		size_t counts[CONFORMANCE_VERDICT_COUNT] = {0};
		for (size_t o = 0; o < list->count; o++) {
			if (strcmp(list->items[o].strategy, list->items[m].strategy) == 0)
				counts[list->items[o].verdict]++;
		}
		table_row(table, counts[CONFORMANCE_DEPARTS] > 0 ? EMPHASIS_FAILED : EMPHASIS_NONE);
		table_text(table, list->items[m].strategy);
		for (size_t v = 0; v < CONFORMANCE_VERDICT_COUNT; v++)
			table_number(table, (double)counts[v],
				     quantity_count((double)counts[v]).text);
	}
}

void conformance_append(struct document *document, const struct conformance_list *list,
			bool only_departures)
{
	for (size_t begin = 0; begin < list->count; begin = end_of_case(list, begin))
		append_case(document, list, begin, end_of_case(list, begin), only_departures);
	if (list->count > 0 && !only_departures)
		append_totals(document, list);
}

enum up_status report_conformance(const struct report_context *context, struct up_error *err)
{
	const struct conformance_list *list = context->report->conformance;
	UP_BUFFER text = {0};

	(void)err;
	if (list == NULL || list->count == 0)
		return UP_OK;
	document_section(context->document, "meanings", "Behavior on hostile data");
	up_buffer_append_format(
		&text,
		"Each strategy on hostile data, compared with one policy: %s results, %s depart "
		"from it, %s skipped.",
		quantity_count((double)list->count).text,
		quantity_count((double)conformance_list_count(list, CONFORMANCE_DEPARTS)).text,
		quantity_count((double)conformance_list_count(list, CONFORMANCE_SKIPPED)).text);
	document_take(context->document, BLOCK_PARAGRAPH, &text);
	conformance_append(context->document, list, true);
	if (context->is_short)
		return UP_OK;
	document_append(context->document, BLOCK_FOLD, "All results");
	conformance_append(context->document, list, false);
	document_append(context->document, BLOCK_FOLD_END, NULL);
	return UP_OK;
}
