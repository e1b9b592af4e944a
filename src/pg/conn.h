/* SPDX-License-Identifier: PostgreSQL */
/*
 * One connection to a server: libpq, with errors as values and with counters.
 *
 * It counts statements, round trips (one for each time that the client waits for an answer of the
 * server), and the time spent inside libpq.  The rest of the time of a strategy is its own: building
 * statements, encoding rows.
 *
 * A connection belongs to one thread at a time; only up_conn_cancel() may be
 * called from another.
 */
#ifndef UP_PG_CONN_H
#define UP_PG_CONN_H

#include "base/buffer.h"

#include <libpq-fe.h>

struct up_conn_counters {
	int64_t statements;
	int64_t round_trips;
	int64_t wait_ns; /* inside libpq: sending, waiting for the server, receiving */
};

struct up_prologue;
struct up_recorder;

struct up_conn {
	PGconn *pg;
	PGcancel *cancel;
	int server_version; /* as PQserverVersion(): 150004 for 15.4 */
	int id;             /* as PQbackendPID(): no other connection has it at the same time */
	/* The process of the server that carries out its statements; the same as id unless a pooler
	 * is in between.  0: not known, as of a pooled connection outside a transaction.  Another thread
	 * may read it. */
	_Atomic int backend_pid;
	struct up_conn_counters counters;
	/* Set by up_conn_receive_notices(). */
	void (*receive_notice)(void *context, const char *severity, const char *message,
			       const char *detail);
	void *notice_context;
	bool keeps_values_out; /* set by up_conn_keep_values_out() */
	/* What begins each transaction of a pooled connection (pg/transaction.h); NULL: the connection has a
	 * session of its own.  Owned. */
	struct up_prologue *prologue;
	/* Gets what would be sent, and nothing is sent: see pg/recorder.h.  Borrowed; NULL: none. */
	const struct up_recorder *recorder;
};

/* Parameters of a statement: all in text (lengths and formats are NULL), or in the given formats. */
struct up_params {
	int count;                 /* at most UP_PARAMS_MAX */
	const char *const *values; /* NULL for an SQL null */
	const int *lengths;        /* read where the format is binary */
	const int *formats;        /* 0 text, 1 binary */
};

/* The count travels as an unsigned 16-bit number: message Bind, in
 * https://www.postgresql.org/docs/current/protocol-message-formats.html */
#define UP_PARAMS_MAX 65535

/* Opens a connection. UP_CONNECTION with libpq's message when that fails; the
 * message never holds the password, nor what a malformed conninfo with one has. */
UP_MUST_CHECK enum up_status up_conn_open(const char *conninfo, struct up_conn **conn,
					  struct up_error *err);
/* The same; application_name is name, unless the connection string or the environment has another. */
UP_MUST_CHECK enum up_status up_conn_open_named(const char *conninfo, const char *name,
						struct up_conn **conn, struct up_error *err);
void up_conn_close(struct up_conn *conn); /* NULL is fine */

static inline void up_conn_close_p(struct up_conn **conn)
{
	up_conn_close(*conn);
}
#define UP_CONN UP_CLEANUP(up_conn_close_p) struct up_conn

static inline void up_result_clear_p(PGresult **result)
{
	PQclear(*result);
}
#define UP_RESULT UP_CLEANUP(up_result_clear_p) PGresult

/* From now on no error of the connection holds a value of a row, nor does one of its pipelines: in
 * place of each message of the server that could quote one, its detail included, stand the name of
 * the SQLSTATE and, of a constraint, its name and those of its table, column and type
 * (pg/discretion.h).  SQLSTATEs stay; so do texts of libpq's own about a connection that is lost, in
 * which the server's reason has shrunk to an SQLSTATE.  Notices are not changed: see
 * up_conn_receive_notices(). */
void up_conn_keep_values_out(struct up_conn *conn);

/* All of these: UP_STATEMENT, without an SQLSTATE, also when the statement is of a
 * kind that belongs to another function, such as a COPY here; it is ended then. */

/* Hands every notice of the server (NOTICE, WARNING, ...) to receive as it arrives:
 * its severity, its primary message and its detail (NULL: none), all borrowed and in UTF-8, of
 * any length and with any number of lines.  It is called inside libpq, while
 * another function of this header waits (also up_conn_close()), so it must not use
 * the connection.  NULL: notices are discarded, which is how a connection begins.  A message
 * can quote values, also with up_conn_keep_values_out(): what is kept of it is up to receive. */
typedef void up_notice_receiver(void *context, const char *severity, const char *message,
				const char *detail);
void up_conn_receive_notices(struct up_conn *conn, up_notice_receiver *receive, void *context);

/* Runs SQL text (several statements are allowed) and discards what it returns. */
UP_MUST_CHECK enum up_status up_conn_exec(struct up_conn *conn, const char *sql,
					  struct up_error *err);

/* Runs one statement of SQL text in the simple protocol; rows gets the number of
 * rows that it affected. */
UP_MUST_CHECK enum up_status up_conn_exec_rows(struct up_conn *conn, const char *sql, int64_t *rows,
					       struct up_error *err);

/* Appends text as a quoted literal (PQescapeLiteral); UP_INVALID when it is not
 * valid in the client's encoding. */
UP_MUST_CHECK enum up_status up_conn_append_literal(struct up_conn *conn, struct up_buffer *sql,
						    const char *text, size_t length,
						    struct up_error *err);

/* Runs one statement. rows, unless NULL, gets the number of rows that it
 * affected or returned; result, unless NULL, the result (clear it). */
UP_MUST_CHECK enum up_status up_conn_exec_params(struct up_conn *conn, const char *sql,
						 const struct up_params *params, int64_t *rows,
						 PGresult **result, struct up_error *err);

/* Prepares a statement under a name, and runs it. */
UP_MUST_CHECK enum up_status up_conn_prepare(struct up_conn *conn, const char *name,
					     const char *sql, struct up_error *err);
UP_MUST_CHECK enum up_status up_conn_exec_prepared(struct up_conn *conn, const char *name,
						   const struct up_params *params, int64_t *rows,
						   PGresult **result, struct up_error *err);

/* The single value of a query of one row and one column, as a string to free;
 * UP_STATEMENT when it returns anything else. NULL values come as "". */
UP_MUST_CHECK enum up_status up_conn_query_value(struct up_conn *conn, const char *sql,
						 char **value, struct up_error *err);

/* COPY … FROM STDIN: begin, put any number of times (pieces may end anywhere),
 * end. After a failure the COPY is over. */
UP_MUST_CHECK enum up_status up_conn_copy_begin(struct up_conn *conn, const char *sql,
						struct up_error *err);
UP_MUST_CHECK enum up_status up_conn_copy_put(struct up_conn *conn, const struct up_buffer *data,
					      struct up_error *err);
UP_MUST_CHECK enum up_status up_conn_copy_end(struct up_conn *conn, int64_t *rows,
					      struct up_error *err);

/* COPY … TO STDOUT: calls receive for each row as the server sends it (text
 * format: with the final newline). When receive fails, the rest is read and
 * thrown away, and its failure is returned. */
typedef enum up_status up_copy_receiver(void *context, const char *row, size_t length,
					struct up_error *err);
UP_MUST_CHECK enum up_status up_conn_copy_out(struct up_conn *conn, const char *sql,
					      up_copy_receiver *receive, void *context,
					      struct up_error *err);

/* Ends whatever is under way, a COPY or a transaction, keeping nothing of it.
 * What fails here shows in up_conn_is_alive(). */
void up_conn_rollback(struct up_conn *conn);

/* Asks the server to cancel what this connection runs; safe from any thread.
 * That the request was delivered does not mean that the statement heeds it. */
UP_MUST_CHECK enum up_status up_conn_cancel(const struct up_conn *conn, struct up_error *err);

/* Makes a connection that waits for a server which no longer answers fail at
 * once: shuts the socket down. Safe from any thread. */
void up_conn_abort(const struct up_conn *conn);

/* For the rest of src/pg: up_conn_exec() with what its last statement returned (clear it); the failure
 * that libpq last reported on the connection, and that of a result. */
UP_MUST_CHECK enum up_status up_conn_exec_last(struct up_conn *conn, const char *sql,
					       PGresult **last, struct up_error *err);
enum up_status up_conn_fail(const struct up_conn *conn, struct up_error *err);
enum up_status up_conn_fail_result(const struct up_conn *conn, const PGresult *result,
				   struct up_error *err);

/* In a transaction (open or failed)? */
bool up_conn_in_transaction(const struct up_conn *conn);

/* Can it still be used? */
bool up_conn_is_alive(const struct up_conn *conn);

#endif
