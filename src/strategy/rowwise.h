/* SPDX-License-Identifier: PostgreSQL */
/* What the strategies of one UPDATE a row have in common: the statement, and the
 * parameters of a row. */
#ifndef UP_STRATEGY_ROWWISE_H
#define UP_STRATEGY_ROWWISE_H

#include "pg/binding.h"
#include "strategy/strategy.h"

/* The state of such a strategy. */
struct rowwise {
	struct up_buffer sql;
	struct up_binding binding;
};

/* The name under which up_rowwise_prepare_statement() prepares. */
#define ROWWISE_STATEMENT "upsync_row"

/* Hooks: build the statement; build and prepare it; free the state. */
enum up_status up_rowwise_prepare(struct up_update *update, struct up_error *err);
enum up_status up_rowwise_prepare_statement(struct up_update *update, struct up_error *err);
void up_rowwise_release(struct up_update *update);

/* The parameters of one row for the prepared statement: its columns, in binary where that is
 * less work for the server, then the scope. */
UP_MUST_CHECK enum up_status up_rowwise_bind_prepared(struct up_update *update,
						      const struct up_batch *batch, size_t row,
						      struct up_params *params,
						      struct up_error *err);

/* The hook apply for one statement and round trip a row, with parameters in text. */
enum up_status up_rowwise_apply(struct up_update *update, const struct up_batch *batch,
				size_t first, size_t count, struct up_error *err);

#endif
