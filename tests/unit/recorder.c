/* SPDX-License-Identifier: PostgreSQL */
/* Connections that record what they would send: there is no server. */
#include "pg/recorder.h"

#include "pg/pipeline.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

/* A line for each message. */
static enum up_status write_down(void *context, const struct up_message *message,
				 struct up_error *error)
{
	static const char *const kinds[] = {
		[UP_MESSAGE_TEXT] = "text",          [UP_MESSAGE_PARAMS] = "params",
		[UP_MESSAGE_PREPARE] = "prepare",    [UP_MESSAGE_EXECUTE] = "execute",
		[UP_MESSAGE_COPY] = "copy",          [UP_MESSAGE_COPY_DATA] = "data",
		[UP_MESSAGE_COPY_END] = "end",       [UP_MESSAGE_PIPELINE_BEGIN] = "pipeline",
		[UP_MESSAGE_PIPELINE_SYNC] = "sync",
	};
	struct up_buffer *lines = context;

	up_buffer_append_string(lines, kinds[message->kind]);
	if (message->name != NULL)
		up_buffer_append_format(lines, " %s", message->name);
	if (message->sql != NULL)
		up_buffer_append_format(lines, " %s", message->sql);
	if (message->params != NULL)
		up_buffer_append_format(lines, " %d", message->params->count);
	if (message->data != NULL)
		up_buffer_append_format(lines, " %s", up_buffer_string(message->data));
	up_buffer_append_char(lines, '\n');
	return up_buffer_check(lines, error);
}

Test(recorder, gets_all_that_a_connection_would_send)
{
	static const char *const values[] = {"1", NULL};
	const struct up_params params = {.count = 2, .values = values};
	UP_BUFFER lines = {0};
	UP_BUFFER data = {0};
	const struct up_recorder recorder = {
		.record = write_down, .context = &lines, .literal = "NULL"};
	struct up_conn conn = {.recorder = &recorder};
	struct up_pipeline pipeline;
	int64_t rows[4] = {-1, -1, -1, -1};

	OK(up_conn_exec(&conn, "BEGIN", &err));
	OK(up_conn_exec_rows(&conn, "UPDATE t", &rows[0], &err));
	OK(up_conn_exec_params(&conn, "UPDATE u", &params, &rows[1], NULL, &err));
	OK(up_conn_prepare(&conn, "name", "UPDATE v", &err));
	OK(up_conn_exec_prepared(&conn, "name", &params, &rows[2], NULL, &err));
	OK(up_conn_copy_begin(&conn, "COPY t FROM STDIN", &err));
	up_buffer_append_string(&data, "row");
	OK(up_conn_copy_put(&conn, &data, &err));
	OK(up_conn_copy_end(&conn, &rows[3], &err));
	OK(up_pipeline_begin(&pipeline, &conn, &err));
	OK(up_pipeline_send_prepared(&pipeline, "name", &params, &err));
	OK(up_pipeline_end(&pipeline, &err));
	up_buffer_clear(&data);
	OK(up_conn_append_literal(&conn, &data, "secret", 6, &err));

	cr_expect_str_eq(lines.data, "text BEGIN\ntext UPDATE t\nparams UPDATE u 2\n"
				     "prepare name UPDATE v\nexecute name 2\n"
				     "copy COPY t FROM STDIN\ndata row\nend\n"
				     "pipeline\nexecute name 2\nsync\n");
	cr_expect_str_eq(data.data, "NULL");
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
		cr_expect_eq(rows[r], 0);
	cr_expect_eq(pipeline.rows, 0);
	cr_expect_eq(conn.counters.statements, 0);
	cr_expect_eq(conn.counters.round_trips, 0);
}

static enum up_status receive_nothing(void *context, const char *row, size_t length,
				      struct up_error *error)
{
	(void)context;
	(void)row;
	(void)length;
	(void)error;
	return UP_OK;
}

static void expect_refused(enum up_status status, const char *statement)
{
	cr_expect_eq(status, UP_UNSUPPORTED, "%s", err.message);
	cr_expect_not_null(strstr(err.message, statement), "%s", err.message);
}

Test(recorder, has_no_results)
{
	const struct up_params none = {0};
	UP_BUFFER lines = {0};
	const struct up_recorder recorder = {.record = write_down, .context = &lines};
	struct up_conn conn = {.recorder = &recorder};
	PGresult *result = NULL;
	char *value = NULL;

	expect_refused(up_conn_query_value(&conn, "SELECT 1", &value, &err), "SELECT 1");
	expect_refused(up_conn_exec_params(&conn, "SELECT 2", &none, NULL, &result, &err),
		       "SELECT 2");
	expect_refused(up_conn_exec_prepared(&conn, "three", &none, NULL, &result, &err), "three");
	expect_refused(up_conn_copy_out(&conn, "COPY t TO STDOUT", receive_nothing, NULL, &err),
		       "COPY t TO STDOUT");
	cr_expect_eq(lines.length, 0);
}

static enum up_status refuse(void *context, const struct up_message *message,
			     struct up_error *error)
{
	(void)context;
	(void)message;
	return up_fail(error, UP_IO, "no room");
}

Test(recorder, failure_is_that_of_the_statement)
{
	const struct up_recorder recorder = {.record = refuse};
	struct up_conn conn = {.recorder = &recorder};

	cr_expect_eq(up_conn_exec(&conn, "BEGIN", &err), UP_IO);
	cr_expect_str_eq(err.message, "no room");
	cr_expect_eq(up_conn_copy_begin(&conn, "COPY t FROM STDIN", &err), UP_IO);
}
