/* SPDX-License-Identifier: PostgreSQL */
#include "sync/state.h"

#include "base/clock.h"
#include "pg/transaction.h"
#include "sync/valid.h"

void up_stopwatch_begin(struct up_stopwatch *watch)
{
	watch->since = up_clock_ns();
}

static void extend(struct up_stopwatch *watch, enum up_stage stage, int64_t now)
{
	struct up_sync_result *result = watch->result;

	if (result->end_ns[stage] == 0)
		result->begin_ns[stage] = watch->since - watch->start;
	result->end_ns[stage] = now - watch->start;
}

void up_stopwatch_end(struct up_stopwatch *watch, enum up_stage stage)
{
	int64_t now = up_clock_ns();

	watch->result->stage_ns[stage] += now - watch->since;
	watch->result->total_ns += now - watch->since;
	if (watch->path != NULL) {
		up_path_add(watch->path, stage, now);
		extend(watch, stage, now);
	}
	watch->since = now;
	if (watch->options->on_stage != NULL) {
		watch->options->on_stage(watch->options->on_stage_context, stage);
		watch->since = up_clock_ns();
	}
}

void up_stopwatch_end_gone(struct up_stopwatch *watch)
{
	if (watch->options->gone.action != UP_GONE_IGNORE)
		up_stopwatch_end(watch, UP_STAGE_GONE);
}

bool up_sync_is_whole(const struct up_sync *sync)
{
	return (sync->options.strategy->flags & UP_STRATEGY_SYNCS) != 0;
}

bool up_sync_has_gone_stage(const struct up_sync *sync, const struct up_sync_result *result)
{
	return !up_sync_is_whole(sync) || sync->options.overlap || result->rows_fetched == 0;
}

void up_sync_count_update(const struct up_sync *sync, const struct up_conn_counters *before,
			  struct up_sync_result *result)
{
	const struct up_conn_counters after = up_pool_counters(sync->options.pool);

	result->update.statements += after.statements - before->statements;
	result->update.round_trips += after.round_trips - before->round_trips;
	result->update.wait_ns += after.wait_ns - before->wait_ns;
}

enum up_status up_sync_deduplicate(struct up_sync *sync, struct up_sync_result *result,
				   struct up_error *err)
{
	const int64_t first = result->rows_fetched;
	const size_t rows = sync->fetched.row_count;
	size_t dropped;

	UP_TRY(up_duplicates_drop(&sync->duplicates, &sync->fetched, first, &dropped, err));
	UP_TRY(up_valid_check(&sync->fetched, first, err));
	result->rows_fetched += (int64_t)rows;
	result->rows_duplicate += (int64_t)dropped;
	return UP_OK;
}

static bool is_autocommit(const struct up_sync *sync)
{
	return (sync->options.strategy->flags & UP_STRATEGY_AUTOCOMMIT) != 0;
}

enum up_status up_sync_begin_update(struct up_sync *sync, struct up_error *err)
{
	if (is_autocommit(sync))
		UP_TRY(up_transaction_commit(sync->conn, err));
	return up_update_stage_begin(sync->update, err);
}

enum up_status up_sync_finish_update(struct up_sync *sync, struct up_sync_result *result,
				     struct up_error *err)
{
	UP_TRY(up_update_stage_finish(sync->update, err));
	if (is_autocommit(sync))
		UP_TRY(up_transaction_begin(sync->conn, NULL, err));
	result->rows_updated = up_update_stage_rows(sync->update);
	if (!up_sync_is_whole(sync))
		return UP_OK;
	result->rows_created = up_update_stage_created(sync->update);
	if (sync->options.gone.action != UP_GONE_IGNORE && !up_sync_has_gone_stage(sync, result))
		result->rows_gone = up_update_stage_gone(sync->update);
	return UP_OK;
}

enum up_status up_sync_commit(struct up_sync *sync, struct up_stopwatch *watch,
			      struct up_error *err)
{
	UP_TRY(up_update_stage_commit(sync->update, err));
	UP_TRY(up_transaction_commit(sync->conn, err));
	up_stopwatch_end(watch, UP_STAGE_COMMIT);
	return UP_OK;
}
