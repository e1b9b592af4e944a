/* SPDX-License-Identifier: PostgreSQL */
/* Two lists of things with names, such as settings, side by side. */
#ifndef JUDGE_COMPARE_NAMED_LIST_H
#define JUDGE_COMPARE_NAMED_LIST_H

#include "base/error.h"

#include <stddef.h>

/* An array of structs whose first members are their names (NULL: none).  All borrowed. */
struct named_list {
	const void *items;
	size_t count;
	size_t size;
};

#define NAMED(list_) ((struct named_list){(list_).items, (list_).count, sizeof *(list_).items})

/* NULL: none. */
const char *named_list_name(const struct named_list *list, size_t place);

/* NULL for the list that lacks the name. */
typedef enum up_status named_pair(void *context, const char *name, const void *base,
				  const void *new, struct up_error *err);

/* Calls pair for every name in either list: those of base in their order, then the others of new.
 * Ends at its first failure. */
UP_MUST_CHECK enum up_status named_list_each(const struct named_list *base,
					     const struct named_list *new, named_pair *pair,
					     void *context, struct up_error *err);

#endif
