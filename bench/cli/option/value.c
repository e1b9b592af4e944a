/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/value.h"

#include "text/unit.h"

#include "base/buffer.h"
#include "cli/option/spelling.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define STRING_LIST UP_CLEANUP(string_list_release) struct string_list
#define DIGITS "0123456789"
#define BLANKS " \t\r\n"

void number_list_release(struct number_list *list)
{
	free(list->items);
	*list = (struct number_list){0};
}

void share_list_release(struct share_list *list)
{
	free(list->items);
	*list = (struct share_list){0};
}

void duration_list_release(struct duration_list *list)
{
	free(list->items);
	*list = (struct duration_list){0};
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

static enum up_status fail_range(struct up_error *err, const char *text, int64_t minimum,
				 int64_t maximum)
{
	if (maximum == INT64_MAX && text[0] != '-')
		return up_fail(err, UP_INVALID, "\"%s\" is greater than %" PRId64, text, maximum);
	if (maximum == INT64_MAX)
		return up_fail(err, UP_INVALID, "\"%s\" is not at least %" PRId64, text, minimum);
	return up_fail(err, UP_INVALID, "\"%s\" is not between %" PRId64 " and %" PRId64, text,
		       minimum, maximum);
}

/* Multiplies by ten; beyond int64_t it sticks to the limit, which *beyond tells. */
static int64_t times_ten(int64_t number, int64_t more, bool *beyond)
{
	int64_t product;

	if (__builtin_mul_overflow(number, 10, &product) ||
	    __builtin_add_overflow(product, more, &product))
		*beyond = true;
	return *beyond ? INT64_MAX : product;
}

enum up_status value_read_number(const char *text, int64_t minimum, int64_t maximum,
				 int64_t *number, struct up_error *err)
{
	int64_t sign = text[0] == '-' ? -1 : 1;
	const char *mantissa = text + (text[0] == '-');
	size_t digits = strspn(mantissa, DIGITS);
	const char *exponent = mantissa + digits;
	int64_t value = 0, zeros = 0;
	bool beyond = false, endless = false;

	if (*exponent == 'e' || *exponent == 'E') {
		exponent++;
		size_t width = strspn(exponent, DIGITS);
		for (size_t i = 0; i < width; i++)
			zeros = times_ten(zeros, exponent[i] - '0', &endless);
		exponent = width == 0 ? text : exponent + width;
	}
	if (digits == 0 || *exponent != '\0')
		return up_fail(err, UP_INVALID, "\"%s\" is not a whole number such as 1914 or 1e6",
			       text);

	for (size_t i = 0; i < digits; i++)
		value = times_ten(value, sign * (mantissa[i] - '0'), &beyond);
	for (int64_t i = 0; i < zeros && !beyond && value != 0; i++)
		value = times_ten(value, 0, &beyond);
	if (beyond || value < minimum || value > maximum)
		return fail_range(err, text, minimum, maximum);
	*number = value;
	return UP_OK;
}

enum up_status value_read_numbers(const char *text, int64_t minimum, int64_t maximum,
				  struct number_list *list, struct up_error *err)
{
	STRING_LIST words = {0};
	UP_TRY(split(text, &words, err));
	UP_FREE int64_t *numbers = reallocarray(NULL, words.count, sizeof *numbers);
	if (numbers == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");

	for (size_t i = 0; i < words.count; i++) {
		UP_TRY(value_read_number(words.items[i], minimum, maximum, &numbers[i], err));
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

/* A decimal number without sign; *end is where it stops, text when there is none.
 * (strtod() alone would also take "nan", "0x1p3" and leading blanks.) */
static double read_decimal(const char *text, const char **end)
{
	char *stop;

	*end = text;
	if (text[0] == '\0' || strchr(DIGITS ".", text[0]) == NULL || text[1] == 'x' ||
	    text[1] == 'X')
		return 0;
	double number = strtod(text, &stop);
	*end = stop;
	return number;
}

enum up_status value_read_shares(const char *text, struct share_list *list, struct up_error *err)
{
	STRING_LIST words = {0};
	UP_TRY(split(text, &words, err));
	UP_FREE double *shares = reallocarray(NULL, words.count, sizeof *shares);
	if (shares == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");

	for (size_t i = 0; i < words.count; i++) {
		const char *end;
		shares[i] = read_decimal(words.items[i], &end);
		if (end == words.items[i] || *end != '\0' || shares[i] > 1)
			return up_fail(err, UP_INVALID, "\"%s\" is not a share between 0 and 1",
				       words.items[i]);
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

enum up_status value_read_duration(const char *text, int64_t minimum, int64_t maximum,
				   double *seconds, struct up_error *err)
{
	static const struct {
		const char *suffix;
		double seconds;
	} units[] = {{"", 1}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"m", 60}, {"h", 3600}};
	const char *suffix;
	double number = read_decimal(text, &suffix);

	for (size_t i = 0; suffix != text && i < sizeof units / sizeof *units; i++) {
		if (strcmp(suffix, units[i].suffix) != 0)
			continue;
		number *= units[i].seconds;
		if (!(number >= (double)minimum && number <= (double)maximum))
			return fail_range(err, text, minimum, maximum);
		*seconds = number;
		return UP_OK;
	}
	return up_fail(err, UP_INVALID,
		       "\"%s\" is not a duration such as 30, 0.5, 200ms, 10s or 5m", text);
}

enum up_status value_read_percent(const char *text, int64_t minimum, int64_t maximum, double *share,
				  struct up_error *err)
{
	const char *end;
	double number = read_decimal(text, &end);

	if (end != text) {
		end += strspn(end, BLANKS);
		end += *end == '%';
	}
	if (end == text || *end != '\0')
		return up_fail(err, UP_INVALID, "\"%s\" is not a percentage such as 2, 0.5 or 5%%",
			       text);
	if (!(number >= (double)minimum && number <= (double)maximum))
		return fail_range(err, text, minimum, maximum);
	*share = number / 100;
	return UP_OK;
}

enum up_status value_read_durations(const char *text, int64_t minimum, int64_t maximum,
				    struct duration_list *list, struct up_error *err)
{
	STRING_LIST words = {0};
	UP_TRY(split(text, &words, err));
	UP_FREE int64_t *durations = reallocarray(NULL, words.count, sizeof *durations);
	if (durations == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");

	for (size_t i = 0; i < words.count; i++) {
		double seconds = 0;
		UP_TRY(value_read_duration(words.items[i], minimum, maximum, &seconds, err));
		durations[i] = llround(seconds * 1e6) * 1000;
		if (fabs(seconds * 1e9 - (double)durations[i]) > 0.5)
			return up_fail(err, UP_INVALID,
				       "\"%s\" is not a whole number of microseconds",
				       words.items[i]);
		for (size_t j = 0; j < i; j++) {
			if (durations[j] == durations[i])
				return fail_twice(err, words.items[i]);
		}
	}
	duration_list_release(list);
	list->items = UP_TAKE(durations);
	list->count = words.count;
	return UP_OK;
}

static enum up_status read_rate(const char *text, int64_t minimum, int64_t maximum, int64_t *bits,
				struct up_error *err)
{
	if (!unit_parse_rate(text, bits))
		return up_fail(err, UP_INVALID,
			       "\"%s\" is not a bandwidth such as 100Mbit or 1Gbit", text);
	/* None is none, and less than the least of one is too slow for anything. */
	if (strcmp(text, "0") != 0 && (*bits < minimum || *bits > maximum))
		return up_fail(err, UP_INVALID,
			       "\"%s\" is neither 0 nor between %" PRId64 " and %" PRId64
			       " bits per second",
			       text, minimum, maximum);
	return UP_OK;
}

enum up_status value_read_rates(const char *text, int64_t minimum, int64_t maximum,
				struct number_list *list, struct up_error *err)
{
	STRING_LIST words = {0};
	UP_TRY(split(text, &words, err));
	UP_FREE int64_t *rates = reallocarray(NULL, words.count, sizeof *rates);
	if (rates == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a list");

	for (size_t i = 0; i < words.count; i++) {
		UP_TRY(read_rate(words.items[i], minimum, maximum, &rates[i], err));
		for (size_t j = 0; j < i; j++) {
			if (rates[j] == rates[i])
				return fail_twice(err, words.items[i]);
		}
	}
	number_list_release(list);
	list->items = UP_TAKE(rates);
	list->count = words.count;
	return UP_OK;
}

enum up_status value_read_size(const char *text, int64_t minimum, int64_t maximum, int64_t *bytes,
			       struct up_error *err)
{
	static const struct {
		const char *suffix;
		double bytes;
	} units[] = {{"", 1},          {"B", 1},       {"kB", 1e3},      {"MB", 1e6},
		     {"GB", 1e9},      {"TB", 1e12},   {"KiB", 1 << 10}, {"MiB", 1 << 20},
		     {"GiB", 1 << 30}, {"TiB", 0x1p40}};
	const char *suffix;
	double number = read_decimal(text, &suffix);

	for (size_t i = 0; suffix != text && i < sizeof units / sizeof *units; i++) {
		if (strcasecmp(suffix, units[i].suffix) != 0)
			continue;
		number = floor(number * units[i].bytes);
		if (number < (double)minimum)
			return up_fail(err, UP_INVALID, "\"%s\" is not at least %" PRId64 " byte%s",
				       text, minimum, minimum == 1 ? "" : "s");
		/* 2^63, which int64_t does not hold, is a double; its greatest is not. */
		if (!(number < 0x1p63) || (int64_t)number > maximum)
			return up_fail(err, UP_INVALID, "\"%s\" is more than %" PRId64 " bytes",
				       text, maximum);
		*bytes = (int64_t)number;
		return UP_OK;
	}
	return up_fail(err, UP_INVALID, "\"%s\" is not a size such as 512MiB, 2GB or 1e9", text);
}
