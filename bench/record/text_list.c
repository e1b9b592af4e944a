/* SPDX-License-Identifier: PostgreSQL */
#include "record/text_list.h"

#include "base/cleanup.h"

#include <stdlib.h>
#include <string.h>

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for texts");
}

enum up_status text_set(char **target, const char *text, struct up_error *err)
{
	if (text == NULL)
		return UP_OK;
	char *copy = strdup(text);
	if (copy == NULL)
		return out_of_memory(err);
	free(*target);
	*target = copy;
	return UP_OK;
}

void text_list_release(struct text_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct text_list){0};
}

enum up_status text_list_add(struct text_list *list, const char *text, struct up_error *err)
{
	char **items = reallocarray(list->items, list->count + 1, sizeof *items);

	if (items == NULL)
		return out_of_memory(err);
	list->items = items;
	items[list->count] = NULL;
	UP_TRY(text_set(&items[list->count], text, err));
	list->count++;
	return UP_OK;
}

bool text_list_equal(const struct text_list *a, const struct text_list *b)
{
	bool is_equal = a->count == b->count;

	for (size_t i = 0; is_equal && i < a->count; i++)
		is_equal = strcmp(a->items[i], b->items[i]) == 0;
	return is_equal;
}

void named_text_list_release(struct named_text_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].value);
	}
	free(list->items);
	*list = (struct named_text_list){0};
}

enum up_status named_text_list_set(struct named_text_list *list, const char *name,
				   const char *value, struct up_error *err)
{
	size_t place = 0;

	while (place < list->count && strcmp(list->items[place].name, name) != 0)
		place++;
	if (place < list->count)
		return text_set(&list->items[place].value, value, err);
	struct named_text *items = reallocarray(list->items, place + 1, sizeof *items);
	if (items == NULL)
		return out_of_memory(err);
	list->items = items;
	items[place] = (struct named_text){strdup(name), strdup(value)};
	if (items[place].name == NULL || items[place].value == NULL) {
		free(items[place].name);
		free(items[place].value);
		return out_of_memory(err);
	}
	list->count++;
	return UP_OK;
}

enum up_status named_text_list_add(struct named_text_list *list, const char *text,
				   struct up_error *err)
{
	const size_t length = strcspn(text, "=");
	UP_FREE char *name = strndup(text, length);

	if (name == NULL)
		return out_of_memory(err);
	return named_text_list_set(list, name, text[length] == '=' ? text + length + 1 : "", err);
}

const char *named_text_find(const struct named_text_list *list, const char *name)
{
	for (size_t i = 0; i < list->count && name != NULL; i++) {
		if (strcmp(list->items[i].name, name) == 0)
			return list->items[i].value;
	}
	return NULL;
}
