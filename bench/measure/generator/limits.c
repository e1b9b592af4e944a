/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/limits.h"

#include "base/buffer.h"
#include "measure/generator/expression.h"

#include <string.h>

#define LONGEST_TEXT 100000 /* characters; a longer one is not made for the sake of a check */

/* What is looked for in a condition. */
struct search {
	struct limits *limits;
	const char *column;
};

void limits_release(struct limits *limits)
{
	text_list_release(&limits->choices);
	free(limits->low);
	free(limits->high);
	free(limits->before);
	free(limits->behind);
	*limits = (struct limits){0};
}

static bool is_column(const struct search *search, const struct expression *node)
{
	return node->kind == EXPRESSION_COLUMN && strcmp(node->text, search->column) == 0;
}

static bool is_operator(const struct expression *node, const char *name)
{
	return node->kind == EXPRESSION_OPERATOR && strcmp(node->text, name) == 0;
}

/* ---- choices ---- */

/* Appends the literals that the column can be; false: the condition is of another form. */
static enum up_status find_choices(const struct search *search, const struct expression *node,
				   struct text_list *choices, bool *is_found, struct up_error *err)
{
	*is_found = true;
	if (is_column(search, node))
		return text_list_add(choices, "t", err);
	if (node->kind == EXPRESSION_NOT && is_column(search, &node->parts[0]))
		return text_list_add(choices, "f", err);
	if (node->kind == EXPRESSION_OR) {
		for (size_t p = 0; *is_found && p < node->part_count; p++) {
			const struct expression *part = &node->parts[p];
			if (part->kind != EXPRESSION_IS_NULL)
				UP_TRY(find_choices(search, part, choices, is_found, err));
		}
		*is_found = *is_found && choices->count > 0;
		return UP_OK;
	}
	*is_found = false;
	if (node->kind != EXPRESSION_OPERATOR || !is_column(search, &node->parts[0]))
		return UP_OK;
	const struct expression *right = &node->parts[1];
	if (is_operator(node, "=") && right->kind == EXPRESSION_LITERAL) {
		*is_found = true;
		return text_list_add(choices, right->text, err);
	}
	if (!is_operator(node, "= ANY") || right->kind != EXPRESSION_LIST)
		return UP_OK;
	for (size_t i = 0; i < right->part_count; i++) {
		if (right->parts[i].kind != EXPRESSION_LITERAL)
			return UP_OK;
		UP_TRY(text_list_add(choices, right->parts[i].text, err));
	}
	*is_found = right->part_count > 0;
	return UP_OK;
}

static bool has(const struct text_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i], text) == 0)
			return true;
	}
	return false;
}

/* Those of both, each once, or the new ones if there are none yet. */
static enum up_status keep_choices(struct limits *limits, const struct text_list *choices,
				   struct up_error *err)
{
	UP_CLEANUP(text_list_release) struct text_list kept = {0};

	for (size_t c = 0; c < choices->count; c++) {
		const char *choice = choices->items[c];
		const bool is_common = limits->choices.count == 0 || has(&limits->choices, choice);
		if (is_common && !has(&kept, choice))
			UP_TRY(text_list_add(&kept, choice, err));
	}
	if (kept.count == 0)
		return UP_OK;
	text_list_release(&limits->choices);
	limits->choices = kept;
	kept = (struct text_list){0};
	return UP_OK;
}

/* ---- comparisons ---- */

static bool is_length_of(const struct search *search, const struct expression *node)
{
	static const char *const functions[] = {"length", "char_length", "character_length",
						"octet_length"};

	if (node->kind != EXPRESSION_CALL || node->part_count != 1 ||
	    !is_column(search, &node->parts[0]))
		return false;
	for (size_t f = 0; f < sizeof functions / sizeof functions[0]; f++) {
		if (strcmp(node->text, functions[f]) == 0)
			return true;
	}
	return false;
}

static void take_length(struct limits *limits, const char *comparison, const char *literal)
{
	const size_t number = strtoul(literal, NULL, 10);
	if (number > LONGEST_TEXT)
		return;
	const size_t low = comparison[0] == '>' ? number + (comparison[1] == '\0') : number;
	const size_t high =
		comparison[0] == '<' && comparison[1] == '\0' && number > 0 ? number - 1 : number;

	if (comparison[0] != '<' && low > limits->shortest)
		limits->shortest = low;
	if (comparison[0] != '>' && high > 0 && (limits->longest == 0 || high < limits->longest))
		limits->longest = high;
}

/* The last bound of a side is kept: several are rare, and the server is asked anyway. */
static enum up_status take_bound(struct limits *limits, const char *comparison, const char *literal,
				 struct up_error *err)
{
	const bool is_open = comparison[1] == '\0';

	if (comparison[0] == '>') {
		limits->is_above = is_open;
		return text_set(&limits->low, literal, err);
	}
	limits->is_below = is_open;
	return text_set(&limits->high, literal, err);
}

/* A word stands for the first %, nothing for others, a letter for each _. */
static enum up_status take_pattern(struct limits *limits, const char *pattern, struct up_error *err)
{
	UP_BUFFER before = {0};
	UP_BUFFER behind = {0};
	struct up_buffer *part = &before;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '%') {
			part = &behind;
		} else if (*pattern == '_') {
			up_buffer_append_char(part, 'a');
		} else {
			pattern += *pattern == '\\' && pattern[1] != '\0';
			up_buffer_append_char(part, *pattern);
		}
	}
	UP_TRY(up_buffer_check(&before, err));
	UP_TRY(up_buffer_check(&behind, err));
	if (part == &before)
		return UP_OK;
	UP_TRY(text_set(&limits->before, up_buffer_string(&before), err));
	return text_set(&limits->behind, up_buffer_string(&behind), err);
}

/* The same comparison with its sides exchanged; NULL: it is none. */
static const char *turn(const char *comparison)
{
	static const char *const pairs[][2] = {
		{"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}, {"=", "="}};

	for (size_t p = 0; p < sizeof pairs / sizeof pairs[0]; p++) {
		if (strcmp(pairs[p][0], comparison) == 0)
			return pairs[p][1];
	}
	return NULL;
}

static enum up_status take_operator(const struct search *search, const struct expression *node,
				    struct up_error *err)
{
	const struct expression *left = &node->parts[0];
	const struct expression *right = &node->parts[1];
	const char *comparison = turn(node->text);
	struct limits *limits = search->limits;

	if (left->kind == EXPRESSION_LITERAL) {
		left = right;
		right = &node->parts[0];
	} else if (comparison != NULL) {
		comparison = turn(comparison);
	}
	if (is_operator(node, "=") && is_column(search, left) && right->kind == EXPRESSION_CALL &&
	    strcmp(right->text, "upper") == 0)
		limits->is_upper = true;
	if (right->kind != EXPRESSION_LITERAL)
		return UP_OK;
	if (comparison != NULL && is_length_of(search, left)) {
		take_length(limits, comparison, right->text);
		return UP_OK;
	}
	if (!is_column(search, left))
		return UP_OK;
	if (is_operator(node, "~~") || is_operator(node, "~~*"))
		return take_pattern(limits, right->text, err);
	return comparison != NULL && comparison[0] != '='
		       ? take_bound(limits, comparison, right->text, err)
		       : UP_OK;
}

/* ---- all ---- */

static enum up_status take(const struct search *search, const struct expression *node,
			   struct up_error *err)
{
	UP_CLEANUP(text_list_release) struct text_list choices = {0};
	const struct expression *only = NULL;
	bool is_found = false;

	UP_TRY(find_choices(search, node, &choices, &is_found, err));
	if (is_found)
		return keep_choices(search->limits, &choices, err);
	if (node->kind == EXPRESSION_AND) {
		for (size_t p = 0; p < node->part_count; p++)
			UP_TRY(take(search, &node->parts[p], err));
		return UP_OK;
	}
	if (node->kind == EXPRESSION_OPERATOR)
		return take_operator(search, node, err);
	if (node->kind != EXPRESSION_OR)
		return UP_OK;
	/* What holds unless something is null. */
	for (size_t p = 0; p < node->part_count; p++) {
		if (node->parts[p].kind == EXPRESSION_IS_NULL)
			continue;
		if (only != NULL)
			return UP_OK;
		only = &node->parts[p];
	}
	return only != NULL ? take(search, only, err) : UP_OK;
}

enum up_status limits_take(struct limits *limits, const char *definition, const char *column,
			   struct up_error *err)
{
	const struct search search = {limits, column != NULL ? column : "VALUE"};
	EXPRESSION condition = {0};

	UP_TRY(expression_parse(definition, &condition, err));
	return take(&search, &condition, err);
}
