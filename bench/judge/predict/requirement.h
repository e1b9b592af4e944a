/* SPDX-License-Identifier: PostgreSQL */
/*
 * What an application and a server must provide for a strategy, as run.json lists it:
 *
 *   "strategies": {"copy-temp": {"requires": ["temporary-table", "copy"]}}
 *
 * It is not known of peers, nor of runs of older versions.
 */
#ifndef JUDGE_PREDICT_REQUIREMENT_H
#define JUDGE_PREDICT_REQUIREMENT_H

#include "record/manifest.h"

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
	REQUIRES_UNLOGGED_TABLE,
};
#define REQUIREMENT_COUNT 12

/* Bit r of *mask is enum requirement r; strategy may be NULL.  false: not known. */
bool requirement_find(const struct manifest *manifest, const char *strategy, unsigned *mask);

/* A word for programs, "temporary-table", and a sentence for people. */
const char *requirement_name(enum requirement requirement);
const char *requirement_text(enum requirement requirement);

#endif
