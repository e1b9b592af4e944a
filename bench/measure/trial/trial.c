/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/trial.h"

#include "measure/trial/sync_sample.h"

#include "base/clock.h"
#include "measure/probe/noise.h"
#include "measure/trial/resource_usage.h"

#include <stdlib.h>

/* A peer that fetches its rows itself. */
static bool takes_sync(const struct trial *trial)
{
	return trial->trial_case->peer != NULL && trial->trial_case->peer->takes_sync;
}

static enum up_status make_peer(struct trial *trial, struct up_error *err)
{
	const struct trial_case *trial_case = trial->trial_case;
	const struct peer_terms terms = {
		.spec = trial_case->peer,
		.settings = (const char *const *)trial_case->settings,
		.setting_count = trial_case->setting_count,
		.fetch = &trial->fetch,
		.reference = trial->oracle->subject->reference,
	};

	return peer_new(&terms, &trial->peer, err);
}

enum up_status trial_init(struct trial *trial, const struct test_server *test_server,
			  struct server_way way, const struct trial_case *trial_case,
			  struct dataset *dataset, const struct oracle *oracle,
			  const struct row_source *row_source, struct up_error *err)
{
	struct up_source *api = NULL;

	*trial = (struct trial){.test_server = test_server,
				.way = way,
				.trial_case = trial_case,
				.dataset = dataset,
				.oracle = oracle,
				.verification = {.oracle = oracle}};
	UP_TRY(case_relation(trial_case, oracle->subject, test_server->server->schema,
			     &trial->relation, err));
	if (trial_case->peer != NULL)
		UP_TRY(make_peer(trial, err));
	if (takes_sync(trial)) {
		if (row_source_fetch(row_source, trial_case, dataset, &trial->fetch, err) != UP_OK)
			return up_error_prefix(err, "%s fetches its rows itself",
					       trial_case->peer->name);
		return UP_OK;
	}
	UP_TRY(row_source_open(row_source, trial_case, dataset, &trial->relation, &trial->source,
			       &api, err));
	trial->api = api;
	return UP_OK;
}

void trial_disconnect(struct trial *trial)
{
	up_sync_close(UP_TAKE(trial->sync));
	wire_forget(&trial->wire);
	up_pool_release(&trial->pool);
	trial->plan_count = (struct plan_count){0};
}

void trial_release(struct trial *trial)
{
	trial_disconnect(trial);
	peer_free(UP_TAKE(trial->peer));
	up_source_close(UP_TAKE(trial->source));
	up_relation_release(&trial->relation);
	text_list_release(&trial->wrong_columns);
}

/* ---- watching --------------------------------------------------------- */

/* Workers of a strategy that commits by itself let go of their locks row by row. */
static bool are_workers(const struct trial *trial)
{
	return trial->peer == NULL && trial->pool.count > 1 &&
	       (trial->trial_case->strategy->flags & UP_STRATEGY_AUTOCOMMIT) == 0;
}

static void arm(struct trial *trial)
{
	const int64_t timeout_ns = trial->trial_case->sampling.timeout_ns;

	watchdog_arm(trial->test_server->watchdog,
		     (struct watchdog_target){.conns = trial->pool.conns,
					      .count = trial->pool.count,
					      .peer = trial->peer,
					      .source = trial->source,
					      .are_workers = are_workers(trial)},
		     timeout_ns);
}

/* ---- connecting ------------------------------------------------------- */

/* Called by the sync between its stages. */
static void count_wire(void *context, enum up_stage stage)
{
	struct trial *trial = context;
	const struct wire_counters now = wire_read(&trial->wire);

	if (stage == UP_STAGE_UPDATE) {
		trial->update.bytes_sent += now.bytes_sent - trial->at_stage.bytes_sent;
		trial->update.bytes_received += now.bytes_received - trial->at_stage.bytes_received;
	}
	trial->at_stage = now;
}

/* The sync prepares its strategy when it is opened. */
static enum up_status prepare(struct trial *trial, const struct up_sync_options *options,
			      int64_t *prepare_ns, struct up_error *err)
{
	const int64_t start = up_clock_ns();

	/* Another program may hang as soon as it starts. */
	if (trial->peer != NULL)
		arm(trial);
	enum up_status status = up_sync_open(options, &trial->sync, err);
	const int64_t end = up_clock_ns();
	if (trial->peer != NULL)
		status = watchdog_finish(trial->test_server->watchdog, status, err);
	if (status == UP_OK)
		*prepare_ns = end - start;
	return status;
}

static enum up_status connect_and_prepare(struct trial *trial, int64_t *prepare_ns,
					  struct up_error *err)
{
	const struct trial_case *trial_case = trial->trial_case;
	const struct subject *subject = trial->oracle->subject;

	UP_TRY(test_server_open_pool(trial->test_server, trial->way, trial_case, &trial->pool,
				     err));
	UP_TRY(wire_watch(&trial->wire, &trial->pool, err));
	trial->connects = trial->test_server->server->connects;
	/* Those of a pooler are not of this connection. */
	trial->plan_count.nothing_prepared = trial->way.is_pooled;
	const struct up_sync_options options = {
		.pool = &trial->pool,
		.relation = &trial->relation,
		.scope = subject->scope,
		.source = trial->source,
		.strategy = trial->peer != NULL ? peer_strategy(trial->peer) : trial_case->strategy,
		.update = case_options(trial_case),
		.tuned = trial_case->key.factors.tuned,
		.create = case_creator(trial_case),
		.gone = case_gone(trial_case, subject),
		.reference = subject->reference,
		.overlap = trial_case->key.factors.overlap == 1,
		.on_stage = count_wire,
		.on_stage_context = trial,
		.strategy_context = trial->source,
	};
	return prepare(trial, &options, prepare_ns, err);
}

/* A peer that died may have left a backend at work, with locks that the next restore would
 * wait for. */
static enum up_status wait_idle(struct trial *trial, struct up_error *err)
{
	struct server *server = trial->test_server->server;

	if (trial->peer == NULL)
		return UP_OK;
	enum up_status status = peer_wait_idle(trial->peer, server->control, err);
	if (status == UP_TIMEOUT && server->cluster != NULL) {
		UP_TRY(cluster_restart_immediately(server->cluster, err));
		return server_reconnect(server, err);
	}
	/* Connections that were lost are opened again by the next restore. */
	return status == UP_CONNECTION ? UP_OK : status;
}

/* ---- one sample ------------------------------------------------------- */

/* The server may have been restarted since, by the watchdog or by itself. */
enum up_status trial_restore(const struct trial *trial, struct up_error *err)
{
	struct server *server = trial->test_server->server;
	enum up_status status = UP_CONNECTION;

	for (int attempt = 0; status == UP_CONNECTION && attempt < 2; attempt++) {
		if (attempt > 0)
			UP_TRY(server_reconnect(server, err));
		watchdog_arm(trial->test_server->watchdog,
			     (struct watchdog_target){.conns = &server->control, .count = 1}, 0);
		status = dataset_restore(trial->dataset, server, err);
		if (watchdog_disarm(trial->test_server->watchdog) == WATCHDOG_INTERRUPTED)
			return up_fail(err, UP_INTERRUPTED, "interrupted");
	}
	return status;
}

static bool has_own_schema(const struct trial *trial)
{
	const struct arm *arm = trial->trial_case->arm;

	return arm != NULL && arm->schema_sql != NULL;
}

static enum up_status timed_peer_sync(struct trial *trial, struct sample *sample,
				      struct up_error *err)
{
	arm(trial);
	const int64_t start = up_clock_ns();
	enum up_status status = peer_sync(trial->peer, err);
	const int64_t end = up_clock_ns();
	status = watchdog_finish(trial->test_server->watchdog, status, err);
	if (status != UP_OK)
		return status;
	sample->total_ns = end - start;
	sync_sample_copy_peer_sync(sample, trial->peer);
	return UP_OK;
}

static enum up_status timed_sync(struct trial *trial, struct sample *sample, struct up_error *err)
{
	struct up_page_fetch_counters before = {0};
	struct up_sync_result result;

	if (takes_sync(trial))
		return timed_peer_sync(trial, sample, err);
	if (trial->api != NULL)
		before = up_api_counters(trial->api);
	trial->update = (struct wire_counters){0};
	trial->at_stage = wire_read(&trial->wire);
	arm(trial);
	enum up_status status = up_sync_run(trial->sync, &result, err);
	status = watchdog_finish(trial->test_server->watchdog, status, err);
	if (status != UP_OK)
		return status;
	sync_sample_copy_result(sample, &result);
	if (trial->api != NULL)
		sync_sample_copy_fetch(sample, &before, up_api_counters(trial->api));
	if (trial->peer != NULL) {
		sync_sample_copy_answer(sample, trial->peer);
	} else if (wire_is_counting(trial->update, result.update.round_trips)) {
		sample->bytes_sent = trial->update.bytes_sent;
		sample->bytes_received = trial->update.bytes_received;
	}
	return UP_OK;
}

/* The same, with the plans of the first connection. */
static enum up_status explained_session(struct trial *trial, struct sample *sample,
					struct trial_capture *capture, struct up_error *err)
{
	UP_TRY(trial_capture_begin(capture, trial->pool.conns[0], &trial->relation, err));
	UP_TRY(timed_sync(trial, sample, err));
	return trial_capture_end(capture, trial->trial_case, err);
}

/* Explaining sets settings of a session, so a case that is measured through a pooler is explained on
 * connections of its own, directly. */
static enum up_status explained_sync(struct trial *trial, struct sample *sample,
				     struct trial_capture *capture, struct up_error *err)
{
	int64_t prepare_ns;

	if (!trial->way.is_pooled)
		return explained_session(trial, sample, capture, err);
	struct trial direct = *trial; /* what they own is of the trial */
	direct.way = server_direct(trial->test_server->server);
	direct.pool = (struct up_pool){0};
	direct.wire = (struct wire){0};
	direct.sync = NULL;
	enum up_status status = connect_and_prepare(&direct, &prepare_ns, err);
	if (status == UP_OK)
		status = explained_session(&direct, sample, capture, err);
	trial_disconnect(&direct);
	return status;
}

static int64_t known(int64_t value)
{
	return value != NOISE_UNKNOWN ? value : UNMEASURED;
}

static void copy_noise(struct sample *sample, const struct noise *noise)
{
	sample->steal_ns = known(noise->steal_ns);
	sample->runnable = known(noise->runnable);
	sample->cpu_khz = known(noise->cpu_khz);
	sample->checkpoints = known(noise->checkpoints);
	sample->autovacuums = known(noise->autovacuums);
}

/* Memory that a first call freed is there for later ones, so they add none to the process. */
static void note_client_peak(struct trial *trial, struct sample *sample, bool cold)
{
	if (cold || sample->client_peak_bytes > trial->client_peak_bytes)
		trial->client_peak_bytes = sample->client_peak_bytes;
	else if (sample->client_peak_bytes != UNMEASURED)
		sample->client_peak_bytes = trial->client_peak_bytes;
}

/* Sessions of upbench flush when they are probed; another program may hang in it. */
static enum up_status flush_peer(struct trial *trial, const struct resource_usage_subject *subject,
				 struct up_error *err)
{
	if (trial->peer == NULL || !resource_usage_counts_backends(subject))
		return UP_OK;
	arm(trial);
	return watchdog_finish(trial->test_server->watchdog, peer_flush(trial->peer, err), err);
}

/* The sync, between the probes that are wanted. */
static enum up_status probed_sync(struct trial *trial, struct sample *sample,
				  struct trial_capture *capture, bool cold, struct up_error *err)
{
	const struct resource_usage_subject subject = {
		.server = trial->test_server->server,
		.pool = &trial->pool,
		.relation = &trial->relation,
		.peer = trial->peer,
		.pooled = trial->way.is_pooled,
		.cold = cold,
	};
	RESOURCE_USAGE usage = {0};

	if (!trial->bare) {
		UP_TRY(flush_peer(trial, &subject, err));
		UP_TRY(resource_usage_begin(&usage, &subject, err));
	}
	if (capture != NULL && (!cold || capture->is_for_cold))
		UP_TRY(explained_sync(trial, sample, capture, err));
	else
		UP_TRY(timed_sync(trial, sample, err));
	if (trial->bare)
		return UP_OK;
	UP_TRY(flush_peer(trial, &subject, err));
	UP_TRY(resource_usage_end(&usage, &subject, sample, err));
	note_client_peak(trial, sample, cold);
	trial->probe_refusal = usage.refusal;
	return UP_OK;
}

static enum up_status measure(struct trial *trial, struct sample *sample,
			      struct trial_capture *capture, bool *cold, struct up_error *err)
{
	const struct server *server = trial->test_server->server;
	struct noise noise;

	*cold = trial->pool.count == 0;
	if (*cold) {
		UP_TRY(connect_and_prepare(trial, &sample->prepare_ns, err));
		/* What preparing wrote must not be flushed while the clock runs. */
		if (server->can_checkpoint)
			UP_TRY(up_conn_exec(server->control, server_checkpoint_sql(server), err));
	}
	UP_TRY(verification_begin(&trial->verification, server->control, err));
	noise_begin(&noise, server->control, server->schema);
	UP_TRY(probed_sync(trial, sample, capture, *cold, err));
	noise_end(&noise, server->control, server->schema);
	copy_noise(sample, &noise);
	UP_TRY(plan_count_update(&trial->plan_count, &trial->pool, &sample->plan, err));
	if (trial->trial_case->role == ROLE_IDLE)
		return UP_OK;
	return verification_end(&trial->verification, trial->test_server, sample,
				&trial->wrong_columns, err);
}

static enum sample_status sample_status(enum up_status status)
{
	switch (status) {
	case UP_OK:
		return SAMPLE_OK;
	case UP_TIMEOUT:
		return SAMPLE_TIMEOUT;
	case UP_MISMATCH:
		return SAMPLE_MISMATCH;
	case UP_UNSUPPORTED:
		return SAMPLE_SKIPPED;
	default:
		return SAMPLE_FAILED;
	}
}

/* What failed in its transaction has changed nothing, unless it committed row by row. */
static void note_sync(struct trial *trial, enum up_status status)
{
	const bool is_half_done = status != UP_OK && (trial->trial_case->strategy->flags &
						      UP_STRATEGY_AUTOCOMMIT) != 0;

	dataset_note_sync(trial->dataset, !trial->was_synced,
			  status == UP_MISMATCH || is_half_done);
	trial->was_synced = true;
}

/* Restores and measures.  *is_lost: the table cannot be restored, which is no fault of the case. */
static enum up_status attempt(struct trial *trial, struct sample *sample,
			      struct trial_capture *capture, bool *cold, bool *is_lost,
			      struct up_error *err)
{
	*cold = trial->pool.count == 0;
	enum up_status status = trial_restore(trial, err);
	/* The SQL of an arm may have made a table that refuses the rows; any other can be
	 * restored, unless something is wrong with the server. */
	*is_lost = status != UP_OK && !(status == UP_STATEMENT && has_own_schema(trial));
	/* What took the server down was another case. */
	if (trial->connects != trial->test_server->server->connects)
		trial_disconnect(trial);
	if (status != UP_OK)
		return status;
	status = measure(trial, sample, capture, cold, err);
	note_sync(trial, status);
	return status;
}

enum up_status trial_sample(struct trial *trial, struct sample *sample,
			    struct trial_capture *capture, bool *cold, struct up_error *err)
{
	struct up_error reason = {0};
	bool is_lost;

	text_list_release(&trial->wrong_columns);
	sample->key.factors.table_rows = trial->dataset->population->table_rows;
	enum up_status status = attempt(trial, sample, capture, cold, &is_lost, &reason);
	if (capture != NULL && trial_capture_blame(capture, status, &reason)) {
		trial_disconnect(trial);
		status = attempt(trial, sample, NULL, cold, &is_lost, &reason);
		if (status != UP_OK)
			trial_capture_acquit(capture);
	}

	sample->status = (int)sample_status(status);
	if (status == UP_OK)
		return UP_OK;
	if (!is_lost) {
		trial_disconnect(trial);
		UP_TRY(wait_idle(trial, err));
	}
	if (sample->status == SAMPLE_FAILED)
		test_server_explain(trial->test_server, trial->trial_case, &reason);
	if (is_lost || status == UP_INTERRUPTED || status == UP_NO_MEMORY) {
		*err = reason;
		return status;
	}
	sample->error = strdup(reason.message);
	return sample->error != NULL ? UP_OK
				     : up_fail(err, UP_NO_MEMORY, "out of memory for a sample");
}
