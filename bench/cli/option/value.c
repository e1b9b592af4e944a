/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/value.h"

#include "base/buffer.h"
#include "cli/option/number.h"
#include "cli/option/spelling.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STRING_LIST UP_CLEANUP(string_list_release) struct string_list
#define DIGITS "0123456789"
#define BLANKS " \t\r\n"

void number_list_release(struct number_list *list)
{
	free(list->items);
	*list = (struct number_list){0};
}

void column_list_release(struct column_list *list)
{
	number_list_release(&list->counts);
	free(UP_TAKE(list->names));
}

void share_list_release(struct share_list *list)
{
	free(list->items);
	*list = (struct share_list){0};
}

void string_list_release(struct string_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct string_list){0};
}

static enum up_status append_bytes(struct string_list *list, const char *bytes, size_t length,
				   struct up_error *err)
{
	UP_FREE char *copy = strndup(bytes, length);
	char **items = reallocarray(list->items, list->count + 1, sizeof *items);

	if (items != NULL)
		list->items = items;
	if (items == NULL || copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");
	list->items[list->count++] = UP_TAKE(copy);
	return UP_OK;
}

enum up_status string_list_append(struct string_list *list, const char *text, struct up_error *err)
{
	return append_bytes(list, text, strlen(text), err);
}

/* list must be empty. */
static enum up_status split(const char *text, struct string_list *list, struct up_error *err)
{
	if (text[strspn(text, BLANKS)] == '\0')
		return up_fail(err, UP_INVALID, "the list is empty");

	for (const char *start = text;;) {
		start += strspn(start, BLANKS);
		size_t whole = strcspn(start, ","), length = whole;
		while (length > 0 && strchr(BLANKS, start[length - 1]) != NULL)
			length--;
		if (length == 0)
			return up_fail(err, UP_INVALID, "\"%s\" has an empty item", text);
		UP_TRY(append_bytes(list, start, length, err));
		if (start[whole] == '\0')
			return UP_OK;
		start += whole + 1;
	}
}

static enum up_status fail_twice(struct up_error *err, const char *item)
{
	return up_fail(err, UP_INVALID, "\"%s\" is in the list twice", item);
}

enum up_status value_read_flag(const char *text, bool *flag, struct up_error *err)
{
	static const char *const words[] = {"no", "yes", "false", "true", "off", "on", "0", "1"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(text, words[i]) == 0) {
			*flag = i % 2 != 0;
			return UP_OK;
		}
	}
	return up_fail(err, UP_INVALID, "\"%s\" is not yes or no", text);
}

enum up_status value_read_string(const char *text, char **string, struct up_error *err)
{
	char *copy = strdup(text);

	if (copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a string");
	free(*string);
	*string = copy;
	return UP_OK;
}

/* 1,000,000 would be a list of 1, 0 and 0.  No group of a list of numbers begins with 0. */
static enum up_status refuse_thousands(const char *text, struct up_error *err)
{
	return number_has_thousands(text) && strstr(text, ",0") != NULL
		       ? number_fail_thousands(text, err)
		       : UP_OK;
}

enum up_status value_read_numbers(const char *text, value_reader *read, const void *context,
				  struct number_list *list, struct up_error *err)
{
	STRING_LIST words = {0};
	UP_TRY(refuse_thousands(text, err));
	UP_TRY(split(text, &words, err));
	UP_FREE int64_t *numbers = reallocarray(NULL, words.count, sizeof *numbers);
	if (numbers == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");

	for (size_t i = 0; i < words.count; i++) {
		UP_TRY(read(context, words.items[i], &numbers[i], err));
		for (size_t j = 0; j < i; j++) {
			if (numbers[j] == numbers[i])
				return fail_twice(err, words.items[i]);
		}
	}
	number_list_release(list);
	list->items = UP_TAKE(numbers);
	list->count = words.count;
	return UP_OK;
}

/* As in SQL: a letter, an underscore, a double quote, or a character beyond ASCII. */
static bool begins_name(const char *text)
{
	const unsigned char first = (unsigned char)text[strspn(text, BLANKS)];

	return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_' ||
	       first == '"' || first >= 0x80;
}

enum up_status value_read_columns(const char *text, value_reader *read, const void *context,
				  struct column_list *list, struct up_error *err)
{
	if (begins_name(text)) {
		UP_TRY(value_read_string(text, &list->names, err));
		number_list_release(&list->counts);
		return UP_OK;
	}
	UP_TRY(value_read_numbers(text, read, context, &list->counts, err));
	free(UP_TAKE(list->names));
	return UP_OK;
}

enum up_status value_read_shares(const char *text, struct share_list *list, struct up_error *err)
{
	STRING_LIST words = {0};
	UP_TRY(split(text, &words, err));
	UP_FREE double *shares = reallocarray(NULL, words.count, sizeof *shares);
	if (shares == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");

	for (size_t i = 0; i < words.count; i++) {
		UP_TRY(number_read_share(words.items[i], &shares[i], err));
		for (size_t j = 0; j < i; j++) {
			if (fabs(shares[j] - shares[i]) < 1e-12)
				return fail_twice(err, words.items[i]);
		}
	}
	share_list_release(list);
	list->items = UP_TAKE(shares);
	list->count = words.count;
	return UP_OK;
}

bool value_is_name(const char *text)
{
	return text[0] != '\0' &&
	       text[strspn(text, "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ" DIGITS "-_.")] == '\0';
}

enum up_status value_read_choice(const char *text, const char *const *choices, int *choice,
				 struct up_error *err)
{
	UP_BUFFER known = {0};
	struct spelling spelling = {.word = text};

	for (int i = 0; choices[i] != NULL; i++) {
		if (strcmp(text, choices[i]) == 0) {
			*choice = i;
			return UP_OK;
		}
		spelling_offer(&spelling, choices[i]);
		up_buffer_append_format(&known, "%s%s", i == 0 ? "" : ", ", choices[i]);
	}
	if (spelling.closest != NULL)
		return up_fail(err, UP_INVALID, "\"%s\" is not one of %s (did you mean \"%s\"?)",
			       text, up_buffer_string(&known), spelling.closest);
	return up_fail(err, UP_INVALID, "\"%s\" is not one of %s", text, up_buffer_string(&known));
}

enum up_status value_read_words(const char *text, struct string_list *list, struct up_error *err)
{
	STRING_LIST words = {0};
	UP_TRY(split(text, &words, err));

	for (size_t i = 0; i < words.count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (strcmp(words.items[j], words.items[i]) == 0)
				return fail_twice(err, words.items[i]);
		}
	}
	string_list_release(list);
	*list = words;
	words = (struct string_list){0};
	return UP_OK;
}

enum up_status value_read_names(const char *text, const char *const *choices,
				struct string_list *list, struct up_error *err)
{
	STRING_LIST names = {0};
	UP_TRY(value_read_words(text, &names, err));

	for (size_t i = 0; i < names.count; i++) {
		int ignored;
		if (choices != NULL)
			UP_TRY(value_read_choice(names.items[i], choices, &ignored, err));
		else if (!value_is_name(names.items[i]))
			return up_fail(err, UP_INVALID, "\"%s\" is not a name", names.items[i]);
	}
	string_list_release(list);
	*list = names;
	names = (struct string_list){0};
	return UP_OK;
}
