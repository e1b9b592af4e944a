/* SPDX-License-Identifier: PostgreSQL */
/*
 * A thread that stops statements that take too long, and all of them when the user interrupts the run.
 *
 * While it is armed it watches connections on which other threads wait, and the
 * peer that works beside them.  When the limit is over, a signal came, or workers of one sync wait for each
 * other (lock_wait.h), it asks more and more firmly, with WATCHDOG_GRACE_MS between:
 *
 *   1. a cancel request;
 *   2. pg_terminate_backend() over a connection of its own; a peer that was not
 *      waiting for the server is killed;
 *   3. for a private cluster: all server processes end and the server starts
 *      again (a statement being compiled by LLVM hears neither 1 nor 2); for a
 *      named server: the socket is shut down and the backend left to itself.  The
 *      peer is killed.
 *
 * With each of these it interrupts the source that rows are waited for from.
 */
#ifndef MEASURE_TRIAL_WATCHDOG_H
#define MEASURE_TRIAL_WATCHDOG_H

#include "measure/peer/peer.h"
#include "measure/server/server.h"
#include "measure/trial/lock_wait.h"
#include "model/source.h"

#define WATCHDOG_GRACE_MS 3000
/* How often it looks for workers that wait for each other; it acts when it has seen the same two
 * twice. */
#define WATCHDOG_LOCK_LOOK_MS 250

enum watchdog_verdict {
	WATCHDOG_QUIET,       /* nothing was done */
	WATCHDOG_TIMEOUT,     /* the limit was over */
	WATCHDOG_LOCKED,      /* a worker waited for another one */
	WATCHDOG_INTERRUPTED, /* the user asked to stop */
};

struct watchdog;

/* server is borrowed; its control connection is not touched. */
UP_MUST_CHECK enum up_status watchdog_start(struct server *server, struct watchdog **watchdog,
					    struct up_error *err);
void watchdog_stop(struct watchdog *watchdog); /* NULL is fine */

/* The watched connections; all is borrowed until the watchdog is disarmed. */
struct watchdog_target {
	struct up_conn *const *conns;
	size_t count;
	struct peer *peer; /* NULL: none */
	struct up_source
		*source; /* whose rows they wait for; NULL: none that is to be interrupted */
	/* Each keeps its locks until all are done: a wait of one for another does not end. */
	bool are_workers;
};

/* Watches from now on; limit_ns 0 is no limit, only signals count.  For workers it opens a connection
 * more, which it keeps. */
void watchdog_arm(struct watchdog *watchdog, struct watchdog_target target, int64_t limit_ns);

/* Stops watching, waits until an action under way is over, and returns
 * whether there was one. */
enum watchdog_verdict watchdog_disarm(struct watchdog *watchdog);

/* The same when the watched work has ended with status, for which what the watchdog did is the better
 * reason: UP_TIMEOUT and UP_STATEMENT (for workers that waited for each other), naming the wait
 * that was seen, and UP_INTERRUPTED. */
UP_MUST_CHECK enum up_status watchdog_finish(struct watchdog *watchdog, enum up_status status,
					     struct up_error *err);

#endif
