/* SPDX-License-Identifier: PostgreSQL */
/*
 * Values that must not reach a server: a text with a NUL byte.  A text parameter ends there, and
 * some strategies would truncate the value silently.
 */
#ifndef UP_SYNC_VALID_H
#define UP_SYNC_VALID_H

#include "model/batch.h"

/* UP_INVALID, naming row and column; the first row of the batch has the number first + 1. */
UP_MUST_CHECK enum up_status up_valid_check(const struct up_batch *batch, int64_t first,
					    struct up_error *err);

#endif
