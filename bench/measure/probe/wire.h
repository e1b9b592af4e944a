/* SPDX-License-Identifier: PostgreSQL */
/*
 * Counts the bytes of connections of this process, exactly: libpq has no hook for them, a Unix
 * socket no statistics, and a relay in between would change the times.
 *
 * libpq moves every byte of a connection, encrypted or not, by send() and recv().  wire.c defines
 * both: in a program that links it, the dynamic linker binds libpq to these, which do the same and
 * count the bytes of sockets that are watched.  That requires both among the dynamic symbols of the
 * program, where the linker puts what a shared library refers to; wire_is_counting() detects a
 * program without them, or a libpq of another kind.
 *
 * Connections that are not watched (of a peer, of requests to cancel, for control) are not counted.
 * A connection belongs to one thread at a time, and so do its counters.
 */
#ifndef MEASURE_PROBE_WIRE_H
#define MEASURE_PROBE_WIRE_H

#include "pg/pool.h"

/* Bytes on the wire, with TLS as encrypted. */
struct wire_counters {
	int64_t bytes_sent;
	int64_t bytes_received;
};

/* The counters of the connections of a pool. */
struct wire {
	struct wire_counters *counters; /* owned; one per connection */
	size_t count;
};

/* Counts from 0 what the connections of pool send and receive from now on.  They must be forgotten
 * before they are closed, because the number of a socket is used again. */
UP_MUST_CHECK enum up_status wire_watch(struct wire *wire, const struct up_pool *pool,
					struct up_error *err);
void wire_forget(struct wire *wire);

/* The sum over all connections. */
struct wire_counters wire_read(const struct wire *wire);

/* False if bytes are missing: no round trip is without any. */
bool wire_is_counting(struct wire_counters counters, int64_t round_trips);

#endif
