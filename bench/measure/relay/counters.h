/* SPDX-License-Identifier: PostgreSQL */
/* What passed through a relay since it was started. */
#ifndef MEASURE_RELAY_COUNTERS_H
#define MEASURE_RELAY_COUNTERS_H

#include <stdint.h>

/* Bytes are counted when the relay gets them, before it passes them on: whoever has an answer
 * finds all of it here. */
struct relay_counters {
	int64_t connections; /* taken from clients, requests to cancel among them */
	int64_t bytes_to_server;
	int64_t bytes_to_client;
	int64_t round_trips; /* times that the server was heard after the client was */
};

#endif
