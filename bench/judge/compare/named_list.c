/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/named_list.h"

#include <string.h>

static const void *item_of(const struct named_list *list, size_t place)
{
	return (const char *)list->items + place * list->size;
}

const char *named_list_name(const struct named_list *list, size_t place)
{
	return *(char *const *)item_of(list, place);
}

static const void *find(const struct named_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *of = named_list_name(list, i);
		if (of != NULL && strcmp(of, name) == 0)
			return item_of(list, i);
	}
	return NULL;
}

enum up_status named_list_each(const struct named_list *base, const struct named_list *new,
			       named_pair *pair, void *context, struct up_error *err)
{
	for (size_t i = 0; i < base->count; i++) {
		const char *name = named_list_name(base, i);
		if (name != NULL)
			UP_TRY(pair(context, name, item_of(base, i), find(new, name), err));
	}
	for (size_t i = 0; i < new->count; i++) {
		const char *name = named_list_name(new, i);
		if (name != NULL && find(base, name) == NULL)
			UP_TRY(pair(context, name, NULL, item_of(new, i), err));
	}
	return UP_OK;
}
