/* SPDX-License-Identifier: PostgreSQL */
#include "measure/process/exec_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void exec_list_release(struct exec_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct exec_list){0};
}

void exec_list_append(struct exec_list *list, const char *format, ...)
{
	char **items = reallocarray(list->items, list->count + 2, sizeof *items);
	if (items == NULL) {
		list->failed = true;
		return;
	}
	list->items = items;
	items[list->count] = NULL;

	char *string;
	va_list args;
	va_start(args, format);
	int length = vasprintf(&string, format, args);
	va_end(args);
	if (length < 0) {
		list->failed = true;
		return;
	}
	items[list->count++] = string;
	items[list->count] = NULL;
}

enum up_status exec_list_check(const struct exec_list *list, struct up_error *err)
{
	if (list->failed)
		return up_fail(err, UP_NO_MEMORY, "out of memory after %zu strings", list->count);
	return UP_OK;
}
