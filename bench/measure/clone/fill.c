/* SPDX-License-Identifier: PostgreSQL */
#include "measure/clone/fill.h"

#include "measure/clone/own_sequence.h"
#include "pg/statement.h"

#include <inttypes.h>

#define LOCK_TIMEOUT "5s"
#define LOCK_NOT_AVAILABLE "55P03"
#define QUERY_CANCELED "57014"

void fill_append_columns(struct up_buffer *sql, const struct shape *blueprint)
{
	const char *comma = "";

	for (size_t c = 0; c < blueprint->columns.count; c++) {
		if (blueprint->columns.items[c].generated != SHAPE_GENERATED_NOT)
			continue;
		up_buffer_append_string(sql, comma);
		up_sql_identifier(sql, blueprint->columns.items[c].name);
		comma = ", ";
	}
}

/* A share of the hashes, which are evenly spread from 0 to 2^63 - 1. */
void fill_append_sample(struct up_buffer *sql, const struct shape *blueprint,
			const struct fill_request *request)
{
	const double hashes = 9223372036854775808.0;
	const double share = request->share * hashes;
	const int64_t limit = share < hashes ? (int64_t)share : INT64_MAX;

	up_buffer_append_string(sql, "(hashtextextended(ROW(");
	for (size_t k = 0; k < blueprint->key.columns.count; k++) {
		up_buffer_append_string(sql, k > 0 ? ", " : "");
		up_sql_identifier(sql, blueprint->key.columns.items[k]);
	}
	up_buffer_append_format(sql,
				")::text COLLATE \"C\", %" PRId64 ") & %" PRId64 ") <= %" PRId64,
				request->seed, INT64_MAX, limit);
}

void fill_append_sql(struct up_buffer *sql, const struct shape *blueprint,
		     const struct fill_request *request)
{
	up_buffer_append_string(sql, "INSERT INTO ");
	place_append(sql, &(struct place){blueprint->table.schema, blueprint->table.name});
	up_buffer_append_string(sql, " (");
	fill_append_columns(sql, blueprint);
	up_buffer_append_string(sql, ") OVERRIDING SYSTEM VALUE SELECT ");
	fill_append_columns(sql, blueprint);
	up_buffer_append_string(sql, " FROM ");
	place_append(sql, &request->source);
	if (request->which == FILL_PAGES)
		up_buffer_append_format(sql, " TABLESAMPLE SYSTEM (%.15g) REPEATABLE (%" PRId64 ")",
					request->share * 100, request->seed);
	if (request->which == FILL_KEYS) {
		up_buffer_append_string(sql, " WHERE ");
		fill_append_sample(sql, blueprint, request);
	}
}

static enum up_status copy(struct up_conn *conn, const char *sql, const char *settings,
			   int64_t *copied, struct up_error *err)
{
	UP_TRY(up_conn_exec(conn, settings, err));
	UP_TRY(up_conn_exec_rows(conn, sql, copied, err));
	return up_conn_exec(conn, "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0",
			    err);
}

enum up_status fill_table(struct up_conn *conn, const struct shape *blueprint,
			  const struct fill_request *request, int64_t *copied, struct up_error *err)
{
	const bool is_sample = request->which != FILL_ALL;
	UP_BUFFER settings = {0};
	UP_BUFFER sql = {0};

	if (is_sample && !(request->share > 0 && request->share <= 1))
		return up_fail(err, UP_INVALID,
			       "a sample is a share of the rows above 0 and up to 1, not %g",
			       request->share);
	/* Else a scan begins where another one is, or finds its rows in any order. */
	up_buffer_append_format(&settings,
				"SET LOCAL row_security = off; "
				"SET LOCAL synchronize_seqscans = off; "
				"SET LOCAL max_parallel_workers_per_gather = 0; "
				"SET LOCAL enable_indexscan = off; "
				"SET LOCAL enable_indexonlyscan = off; "
				"SET LOCAL lock_timeout = '" LOCK_TIMEOUT "'; "
				"SET LOCAL statement_timeout = %" PRId64,
				request->timeout_ms);
	fill_append_sql(&sql, blueprint, request);
	UP_TRY(up_buffer_check(&settings, err));
	UP_TRY(up_buffer_check(&sql, err));
	const enum up_status status = copy(conn, sql.data, settings.data, copied, err);
	if (status == UP_STATEMENT && strcmp(err->sqlstate, LOCK_NOT_AVAILABLE) == 0)
		return up_fail(
			err, UP_TIMEOUT,
			"%s.%s: another session holds a lock on the table: try again when it "
			"is done",
			request->source.schema, request->source.name);
	if (status == UP_STATEMENT && strcmp(err->sqlstate, QUERY_CANCELED) == 0)
		return up_fail(err, UP_TIMEOUT,
			       "%s.%s: the copy took longer than %" PRId64
			       " ms, and was stopped: take a sample",
			       request->source.schema, request->source.name, request->timeout_ms);
	return status == UP_OK ? UP_OK
			       : up_error_prefix(err, "cannot copy the rows of %s.%s",
						 request->source.schema, request->source.name);
}

static bool has_sequence(const struct shape_column *column)
{
	static const char *const types[] = {"smallint", "integer", "bigint"};

	if (column->identity == SHAPE_IDENTITY_NOT && !own_sequence_is_drawn(column))
		return false;
	for (size_t t = 0; t < sizeof types / sizeof types[0]; t++) {
		if (strcmp(column->type, types[t]) == 0)
			return true;
	}
	return false;
}

static void append_set_sequence(struct up_buffer *sql, const struct shape *blueprint,
				const struct shape_column *column)
{
	const struct place place = {blueprint->table.schema, blueprint->table.name};
	const bool descends =
		column->sequence.increment != UNMEASURED && column->sequence.increment < 0;
	UP_BUFFER table = {0};

	place_append(&table, &place);
	sql->failed |= table.failed;
	up_buffer_append_string(sql, "SELECT setval(sequence, value) FROM (SELECT "
				     "pg_get_serial_sequence(");
	literal_append(sql, up_buffer_string(&table));
	up_buffer_append_string(sql, ", ");
	literal_append(sql, column->name);
	up_buffer_append_format(sql, ") AS sequence, %s(", descends ? "min" : "max");
	up_sql_identifier(sql, column->name);
	up_buffer_append_format(sql,
				") AS value FROM %s) AS found JOIN pg_sequence s "
				"ON s.seqrelid = sequence::regclass "
				"WHERE value BETWEEN s.seqmin AND s.seqmax",
				up_buffer_string(&table));
}

enum up_status fill_set_sequences(struct up_conn *conn, const struct shape *blueprint,
				  struct up_error *err)
{
	for (size_t c = 0; c < blueprint->columns.count; c++) {
		const struct shape_column *column = &blueprint->columns.items[c];
		UP_BUFFER sql = {0};
		if (!has_sequence(column))
			continue;
		append_set_sequence(&sql, blueprint, column);
		UP_TRY(up_buffer_check(&sql, err));
		if (up_conn_exec(conn, sql.data, err) != UP_OK)
			return up_error_prefix(err, "cannot set the sequence of %s", column->name);
	}
	return UP_OK;
}
