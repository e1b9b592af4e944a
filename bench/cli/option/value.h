/* SPDX-License-Identifier: PostgreSQL */
/*
 * Values as people write them, on a command line or in a file.
 *
 * Every reader returns UP_INVALID with a message that quotes the bad text and
 * states what would be right, without naming the option: its caller knows how that
 * was spelled.  An output is untouched on failure; what it owned before is freed
 * on success.  Lists are separated by commas; blanks around an item are ignored,
 * an empty list, an empty item and an item that is there twice are errors (each
 * item is a level of a factor: twice would be the same case under one name).
 */
#ifndef CLI_OPTION_VALUE_H
#define CLI_OPTION_VALUE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct number_list {
	int64_t *items; /* owned; also of ns, or of bits per second */
	size_t count;
};

struct share_list {
	double *items; /* owned; each 0 to 1 */
	size_t count;
};

struct string_list {
	char **items; /* owned, and so is each string */
	size_t count;
};

/* How many columns, or which. */
struct column_list {
	struct number_list counts;
	char *names; /* owned; as they were written; NULL: counts has the numbers */
};

void column_list_release(struct column_list *list);
void number_list_release(struct number_list *list);
void share_list_release(struct share_list *list);
void string_list_release(struct string_list *list);
UP_MUST_CHECK enum up_status string_list_append(struct string_list *list, const char *text,
						struct up_error *err);

/* yes, no, true, false, on, off, 1, 0 */
UP_MUST_CHECK enum up_status value_read_flag(const char *text, bool *flag, struct up_error *err);

UP_MUST_CHECK enum up_status value_read_string(const char *text, char **string,
					       struct up_error *err);

/* Reads one number of a list. */
typedef enum up_status value_reader(const void *context, const char *text, int64_t *number,
				    struct up_error *err);

/* Numbers, each by read(context, ...).  1,000,000 is an error that asks for 1000000. */
UP_MUST_CHECK enum up_status value_read_numbers(const char *text, value_reader *read,
						const void *context, struct number_list *list,
						struct up_error *err);

/* Numbers likewise, or a text that begins as a name does, which is not looked into. */
UP_MUST_CHECK enum up_status value_read_columns(const char *text, value_reader *read,
						const void *context, struct column_list *list,
						struct up_error *err);

/* Decimal fractions from 0 to 1. */
UP_MUST_CHECK enum up_status value_read_shares(const char *text, struct share_list *list,
					       struct up_error *err);

/* Words of any other characters. */
UP_MUST_CHECK enum up_status value_read_words(const char *text, struct string_list *list,
					      struct up_error *err);

/* Words of letters, digits, '-', '_' and '.'; choices (NULL-terminated) are the
 * only ones accepted, unless it is NULL. */
UP_MUST_CHECK enum up_status value_read_names(const char *text, const char *const *choices,
					      struct string_list *list, struct up_error *err);

/* The index of text in choices (NULL-terminated). */
UP_MUST_CHECK enum up_status value_read_choice(const char *text, const char *const *choices,
					       int *choice, struct up_error *err);

/* Is text a word as value_read_names() takes it? */
bool value_is_name(const char *text);

#endif
