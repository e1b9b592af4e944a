/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the strategies have in common that send one array a column and unnest
 * them on the server: the number of parameters does not grow with the rows.
 *
 * Arrays are cast to types without a modifier: a cast to varchar(20)[] would
 * cut longer values short without an error.
 */
#ifndef UP_STRATEGY_ARRAYS_H
#define UP_STRATEGY_ARRAYS_H

#include "pg/statement.h"
#include "strategy/strategy.h"

/* In which a strategy differs from its siblings. */
struct arrays_kind {
	bool binary;   /* arrays in binary rather than as text */
	bool prepared; /* the statement is prepared once a connection */
	void (*statement)(struct up_buffer *sql, const struct up_sql_update *update);
};

/* For the hook prepare; the other hooks are used as they are. */
UP_MUST_CHECK enum up_status up_arrays_prepare(struct up_update *update,
					       const struct arrays_kind *kind,
					       struct up_error *err);

enum up_status up_arrays_apply(struct up_update *update, const struct up_batch *batch, size_t first,
			       size_t count, struct up_error *err);
void up_arrays_release(struct up_update *update);

#define ARRAYS_FLAGS (UP_STRATEGY_CHUNKED | UP_STRATEGY_PARALLEL | UP_STRATEGY_SKIPS)

/* The encoded arrays, and libpq's buffer that they are copied into. */
#define ARRAYS_COPIES 2

/* What they recommend for their transaction. */
extern const struct up_tuning up_arrays_tuning[];

#endif
