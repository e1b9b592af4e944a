/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/backend_counters.h"

#include <inttypes.h>

#define COUNTED_SINCE 180000

/* Of each page of WAL: SizeOfXLogShortPHD in xlog_internal.h. */
#define PAGE_HEADER "24"

#define PAGE_SIZE "pg_catalog.current_setting('wal_block_size')::numeric"

/* A backend that is not there has nulls. */
#define QUERY                                                                                      \
	"SELECT pg_catalog.count(wal_bytes) = pg_catalog.count(*), "                               \
	"pg_catalog.trunc(pg_catalog.sum(wal_bytes) "                                              \
	"* " PAGE_SIZE " / (" PAGE_SIZE " - " PAGE_HEADER ")), "                                   \
	"pg_catalog.sum(wal_records), pg_catalog.sum(wal_fpi), pg_catalog.sum(hits), "             \
	"pg_catalog.trunc(pg_catalog.sum(read_bytes) / "                                           \
	"pg_catalog.current_setting('block_size')::numeric) "                                      \
	"FROM pg_catalog.unnest($1::integer[]) AS pid, "                                           \
	"LATERAL pg_catalog.pg_stat_get_backend_wal(pid) AS wal, "                                 \
	"LATERAL (SELECT pg_catalog.sum(hits) AS hits, pg_catalog.sum(read_bytes) AS read_bytes "  \
	"FROM pg_catalog.pg_stat_get_backend_io(pid) WHERE object <> 'wal') AS io"

bool backend_counters_are_kept(const struct up_conn *control)
{
	return control->server_version >= COUNTED_SINCE;
}

static enum up_status read_items(struct backend_counters *counters, struct up_conn *control,
				 const char *pids, struct up_error *err)
{
	UP_RESULT *result = NULL;

	const char *const values[] = {pids};
	const struct up_params params = {.count = 1, .values = values};
	UP_TRY(up_conn_exec_params(control, QUERY, &params, NULL, &result, err));
	const bool has_all = PQgetvalue(result, 0, 0)[0] == 't';
	for (int i = 0; i < BACKEND_COUNTER_COUNT; i++)
		counters->items[i] = has_all && !PQgetisnull(result, 0, i + 1)
					     ? strtoimax(PQgetvalue(result, 0, i + 1), NULL, 10)
					     : BACKEND_COUNTER_UNKNOWN;
	return UP_OK;
}

enum up_status backend_counters_begin(struct backend_counters *counters, struct up_conn *control,
				      const char *pids, struct up_error *err)
{
	return read_items(counters, control, pids, err);
}

enum up_status backend_counters_end(struct backend_counters *counters, struct up_conn *control,
				    const char *pids, struct up_error *err)
{
	struct backend_counters after;

	UP_TRY(read_items(&after, control, pids, err));
	for (int i = 0; i < BACKEND_COUNTER_COUNT; i++) {
		const int64_t before = counters->items[i];
		const bool known = before != BACKEND_COUNTER_UNKNOWN &&
				   after.items[i] != BACKEND_COUNTER_UNKNOWN &&
				   after.items[i] >= before;
		counters->items[i] = known ? after.items[i] - before : BACKEND_COUNTER_UNKNOWN;
	}
	return UP_OK;
}
