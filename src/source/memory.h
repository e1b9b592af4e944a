/* SPDX-License-Identifier: PostgreSQL */
/* A source over rows that are in memory already. */
#ifndef UP_SOURCE_MEMORY_H
#define UP_SOURCE_MEMORY_H

#include "model/source.h"

/* rows is borrowed and must not change while the source is used; the source's
 * relation is that of rows. */
UP_MUST_CHECK enum up_status up_memory_open(const struct up_batch *rows, struct up_source **source,
					    struct up_error *err);

#endif
