/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/lock_wait.h"

#include <stdlib.h>
#include <string.h>

/* pg_blocking_pids() stops all locking for a moment, so it is called for those alone that wait. */
static const char sql_head[] =
	"SELECT a.pid, b.pid, a.wait_event IN ('transactionid', 'relation'), "
	"s.application_name, s.state, "
	"(SELECT c.relname FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_class AS c ON "
	"c.oid = l.relation WHERE l.pid = a.pid AND l.locktype = 'tuple' LIMIT 1) "
	"FROM pg_catalog.unnest('{";
static const char sql_tail[] =
	"}'::pg_catalog.int4[]) AS w (pid) "
	"CROSS JOIN LATERAL pg_catalog.pg_stat_get_activity(w.pid) AS a "
	"CROSS JOIN LATERAL pg_catalog.unnest(CASE WHEN a.wait_event_type = 'Lock' THEN "
	"pg_catalog.pg_blocking_pids(a.pid) END) AS b (pid) "
	"LEFT JOIN LATERAL pg_catalog.pg_stat_get_activity(b.pid) AS s ON true";

/* From 1; 0: it is none of them. */
static int number_of(int pid, struct up_conn *const *conns, size_t count)
{
	for (size_t c = 0; c < count; c++) {
		if (conns[c]->backend_pid == pid)
			return (int)c + 1;
	}
	return 0;
}

static int integer_at(const PGresult *result, int row, int column)
{
	return (int)strtol(PQgetvalue(result, row, column), NULL, 10);
}

static struct lock_wait wait_at(const PGresult *result, int row, struct up_conn *const *conns,
				size_t count)
{
	struct lock_wait wait = {
		.waiter = number_of(integer_at(result, row, 0), conns, count),
		.blocker = number_of(integer_at(result, row, 1), conns, count),
		.blocker_pid = integer_at(result, row, 1),
		.is_to_end = PQgetvalue(result, row, 2)[0] == 't',
	};

	snprintf(wait.blocker_name, sizeof wait.blocker_name, "%s", PQgetvalue(result, row, 3));
	snprintf(wait.blocker_state, sizeof wait.blocker_state, "%s", PQgetvalue(result, row, 4));
	snprintf(wait.table, sizeof wait.table, "%s", PQgetvalue(result, row, 5));
	return wait;
}

/* One that does not end by itself, then one among the connections, then any. */
static int weight(const struct lock_wait *wait)
{
	return (wait->waiter != 0) + 2 * (wait->blocker != 0) +
	       4 * (wait->blocker != 0 && wait->is_to_end);
}

enum up_status lock_wait_find(struct up_conn *own, struct up_conn *const *conns, size_t count,
			      struct lock_wait *wait, struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_RESULT *result = NULL;
	struct lock_wait found = {0};

	up_buffer_append_string(&sql, sql_head);
	for (size_t c = 0; c < count; c++)
		up_buffer_append_format(&sql, c > 0 ? ",%d" : "%d", conns[c]->backend_pid);
	up_buffer_append_string(&sql, sql_tail);
	UP_TRY(up_buffer_check(&sql, err));
	const struct up_params none = {0};
	UP_TRY(up_conn_exec_params(own, sql.data, &none, NULL, &result, err));
	for (int row = 0; row < PQntuples(result); row++) {
		const struct lock_wait one = wait_at(result, row, conns, count);
		if (weight(&one) > weight(&found))
			found = one;
	}
	*wait = found;
	return UP_OK;
}

bool lock_wait_equal(const struct lock_wait *a, const struct lock_wait *b)
{
	return a->waiter == b->waiter && a->blocker_pid == b->blocker_pid;
}

void lock_wait_append_workers(struct up_buffer *text, const struct lock_wait *wait)
{
	up_buffer_append_format(text,
				"worker %d waits for worker %d of the same sync, which keeps its "
				"locks until all are done: the table (a trigger, a foreign key, an "
				"index) makes them lock the same row",
				wait->waiter, wait->blocker);
	if (wait->table[0] != '\0')
		up_buffer_append_format(text, " of %s", wait->table);
	up_buffer_append_string(text, "; --workers 1 avoids it");
}

void lock_wait_append_timeout(struct up_buffer *text, const struct lock_wait *wait)
{
	if (wait->waiter == 0)
		return;
	if (wait->blocker != 0) {
		up_buffer_append_format(text,
					", while worker %d waited for a lock of worker %d of the "
					"same sync",
					wait->waiter, wait->blocker);
		return;
	}
	up_buffer_append_string(text, ", waiting for a lock of ");
	if (wait->blocker_pid == 0) {
		up_buffer_append_string(text, "a prepared transaction (see pg_prepared_xacts)");
		return;
	}
	up_buffer_append_format(text, "another session: process %d", wait->blocker_pid);
	if (wait->blocker_name[0] != '\0')
		up_buffer_append_format(text, ", %s", wait->blocker_name);
	if (wait->blocker_state[0] != '\0')
		up_buffer_append_format(text, ", %s", wait->blocker_state);
}
