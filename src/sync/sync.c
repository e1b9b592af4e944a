/* SPDX-License-Identifier: PostgreSQL */
#include "sync/sync.h"

#include "base/clock.h"
#include "sync/classify.h"
#include "sync/create.h"

#include <stdlib.h>

#define FETCH_ROWS 4096

struct up_sync {
	struct up_sync_options options;
	struct up_update update;
	struct up_batch fetched; /* kept from run to run, for its memory */
};

static const char *const stage_names[UP_STAGE_COUNT] = {
	[UP_STAGE_FETCH] = "fetch",       [UP_STAGE_CLASSIFY] = "classify",
	[UP_STAGE_CREATE] = "create",     [UP_STAGE_UPDATE] = "update",
	[UP_STAGE_BUSINESS] = "business", [UP_STAGE_COMMIT] = "commit",
};

const char *up_stage_name(enum up_stage stage)
{
	return stage_names[stage];
}

void up_sync_close(struct up_sync *sync)
{
	if (sync == NULL)
		return;
	if (sync->options.strategy->release != NULL)
		sync->options.strategy->release(&sync->update);
	up_batch_release(&sync->fetched);
	free(sync);
}

enum up_status up_sync_open(const struct up_sync_options *options, struct up_sync **sync,
			    struct up_error *err)
{
	UP_SYNC *new = calloc(1, sizeof *new);
	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a sync");
	new->options = *options;
	new->update = (struct up_update){
		.relation = options->relation,
		.scope = options->scope,
		.options = options->update,
	};
	UP_TRY(up_strategy_check(options->strategy, &new->update, err));
	new->update.conn = options->conn;
	UP_TRY(up_batch_init(&new->fetched, options->relation, err));
	if (options->strategy->prepare != NULL) {
		UP_TRY(options->source->rewind(options->source, err));
		UP_TRY(options->strategy->prepare(&new->update, options->source, err));
	}
	*sync = UP_TAKE(new);
	return UP_OK;
}

static enum up_status fetch(struct up_sync *sync, struct up_error *err)
{
	struct up_source *source = sync->options.source;
	size_t count;

	up_batch_clear(&sync->fetched);
	UP_TRY(source->rewind(source, err));
	do
		UP_TRY(source->read(source, &sync->fetched, FETCH_ROWS, &count, err));
	while (count > 0);
	return UP_OK;
}

static enum up_status update(struct up_sync *sync, const struct up_batch *batch,
			     struct up_error *err)
{
	const struct up_strategy *strategy = sync->options.strategy;
	size_t chunk = up_strategy_chunk(strategy, &sync->options.update);

	if (chunk == 0 || chunk > batch->row_count)
		chunk = batch->row_count;
	for (size_t first = 0; first < batch->row_count; first += chunk) {
		size_t left = batch->row_count - first;
		UP_TRY(strategy->apply(&sync->update, batch, first, left < chunk ? left : chunk,
				       err));
	}
	return strategy->finish != NULL ? strategy->finish(&sync->update, err) : UP_OK;
}

/* Closes the stage that ends now: its time runs from where the last one ended. */
static void end_stage(struct up_sync_result *result, enum up_stage stage, int64_t *since)
{
	int64_t now = up_clock_ns();
	result->stage_ns[stage] = now - *since;
	result->total_ns += now - *since;
	*since = now;
}

static enum up_status run_update_stage(struct up_sync *sync, const struct up_batch *batch,
				       struct up_sync_result *result, int64_t *since,
				       struct up_error *err)
{
	const struct up_conn_counters before = sync->options.conn->counters;

	sync->update.rows_updated = 0;
	UP_TRY(update(sync, batch, err));
	end_stage(result, UP_STAGE_UPDATE, since);

	const struct up_conn_counters *after = &sync->options.conn->counters;
	result->update = (struct up_conn_counters){
		.statements = after->statements - before.statements,
		.round_trips = after->round_trips - before.round_trips,
		.wait_ns = after->wait_ns - before.wait_ns,
	};
	result->encode_ns = result->stage_ns[UP_STAGE_UPDATE] - result->update.wait_ns;
	result->rows_updated = sync->update.rows_updated;
	return UP_OK;
}

static enum up_status run_stages(struct up_sync *sync, struct up_sync_result *result,
				 struct up_error *err)
{
	const struct up_sync_options *o = &sync->options;
	UP_CLASSES classes = {0};
	int64_t since = up_clock_ns();

	UP_TRY(fetch(sync, err));
	result->rows_fetched = (int64_t)sync->fetched.row_count;
	end_stage(result, UP_STAGE_FETCH, &since);

	UP_TRY(up_conn_exec(o->conn, "BEGIN", err));
	UP_TRY(up_classify(o->conn, &sync->fetched, o->scope, &classes, err));
	end_stage(result, UP_STAGE_CLASSIFY, &since);

	UP_TRY(up_create(o->conn, classes.created, o->scope, &result->rows_created, err));
	end_stage(result, UP_STAGE_CREATE, &since);

	UP_TRY(run_update_stage(sync, classes.updated, result, &since, err));

	if (o->reference != NULL)
		UP_TRY(up_reference_upsert(o->reference, o->conn, &sync->fetched, o->scope,
					   &result->references, err));
	end_stage(result, UP_STAGE_BUSINESS, &since);

	UP_TRY(up_conn_exec(o->conn, "COMMIT", err));
	end_stage(result, UP_STAGE_COMMIT, &since);
	return UP_OK;
}

enum up_status up_sync_run(struct up_sync *sync, struct up_sync_result *result,
			   struct up_error *err)
{
	struct up_sync_result new = {0};
	enum up_status status = run_stages(sync, &new, err);

	if (status != UP_OK)
		up_conn_rollback(sync->options.conn);
	else
		*result = new;
	return status;
}
