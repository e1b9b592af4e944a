/* SPDX-License-Identifier: PostgreSQL */
/*
 * What must not reach a server: a text with a NUL byte.  A text parameter ends there,
 * so that some strategies would cut the value short without a word.
 */
#ifndef UP_SYNC_VALID_H
#define UP_SYNC_VALID_H

#include "model/batch.h"

/* UP_INVALID names row and column; the batch's first row is told as number first + 1. */
UP_MUST_CHECK enum up_status up_valid_check(const struct up_batch *batch, int64_t first,
					    struct up_error *err);

#endif
