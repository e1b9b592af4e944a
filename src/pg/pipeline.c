/* SPDX-License-Identifier: PostgreSQL */
#include "pg/pipeline.h"

#include "base/clock.h"
#include "pg/recorder.h"

#include <poll.h>
#include <stdlib.h>

/* How many statements are queued before answers are looked for: often enough
 * that the server never waits for us to read, rarely enough that looking costs
 * nothing. */
#define LOOK_EVERY 32

enum up_status up_pipeline_begin(struct up_pipeline *pipeline, struct up_conn *conn,
				 struct up_error *err)
{
	*pipeline = (struct up_pipeline){.conn = conn};
	if (conn->recorder != NULL)
		return up_recorder_take(
			conn->recorder,
			&(const struct up_message){.kind = UP_MESSAGE_PIPELINE_BEGIN}, NULL, err);
	if (PQsetnonblocking(conn->pg, 1) != 0 || PQenterPipelineMode(conn->pg) != 1)
		return up_conn_fail(conn, err);
	return UP_OK;
}

/* Reads the answers that are there already, without waiting. */
static void read_answers(struct up_pipeline *pipeline)
{
	struct up_conn *conn = pipeline->conn;

	while (pipeline->answered < pipeline->sent && !PQisBusy(conn->pg)) {
		UP_RESULT *result = PQgetResult(conn->pg);
		if (result == NULL) {
			/* The end of one statement's results. */
			pipeline->answered++;
			continue;
		}
		ExecStatusType status = PQresultStatus(result);
		if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
			pipeline->rows += strtoll(PQcmdTuples(result), NULL, 10);
		else if (status != PGRES_PIPELINE_ABORTED && pipeline->status == UP_OK)
			pipeline->status = up_conn_fail_result(conn, result, &pipeline->error);
	}
}

/* Waits until the socket takes or has something. */
static enum up_status wait_for_socket(struct up_pipeline *pipeline, bool sending,
				      struct up_error *err)
{
	PGconn *pg = pipeline->conn->pg;
	struct pollfd ready = {
		.fd = PQsocket(pg),
		.events = (short)(POLLIN | (sending ? POLLOUT : 0)),
	};

	poll(&ready, 1, -1);
	if (ready.revents & (POLLIN | POLLERR | POLLHUP)) {
		if (PQconsumeInput(pg) != 1)
			return up_conn_fail(pipeline->conn, err);
		read_answers(pipeline);
	}
	return UP_OK;
}

/* Sends the queue, reading meanwhile. */
static enum up_status flush(struct up_pipeline *pipeline, struct up_error *err)
{
	int left;

	while ((left = PQflush(pipeline->conn->pg)) == 1)
		UP_TRY(wait_for_socket(pipeline, true, err));
	return left == 0 ? UP_OK : up_conn_fail(pipeline->conn, err);
}

enum up_status up_pipeline_send_prepared(struct up_pipeline *pipeline, const char *name,
					 const struct up_params *params, struct up_error *err)
{
	struct up_conn *conn = pipeline->conn;

	if (conn->recorder != NULL)
		return up_recorder_take(conn->recorder,
					&(const struct up_message){.kind = UP_MESSAGE_EXECUTE,
								   .name = name,
								   .params = params},
					NULL, err);
	int64_t start = up_clock_ns();
	if (PQsendQueryPrepared(conn->pg, name, params->count, params->values, params->lengths,
				params->formats, 0) != 1)
		return up_conn_fail(conn, err);
	pipeline->sent++;
	conn->counters.statements++;
	enum up_status status = UP_OK;
	if (pipeline->sent % LOOK_EVERY == 0) {
		status = flush(pipeline, err);
		if (status == UP_OK && PQconsumeInput(conn->pg) != 1)
			status = up_conn_fail(conn, err);
		if (status == UP_OK)
			read_answers(pipeline);
	}
	conn->counters.wait_ns += up_clock_ns() - start;
	return status;
}

/* Sends the synchronization point and waits for everything up to it. */
static enum up_status synchronize(struct up_pipeline *pipeline, struct up_error *err)
{
	struct up_conn *conn = pipeline->conn;

	if (PQpipelineSync(conn->pg) != 1)
		return up_conn_fail(conn, err);
	UP_TRY(flush(pipeline, err));
	while (read_answers(pipeline), pipeline->answered < pipeline->sent)
		UP_TRY(wait_for_socket(pipeline, false, err));

	UP_RESULT *sync = PQgetResult(conn->pg);
	if (PQresultStatus(sync) != PGRES_PIPELINE_SYNC)
		return up_conn_fail(conn, err);
	return UP_OK;
}

static enum up_status leave(struct up_pipeline *pipeline, struct up_error *err)
{
	PGconn *pg = pipeline->conn->pg;

	if (PQexitPipelineMode(pg) != 1 || PQsetnonblocking(pg, 0) != 0)
		return up_conn_fail(pipeline->conn, err);
	return UP_OK;
}

enum up_status up_pipeline_end(struct up_pipeline *pipeline, struct up_error *err)
{
	const struct up_recorder *recorder = pipeline->conn->recorder;

	if (recorder != NULL)
		return up_recorder_take(
			recorder, &(const struct up_message){.kind = UP_MESSAGE_PIPELINE_SYNC},
			NULL, err);
	int64_t start = up_clock_ns();
	enum up_status status = synchronize(pipeline, err);

	if (status == UP_OK)
		status = leave(pipeline, err);
	pipeline->conn->counters.wait_ns += up_clock_ns() - start;
	pipeline->conn->counters.round_trips++;
	if (status == UP_OK && pipeline->status != UP_OK) {
		*err = pipeline->error;
		return pipeline->status;
	}
	return status;
}

void up_pipeline_abandon(struct up_pipeline *pipeline)
{
	struct up_error ignored;
	(void)!up_pipeline_end(pipeline, &ignored);
}
