/* SPDX-License-Identifier: PostgreSQL */
/*
 * Statements in a row without waiting for the answer of each: libpq's pipeline
 * mode (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html).
 *
 * The connection is non-blocking meanwhile, and answers are read while
 * statements are still being sent: a client that only sends stops for good
 * once both directions are full.  Of the first statement that fails the error is
 * kept; those behind it are not executed.
 */
#ifndef UP_PG_PIPELINE_H
#define UP_PG_PIPELINE_H

#include "pg/conn.h"

struct up_pipeline {
	struct up_conn *conn;
	int64_t sent;     /* statements */
	int64_t answered; /* statements whose answer has been read whole */
	int64_t rows;     /* affected, by the answers read so far */
	enum up_status status;
	struct up_error error; /* of the first statement that failed */
};

UP_MUST_CHECK enum up_status up_pipeline_begin(struct up_pipeline *pipeline, struct up_conn *conn,
					       struct up_error *err);

/* Sends (or queues) one execution of a prepared statement. */
UP_MUST_CHECK enum up_status up_pipeline_send_prepared(struct up_pipeline *pipeline,
						       const char *name,
						       const struct up_params *params,
						       struct up_error *err);

/* Waits for all answers and leaves pipeline mode; returns the first failure. */
UP_MUST_CHECK enum up_status up_pipeline_end(struct up_pipeline *pipeline, struct up_error *err);

/* Leaves pipeline mode after the caller failed in between. */
void up_pipeline_abandon(struct up_pipeline *pipeline);

#endif
