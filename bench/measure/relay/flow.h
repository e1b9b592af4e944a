/* SPDX-License-Identifier: PostgreSQL */
/*
 * A flow is one direction of a connection through the relay: the bytes that have
 * arrived and are still on their way, in order, each with the time at which it may
 * go on.  A line is what a flow goes through: a delay, and a bandwidth that all
 * flows of the same direction share.
 *
 *   arrival ──wait for the line──▶ sent, bit by bit ──delay──▶ release
 *
 * Memory is bounded: a flow that is full receives nothing, so the sender's socket
 * fills up, and the sender waits, as on a network.
 */
#ifndef MEASURE_RELAY_FLOW_H
#define MEASURE_RELAY_FLOW_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line {
	int64_t delay_ns;
	int64_t bits_per_second; /* 0: no limit */
	int64_t free_ns;         /* when the last byte so far is sent; CLOCK_MONOTONIC */
};

/* Bytes up to an end, counted from the first of the flow, may go on at a time. */
struct mark {
	int64_t release_ns;
	uint64_t end;
};

struct flow {
	char *ring; /* owned */
	size_t capacity;
	uint64_t received, sent; /* bytes, counted from the first of the flow */
	struct mark *marks;      /* owned; a ring as well */
	size_t mark_first, mark_count;
	bool blocked;   /* the receiver has no room */
	bool ended;     /* no more will arrive: at end_ns the receiver may know */
	bool is_closed; /* nothing more will go on; what still arrives is thrown away */
	int64_t end_ns;
};

/* UP_NO_MEMORY.  The memory is what a line of that kind can hold and 4 MiB more (a quarter
 * of one with a limited bandwidth, whose sender shall not run far ahead), used as needed. */
UP_MUST_CHECK enum up_status flow_init(struct flow *flow, const struct line *line,
				       struct up_error *err);
void flow_release(struct flow *flow);

/* Can it take more bytes? */
bool flow_has_room(const struct flow *flow);

/* Takes what the socket has, within reason, and returns how much it was; 0 when there is
 * nothing, or when it has ended, which the flow then knows. */
size_t flow_receive(struct flow *flow, struct line *line, int fd);

/* No more will arrive; bytes on their way are still delivered. */
void flow_end(struct flow *flow, const struct line *line);

/* Writes the bytes that are due now to the socket; after the end, shuts it down for writing.  A receiver
 * that is gone closes the flow: a sender that waited until somebody reads might never read
 * the bytes of the other way, the news of that end included. */
void flow_send(struct flow *flow, int fd, int64_t now_ns);

/* When flow_send() will have something to do; INT64_MAX: not by itself. */
int64_t flow_due_ns(const struct flow *flow);

/* Is it a message that somebody waits for, rather than a part of a stream? */
bool flow_is_short(const struct flow *flow);

#endif
