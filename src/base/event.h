/* SPDX-License-Identifier: PostgreSQL */
/*
 * Something that happens once, for threads that wait: one sets it, and whoever waits for it goes on; it
 * stays set until it is cleared.  It has a descriptor, so that it can be waited for beside others.
 *
 * All functions but init and release may be called by several threads at once.
 */
#ifndef UP_BASE_EVENT_H
#define UP_BASE_EVENT_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct up_event {
	int fd; /* of eventfd(2): readable (POLLIN) while the event is set */
};

/* Not set.  UP_IO: there are too many descriptors. */
UP_MUST_CHECK enum up_status up_event_init(struct up_event *event, struct up_error *err);
void up_event_release(struct up_event *event); /* one that was initialized, once */

void up_event_set(const struct up_event *event); /* also in a signal handler */
void up_event_clear(const struct up_event *event);
bool up_event_is_set(const struct up_event *event);

/* Waits until the event is set (true), or for limit_ns (false), which is 0 or more. */
bool up_event_wait(const struct up_event *event, int64_t limit_ns);

/* Waits until fd can be read, or is at its end (false), or until the event is set (true), which counts
 * more. */
bool up_event_wait_readable(const struct up_event *event, int fd);

#endif
