/* SPDX-License-Identifier: PostgreSQL */
/*
 * The critical path of stages that overlap in time: the chain of activities, each of which began
 * when the one before it ended, that leads from the beginning of a sync to its end.  The time of a
 * stage on it is what the sync would gain at most if that stage took no time.
 *
 * Each thread carries the path that leads to its last event.  Where a thread goes on with what
 * another one has done, it continues the path that ended later: that is what it waited for.
 */
#ifndef UP_SYNC_PATH_H
#define UP_SYNC_PATH_H

#include "sync/stage.h"

#include <stdint.h>

struct up_path {
	int64_t end;                /* up_clock_ns() of its last event */
	int64_t ns[UP_STAGE_COUNT]; /* of each stage; their sum is what passed until end */
};

/* A stage has been active on this thread since the path's last event. */
static inline void up_path_add(struct up_path *path, enum up_stage stage, int64_t now)
{
	path->ns[stage] += now - path->end;
	path->end = now;
}

/* What follows needs both. */
static inline void up_path_join(struct up_path *path, const struct up_path *other)
{
	if (other->end > path->end)
		*path = *other;
}

#endif
