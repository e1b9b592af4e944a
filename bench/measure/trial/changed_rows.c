/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/changed_rows.h"

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
static void append_rows(struct up_buffer *sql, const struct changed_rows_moment *moment,
			const struct changed_rows_request *request, const char *list,
			const char *comparison)
{
	up_buffer_append_format(sql,
				"SELECT %s FROM %s AS t WHERE pg_catalog.age(t.xmin) %s "
				"pg_catalog.age('%" PRId64 "'::pg_catalog.xid)",
				list, request->table, comparison, moment->transaction);
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

static enum up_status count_unchanged(struct up_conn *conn,
				      const struct changed_rows_moment *moment,
				      const struct changed_rows_request *request, int64_t *count,
				      struct up_error *err)
{
	UP_BUFFER sql = {0};
	UP_FREE char *value = NULL;

	append_rows(&sql, moment, request, "pg_catalog.count(*)", ">");
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_query_value(conn, sql.data, &value, err));
	*count = strtoll(value, NULL, 10);
	return UP_OK;
}

enum up_status changed_rows_read(struct up_conn *conn, const struct changed_rows_moment *moment,
				 const struct changed_rows_request *request,
				 up_copy_receiver *receive, void *context,
				 struct changed_rows_counts *counts, struct up_error *err)
{
	struct counting counting = {.receive = receive, .context = context};
	UP_BUFFER sql = {0};
	int64_t unchanged = 0;

	up_buffer_append_string(&sql, "COPY (");
	append_rows(&sql, moment, request, request->columns, "<=");
	up_buffer_append_string(&sql, ") TO STDOUT");
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_copy_out(conn, sql.data, count_row, &counting, err));
	UP_TRY(count_unchanged(conn, moment, request, &unchanged, err));
	*counts = (struct changed_rows_counts){.changed = counting.rows, .unchanged = unchanged};
	return UP_OK;
}
