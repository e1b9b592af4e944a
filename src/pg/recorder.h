/* SPDX-License-Identifier: PostgreSQL */
/*
 * Shows what a connection would send, instead of sending it: the statements of a strategy without
 * their effects, from the code that sends them.
 *
 * While a connection has a recorder, every message of pg/conn.h and pg/pipeline.h goes there, and
 * succeeds as if the server had done it and affected no row.  What asks the server for a result
 * (a query, a COPY … TO) is UP_UNSUPPORTED.  Ending things (up_conn_rollback(), up_conn_cancel(),
 * up_conn_close()) works as ever and is not recorded.  Counters stand still.
 *
 *   conn->recorder = &recorder;
 *   status = strategy->apply(&update, &batch, 0, batch.row_count, err);
 *   conn->recorder = NULL;
 */
#ifndef UP_PG_RECORDER_H
#define UP_PG_RECORDER_H

#include "pg/conn.h"

enum up_message_kind {
	UP_MESSAGE_TEXT,    /* one or several statements, in the simple protocol */
	UP_MESSAGE_PARAMS,  /* a statement with its parameters */
	UP_MESSAGE_PREPARE, /* a statement under a name, without types of parameters */
	UP_MESSAGE_EXECUTE, /* of that name, with parameters */
	UP_MESSAGE_COPY,    /* text as in UP_MESSAGE_TEXT, of which the last is a COPY FROM STDIN */
	UP_MESSAGE_COPY_DATA, /* a piece of it; pieces end anywhere */
	UP_MESSAGE_COPY_END,
	UP_MESSAGE_PIPELINE_BEGIN, /* from here on answers are not waited for */
	UP_MESSAGE_PIPELINE_SYNC,  /* waits for all of them */
};

/* All borrowed, for the call. */
struct up_message {
	enum up_message_kind kind;
	const char *sql;                /* NULL where the kind has none, as are the next three */
	const char *name;               /* of the prepared statement */
	const struct up_params *params; /* with their values */
	const struct up_buffer *data;
};

struct up_recorder {
	/* Its failure is that of the function that would have sent the message. */
	enum up_status (*record)(void *context, const struct up_message *message,
				 struct up_error *err);
	void *context;
	const char *literal; /* SQL that up_conn_append_literal() appends in place of every value */
	/* Whether the connection is one of the server that the statements are for, which
	 * may be asked how it keeps their table (strategy/distribution.h). */
	bool has_server;
};

/* For the rest of src/pg.  Passes a message on.  rows, unless NULL, gets 0. */
UP_MUST_CHECK enum up_status up_recorder_take(const struct up_recorder *recorder,
					      const struct up_message *message, int64_t *rows,
					      struct up_error *err);

/* UP_UNSUPPORTED: the statement is wanted for its result. */
UP_MUST_CHECK enum up_status up_recorder_refuse(const char *sql, struct up_error *err);

#endif
