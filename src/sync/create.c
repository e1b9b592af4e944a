/* SPDX-License-Identifier: PostgreSQL */
#include "sync/create.h"

enum up_status up_creator_open(struct up_creator *creator, const struct up_strategy *strategy,
			       struct up_conn *conn, const struct up_relation *relation,
			       const char *scope, struct up_error *err)
{
	size_t count;

	if (strategy == NULL)
		strategy = up_creators(&count)[0];
	*creator = (struct up_creator){
		.update = {.strategy = strategy, .relation = relation, .scope = scope}};
	UP_TRY(up_strategy_check(strategy, &creator->update, err));
	UP_TRY(up_strategy_check_server(strategy, conn, err));
	creator->update.conn = conn;
	return strategy->prepare != NULL ? strategy->prepare(&creator->update, err) : UP_OK;
}

void up_creator_close(struct up_creator *creator)
{
	const struct up_strategy *strategy = creator->update.strategy;

	if (strategy != NULL && strategy->release != NULL)
		strategy->release(&creator->update);
	*creator = (struct up_creator){0};
}

enum up_status up_creator_run(struct up_creator *creator, const struct up_batch *batch,
			      int64_t *created, struct up_error *err)
{
	struct up_update *update = &creator->update;
	const struct up_strategy *strategy = update->strategy;
	const int64_t before = update->rows_updated;
	size_t chunk = up_strategy_chunk(strategy, &update->options);

	if (chunk == 0 || chunk > batch->row_count)
		chunk = batch->row_count;
	for (size_t row = 0; row < batch->row_count; row += chunk) {
		const size_t left = batch->row_count - row;
		UP_TRY(strategy->apply(update, batch, row, left < chunk ? left : chunk, err));
	}
	*created = update->rows_updated - before;
	return UP_OK;
}

enum up_status up_create(struct up_conn *conn, const struct up_batch *batch, const char *scope,
			 int64_t *created, struct up_error *err)
{
	UP_CREATOR creator = {0};

	UP_TRY(up_creator_open(&creator, NULL, conn, batch->relation, scope, err));
	return up_creator_run(&creator, batch, created, err);
}
