/* SPDX-License-Identifier: PostgreSQL */
#include "sync/update.h"

#include "pg/statement.h"
#include "pg/transaction.h"
#include "sync/partition.h"

#include <pthread.h>
#include <stdlib.h>

struct worker {
	struct up_update_stage *stage;
	size_t number;
	struct up_update update;
	struct up_batch part; /* its rows of the batch under way, when there are several workers */
	/* What its thread does and how that ended. */
	pthread_t thread;
	enum up_status (*task)(struct worker *worker, struct up_error *err);
	enum up_status status;
	struct up_error error;
};

struct up_update_stage {
	struct up_update_stage_options options;
	struct worker *workers; /* one for each connection of the pool */
	size_t worker_count;
	struct up_partition partition; /* made by the first batch of a sync */
	const struct up_batch *batch;  /* under way */
};

/* ---- opening and closing ---------------------------------------------- */

void up_update_stage_close(struct up_update_stage *stage)
{
	if (stage == NULL)
		return;
	for (size_t w = 0; w < stage->worker_count; w++) {
		if (stage->options.strategy->release != NULL)
			stage->options.strategy->release(&stage->workers[w].update);
		up_batch_release(&stage->workers[w].part);
	}
	up_partition_release(&stage->partition);
	free(stage->workers);
	free(stage);
}

static void close_p(struct up_update_stage **stage)
{
	up_update_stage_close(*stage);
}

static enum up_status open_worker(struct up_update_stage *stage, struct up_error *err)
{
	const struct up_update_stage_options *options = &stage->options;
	const struct up_strategy *strategy = options->strategy;
	struct worker *worker = &stage->workers[stage->worker_count];

	worker->stage = stage;
	worker->number = stage->worker_count;
	worker->update = (struct up_update){
		.strategy = strategy,
		.relation = options->relation,
		.scope = options->scope,
		.options = options->update,
		.gone = options->gone,
		.context = options->strategy_context,
	};
	UP_TRY(up_strategy_check(strategy, &worker->update, err));
	worker->update.conn = options->pool->conns[worker->number];
	UP_TRY(up_strategy_check_server(strategy, worker->update.conn, err));
	UP_TRY(up_batch_init(&worker->part, options->relation, err));
	stage->worker_count++; /* from here on it is released */
	return strategy->prepare != NULL ? strategy->prepare(&worker->update, err) : UP_OK;
}

enum up_status up_update_stage_open(const struct up_update_stage_options *options,
				    struct up_update_stage **stage, struct up_error *err)
{
	UP_CLEANUP(close_p) struct up_update_stage *new = calloc(1, sizeof *new);
	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an update");
	new->options = *options;
	if (options->pool->count > 1 && !(options->strategy->flags & UP_STRATEGY_PARALLEL))
		return up_fail(err, UP_UNSUPPORTED, "%s does not share its rows among workers",
			       options->strategy->name);
	new->workers = calloc(options->pool->count, sizeof *new->workers);
	if (new->workers == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu workers",
			       options->pool->count);
	for (size_t w = 0; w < options->pool->count; w++)
		UP_TRY(open_worker(new, err));
	*stage = UP_TAKE(new);
	return UP_OK;
}

/* ---- what a worker does ----------------------------------------------- */

static bool is_autocommit(const struct up_update_stage *stage)
{
	return (stage->options.strategy->flags & UP_STRATEGY_AUTOCOMMIT) != 0;
}

/* The first worker is inside the sync's transaction already. */
static enum up_status begin(struct worker *worker, struct up_error *err)
{
	const struct up_update_stage *stage = worker->stage;
	const struct up_tuning *tuning = stage->options.strategy->tuning;
	UP_BUFFER sql = {0};

	worker->update.rows_updated = 0;
	worker->update.rows_created = 0;
	worker->update.rows_gone = 0;
	worker->update.continued = false;
	if (is_autocommit(stage))
		return UP_OK;
	for (; stage->options.tuned && tuning != NULL && tuning->name != NULL; tuning++)
		up_buffer_append_format(&sql, "SET LOCAL %s = '%s';", tuning->name, tuning->value);
	UP_TRY(up_buffer_check(&sql, err));
	if (worker->number > 0)
		return up_transaction_begin(worker->update.conn, sql.length > 0 ? sql.data : NULL,
					    err);
	return sql.length > 0 ? up_conn_exec(worker->update.conn, sql.data, err) : UP_OK;
}

static enum up_status apply_in_chunks(struct worker *worker, const struct up_batch *batch,
				      struct up_error *err)
{
	const struct up_strategy *strategy = worker->stage->options.strategy;
	size_t chunk = up_strategy_chunk(strategy, &worker->stage->options.update);

	if (chunk == 0 || chunk > batch->row_count)
		chunk = batch->row_count;
	for (size_t first = 0; first < batch->row_count; first += chunk) {
		size_t left = batch->row_count - first;
		UP_TRY(strategy->apply(&worker->update, batch, first, left < chunk ? left : chunk,
				       err));
	}
	return UP_OK;
}

/* Each worker collects its own rows: copying them is shared, too. */
static enum up_status apply_part(struct worker *worker, struct up_error *err)
{
	const struct up_update_stage *stage = worker->stage;

	up_batch_clear(&worker->part);
	for (size_t row = 0; row < stage->batch->row_count; row++) {
		if (up_partition_of(&stage->partition, stage->batch, row) == worker->number)
			UP_TRY(up_batch_copy_row(&worker->part, stage->batch, row, err));
	}
	return apply_in_chunks(worker, &worker->part, err);
}

static enum up_status finish(struct worker *worker, struct up_error *err)
{
	const struct up_strategy *strategy = worker->stage->options.strategy;

	if (strategy->finish != NULL)
		UP_TRY(strategy->finish(&worker->update, err));
	worker->update.continued = true;
	return UP_OK;
}

static enum up_status pause_worker(struct worker *worker, struct up_error *err)
{
	const struct up_strategy *strategy = worker->stage->options.strategy;
	return strategy->pause != NULL ? strategy->pause(&worker->update, err) : UP_OK;
}

static enum up_status commit(struct worker *worker, struct up_error *err)
{
	if (worker->number == 0 || is_autocommit(worker->stage))
		return UP_OK;
	return up_transaction_commit(worker->update.conn, err);
}

/* ---- letting all of them do it ---------------------------------------- */

static void *run_task(void *context)
{
	struct worker *worker = context;
	worker->status = worker->task(worker, &worker->error);
	return NULL;
}

/* The first worker runs on the calling thread. */
static enum up_status run_all(struct up_update_stage *stage,
			      enum up_status (*task)(struct worker *worker, struct up_error *err),
			      struct up_error *err)
{
	size_t started = 1;
	enum up_status status = UP_OK;

	for (size_t w = 0; w < stage->worker_count; w++) {
		stage->workers[w].task = task;
		stage->workers[w].status = UP_OK;
	}
	while (started < stage->worker_count &&
	       pthread_create(&stage->workers[started].thread, NULL, run_task,
			      &stage->workers[started]) == 0)
		started++;
	if (started < stage->worker_count)
		status = up_fail(err, UP_IO, "cannot start a thread for worker %zu", started + 1);
	else
		run_task(&stage->workers[0]);
	for (size_t w = 1; w < started; w++)
		pthread_join(stage->workers[w].thread, NULL);
	for (size_t w = 0; w < stage->worker_count && status == UP_OK; w++) {
		status = stage->workers[w].status;
		if (status != UP_OK)
			*err = stage->workers[w].error;
	}
	return status;
}

enum up_status up_update_stage_begin(struct up_update_stage *stage, struct up_error *err)
{
	up_partition_release(&stage->partition);
	for (size_t w = 0; w < stage->worker_count; w++)
		UP_TRY(begin(&stage->workers[w], err));
	return UP_OK;
}

enum up_status up_update_stage_apply(struct up_update_stage *stage, const struct up_batch *batch,
				     struct up_error *err)
{
	if (batch->row_count == 0)
		return UP_OK;
	if (stage->worker_count == 1)
		return apply_in_chunks(&stage->workers[0], batch, err);
	if (stage->partition.parts == 0)
		UP_TRY(up_partition_init(&stage->partition, stage->worker_count, batch, err));
	stage->batch = batch;
	return run_all(stage, apply_part, err);
}

enum up_status up_update_stage_pause(struct up_update_stage *stage, struct up_error *err)
{
	return run_all(stage, pause_worker, err);
}

enum up_status up_update_stage_finish(struct up_update_stage *stage, struct up_error *err)
{
	return run_all(stage, finish, err);
}

enum up_status up_update_stage_commit(struct up_update_stage *stage, struct up_error *err)
{
	for (size_t w = 0; w < stage->worker_count; w++)
		UP_TRY(commit(&stage->workers[w], err));
	return UP_OK;
}

void up_update_stage_rollback(struct up_update_stage *stage)
{
	for (size_t w = 1; w < stage->worker_count; w++)
		up_conn_rollback(stage->workers[w].update.conn);
}

int64_t up_update_stage_rows(const struct up_update_stage *stage)
{
	int64_t sum = 0;

	for (size_t w = 0; w < stage->worker_count; w++)
		sum += stage->workers[w].update.rows_updated;
	return sum;
}

/* They have one connection. */
int64_t up_update_stage_created(const struct up_update_stage *stage)
{
	return stage->workers[0].update.rows_created;
}

int64_t up_update_stage_gone(const struct up_update_stage *stage)
{
	return stage->workers[0].update.rows_gone;
}
