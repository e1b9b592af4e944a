/* SPDX-License-Identifier: PostgreSQL */
#include "record/real_list.h"

#include <stdlib.h>

void real_list_release(struct real_list *list)
{
	free(list->items);
	*list = (struct real_list){0};
}

enum up_status real_list_add(struct real_list *list, double value, struct up_error *err)
{
	double *items = reallocarray(list->items, list->count + 1, sizeof *items);

	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for numbers");
	list->items = items;
	items[list->count++] = value;
	return UP_OK;
}
