/* SPDX-License-Identifier: PostgreSQL */
/* The one clock that durations are taken from: CLOCK_MONOTONIC, nanoseconds. */
#ifndef UP_BASE_CLOCK_H
#define UP_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t up_clock_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

#endif
