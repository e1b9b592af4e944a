/* SPDX-License-Identifier: PostgreSQL */
/*
 * Counts the bytes of our own connections, exactly: libpq has no hook for them, a Unix socket
 * no statistics, and a relay in between would change what is timed.
 *
 * libpq moves every byte of a connection, encrypted or not, by send() and recv(). This file
 * defines both: in a program that links it, the dynamic linker gives libpq these, which do the
 * same and add to the counters of the connection that is watched.  That needs the two among
 * the dynamic symbols of the program, where the linker puts what a shared library refers to;
 * wire_is_counting() tells when it did not, or when a libpq of another kind is in use.
 *
 * What is not watched (a peer's connections, requests to cancel, the control connection) is
 * not counted. A connection belongs to one thread at a time, and so do its counters.
 */
#ifndef MEASURE_PROBE_WIRE_H
#define MEASURE_PROBE_WIRE_H

#include "pg/pool.h"

/* From now on what the connections of the pool send and receive is in their counters.  They
 * must be forgotten before they are closed: the number of a socket is soon another's. */
void wire_watch(const struct up_pool *pool);
void wire_forget(const struct up_pool *pool);

/* Were the bytes of these counters counted?  There is no round trip without any. */
bool wire_is_counting(const struct up_conn_counters *counters);

#endif
