/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/tryout.h"

#include "measure/server/refusal.h"
#include "source/memory.h"

#include <stdlib.h>

void tryout_list_release(struct tryout_list *list)
{
	for (size_t t = 0; t < list->count; t++)
		free(list->items[t].refusal);
	free(list->items);
}

/* ---- one --------------------------------------------------------------- */

static enum up_status take_rows(const struct trial *trial, struct up_batch *batch,
				struct up_error *err)
{
	const struct rows *rows = trial->dataset->population->rows;

	UP_TRY(up_batch_init(batch, &trial->relation, err));
	for (size_t row = 0; row < rows->count && row < TRYOUT_ROWS; row++)
		UP_TRY(rows->append(rows, row, EDITION_NEW, batch, err));
	return UP_OK;
}

/* They are counted at most: of a sync that brings ten rows nearly all the others are gone. */
static struct up_gone tried_gone(const struct trial *trial)
{
	const struct up_gone gone = case_gone(trial->trial_case, trial->oracle->subject);

	return (struct up_gone){.action = gone.action == UP_GONE_IGNORE ? UP_GONE_IGNORE
									: UP_GONE_COUNT};
}

static enum up_status sync_rows(const struct trial *trial, const struct up_pool *pool,
				struct up_source *source, struct up_error *err)
{
	const struct trial_case *trial_case = trial->trial_case;
	const struct subject *subject = trial->oracle->subject;
	const struct up_sync_options options = {
		.pool = pool,
		.relation = &trial->relation,
		.scope = subject->scope,
		.source = source,
		.strategy = trial_case->strategy,
		.update = case_options(trial_case),
		.tuned = trial_case->key.factors.tuned,
		.create = case_creator(trial_case),
		.gone = tried_gone(trial),
		.reference = subject->reference,
		.strategy_context = source,
	};
	UP_SYNC *sync = NULL;
	struct up_sync_result result;

	UP_TRY(up_sync_open(&options, &sync, err));
	return up_sync_run(sync, &result, err);
}

static enum up_status update(const struct trial *trial, struct up_source *source,
			     struct up_error *err)
{
	struct watchdog *watchdog = trial->test_server->watchdog;
	UP_POOL pool = {0};

	UP_TRY(server_open_pool(trial->test_server->server, trial->way, 1, &pool, err));
	watchdog_arm(watchdog, (struct watchdog_target){.conns = pool.conns, .count = pool.count},
		     trial->trial_case->sampling.timeout_ns);
	enum up_status status = case_apply_settings(trial->trial_case, pool.conns[0], err);
	if (status == UP_OK)
		status = sync_rows(trial, &pool, source, err);
	return watchdog_finish(watchdog, status, err);
}

/* Sets the refusal, if it is one.  Other tryouts have not left anything but the same rows in the
 * table. */
static enum up_status try_case(struct tryout_list *list, struct trial *trial, struct tryout *tryout,
			       struct up_error *err)
{
	const struct up_strategy *strategy = trial->trial_case->strategy;
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	struct up_error reason = {0};
	enum up_status status = UP_OK;

	UP_TRY(take_rows(trial, &batch, err));
	UP_TRY(up_memory_open(&batch, &source, err));
	if (list->dataset != trial->dataset)
		status = trial_restore(trial, &reason);
	list->dataset = status == UP_OK ? trial->dataset : NULL;
	if (status == UP_OK) {
		status = update(trial, source, &reason);
		dataset_note_sync(trial->dataset, true,
				  status != UP_OK &&
					  (strategy->flags & UP_STRATEGY_AUTOCOMMIT) != 0);
	}
	if (status == UP_INTERRUPTED || status == UP_NO_MEMORY) {
		*err = reason;
		return status;
	}
	/* The server may be another one now. */
	if (status == UP_CONNECTION)
		list->dataset = NULL;
	if (status == UP_STATEMENT && list->dataset != NULL && refusal_is(&reason))
		return text_set(&tryout->refusal, reason.message, err);
	return UP_OK;
}

/* ---- all --------------------------------------------------------------- */

static bool is_same_text(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* Are its statements those of the other, but for how many rows there are? */
static bool is_like(const struct trial_case *a, const struct trial_case *b)
{
	const struct factors *of_a = &a->key.factors;
	const struct factors *of_b = &b->key.factors;

	return a->strategy == b->strategy && a->arm == b->arm && of_a->columns == of_b->columns &&
	       of_a->partitions == of_b->partitions && of_a->partition_by == of_b->partition_by &&
	       of_a->tuned == of_b->tuned && of_a->skip_unchanged == of_b->skip_unchanged &&
	       (of_a->new > 0) == (of_b->new > 0) && of_a->gone == of_b->gone &&
	       is_same_text(of_a->settings, of_b->settings);
}

static const struct tryout *find(const struct tryout_list *list,
				 const struct trial_case *trial_case)
{
	for (size_t t = 0; t < list->count; t++) {
		if (is_like(list->items[t].trial_case, trial_case))
			return &list->items[t];
	}
	return NULL;
}

static enum up_status add(struct tryout_list *list, struct trial *trial,
			  const struct tryout **added, struct up_error *err)
{
	struct tryout *items = reallocarray(list->items, list->count + 1, sizeof *items);

	if (items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a tryout");
	list->items = items;
	struct tryout *tryout = &items[list->count++];
	*tryout = (struct tryout){.trial_case = trial->trial_case};
	*added = tryout;
	return try_case(list, trial, tryout, err);
}

enum up_status tryout_list_try(struct tryout_list *list, struct trial *trial, struct up_error *err)
{
	if (trial->peer != NULL || trial->trial_case->role == ROLE_IDLE)
		return UP_OK;
	const struct tryout *tryout = find(list, trial->trial_case);
	if (tryout == NULL)
		UP_TRY(add(list, trial, &tryout, err));
	/* add() set it, or failed. */
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
	if (tryout->refusal == NULL)
		return UP_OK;
	return up_fail(err, UP_UNSUPPORTED, "the server refuses it: %s", tryout->refusal);
}
