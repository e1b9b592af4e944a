/* SPDX-License-Identifier: PostgreSQL */
#include "sync/overlap.h"

#include "pg/transaction.h"
#include "sync/prefetch.h"
#include "sync/seen.h"

#include <string.h>

enum up_status up_sync_check_overlap(const struct up_strategy *strategy, size_t workers,
				     struct up_error *err)
{
	if (strategy->flags & UP_STRATEGY_AUTOCOMMIT)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s commits by itself: a fetch that fails would leave a part",
			       strategy->name);
	if (!(strategy->flags & (UP_STRATEGY_STREAMS | UP_STRATEGY_CHUNKED)))
		return up_fail(err, UP_UNSUPPORTED,
			       "%s takes all rows at once: it cannot overlap with the fetch",
			       strategy->name);
	if (workers > 1)
		return up_fail(
			err, UP_UNSUPPORTED,
			"several workers have several transactions: they cannot overlap with "
			"the fetch");
	return UP_OK;
}

struct overlap {
	struct up_sync *sync;
	struct up_stopwatch *watch;
	struct up_prefetch *prefetch;
	struct up_seen seen;
	struct up_path path;
	bool repeats; /* a key may have come in two batches */
};

static void overlap_release(struct overlap *overlap)
{
	up_prefetch_stop(overlap->prefetch); /* first: it uses the source */
	up_seen_release(&overlap->seen);
}

/* A strategy that collects rows must not have two of one key: it brings those that it has to the
 * table first, and the later one is updated after them. */
static enum up_status separate_repeats(struct overlap *overlap, struct up_error *err)
{
	struct up_sync *sync = overlap->sync;
	const size_t rows = sync->fetched.row_count;
	const bool forgets = up_seen_must_forget(&overlap->seen, &sync->duplicates, rows);

	up_stopwatch_end(overlap->watch, UP_STAGE_CLASSIFY);
	if (forgets) {
		const struct up_conn_counters before = up_pool_counters(sync->options.pool);

		overlap->repeats = true;
		UP_TRY(up_update_stage_finish(sync->update, err));
		up_sync_count_update(sync, &before, overlap->watch->result);
		up_stopwatch_end(overlap->watch, UP_STAGE_UPDATE);
		up_seen_forget(&overlap->seen);
	}
	return up_seen_note(&overlap->seen, &sync->duplicates, rows, err);
}

static enum up_status update(const struct overlap *overlap, const struct up_batch *batch,
			     struct up_error *err)
{
	struct up_sync *sync = overlap->sync;
	const struct up_conn_counters before = up_pool_counters(sync->options.pool);

	UP_TRY(up_update_stage_apply(sync->update, batch, err));
	UP_TRY(up_update_stage_pause(sync->update, err));
	up_sync_count_update(sync, &before, overlap->watch->result);
	up_stopwatch_end(overlap->watch, UP_STAGE_UPDATE);
	return UP_OK;
}

/* As many are to come as there have been; more would let the classifier's memory grow with them. */
static int64_t expected_rows(const struct up_sync_result *result)
{
	const int64_t rows = 2 * result->rows_fetched;

	return rows < UP_CLASSIFY_BOUNDED_ROWS ? rows : UP_CLASSIFY_BOUNDED_ROWS;
}

/* Of one whose strategy sees to it, all rows are passed on. */
static enum up_status classify_and_create(struct overlap *overlap, struct up_classes *classes,
					  struct up_error *err)
{
	struct up_sync *sync = overlap->sync;
	struct up_sync_result *result = overlap->watch->result;
	UP_BUFFER known = {0};
	int64_t created = 0;

	if (up_sync_is_whole(sync)) {
		classes->updated = &sync->fetched;
		up_stopwatch_end(overlap->watch, UP_STAGE_CLASSIFY);
		return UP_OK;
	}
	UP_TRY(up_classify(&sync->classifier, &sync->fetched, expected_rows(result), &known, err));
	UP_TRY(up_classes_split(&sync->fetched, up_buffer_string(&known), classes, err));
	up_stopwatch_end(overlap->watch, UP_STAGE_CLASSIFY);
	UP_TRY(up_creator_run(&sync->creator, classes->created, &created, err));
	result->rows_created += created;
	up_stopwatch_end(overlap->watch, UP_STAGE_CREATE);
	return UP_OK;
}

static enum up_status work_on_batch(struct overlap *overlap, struct up_error *err)
{
	struct up_sync *sync = overlap->sync;
	const struct up_sync_options *o = &sync->options;
	struct up_sync_result *result = overlap->watch->result;
	UP_CLASSES classes = {0};

	UP_TRY(up_sync_deduplicate(sync, result, err));
	UP_TRY(separate_repeats(overlap, err));
	UP_TRY(classify_and_create(overlap, &classes, err));
	UP_TRY(up_gone_add(&o->gone, sync->conn, &sync->fetched, err));
	up_stopwatch_end_gone(overlap->watch);
	if (o->reference != NULL)
		UP_TRY(up_reference_add_keyed(o->reference, sync->conn, &sync->fetched,
					      result->rows_fetched, err));
	up_stopwatch_end(overlap->watch, UP_STAGE_REFERENCES);
	return update(overlap, classes.updated, err);
}

static enum up_status begin(struct overlap *overlap, struct up_error *err)
{
	struct up_sync *sync = overlap->sync;

	UP_TRY(up_transaction_begin(sync->conn, NULL, err));
	up_stopwatch_end(overlap->watch, UP_STAGE_CLASSIFY);
	if (sync->options.reference != NULL)
		UP_TRY(up_reference_begin_keyed(sync->conn, err));
	up_stopwatch_end(overlap->watch, UP_STAGE_REFERENCES);
	UP_TRY(up_gone_begin(&sync->options.gone, sync->conn, sync->options.relation, err));
	up_stopwatch_end_gone(overlap->watch);
	UP_TRY(up_update_stage_begin(sync->update, err));
	up_stopwatch_end(overlap->watch, UP_STAGE_UPDATE);
	return UP_OK;
}

static enum up_status end(struct overlap *overlap, struct up_error *err)
{
	struct up_sync *sync = overlap->sync;
	const struct up_sync_options *o = &sync->options;
	struct up_sync_result *result = overlap->watch->result;
	const struct up_conn_counters before = up_pool_counters(o->pool);

	UP_TRY(up_sync_finish_update(sync, result, err));
	up_sync_count_update(sync, &before, result);
	up_stopwatch_end(overlap->watch, UP_STAGE_UPDATE);
	UP_TRY(up_gone_finish(&o->gone, sync->conn, o->relation, o->scope, &result->rows_gone,
			      err));
	up_stopwatch_end_gone(overlap->watch);
	if (o->reference != NULL)
		UP_TRY(up_reference_upsert_added(o->reference, sync->conn, o->relation, o->scope,
						 overlap->repeats, &result->references, err));
	up_stopwatch_end(overlap->watch, UP_STAGE_REFERENCES);
	return up_sync_commit(sync, overlap->watch, err);
}

enum up_status up_overlap_run(struct up_sync *sync, const struct up_stopwatch *watch,
			      struct up_error *err)
{
	const size_t limit = sync->options.batch_rows < UP_SYNC_FETCH_ROWS
				     ? sync->options.batch_rows
				     : UP_SYNC_FETCH_ROWS;
	const int64_t start = watch->since;
	struct up_stopwatch own = *watch;
	UP_CLEANUP(overlap_release)
	struct overlap overlap = {.sync = sync, .watch = &own, .path = {.end = start}};

	UP_TRY(up_prefetch_start(sync->options.source, limit, &overlap.path, &overlap.prefetch,
				 err));
	own.path = &overlap.path;
	UP_TRY(begin(&overlap, err));
	for (;;) {
		UP_TRY(up_prefetch_take(overlap.prefetch, &sync->fetched, &overlap.path, err));
		up_stopwatch_begin(&own);
		if (sync->fetched.row_count == 0)
			break;
		UP_TRY(work_on_batch(&overlap, err));
	}
	watch->result->stage_ns[UP_STAGE_FETCH] = up_prefetch_busy_ns(overlap.prefetch);
	watch->result->end_ns[UP_STAGE_FETCH] = up_prefetch_end_ns(overlap.prefetch) - start;
	UP_TRY(end(&overlap, err));
	watch->result->total_ns = overlap.path.end - start;
	memcpy(watch->result->critical_ns, overlap.path.ns, sizeof watch->result->critical_ns);
	return UP_OK;
}
