/* SPDX-License-Identifier: PostgreSQL */
#include "pg/conn.h"

#include "base/clock.h"
#include "pg/conninfo.h"
#include "pg/discretion.h"
#include "pg/recorder.h"
#include "pg/transaction.h"

#include <stdlib.h>
#include <sys/socket.h>

/* Without a receiver of its own, libpq writes notices to standard error. */
static void on_notice(void *context, const PGresult *result)
{
	const struct up_conn *conn = context;
	const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (conn->receive_notice != NULL && message != NULL)
		conn->receive_notice(conn->notice_context, severity != NULL ? severity : "",
				     message, PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL));
}

void up_conn_receive_notices(struct up_conn *conn, up_notice_receiver *receive, void *context)
{
	conn->receive_notice = receive;
	conn->notice_context = context;
}

void up_conn_keep_values_out(struct up_conn *conn)
{
	conn->keeps_values_out = true;
	/* libpq's own text for a connection that is lost has whatever the server said before. */
	PQsetErrorVerbosity(conn->pg, PQERRORS_SQLSTATE);
	PQsetErrorContextVisibility(conn->pg, PQSHOW_CONTEXT_NEVER);
}

/* libpq's messages have several lines, some of them indented. */
static enum up_status fail_libpq(PGconn *pg, enum up_status status, struct up_error *err)
{
	static const char blanks[] = " \t\n";
	UP_BUFFER line = {0};
	const char *text = PQerrorMessage(pg);

	for (size_t word; (word = strcspn(text, blanks)) > 0;) {
		up_buffer_append(&line, text, word);
		text += word;
		size_t gap = strspn(text, blanks);
		if (text[gap] != '\0')
			up_buffer_append_string(&line,
						memchr(text, '\n', gap) != NULL ? "; " : " ");
		text += gap;
	}
	return up_fail(err, status, "%s", up_buffer_string(&line));
}

enum up_status up_conn_fail(const struct up_conn *conn, struct up_error *err)
{
	return fail_libpq(conn->pg, UP_CONNECTION, err);
}

static void append_message(struct up_buffer *text, const PGresult *result)
{
	const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);

	up_buffer_append_format(text, "%s%s%s (SQLSTATE %s)", primary, detail != NULL ? "; " : "",
				detail != NULL ? detail : "",
				PQresultErrorField(result, PG_DIAG_SQLSTATE));
}

static void copy_name(const PGresult *result, int field, char *name, size_t size)
{
	const char *value = PQresultErrorField(result, field);

	snprintf(name, size, "%s", value != NULL ? value : "");
}

enum up_status up_conn_fail_result(const struct up_conn *conn, const PGresult *result,
				   struct up_error *err)
{
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	UP_BUFFER text = {0};

	if (PQstatus(conn->pg) == CONNECTION_BAD || result == NULL)
		return up_conn_fail(conn, err);
	if (sqlstate == NULL && PQresultStatus(result) != PGRES_FATAL_ERROR)
		return up_fail(err, UP_STATEMENT, "a statement of another kind was expected: %s",
			       PQresStatus(PQresultStatus(result)));
	if (sqlstate == NULL)
		return up_conn_fail(conn, err);
	if (conn->keeps_values_out)
		up_discretion_append(&text, result);
	else
		append_message(&text, result);
	up_fail(err, UP_STATEMENT, "%s", up_buffer_string(&text));
	if (err != NULL) {
		memcpy(err->sqlstate, sqlstate, 5);
		err->sqlstate[5] = '\0';
		copy_name(result, PG_DIAG_CONSTRAINT_NAME, err->constraint, sizeof err->constraint);
		copy_name(result, PG_DIAG_COLUMN_NAME, err->column, sizeof err->column);
		copy_name(result, PG_DIAG_DATATYPE_NAME, err->type, sizeof err->type);
	}
	return UP_STATEMENT;
}

enum up_status up_conn_open(const char *conninfo, struct up_conn **conn, struct up_error *err)
{
	return up_conn_open_named(conninfo, "upsync", conn, err);
}

enum up_status up_conn_open_named(const char *conninfo, const char *name, struct up_conn **conn,
				  struct up_error *err)
{
	if (up_conninfo_has_unspeakable_fault(conninfo))
		return up_fail(err, UP_CONNECTION,
			       "the connection string is malformed (where is not shown, since it "
			       "could show a password)");
	struct up_conn *new = calloc(1, sizeof *new);
	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a connection");

	/* expand_dbname: a plain name, a conninfo string and a URI all work, as in psql. */
	const char *const keywords[] = {"fallback_application_name", "dbname", "client_encoding",
					NULL};
	const char *const values[] = {name, conninfo, "UTF8", NULL};
	new->pg = PQconnectdbParams(keywords, values, 1);
	if (PQstatus(new->pg) != CONNECTION_OK) {
		up_conn_fail(new, err);
		up_conn_close(new);
		return UP_CONNECTION;
	}
	new->cancel = PQgetCancel(new->pg);
	new->server_version = PQserverVersion(new->pg);
	new->id = PQbackendPID(new->pg);
	new->backend_pid = new->id;
	PQsetNoticeReceiver(new->pg, on_notice, new);
	*conn = new;
	return UP_OK;
}

void up_conn_close(struct up_conn *conn)
{
	if (conn == NULL)
		return;
	PQfreeCancel(conn->cancel);
	PQfinish(conn->pg);
	up_prologue_free(conn->prologue);
	free(conn);
}

/* Reads all pending results and discards them.  While a COPY is open
 * libpq has the same result again and again: it must be ended first. */
static void drain(PGconn *pg)
{
	bool open = true;

	for (PGresult *result; open && (result = PQgetResult(pg)) != NULL; PQclear(result)) {
		char *row;
		if (PQresultStatus(result) == PGRES_COPY_IN)
			open = PQputCopyEnd(pg, "abandoned by the client") == 1;
		while (PQresultStatus(result) == PGRES_COPY_OUT && PQgetCopyData(pg, &row, 0) > 0)
			PQfreemem(row);
	}
}

/* Takes the result of one round trip apart: success, rows, or the error. */
static enum up_status finish(struct up_conn *conn, PGresult *result, int64_t start, int64_t *rows,
			     PGresult **out, struct up_error *err)
{
	conn->counters.wait_ns += up_clock_ns() - start;
	conn->counters.statements++;
	conn->counters.round_trips++;

	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
	    status != PGRES_EMPTY_QUERY) {
		enum up_status failed = up_conn_fail_result(conn, result, err);
		PQclear(result);
		drain(conn->pg);
		return failed;
	}
	if (rows != NULL)
		*rows = strtoll(PQcmdTuples(result), NULL, 10);
	if (out != NULL)
		*out = result;
	else
		PQclear(result);
	return UP_OK;
}

enum up_status up_conn_exec(struct up_conn *conn, const char *sql, struct up_error *err)
{
	return up_conn_exec_rows(conn, sql, NULL, err);
}

enum up_status up_conn_exec_rows(struct up_conn *conn, const char *sql, int64_t *rows,
				 struct up_error *err)
{
	if (conn->recorder != NULL)
		return up_recorder_take(
			conn->recorder,
			&(const struct up_message){.kind = UP_MESSAGE_TEXT, .sql = sql}, rows, err);
	int64_t start = up_clock_ns();
	return finish(conn, PQexec(conn->pg, sql), start, rows, NULL, err);
}

enum up_status up_conn_exec_last(struct up_conn *conn, const char *sql, PGresult **last,
				 struct up_error *err)
{
	if (conn->recorder != NULL)
		return up_recorder_refuse(sql, err);
	int64_t start = up_clock_ns();
	return finish(conn, PQexec(conn->pg, sql), start, NULL, last, err);
}

enum up_status up_conn_append_literal(struct up_conn *conn, struct up_buffer *sql, const char *text,
				      size_t length, struct up_error *err)
{
	if (conn->recorder != NULL) {
		up_buffer_append_string(sql, conn->recorder->literal);
		return UP_OK;
	}
	char *literal = PQescapeLiteral(conn->pg, text, length);
	if (literal == NULL)
		return fail_libpq(conn->pg, UP_INVALID, err);
	up_buffer_append_string(sql, literal);
	PQfreemem(literal);
	return UP_OK;
}

enum up_status up_conn_exec_params(struct up_conn *conn, const char *sql,
				   const struct up_params *params, int64_t *rows, PGresult **result,
				   struct up_error *err)
{
	if (conn->recorder != NULL && result != NULL)
		return up_recorder_refuse(sql, err);
	if (conn->recorder != NULL)
		return up_recorder_take(conn->recorder,
					&(const struct up_message){.kind = UP_MESSAGE_PARAMS,
								   .sql = sql,
								   .params = params},
					rows, err);
	int64_t start = up_clock_ns();
	PGresult *got = PQexecParams(conn->pg, sql, params->count, NULL, params->values,
				     params->lengths, params->formats, 0);
	return finish(conn, got, start, rows, result, err);
}

enum up_status up_conn_prepare(struct up_conn *conn, const char *name, const char *sql,
			       struct up_error *err)
{
	if (conn->recorder != NULL)
		return up_recorder_take(conn->recorder,
					&(const struct up_message){.kind = UP_MESSAGE_PREPARE,
								   .sql = sql,
								   .name = name},
					NULL, err);
	int64_t start = up_clock_ns();
	return finish(conn, PQprepare(conn->pg, name, sql, 0, NULL), start, NULL, NULL, err);
}

enum up_status up_conn_exec_prepared(struct up_conn *conn, const char *name,
				     const struct up_params *params, int64_t *rows,
				     PGresult **result, struct up_error *err)
{
	if (conn->recorder != NULL && result != NULL)
		return up_recorder_refuse(name, err);
	if (conn->recorder != NULL)
		return up_recorder_take(conn->recorder,
					&(const struct up_message){.kind = UP_MESSAGE_EXECUTE,
								   .name = name,
								   .params = params},
					rows, err);
	int64_t start = up_clock_ns();
	PGresult *got = PQexecPrepared(conn->pg, name, params->count, params->values,
				       params->lengths, params->formats, 0);
	return finish(conn, got, start, rows, result, err);
}

enum up_status up_conn_query_value(struct up_conn *conn, const char *sql, char **value,
				   struct up_error *err)
{
	UP_RESULT *result = NULL;
	const struct up_params none = {0};

	UP_TRY(up_conn_exec_params(conn, sql, &none, NULL, &result, err));
	if (PQntuples(result) != 1 || PQnfields(result) != 1)
		return up_fail(
			err, UP_STATEMENT, "expected one value, got %d rows of %d columns%s%s",
			PQntuples(result), PQnfields(result), conn->keeps_values_out ? "" : ": ",
			conn->keeps_values_out ? "" : sql);
	char *copy = strdup(PQgetvalue(result, 0, 0));
	if (copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a value");
	*value = copy;
	return UP_OK;
}

static enum up_status copy_start(struct up_conn *conn, const char *sql, ExecStatusType wanted,
				 struct up_error *err)
{
	if (conn->recorder != NULL && wanted != PGRES_COPY_IN)
		return up_recorder_refuse(sql, err);
	if (conn->recorder != NULL)
		return up_recorder_take(
			conn->recorder,
			&(const struct up_message){.kind = UP_MESSAGE_COPY, .sql = sql}, NULL, err);
	int64_t start = up_clock_ns();
	UP_RESULT *result = PQexec(conn->pg, sql);
	conn->counters.wait_ns += up_clock_ns() - start;
	conn->counters.statements++;
	conn->counters.round_trips++;
	if (PQresultStatus(result) == wanted)
		return UP_OK;
	enum up_status failed = up_conn_fail_result(conn, result, err);
	drain(conn->pg);
	return failed;
}

enum up_status up_conn_copy_begin(struct up_conn *conn, const char *sql, struct up_error *err)
{
	return copy_start(conn, sql, PGRES_COPY_IN, err);
}

enum up_status up_conn_copy_put(struct up_conn *conn, const struct up_buffer *data,
				struct up_error *err)
{
	if (conn->recorder != NULL)
		return up_recorder_take(
			conn->recorder,
			&(const struct up_message){.kind = UP_MESSAGE_COPY_DATA, .data = data},
			NULL, err);
	int64_t start = up_clock_ns();
	enum up_status status = UP_OK;

	/* PQputCopyData counts in int; a piece of more than that goes in parts. */
	for (size_t sent = 0; sent < data->length && status == UP_OK;) {
		size_t part = data->length - sent;
		if (part > (size_t)1 << 28)
			part = (size_t)1 << 28;
		if (PQputCopyData(conn->pg, data->data + sent, (int)part) != 1)
			status = up_conn_fail(conn, err);
		sent += part;
	}
	conn->counters.wait_ns += up_clock_ns() - start;
	return status;
}

/* A server that shuts down sends the reason like an error of a statement, and then closes. */
static enum up_status notice_loss(const struct up_conn *conn, enum up_status status,
				  struct up_error *err)
{
	if (status == UP_STATEMENT && PQstatus(conn->pg) == CONNECTION_BAD)
		return up_conn_fail(conn, err);
	return status;
}

enum up_status up_conn_copy_end(struct up_conn *conn, int64_t *rows, struct up_error *err)
{
	if (conn->recorder != NULL)
		return up_recorder_take(conn->recorder,
					&(const struct up_message){.kind = UP_MESSAGE_COPY_END},
					rows, err);
	int64_t start = up_clock_ns();
	enum up_status status = UP_OK;

	if (PQputCopyEnd(conn->pg, NULL) != 1)
		status = up_conn_fail(conn, err);
	for (PGresult *result; (result = PQgetResult(conn->pg)) != NULL; PQclear(result)) {
		if (PQresultStatus(result) != PGRES_COMMAND_OK && status == UP_OK)
			status = up_conn_fail_result(conn, result, err);
		else if (rows != NULL && status == UP_OK)
			*rows = strtoll(PQcmdTuples(result), NULL, 10);
	}
	conn->counters.wait_ns += up_clock_ns() - start;
	conn->counters.round_trips++;
	return notice_loss(conn, status, err);
}

enum up_status up_conn_copy_out(struct up_conn *conn, const char *sql, up_copy_receiver *receive,
				void *context, struct up_error *err)
{
	enum up_status status = UP_OK;
	char *row;
	int length;

	UP_TRY(copy_start(conn, sql, PGRES_COPY_OUT, err));
	while ((length = PQgetCopyData(conn->pg, &row, 0)) > 0) {
		if (status == UP_OK)
			status = receive(context, row, (size_t)length, err);
		PQfreemem(row);
	}
	if (length == -2 && status == UP_OK)
		status = up_conn_fail(conn, err);
	for (PGresult *result; (result = PQgetResult(conn->pg)) != NULL; PQclear(result)) {
		if (PQresultStatus(result) != PGRES_COMMAND_OK && status == UP_OK)
			status = up_conn_fail_result(conn, result, err);
	}
	return notice_loss(conn, status, err);
}

void up_conn_rollback(struct up_conn *conn)
{
	if (PQtransactionStatus(conn->pg) == PQTRANS_ACTIVE)
		drain(conn->pg);
	up_transaction_forget_backend(conn);
	if (up_conn_in_transaction(conn))
		PQclear(PQexec(conn->pg, "ROLLBACK"));
}

enum up_status up_conn_cancel(const struct up_conn *conn, struct up_error *err)
{
	char message[256] = "no connection";

	if (conn->cancel != NULL && PQcancel(conn->cancel, message, sizeof message))
		return UP_OK;
	return up_fail(err, UP_CONNECTION, "cannot cancel a statement: %s", message);
}

void up_conn_abort(const struct up_conn *conn)
{
	int fd = PQsocket(conn->pg);
	if (fd >= 0)
		shutdown(fd, SHUT_RDWR);
}

bool up_conn_in_transaction(const struct up_conn *conn)
{
	PGTransactionStatusType status = PQtransactionStatus(conn->pg);
	return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

bool up_conn_is_alive(const struct up_conn *conn)
{
	return PQstatus(conn->pg) == CONNECTION_OK;
}
