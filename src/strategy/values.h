/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the strategies have in common that send (VALUES ($1, $2, …), (…)) with every value a
 * parameter, a chunk of rows per statement.
 */
#ifndef UP_STRATEGY_VALUES_H
#define UP_STRATEGY_VALUES_H

#include "pg/statement.h"
#include "strategy/strategy.h"

/* In which a strategy differs from its siblings. */
struct values_kind {
	const char *prepared; /* the name of its prepared statement */
	void (*statement)(struct up_buffer *sql, const struct up_sql_update *update);
};

/* For the hook prepare; the other hooks are used as they are. */
UP_MUST_CHECK enum up_status up_values_prepare(struct up_update *update,
					       const struct values_kind *kind,
					       struct up_error *err);

enum up_status up_values_check(const struct up_update *update, struct up_error *err);
enum up_status up_values_apply(struct up_update *update, const struct up_batch *batch, size_t first,
			       size_t count, struct up_error *err);
void up_values_release(struct up_update *update);

/* Rows per statement where nobody states them. */
#define VALUES_CHUNK 100

#endif
