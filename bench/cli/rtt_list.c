/* SPDX-License-Identifier: PostgreSQL */
#include "cli/rtt_list.h"

#include <stdlib.h>

#define SECONDS_MOST 60

void rtt_list_release(struct rtt_list *list)
{
	free(list->ns);
	*list = (struct rtt_list){0};
}

enum up_status rtt_list_read(const struct string_list *words, struct rtt_list *list,
			     struct up_error *err)
{
	RTT_LIST new = {.ns = calloc(words->count + 1, sizeof(*new.ns))};

	if (new.ns == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for round-trip times");
	new.count = words->count > 0 ? words->count : 1;
	for (size_t w = 0; w < words->count; w++) {
		double seconds;
		if (value_read_duration(words->items[w], 0, SECONDS_MOST, &seconds, err) != UP_OK)
			return up_error_prefix(err, "--rtt");
		new.ns[w] = seconds * 1e9;
	}
	*list = new;
	new = (struct rtt_list){0};
	return UP_OK;
}
