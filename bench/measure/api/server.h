/* SPDX-License-Identifier: PostgreSQL */
/*
 * A partner's API, on a free or a stated port of 127.0.0.1: rows as pages of JSON (row_json.h), for
 *
 *   GET /programs/v1?offset=200&limit=100
 *
 * with the names of the map's parameters, after a stated latency, with a limit of the rate of requests
 * (beyond it: status 429, and Retry-After in seconds) and faults on demand (fault.h).  The path does not matter.
 *
 * Each connection has a thread (libmicrohttpd), so that latencies pass side by side.  A page is made when
 * it is asked for first, and kept (page_store.h).
 */
#ifndef MEASURE_API_SERVER_H
#define MEASURE_API_SERVER_H

#include "measure/api/fault.h"
#include "measure/api/latency.h"
#include "measure/workload/rows.h"
#include "source/api_map.h"

#define API_PATH "/programs/v1"
#define API_PAGE_ROWS 100 /* without a limit in the query */
#define API_PAGE_ROWS_MAX 10000

struct api_server_options {
	const struct rows *rows;            /* borrowed, as is all else; in their new edition */
	const struct up_relation *relation; /* that of the rows or a narrowing of it */
	const struct up_api_map *map;
	struct latency latency;
	int64_t requests_per_second; /* 0: no limit */
	size_t page_rows_max;        /* a page has no more, whatever is asked for */
	const char *token;           /* that a request must bear; NULL: none */
	struct fault_list faults;
	int port; /* 0: a free one */
};

struct api_server;

/* UP_IO: it cannot listen.  UP_INVALID: the map. */
UP_MUST_CHECK enum up_status api_server_start(const struct api_server_options *options,
					      struct api_server **server, struct up_error *err);
int api_server_port(const struct api_server *server);
void api_server_stop(struct api_server *server); /* NULL is fine */

static inline void api_server_stop_p(struct api_server **server)
{
	api_server_stop(*server);
}
#define API_SERVER UP_CLEANUP(api_server_stop_p) struct api_server

#endif
