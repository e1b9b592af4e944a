/* SPDX-License-Identifier: PostgreSQL */
/* Texts, and texts with names, that a record owns. */
#ifndef RECORD_TEXT_LIST_H
#define RECORD_TEXT_LIST_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct text_list {
	char **items; /* all owned */
	size_t count;
};

struct named_text {
	char *name; /* both owned */
	char *value;
};

struct named_text_list {
	struct named_text *items; /* owned */
	size_t count;
};

/* All functions that can fail do so with UP_NO_MEMORY alone, and change nothing then. */

/* Replaces *target by a copy of text; a text of NULL leaves it as it is. */
UP_MUST_CHECK enum up_status text_set(char **target, const char *text, struct up_error *err);

void text_list_release(struct text_list *list);
UP_MUST_CHECK enum up_status text_list_add(struct text_list *list, const char *text,
					   struct up_error *err);

/* Do both have the same texts in the same order? */
bool text_list_equal(const struct text_list *a, const struct text_list *b);

void named_text_list_release(struct named_text_list *list);

/* Adds a name; the value of one that is there already is replaced. */
UP_MUST_CHECK enum up_status named_text_list_set(struct named_text_list *list, const char *name,
						 const char *value, struct up_error *err);

/* The same from "name=value"; a text without "=" has an empty value. */
UP_MUST_CHECK enum up_status named_text_list_add(struct named_text_list *list, const char *text,
						 struct up_error *err);

/* NULL when there is none of that name; name may be NULL. */
const char *named_text_find(const struct named_text_list *list, const char *name);

#endif
