/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/difference.h"

#include <stdlib.h>
#include <string.h>

void difference_list_release(struct difference_list *list)
{
	for (size_t d = 0; d < list->count; d++) {
		free(list->items[d].fact);
		free(list->items[d].base);
		free(list->items[d].new);
	}
	free(list->items);
	*list = (struct difference_list){0};
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for the facts of two runs");
}

enum up_status difference_list_add(struct difference_list *list, const char *fact, const char *base,
				   const char *new, struct up_error *err)
{
	struct difference *items = realloc(list->items, (list->count + 1) * sizeof *items);
	if (items == NULL)
		return out_of_memory(err);
	list->items = items;

	struct difference *item = &items[list->count++];
	*item = (struct difference){strdup(fact), strdup(base), strdup(new)};
	return item->fact != NULL && item->base != NULL && item->new != NULL ? UP_OK
									     : out_of_memory(err);
}

enum up_status difference_list_compare(struct difference_list *list, const char *prefix,
				       const char *fact, const struct up_buffer *base,
				       const struct up_buffer *new, struct up_error *err)
{
	UP_BUFFER name = {0};

	up_buffer_append_format(&name, "%s%s", prefix, fact);
	UP_TRY(up_buffer_check(&name, err));
	UP_TRY(up_buffer_check(base, err));
	UP_TRY(up_buffer_check(new, err));
	if (strcmp(up_buffer_string(base), up_buffer_string(new)) == 0)
		return UP_OK;
	return difference_list_add(list, name.data, up_buffer_string(base), up_buffer_string(new),
				   err);
}

static void append_member(struct up_buffer *text, const struct member *member, const void *record)
{
	if (member_is_known(member, record))
		member_format(member, record, text);
	else
		up_buffer_append_string(text, DIFFERENCE_UNKNOWN);
}

enum up_status difference_list_compare_members(struct difference_list *list, const char *prefix,
					       const struct member *members, size_t count,
					       const void *base, const void *new,
					       struct up_error *err)
{
	for (size_t m = 0; m < count; m++) {
		UP_BUFFER of_base = {0};
		UP_BUFFER of_new = {0};
		append_member(&of_base, &members[m], base);
		append_member(&of_new, &members[m], new);
		UP_TRY(difference_list_compare(list, prefix, members[m].key, &of_base, &of_new,
					       err));
	}
	return UP_OK;
}
