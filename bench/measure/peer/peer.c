/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/peer.h"

#include "measure/peer/answer.h"
#include "measure/peer/launch.h"
#include "measure/peer/opening.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

#define NAME_SIZE 64 /* PostgreSQL's NAMEDATALEN */

struct peer {
	struct up_strategy strategy; /* its hooks find the peer by it */
	struct peer_terms terms;
	char *versions; /* owned */
	size_t rows;
	int64_t requests; /* of its process and those before it */
	int64_t flushes;
	bool can_flush;
	struct peer_answer answer;
	/* What other threads use, too. */
	pthread_mutex_t mutex;
	struct child *child;
	char application[NAME_SIZE]; /* the name of its connections; "" before the first start */
};

/* ---- making ----------------------------------------------------------- */

static enum up_status peer_prepare(struct up_update *update, struct up_error *err);
static enum up_status peer_apply(struct up_update *update, const struct up_batch *batch,
				 size_t first, size_t count, struct up_error *err);
static void peer_release(struct up_update *update);

enum up_status peer_new(const struct peer_terms *terms, struct peer **peer, struct up_error *err)
{
	struct peer *new = calloc(1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a peer");
	new->terms = *terms;
	new->strategy = terms->spec->as_strategy;
	new->strategy.prepare = peer_prepare;
	new->strategy.apply = peer_apply;
	new->strategy.release = peer_release;
	pthread_mutex_init(&new->mutex, NULL);
	*peer = new;
	return UP_OK;
}

void peer_free(struct peer *peer)
{
	if (peer == NULL)
		return;
	child_close(peer->child);
	pthread_mutex_destroy(&peer->mutex);
	free(peer->versions);
	free(peer);
}

const struct up_strategy *peer_strategy(const struct peer *peer)
{
	return &peer->strategy;
}

struct peer_answer peer_last_answer(const struct peer *peer)
{
	return peer->answer;
}

const char *peer_versions(const struct peer *peer)
{
	return peer->versions;
}

static struct peer *peer_of(const struct up_update *update)
{
	const char *strategy = (const char *)update->strategy;

	return (struct peer *)(uintptr_t)(strategy - offsetof(struct peer, strategy));
}

/* ---- starting ---------------------------------------------------------- */

static void set_child(struct peer *peer, struct child *child)
{
	pthread_mutex_lock(&peer->mutex);
	peer->child = child;
	pthread_mutex_unlock(&peer->mutex);
}

static enum up_status start(struct peer *peer, const struct up_update *update, struct up_error *err)
{
	const struct launch launch = {
		.spec = peer->terms.spec,
		.settings = peer->terms.settings,
		.setting_count = peer->terms.setting_count,
		.application = peer->application,
		.update = update,
		.fetches = peer->terms.spec->takes_sync,
	};
	struct child *child;

	UP_TRY(launch_start(&launch, &peer->rows, &child, err));
	set_child(peer, child);
	return UP_OK;
}

/* Sends a line, and reads the answer; an error that the peer reports is one. */
static enum up_status ask(struct peer *peer, const char *line, enum answer_kind wanted,
			  struct answer *answer, struct up_error *err)
{
	const char *reply;

	if (line == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a message");
	UP_TRY(child_write_line(peer->child, line, err));
	UP_TRY(child_read_line(peer->child, &reply, err));
	UP_TRY(answer_parse(reply, answer, err));
	if (answer->kind == ANSWER_ERROR)
		return up_fail(err, UP_STATEMENT, "%s", answer->text);
	if (answer->kind == ANSWER_SKIP && wanted == ANSWER_READY)
		return up_fail(err, UP_UNSUPPORTED, "%s", answer->text);
	if (answer->kind != wanted)
		return up_fail(err, UP_INVALID, "unexpected answer: %s", reply);
	return UP_OK;
}

static enum up_status get_ready(struct peer *peer, const struct up_update *update,
				struct up_error *err)
{
	ANSWER answer = {0};
	const struct opening_terms terms = {
		.strategy = peer->terms.spec->strategy,
		.relation = update->relation,
		.scope = update->scope,
		.rows = peer->rows,
		.data = LAUNCH_DATA_PATH,
		.settings = peer->terms.settings,
		.setting_count = peer->terms.setting_count,
		.fetch = peer->terms.spec->takes_sync ? peer->terms.fetch : NULL,
		.reference = peer->terms.reference,
	};
	UP_FREE char *line = opening_line(&terms);

	UP_TRY(ask(peer, line, ANSWER_READY, &answer, err));
	peer->can_flush = answer.flushes;
	free(peer->versions);
	peer->versions = answer.text != NULL ? strdup(answer.text) : NULL;
	if (peer->versions == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a peer");
	return UP_OK;
}

static enum up_status peer_prepare(struct up_update *update, struct up_error *err)
{
	struct peer *peer = peer_of(update);
	const char *schema = update->relation->schema;

	/* No other backend of the server has the number of this one. */
	pthread_mutex_lock(&peer->mutex);
	snprintf(peer->application, sizeof peer->application, "%s_peer_%d",
		 schema != NULL ? schema : "upbench", update->conn->backend_pid);
	pthread_mutex_unlock(&peer->mutex);
	enum up_status status = start(peer, update, err);
	if (status == UP_OK)
		status = get_ready(peer, update, err);
	return status == UP_OK ? UP_OK : up_error_prefix(err, "%s", peer->terms.spec->name);
}

/* ---- updating ---------------------------------------------------------- */

/* request is "update" or "sync". */
static enum up_status carry_out(struct peer *peer, const char *request, struct up_error *err)
{
	ANSWER answer = {0};
	char line[64];

	snprintf(line, sizeof line, "{\"%s\": %lld}", request, (long long)++peer->requests);
	if (ask(peer, line, ANSWER_UPDATED, &answer, err) != UP_OK)
		return up_error_prefix(err, "%s", peer->terms.spec->name);
	peer->answer = (struct peer_answer){
		.rows = answer.rows,
		.own_ns = answer.ns,
		.round_trips = answer.round_trips,
		.fetched = answer.fetched,
		.duplicates = answer.duplicates,
		.created = answer.created,
	};
	memcpy(peer->answer.stage_ns, answer.stage_ns, sizeof peer->answer.stage_ns);
	return UP_OK;
}

enum up_status peer_sync(struct peer *peer, struct up_error *err)
{
	return carry_out(peer, "sync", err);
}

static enum up_status peer_apply(struct up_update *update, const struct up_batch *batch,
				 size_t first, size_t count, struct up_error *err)
{
	struct peer *peer = peer_of(update);

	(void)batch;
	(void)first;
	if (count != peer->rows)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s: a peer updates all %zu rows at once: --chunk and --workers are "
			       "not supported",
			       peer->terms.spec->name, peer->rows);
	UP_TRY(carry_out(peer, "update", err));
	update->rows_updated += peer->answer.rows;
	return UP_OK;
}

bool peer_flushes(const struct peer *peer)
{
	return peer->can_flush;
}

enum up_status peer_flush(struct peer *peer, struct up_error *err)
{
	ANSWER answer = {0};
	char line[64];

	snprintf(line, sizeof line, "{\"flush\": %lld}", (long long)++peer->flushes);
	return ask(peer, line, ANSWER_FLUSHED, &answer, err) == UP_OK
		       ? UP_OK
		       : up_error_prefix(err, "%s", peer->terms.spec->name);
}

static void peer_release(struct up_update *update)
{
	struct peer *peer = peer_of(update);
	struct child *child = peer->child;

	set_child(peer, NULL);
	child_close(child);
}

/* ---- from other threads ------------------------------------------------- */

void peer_kill(struct peer *peer)
{
	pthread_mutex_lock(&peer->mutex);
	if (peer->child != NULL)
		child_kill(peer->child);
	pthread_mutex_unlock(&peer->mutex);
}

/* Evaluates an expression over the peer's backends (pg_stat_activity); NULL: it has none yet. */
static enum up_status value_of_backends(struct peer *peer, struct up_conn *conn,
					const char *expression, char **value, struct up_error *err)
{
	char application[NAME_SIZE];
	UP_BUFFER sql = {0};

	pthread_mutex_lock(&peer->mutex);
	memcpy(application, peer->application, sizeof application);
	pthread_mutex_unlock(&peer->mutex);
	*value = NULL;
	if (application[0] == '\0')
		return UP_OK;
	up_buffer_append_format(
		&sql, "SELECT %s FROM pg_stat_activity WHERE application_name = ", expression);
	UP_TRY(up_conn_append_literal(conn, &sql, application, strlen(application), err));
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_query_value(conn, sql.data, value, err);
}

/* The same for a whole number. */
static enum up_status ask_of_backends(struct peer *peer, struct up_conn *conn,
				      const char *expression, int64_t *number, struct up_error *err)
{
	UP_FREE char *text = NULL;

	*number = 0;
	UP_TRY(value_of_backends(peer, conn, expression, &text, err));
	if (text != NULL)
		*number = strtoll(text, NULL, 10);
	return UP_OK;
}

enum up_status peer_backends(struct peer *peer, struct up_conn *control, char **pids,
			     struct up_error *err)
{
	return value_of_backends(
		peer, control, "COALESCE(pg_catalog.array_agg(pid ORDER BY pid), '{}')", pids, err);
}

void peer_cancel(struct peer *peer, struct up_conn *conn)
{
	int64_t number;

	if (conn != NULL)
		(void)!ask_of_backends(peer, conn, "count(pg_cancel_backend(pid))", &number, NULL);
}

void peer_terminate(struct peer *peer, struct up_conn *conn)
{
	int64_t active = 0;

	if (conn != NULL)
		(void)!ask_of_backends(peer, conn,
				       "count(*) FILTER (WHERE state = 'active') + 0 * "
				       "count(pg_terminate_backend(pid))",
				       &active, NULL);
	if (active == 0)
		peer_kill(peer);
}

#define IDLE_STEPS 100 /* of 50 ms each, which the server waits */

enum up_status peer_wait_idle(struct peer *peer, struct up_conn *control, struct up_error *err)
{
	int64_t backends;

	UP_TRY(ask_of_backends(peer, control, "count(*)", &backends, err));
	for (int step = 0; backends > 0 && step < IDLE_STEPS; step++)
		UP_TRY(ask_of_backends(
			peer, control,
			"count(pg_terminate_backend(pid)) + 0 * count(pg_sleep(0.05))", &backends,
			err));
	if (backends > 0)
		return up_fail(err, UP_TIMEOUT, "%s left a backend that does not end",
			       peer->terms.spec->name);
	return UP_OK;
}
