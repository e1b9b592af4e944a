/* SPDX-License-Identifier: PostgreSQL */
/*
 * A relay stands in for a network between the harness and a server: connections
 * through it have a delay each way and, when asked, a limited bandwidth, and are
 * otherwise as direct ones.  (The kernel's own means, netem, needs privileges and a
 * module, and would delay all else on the machine.)
 *
 *   libpq ──── relay, a process of its own ──── server
 *
 * The server is reached by conninfo: through its Unix socket or by TCP, and the
 * relay is reached in the same way, because libpq speaks TLS only over TCP.  The name of
 * the host stays that of the server, so that its certificate can be verified.  The relay
 * survives a restart of the server: connections die, new ones reach the new one.
 *
 * The program micro-relay measures its own delay.
 */
#ifndef MEASURE_RELAY_RELAY_H
#define MEASURE_RELAY_RELAY_H

#include "base/cleanup.h"
#include "base/error.h"
#include "measure/relay/counters.h"

struct relay_options {
	const char *conninfo;         /* of the server */
	int64_t rtt_ns;               /* added to each round trip, half of it each way */
	int64_t bandwidth_bits_per_s; /* each way, of all connections together; 0: no limit */
};

struct relay;

/* Connects to the server once, to learn where it is; then starts the relay.  To be called
 * while the process has one thread.  UP_CONNECTION: the server is not reached.  UP_INVALID:
 * TMPDIR (directory.h).  UP_IO, UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status relay_start(const struct relay_options *options,
					 struct relay **started, struct up_error *err);

/* For libpq: the same server with the same parameters, through the relay; as long as the
 * relay is there.  May hold a password. */
const char *relay_conninfo(const struct relay *relay);

struct relay_counters relay_counters_read(const struct relay *relay);

/* Ends it; its connections are lost.  NULL is fine. */
void relay_stop(struct relay *relay);

static inline void relay_stop_p(struct relay **relay)
{
	relay_stop(*relay);
}
#define RELAY UP_CLEANUP(relay_stop_p) struct relay

#endif
