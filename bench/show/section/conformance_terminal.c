/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/conformance_terminal.h"

#include "text/display.h"

#include <jansson.h>

#define VERDICT_WIDTH 7
#define INDENT 11 /* of names of strategies: two blanks, the verdict, two blanks */

/* One outcome of a case, shared by the strategies whose results are equal. */
struct group {
	const struct conformance_list *list;
	size_t first; /* the result that stands for it */
	size_t end;   /* behind the last result of the case */
};

static bool is_same_outcome(const struct conformance *a, const struct conformance *b)
{
	return a->verdict == b->verdict && strcmp(a->outcome, b->outcome) == 0;
}

static bool is_in(const struct group *group, size_t m)
{
	return is_same_outcome(&group->list->items[group->first], &group->list->items[m]);
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

typedef void group_function(struct up_buffer *text, const struct group *group, size_t width);

static void each_group(struct up_buffer *text, const struct conformance_list *list, size_t begin,
		       size_t end, group_function *function, size_t width)
{
	for (size_t m = begin; m < end; m++) {
		const struct group group = {list, m, end};
		if (is_first(list, begin, m))
			function(text, &group, width);
	}
}

/* ---- a terminal ------------------------------------------------------- */

static void append_names(struct up_buffer *text, const struct group *group, size_t width)
{
	size_t taken = 0;

	for (size_t m = group->first; m < group->end; m++) {
		const char *name = group->list->items[m].strategy;
		size_t wants = display_width(name) + 2;
		if (!is_in(group, m))
			continue;
		if (taken == 0 || taken + wants > width) {
			if (taken > 0)
				up_buffer_append_string(text, ",\n");
			up_buffer_append_format(text, "%*s", INDENT, "");
			taken = INDENT;
		} else {
			up_buffer_append_string(text, ", ");
		}
		taken += display_append(text, name, SIZE_MAX) + 2;
	}
	up_buffer_append_char(text, '\n');
}

static void append_group(struct up_buffer *text, const struct group *group, size_t width)
{
	const struct conformance *conformance = &group->list->items[group->first];

	up_buffer_append_format(text, "  %-*s  ", VERDICT_WIDTH,
				conformance_verdict_name(conformance->verdict));
	display_append(text, conformance->outcome, width - INDENT);
	up_buffer_append_char(text, '\n');
	append_names(text, group, width);
}

/* Every strategy has a result in every case, so the first case names them all. */
static void count_verdicts(const struct conformance_list *list, const char *strategy,
			   size_t counts[CONFORMANCE_VERDICT_COUNT])
{
	for (size_t m = 0; m < list->count; m++) {
		if (strcmp(list->items[m].strategy, strategy) == 0)
			counts[list->items[m].verdict]++;
	}
}

static void append_total(struct up_buffer *text, const struct conformance_list *list, size_t m,
			 size_t widest)
{
	size_t counts[CONFORMANCE_VERDICT_COUNT] = {0};
	const char *separator = "  ";

	count_verdicts(list, list->items[m].strategy, counts);
	display_append_cell(text, list->items[m].strategy, widest, DISPLAY_LEFT);
	for (int v = 0; v < CONFORMANCE_VERDICT_COUNT; v++) {
		if (counts[v] == 0)
			continue;
		up_buffer_append_format(text, "%s%s %zu", separator,
					conformance_verdict_name((enum conformance_verdict)v),
					counts[v]);
		separator = ", ";
	}
	up_buffer_append_char(text, '\n');
}

void conformance_append_table(struct up_buffer *text, const struct conformance_list *list,
			      size_t width)
{
	size_t widest = 0;

	for (size_t begin = 0; begin < list->count; begin = end_of_case(list, begin)) {
		up_buffer_append_format(text, "%s: %s\n", list->items[begin].fixture,
					list->items[begin].policy);
		each_group(text, list, begin, end_of_case(list, begin), append_group, width);
		up_buffer_append_char(text, '\n');
	}
	if (list->count == 0)
		return;
	size_t strategies = end_of_case(list, 0);
	for (size_t m = 0; m < strategies; m++) {
		size_t taken = display_width(list->items[m].strategy);
		widest = taken > widest ? taken : widest;
	}
	for (size_t m = 0; m < strategies; m++)
		append_total(text, list, m, widest);
}

/* ---- markdown --------------------------------------------------------- */

/* A bar would end the cell, a newline the table. */
static void append_cell(struct up_buffer *text, const char *content)
{
	for (; *content != '\0'; content++) {
		if (*content == '|')
			up_buffer_append_char(text, '\\');
		up_buffer_append_char(text, *content == '\n' ? ' ' : *content);
	}
}

static void append_row(struct up_buffer *text, const struct group *group, size_t width)
{
	const struct conformance *conformance = &group->list->items[group->first];
	const char *separator = "";

	(void)width;
	up_buffer_append_string(text, "| ");
	append_cell(text, conformance->fixture);
	up_buffer_append_string(text, " | ");
	append_cell(text, conformance->policy);
	up_buffer_append_format(text, " | %s | ", conformance_verdict_name(conformance->verdict));
	append_cell(text, conformance->outcome);
	up_buffer_append_string(text, " | ");
	for (size_t m = group->first; m < group->end; m++) {
		if (!is_in(group, m))
			continue;
		up_buffer_append_string(text, separator);
		append_cell(text, group->list->items[m].strategy);
		separator = ", ";
	}
	up_buffer_append_string(text, " |\n");
}

void conformance_append_markdown(struct up_buffer *text, const struct conformance_list *list)
{
	up_buffer_append_string(text, "| case | policy | verdict | outcome | strategies |\n"
				      "| --- | --- | --- | --- | --- |\n");
	for (size_t begin = 0; begin < list->count; begin = end_of_case(list, begin))
		each_group(text, list, begin, end_of_case(list, begin), append_row, 0);
}

/* ---- JSON ------------------------------------------------------------- */

enum up_status conformance_append_json(struct up_buffer *text, const struct conformance_list *list,
				       struct up_error *err)
{
	json_t *array = json_array();
	int failed = 0;

	for (size_t m = 0; m < list->count; m++) {
		const struct conformance *conformance = &list->items[m];
		failed |= json_array_append_new(
			array,
			json_pack("{s:s, s:s, s:s, s:s, s:s}", "case", conformance->fixture,
				  "policy", conformance->policy, "strategy", conformance->strategy,
				  "outcome", conformance->outcome, "verdict",
				  conformance_verdict_name(conformance->verdict)));
	}
	char *dump = failed ? NULL : json_dumps(array, JSON_INDENT(2));
	json_decref(array);
	if (dump == NULL)
		return up_fail(err, UP_NO_MEMORY, "cannot write the results as JSON");
	up_buffer_append_string(text, dump);
	up_buffer_append_char(text, '\n');
	free(dump);
	return up_buffer_check(text, err);
}
