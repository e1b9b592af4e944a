/* SPDX-License-Identifier: PostgreSQL */
/*
 * The resource usage of a sample: the probes around one sync.
 *
 *   resource_usage_begin() → the sync → resource_usage_end() → the sample
 *
 * What a server or this machine does not report stays UNMEASURED:
 *   of a peer       what its own connections and processes do, but for WAL and sizes
 *   pooled          what backends do: which they are is known in the transaction alone
 *   cold            WAL records, pages and temporary files: what connecting and preparing did
 *                   would be among them, unless the new session were made to report it, and then
 *                   it would be less cold
 *   a named server  what others have a part in: WAL and pages, unless it counts each backend
 *                   (backend_counters.h), temporary files, catalogs
 *   a table that Citus distributes
 *                   all but sizes: what other nodes do is not counted
 *   elsewhere       processor time, instructions and memory of backends
 */
#ifndef MEASURE_TRIAL_RESOURCE_USAGE_H
#define MEASURE_TRIAL_RESOURCE_USAGE_H

#include "measure/peer/peer.h"
#include "measure/probe/backend_counters.h"
#include "measure/probe/server_counters.h"
#include "measure/server/server.h"
#include "record/sample.h"

#define RESOURCE_USAGE_BACKENDS 64 /* as many as workers at most */

struct resource_usage_subject {
	const struct server *server;
	const struct up_pool *pool;
	const struct up_relation *relation;
	struct peer *peer; /* NULL: none */
	bool pooled;
	bool cold;
};

struct resource_usage { /* begin with {0} */
	struct server_counters counters;
	struct backend_counters backend_counters; /* if it counts_backends */
	bool counts_backends;
	char *pids; /* of these backends, as the text of an array; owned */
	bool known; /* true: the server reported them, else see refusal */
	int64_t backends[RESOURCE_USAGE_BACKENDS]; /* process ids here, or PROCESS_UNKNOWN */
	int64_t server_cpu_ns;                     /* value at begin, as the next */
	int64_t client_cpu_ns;
	/* Of instructions (measure/probe/perf_count.h); those of the backends, then the client's. */
	int instructions[RESOURCE_USAGE_BACKENDS + 1];
	size_t instructions_count; /* that are open; 0: the sample ended */
	bool backends_reset;       /* their peaks are known */
	int64_t client_bytes;      /* memory of the client at begin, or PROCESS_UNKNOWN */
	int64_t probe_ns;
	struct up_error refusal; /* UP_OK: none */
};

/* What WAL and pages are counted of on that server: "server", all that it does, "backends", those of
 * the sample; NULL: they are not. */
const char *resource_usage_source(const struct server *server);

/* Are its backends counted one by one?  A peer must have flushed before, at both ends. */
bool resource_usage_counts_backends(const struct resource_usage_subject *subject);

/* Ends what a sample that failed left open. */
void resource_usage_release(struct resource_usage *usage);
#define RESOURCE_USAGE UP_CLEANUP(resource_usage_release) struct resource_usage

/* An error only if the connection is lost.  Missing privileges are no error: the columns stay
 * empty. */
UP_MUST_CHECK enum up_status resource_usage_begin(struct resource_usage *usage,
						  const struct resource_usage_subject *subject,
						  struct up_error *err);
UP_MUST_CHECK enum up_status resource_usage_end(struct resource_usage *usage,
						const struct resource_usage_subject *subject,
						struct sample *sample, struct up_error *err);

#endif
