/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/route.h"

#include <stdlib.h>

static const struct route *find(const struct route_list *list, const struct server *server,
				const struct trial_case *trial_case)
{
	for (size_t r = 0; r < list->count; r++) {
		const struct route *route = &list->items[r];
		if (route->server == server && route->pooled == trial_case->pooled &&
		    route->rtt_ns == trial_case->key.factors.rtt_ns &&
		    route->bandwidth == trial_case->key.factors.bandwidth)
			return route;
	}
	return NULL;
}

/* Without a relay. */
static struct server_way plain_way(const struct server *server, const struct trial_case *trial_case)
{
	const struct pooled_way *pooled = pooled_way_named(&server->pooled, trial_case->pooled);

	if (pooled == NULL)
		return server_direct(server);
	return (struct server_way){.conninfo = pooled->conninfo, .is_pooled = true};
}

enum up_status route_list_add(struct route_list *list, const struct server *server,
			      const struct trial_case *trial_case, struct up_error *err)
{
	const struct relay_options options = {
		.conninfo = plain_way(server, trial_case).conninfo,
		.rtt_ns = trial_case->key.factors.rtt_ns,
		.bandwidth_bits_per_s = trial_case->key.factors.bandwidth,
	};

	if (!case_is_relayed(trial_case) || find(list, server, trial_case) != NULL)
		return UP_OK;
	struct route *items = reallocarray(list->items, list->count + 1, sizeof *items);
	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a relay");
	list->items = items;
	struct route new = {
		.server = server,
		.pooled = trial_case->pooled,
		.rtt_ns = trial_case->key.factors.rtt_ns,
		.bandwidth = trial_case->key.factors.bandwidth,
	};
	if (relay_start(&options, &new.relay, err) != UP_OK)
		return up_error_prefix(err, "the relay of %s", trial_case->name);
	items[list->count++] = new;
	return UP_OK;
}

void route_list_release(struct route_list *list)
{
	for (size_t r = 0; r < list->count; r++)
		relay_stop(list->items[r].relay);
	free(list->items);
	*list = (struct route_list){0};
}

struct server_way route_way(const struct route_list *list, const struct server *server,
			    const struct trial_case *trial_case)
{
	const struct route *route = find(list, server, trial_case);
	struct server_way way = plain_way(server, trial_case);

	if (route != NULL)
		way.conninfo = relay_conninfo(route->relay);
	return way;
}
