/* SPDX-License-Identifier: PostgreSQL */
/*
 * A source that keeps its reader waiting: it stands in for one that is far away, such
 * as a partner's API, with a delay that is stated instead of measured.
 */
#ifndef MEASURE_WORKLOAD_DELAYED_H
#define MEASURE_WORKLOAD_DELAYED_H

#include "model/source.h"

#include <stdint.h>

/*
 * The rows of inner, which is owned from now on, also when this fails.  The first read,
 * and the first one after each rewind, waits delay_ns (0 or more) before it reads.
 * Without a delay *source is inner itself.
 *
 * A wait that is interrupted fails with UP_INTERRUPTED, and so is inner; the next read after a refresh waits
 * anew.
 */
UP_MUST_CHECK enum up_status delayed_open(struct up_source *inner, int64_t delay_ns,
					  struct up_source **source, struct up_error *err);

#endif
