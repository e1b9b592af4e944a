/* SPDX-License-Identifier: PostgreSQL */
#include "measure/api/fault.h"

#include "base/random.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NUMBER 1000000

const char *const fault_names[] = {
	[FAULT_500] = "500",
	[FAULT_429] = "429",
	[FAULT_CLOSE] = "close",
	[FAULT_BREAK] = "break",
	[FAULT_CUT] = "cut",
	[FAULT_MALFORMED] = "malformed",
	[FAULT_WRONG_TYPE] = "wrong-type",
	[FAULT_MISSING_FIELD] = "missing-field",
	[FAULT_REPEAT_PAGE] = "repeat-page",
	[FAULT_REPEAT_ROW] = "repeat-row",
	[FAULT_TOTAL] = "total",
	[FAULT_TRICKLE] = "trickle",
	[FAULT_NEVER] = "never",
	[FAULT_COUNT] = NULL,
};

static enum fault_kind find(const char *name, size_t length)
{
	for (int kind = 0; kind < FAULT_COUNT; kind++) {
		if (strlen(fault_names[kind]) == length &&
		    strncmp(fault_names[kind], name, length) == 0)
			return (enum fault_kind)kind;
	}
	return FAULT_NONE;
}

/* Reads digits of a number from 1 on; false: there is none. */
static bool read_number(const char **at, int64_t *number)
{
	char *end;

	if (**at < '0' || **at > '9')
		return false;
	errno = 0;
	const long value = strtol(*at, &end, 10);
	if (errno != 0 || value < 1 || value > MAX_NUMBER)
		return false;
	*at = end;
	*number = value;
	return true;
}

/* What the total and the pages behind it depend on, and a page before the first. */
static enum up_status check(const struct fault *fault, struct up_error *err)
{
	if (fault->kind == FAULT_REPEAT_ROW && (fault->left >= 0 || fault->skip > 0))
		return up_fail(err, UP_INVALID, "repeat-row hits every request");
	if (fault->page == 1 && (fault->kind == FAULT_REPEAT_PAGE || fault->kind == FAULT_TOTAL))
		return up_fail(err, UP_INVALID, "%s needs a page before it: from page 2 on",
			       fault_names[fault->kind]);
	return UP_OK;
}

enum up_status fault_list_add(struct fault_list *list, const char *text, struct up_error *err)
{
	const char *at = strchr(text, '@');
	struct fault fault = {.kind = FAULT_NONE, .left = -1};
	int64_t page = 0;
	bool is_right = false;

	if (at != NULL) {
		fault.kind = find(text, (size_t)(at - text));
		at++;
		is_right = fault.kind != FAULT_NONE && read_number(&at, &page);
		if (is_right && *at == '+') {
			at++;
			is_right = read_number(&at, &fault.skip);
		}
		if (is_right && *at == 'x') {
			at++;
			is_right = read_number(&at, &fault.left);
		}
	}
	if (!is_right || *at != '\0')
		return up_fail(err, UP_INVALID,
			       "\"%.80s\" is not a fault, such as 500@3 or close@2x1", text);
	if (list->count == FAULT_MAX)
		return up_fail(err, UP_INVALID, "more than %d faults", FAULT_MAX);
	fault.page = (size_t)page;
	UP_TRY(check(&fault, err));
	list->items[list->count++] = fault;
	return UP_OK;
}

static bool may_pass(enum fault_kind kind)
{
	return kind <= FAULT_BREAK;
}

void fault_list_draw(struct fault_list *list, uint64_t seed, size_t count, size_t pages)
{
	struct up_random random = up_random_at(seed, 0, 0);

	while (count > 0 && list->count < FAULT_MAX) {
		const enum fault_kind kind = (enum fault_kind)up_random_below(&random, FAULT_COUNT);
		const bool is_later = kind == FAULT_REPEAT_PAGE || kind == FAULT_TOTAL;
		const size_t first = is_later ? 2 : 1;
		if (kind == FAULT_REPEAT_ROW && fault_list_repeated_row(list) > 0)
			continue;
		list->items[list->count++] = (struct fault){
			.kind = kind,
			.page = first + up_random_below(&random, pages - first + 1),
			.left = may_pass(kind) ? 1 + (int64_t)up_random_below(&random, 3) : -1,
		};
		count--;
	}
}

enum fault_kind fault_list_take(struct fault_list *list, size_t page)
{
	for (size_t f = 0; f < list->count; f++) {
		struct fault *fault = &list->items[f];
		if (fault->page != page || fault->left == 0 || fault->kind == FAULT_REPEAT_ROW)
			continue;
		if (fault->skip > 0) {
			fault->skip--;
			continue;
		}
		if (fault->left > 0)
			fault->left--;
		return fault->kind;
	}
	return FAULT_NONE;
}

size_t fault_list_repeated_row(const struct fault_list *list)
{
	for (size_t f = 0; f < list->count; f++) {
		if (list->items[f].kind == FAULT_REPEAT_ROW)
			return list->items[f].page;
	}
	return 0;
}

void fault_print(const struct fault *fault, char text[FAULT_TEXT_SIZE])
{
	char skip[16] = "";
	char left[16] = "";

	if (fault->skip > 0)
		snprintf(skip, sizeof skip, "+%d", (int)fault->skip);
	if (fault->left >= 0)
		snprintf(left, sizeof left, "x%d", (int)fault->left);
	snprintf(text, FAULT_TEXT_SIZE, "%s@%d%s%s", fault_names[fault->kind], (int)fault->page,
		 skip, left);
}
