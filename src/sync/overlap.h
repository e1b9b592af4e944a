/* SPDX-License-Identifier: PostgreSQL */
/* A sync that works on rows while later ones are fetched: see sync/sync.h. */
#ifndef UP_SYNC_OVERLAP_H
#define UP_SYNC_OVERLAP_H

#include "sync/state.h"

/* One sync of a source that was rewound, which begins where the stopwatch was started. */
UP_MUST_CHECK enum up_status up_overlap_run(struct up_sync *sync, const struct up_stopwatch *watch,
					    struct up_error *err);

#endif
