/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a strategy asks of the application and of the server that would use it.  It is known
 * of our own strategies alone; of peers, and of strategies of another upbench, it is not.
 */
#ifndef JUDGE_PREDICT_REQUIREMENT_H
#define JUDGE_PREDICT_REQUIREMENT_H

#include <stdbool.h>
#include <stddef.h>

enum requirement {
	REQUIRES_SERVER_15,
	REQUIRES_MANY_TRANSACTIONS,
	REQUIRES_UNIQUE_KEY,
	REQUIRES_WHOLE_ROWS,
	REQUIRES_NO_ARRAYS,
	REQUIRES_TEMPORARY_TABLE,
	REQUIRES_KEPT_TABLE,
	REQUIRES_PREPARED,
	REQUIRES_COPY,
	REQUIRES_BINARY,
	REQUIRES_PIPELINE,
};
#define REQUIREMENT_COUNT 11

/* Bit r of *mask is enum requirement r.  false when the strategy is not known here. */
bool requirement_find(const char *strategy, unsigned *mask);

/* A word for programs, "temporary-table", and a sentence for people. */
const char *requirement_name(enum requirement requirement);
const char *requirement_text(enum requirement requirement);

#endif
