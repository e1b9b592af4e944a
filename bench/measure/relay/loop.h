/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the relay's process does: takes connections, opens one to the server for
 * each, and moves bytes between them with the delay and the bandwidth of a line for
 * each direction (flow.h), until the harness hangs up.
 *
 * One thread, one epoll.  Bytes are moved and never looked at, so that TLS and
 * requests to cancel pass as anything else does.  A connection whose server cannot
 * be reached is closed.
 */
#ifndef MEASURE_RELAY_LOOP_H
#define MEASURE_RELAY_LOOP_H

#include "measure/relay/counters.h"

#include <sys/socket.h>

struct socket_address {
	struct sockaddr_storage storage;
	socklen_t length;
};

struct relay_line {
	int64_t rtt_ns;          /* half of it each way */
	int64_t bits_per_second; /* each way, of all connections together; 0: no limit */
};

/* Returns when the lifeline has hung up, or when it cannot go on.  The listener does not
 * block. */
void relay_loop_run(int listener, int lifeline, const struct socket_address *server,
		    const struct relay_line *line, struct relay_counters *counters);

#endif
