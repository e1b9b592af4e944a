/* SPDX-License-Identifier: PostgreSQL */
/*
 * A route is the way from a case to its server: direct, through a pooler, or through a relay to one of
 * them.  Cases with the same way, delay and bandwidth share a relay.
 */
#ifndef MEASURE_TRIAL_ROUTE_H
#define MEASURE_TRIAL_ROUTE_H

#include "measure/case/case.h"
#include "measure/relay/relay.h"
#include "measure/server/server.h"

struct route {
	const struct server *server; /* borrowed, as is the next */
	const char *pooled;          /* of the case */
	int64_t rtt_ns;
	int64_t bandwidth;
	struct relay *relay; /* owned */
};

/* Those through a relay. */
struct route_list {
	struct route *items; /* owned */
	size_t count;
};

/* Starts the relay that the case needs, if it needs one that is not there yet.  To be called
 * while the process has one thread; what fails is that of relay_start(). */
UP_MUST_CHECK enum up_status route_list_add(struct route_list *list, const struct server *server,
					    const struct trial_case *trial_case,
					    struct up_error *err);
void route_list_release(struct route_list *list);

/* How the case, which was added, reaches its server; borrowed from the list or the server. */
struct server_way route_way(const struct route_list *list, const struct server *server,
			    const struct trial_case *trial_case);

#endif
