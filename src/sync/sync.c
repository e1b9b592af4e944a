/* SPDX-License-Identifier: PostgreSQL */
#include "sync/sync.h"

#include "base/clock.h"
#include "pg/transaction.h"
#include "sync/classify.h"
#include "sync/create.h"
#include "sync/overlap.h"
#include "sync/repeats.h"
#include "sync/state.h"

#include <stdlib.h>
#include <string.h>

void up_sync_close(struct up_sync *sync)
{
	if (sync == NULL)
		return;
	up_update_stage_close(sync->update);
	up_batch_release(&sync->fetched);
	up_duplicates_release(&sync->duplicates);
	up_classifier_release(&sync->classifier);
	up_creator_close(&sync->creator);
	free(sync);
}

static enum up_status check_scope(const struct up_sync_options *options, struct up_error *err)
{
	const bool scoped = up_relation_has_scope(options->relation);

	if (scoped && options->scope == NULL)
		return up_fail(err, UP_INVALID, "a sync of \"%s\" needs a value of its column %s",
			       options->relation->table, options->relation->scope.name);
	if (!scoped && options->reference != NULL)
		return up_fail(
			err, UP_INVALID,
			"\"%s\" has no scope, and the table that its rows refer to needs one",
			options->relation->table);
	return UP_OK;
}

enum up_status up_sync_open(const struct up_sync_options *options, struct up_sync **sync,
			    struct up_error *err)
{
	UP_TRY(check_scope(options, err));
	if (options->overlap)
		UP_TRY(up_sync_check_overlap(options->strategy, options->pool->count, err));
	UP_TRY(up_gone_check(&options->gone, options->relation, err));
	UP_SYNC *new = calloc(1, sizeof *new);
	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a sync");
	new->options = *options;
	new->conn = options->pool->conns[0];
	if (new->options.batch_rows == 0)
		new->options.batch_rows = UP_SYNC_BATCH_ROWS;
	UP_TRY(up_batch_init(&new->fetched, options->relation, err));

	const struct up_update_stage_options update = {
		.strategy = options->strategy,
		.update = options->update,
		.tuned = options->tuned,
		.relation = options->relation,
		.scope = options->scope,
		.pool = options->pool,
		.gone = up_sync_is_whole(new) && !options->overlap ? &new->options.gone : NULL,
		.strategy_context = options->strategy_context,
	};
	UP_TRY(up_update_stage_open(&update, &new->update, err));
	if (up_sync_is_whole(new)) {
		*sync = UP_TAKE(new);
		return UP_OK;
	}
	UP_TRY(up_creator_open(&new->creator, options->create, new->conn, options->relation,
			       options->scope, err));
	UP_TRY(up_classifier_init(&new->classifier, new->conn, options->relation, options->scope,
				  err));
	*sync = UP_TAKE(new);
	return UP_OK;
}

/* ---- stages ----------------------------------------------------------- */

/* Where a batch is full.  SIZE_MAX rows: nowhere. */
static bool is_full(const struct up_batch *batch, size_t limit)
{
	return batch->row_count >= limit ||
	       (limit != SIZE_MAX && up_batch_bytes(batch) >= UP_SYNC_BATCH_BYTES);
}

/* Reads on until the batch is full or the source ends: in each pass there are the same rows in a batch. */
static enum up_status fetch(struct up_sync *sync, size_t limit, bool *ended, struct up_error *err)
{
	struct up_source *source = sync->options.source;

	*ended = false;
	while (!is_full(&sync->fetched, limit)) {
		size_t left = limit - sync->fetched.row_count;
		size_t count;
		UP_TRY(source->read(source, &sync->fetched,
				    left < UP_SYNC_FETCH_ROWS ? left : UP_SYNC_FETCH_ROWS, &count,
				    err));
		if (count == 0) {
			*ended = true;
			break;
		}
	}
	return UP_OK;
}

static enum up_status finish_gone(struct up_sync *sync, struct up_stopwatch *watch,
				  struct up_error *err)
{
	const struct up_sync_options *o = &sync->options;

	if (!up_sync_has_gone_stage(sync, watch->result))
		return UP_OK;
	UP_TRY(up_gone_finish(&o->gone, sync->conn, o->relation, o->scope,
			      &watch->result->rows_gone, err));
	up_stopwatch_end_gone(watch);
	return UP_OK;
}

/* All rows are in memory.  Of one whose strategy sees to it there is nothing to do. */
static enum up_status classify_and_create(struct up_sync *sync, struct up_stopwatch *watch,
					  struct up_classes *classes, struct up_error *err)
{
	struct up_sync_result *result = watch->result;
	UP_BUFFER known = {0};

	if (up_sync_is_whole(sync)) {
		classes->updated = &sync->fetched;
		up_stopwatch_end(watch, UP_STAGE_CLASSIFY);
		return UP_OK;
	}
	UP_TRY(up_classify(&sync->classifier, &sync->fetched, (int64_t)sync->fetched.row_count,
			   &known, err));
	UP_TRY(up_classes_split(&sync->fetched, up_buffer_string(&known), classes, err));
	up_stopwatch_end(watch, UP_STAGE_CLASSIFY);

	UP_TRY(up_creator_run(&sync->creator, classes->created, &result->rows_created, err));
	up_stopwatch_end(watch, UP_STAGE_CREATE);
	return UP_OK;
}

static enum up_status begin_gone(struct up_sync *sync, struct up_stopwatch *watch,
				 struct up_error *err)
{
	const struct up_sync_options *o = &sync->options;

	if (!up_sync_has_gone_stage(sync, watch->result))
		return UP_OK;
	return up_gone_begin(&o->gone, sync->conn, o->relation, err);
}

static enum up_status add_gone(struct up_sync *sync, struct up_stopwatch *watch,
			       struct up_error *err)
{
	if (!up_sync_has_gone_stage(sync, watch->result))
		return UP_OK;
	return up_gone_add(&sync->options.gone, sync->conn, &sync->fetched, err);
}

static enum up_status run_in_memory(struct up_sync *sync, struct up_stopwatch *watch,
				    struct up_error *err)
{
	const struct up_sync_options *o = &sync->options;
	struct up_sync_result *result = watch->result;
	UP_CLASSES classes = {0};

	UP_TRY(up_sync_deduplicate(sync, result, err));
	UP_TRY(up_transaction_begin(sync->conn, NULL, err));
	UP_TRY(classify_and_create(sync, watch, &classes, err));

	const struct up_conn_counters before = up_pool_counters(sync->options.pool);
	UP_TRY(up_sync_begin_update(sync, err));
	UP_TRY(up_update_stage_apply(sync->update, classes.updated, err));
	UP_TRY(up_sync_finish_update(sync, result, err));
	up_stopwatch_end(watch, UP_STAGE_UPDATE);
	up_sync_count_update(sync, &before, result);

	UP_TRY(begin_gone(sync, watch, err));
	UP_TRY(add_gone(sync, watch, err));
	UP_TRY(finish_gone(sync, watch, err));
	if (o->reference != NULL)
		UP_TRY(up_reference_upsert(o->reference, sync->conn, &sync->fetched, o->scope,
					   &result->references, err));
	up_stopwatch_end(watch, UP_STAGE_REFERENCES);
	return up_sync_commit(sync, watch, err);
}

/* What the first pass over a streamed source leaves for the second. */
struct passes {
	struct up_buffer known; /* a byte a row, as of up_classify() */
	struct up_repeats repeats;
};

static void passes_release(struct passes *passes)
{
	up_buffer_release(&passes->known);
	up_repeats_release(&passes->repeats);
}

/* One batch.  Of one whose strategy sees to it, all rows are passed on. */
static enum up_status classify_part(struct up_sync *sync, struct up_stopwatch *watch,
				    struct up_buffer *known, struct up_error *err)
{
	const size_t first = known->length;
	UP_CLASSES classes = {0};
	int64_t created = 0;

	if (up_sync_is_whole(sync)) {
		for (size_t row = 0; row < sync->fetched.row_count; row++)
			up_buffer_append_char(known, UP_CLASS_KNOWN);
		up_stopwatch_end(watch, UP_STAGE_CLASSIFY);
		return up_buffer_check(known, err);
	}
	/* As many are to come as there have been. */
	UP_TRY(up_classify(&sync->classifier, &sync->fetched, 2 * watch->result->rows_fetched,
			   known, err));
	UP_TRY(up_classes_split(&sync->fetched, known->data + first, &classes, err));
	up_stopwatch_end(watch, UP_STAGE_CLASSIFY);
	UP_TRY(up_creator_run(&sync->creator, classes.created, &created, err));
	watch->result->rows_created += created;
	up_stopwatch_end(watch, UP_STAGE_CREATE);
	return UP_OK;
}

/* The first pass: classify and create.  The first batch has been fetched. */
static enum up_status classify_stream(struct up_sync *sync, struct up_stopwatch *watch,
				      struct passes *passes, struct up_error *err)
{
	const struct up_sync_options *o = &sync->options;
	struct up_buffer *known = &passes->known;
	bool ended = false;

	while (sync->fetched.row_count > 0) {
		UP_TRY(up_sync_deduplicate(sync, watch->result, err));
		UP_TRY(up_repeats_note(&passes->repeats, &sync->duplicates, err));
		UP_TRY(classify_part(sync, watch, known, err));
		UP_TRY(add_gone(sync, watch, err));
		if (up_sync_has_gone_stage(sync, watch->result))
			up_stopwatch_end_gone(watch);
		if (o->reference != NULL)
			UP_TRY(up_reference_add(o->reference, sync->conn, &sync->fetched, err));
		up_stopwatch_end(watch, UP_STAGE_REFERENCES);

		up_batch_clear(&sync->fetched);
		if (!ended)
			UP_TRY(fetch(sync, o->batch_rows, &ended, err));
		up_stopwatch_end(watch, UP_STAGE_FETCH);
	}
	return UP_OK;
}

/* What a pass after the first does with each batch; row is the number of its first row. */
typedef enum up_status batch_function(struct up_sync *sync, struct up_stopwatch *watch,
				      struct passes *passes, size_t row, struct up_error *err);

static enum up_status read_again(struct up_sync *sync, struct up_stopwatch *watch,
				 struct passes *passes, batch_function *function,
				 struct up_error *err)
{
	const struct up_sync_options *o = &sync->options;
	struct up_sync_result counted = {0}; /* in the first pass */
	size_t row = 0;
	bool ended = false;

	UP_TRY(o->source->rewind(o->source, err));
	while (!ended) {
		up_batch_clear(&sync->fetched);
		UP_TRY(fetch(sync, o->batch_rows, &ended, err));
		up_stopwatch_end(watch, UP_STAGE_FETCH);
		UP_TRY(up_sync_deduplicate(sync, &counted, err));
		if (row + sync->fetched.row_count > passes->known.length)
			return up_fail(err, UP_INVALID,
				       "the source has more rows when it is read again");
		UP_TRY(function(sync, watch, passes, row, err));
		row += sync->fetched.row_count;
	}
	return UP_OK;
}

static enum up_status mark_repeats(struct up_sync *sync, struct up_stopwatch *watch,
				   struct passes *passes, size_t row, struct up_error *err)
{
	size_t found;

	UP_TRY(up_repeats_mark(&passes->repeats, &sync->duplicates, &sync->fetched, row,
			       passes->known.data, UP_CLASS_SUPERSEDED, &found, err));
	watch->result->rows_duplicate += (int64_t)found;
	up_stopwatch_end(watch, UP_STAGE_CLASSIFY);
	return UP_OK;
}

static enum up_status add_references(struct up_sync *sync, struct up_stopwatch *watch,
				     struct passes *passes, size_t row, struct up_error *err)
{
	const struct up_reference *reference = sync->options.reference;
	UP_CLASSES classes = {0};

	UP_TRY(up_classes_split(&sync->fetched, up_buffer_string(&passes->known) + row, &classes,
				err));
	UP_TRY(up_reference_add(reference, sync->conn, classes.created, err));
	UP_TRY(up_reference_add(reference, sync->conn, classes.updated, err));
	up_stopwatch_end(watch, UP_STAGE_REFERENCES);
	return UP_OK;
}

/* Between the passes: what another batch brings again.  As a rule there is nothing. */
static enum up_status find_repeats(struct up_sync *sync, struct up_stopwatch *watch,
				   struct passes *passes, struct up_error *err)
{
	up_repeats_sort(&passes->repeats);
	up_stopwatch_end(watch, UP_STAGE_CLASSIFY);
	if (passes->repeats.count > 0)
		UP_TRY(read_again(sync, watch, passes, mark_repeats, err));
	if (passes->repeats.count > 0 && sync->options.reference != NULL) {
		UP_TRY(up_reference_restart(sync->conn, err));
		UP_TRY(read_again(sync, watch, passes, add_references, err));
	}
	up_repeats_release(&passes->repeats);
	return UP_OK;
}

static enum up_status update_known(struct up_sync *sync, struct up_stopwatch *watch,
				   struct passes *passes, size_t row, struct up_error *err)
{
	UP_CLASSES classes = {0};

	UP_TRY(up_classes_split(&sync->fetched, up_buffer_string(&passes->known) + row, &classes,
				err));
	up_stopwatch_end(watch, UP_STAGE_CLASSIFY);
	UP_TRY(up_update_stage_apply(sync->update, classes.updated, err));
	up_stopwatch_end(watch, UP_STAGE_UPDATE);
	return UP_OK;
}

/* The last pass: update the rows that the table has. */
static enum up_status update_stream(struct up_sync *sync, struct up_stopwatch *watch,
				    struct passes *passes, struct up_error *err)
{
	struct up_conn_counters before = up_pool_counters(sync->options.pool);

	UP_TRY(up_sync_begin_update(sync, err));
	up_stopwatch_end(watch, UP_STAGE_UPDATE);
	UP_TRY(read_again(sync, watch, passes, update_known, err));
	UP_TRY(up_sync_finish_update(sync, watch->result, err));
	up_stopwatch_end(watch, UP_STAGE_UPDATE);
	up_sync_count_update(sync, &before, watch->result);
	return UP_OK;
}

static enum up_status run_stream(struct up_sync *sync, struct up_stopwatch *watch,
				 struct up_error *err)
{
	const struct up_sync_options *o = &sync->options;
	UP_CLEANUP(passes_release) struct passes passes = {0};

	UP_TRY(up_transaction_begin(sync->conn, NULL, err));
	up_stopwatch_end(watch, UP_STAGE_CLASSIFY);
	if (o->reference != NULL)
		UP_TRY(up_reference_begin(sync->conn, err));
	up_stopwatch_end(watch, UP_STAGE_REFERENCES);
	if (!up_sync_is_whole(sync)) {
		UP_TRY(up_gone_begin(&o->gone, sync->conn, o->relation, err));
		up_stopwatch_end_gone(watch);
	}
	UP_TRY(classify_stream(sync, watch, &passes, err));
	UP_TRY(find_repeats(sync, watch, &passes, err));
	UP_TRY(update_stream(sync, watch, &passes, err));
	UP_TRY(finish_gone(sync, watch, err));
	if (o->reference != NULL)
		UP_TRY(up_reference_upsert_added(o->reference, sync->conn, o->relation, o->scope,
						 false, &watch->result->references, err));
	up_stopwatch_end(watch, UP_STAGE_REFERENCES);
	return up_sync_commit(sync, watch, err);
}

static enum up_status run_stages(struct up_sync *sync, struct up_sync_result *result,
				 struct up_error *err)
{
	const struct up_sync_options *o = &sync->options;
	const int64_t start = up_clock_ns();
	struct up_stopwatch watch = {
		.options = o, .result = result, .since = start, .start = start};
	bool ended;

	up_batch_clear(&sync->fetched);
	UP_TRY(up_source_refresh(o->source, err));
	if (o->overlap)
		return up_overlap_run(sync, &watch, err);
	UP_TRY(fetch(sync, o->batch_rows, &ended, err));
	bool streams = !ended && up_strategy_streams(o->strategy, &o->update);
	if (!ended && !streams)
		UP_TRY(fetch(sync, SIZE_MAX, &ended, err));
	up_stopwatch_end(&watch, UP_STAGE_FETCH);

	if (streams) {
		UP_TRY(run_stream(sync, &watch, err));
		/* Many syncs may be open, and only one runs. */
		up_batch_release(&sync->fetched);
		UP_TRY(up_batch_init(&sync->fetched, o->relation, err));
	} else {
		UP_TRY(run_in_memory(sync, &watch, err));
	}
	result->rows_existing =
		result->rows_fetched - result->rows_duplicate - result->rows_created;
	memcpy(result->critical_ns, result->stage_ns, sizeof result->critical_ns);
	return UP_OK;
}

enum up_status up_sync_run(struct up_sync *sync, struct up_sync_result *result,
			   struct up_error *err)
{
	struct up_sync_result new = {.encode_ns = -1, .rows_gone = -1};
	enum up_status status = run_stages(sync, &new, err);

	if (sync->options.pool->count == 1) /* several workers wait at the same time */
		new.encode_ns = new.stage_ns[UP_STAGE_UPDATE] - new.update.wait_ns;
	up_classifier_restart(&sync->classifier);
	if (status != UP_OK) {
		up_update_stage_rollback(sync->update);
		up_conn_rollback(sync->conn);
	} else {
		*result = new;
	}
	return status;
}
