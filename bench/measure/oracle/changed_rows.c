/* SPDX-License-Identifier: PostgreSQL */
#include "measure/oracle/changed_rows.h"

#include <inttypes.h>
#include <stdlib.h>

/* Without the epoch, as the ids in a row are. */
#define MOMENT                                                                                     \
	"SELECT pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text::bigint "      \
	"& 4294967295"

enum up_status changed_rows_mark(struct up_conn *conn, struct changed_rows_moment *moment,
				 struct up_error *err)
{
	UP_FREE char *value = NULL;

	UP_TRY(up_conn_query_value(conn, MOMENT, &value, err));
	*moment = (struct changed_rows_moment){.transaction = strtoll(value, NULL, 10)};
	return UP_OK;
}

/* xid has no order, as ids wrap around; ages have one.  The row version of a frozen row keeps its
 * id. */
static void append_condition(struct up_buffer *sql, const struct changed_rows_moment *moment)
{
	up_buffer_append_format(
		sql, "pg_catalog.age(t.xmin) <= pg_catalog.age('%" PRId64 "'::pg_catalog.xid)",
		moment->transaction);
}

/* One scan: the number of all rows, and the places of those that changed; in a partitioned table the
 * same place may be there several times. */
static enum up_status find(struct up_conn *conn, const struct changed_rows_moment *moment,
			   const struct changed_rows_request *request, PGresult **found,
			   struct up_error *err)
{
	const struct up_params none = {0};
	UP_BUFFER sql = {0};

	up_buffer_append_string(
		&sql, "SELECT pg_catalog.count(*), pg_catalog.array_agg(t.ctid) FILTER (WHERE ");
	append_condition(&sql, moment);
	up_buffer_append_format(&sql, ") FROM %s AS t", request->table);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec_params(conn, sql.data, &none, NULL, found, err);
}

struct counting {
	up_copy_receiver *receive;
	void *context;
	int64_t rows;
};

static enum up_status count_row(void *context, const char *row, size_t length, struct up_error *err)
{
	struct counting *counting = context;

	counting->rows++;
	return counting->receive(counting->context, row, length, err);
}

enum up_status changed_rows_read(struct up_conn *conn, const struct changed_rows_moment *moment,
				 const struct changed_rows_request *request,
				 up_copy_receiver *receive, void *context,
				 struct changed_rows_counts *counts, struct up_error *err)
{
	struct counting counting = {.receive = receive, .context = context};
	UP_RESULT *found = NULL;
	UP_BUFFER sql = {0};

	UP_TRY(find(conn, moment, request, &found, err));
	if (!PQgetisnull(found, 0, 1)) {
		up_buffer_append_format(&sql, "COPY (SELECT %s FROM %s AS t WHERE ",
					request->columns, request->table);
		append_condition(&sql, moment);
		up_buffer_append_format(&sql,
					" AND t.ctid = ANY ('%s'::pg_catalog.tid[])) TO STDOUT",
					PQgetvalue(found, 0, 1));
		UP_TRY(up_buffer_check(&sql, err));
		UP_TRY(up_conn_copy_out(conn, sql.data, count_row, &counting, err));
	}
	const int64_t all = strtoll(PQgetvalue(found, 0, 0), NULL, 10);
	*counts = (struct changed_rows_counts){.changed = counting.rows,
					       .unchanged = all - counting.rows};
	return UP_OK;
}
