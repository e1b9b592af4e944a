/* SPDX-License-Identifier: PostgreSQL */
/*
 * The server of a private cluster as a child process: initdb, start, stop.
 * For the guardian, and nobody else: it takes SIGCHLD and every child of the
 * calling process for its own.
 *
 * Every wait here is bounded and ends early, with pm->abandoned set, when the
 * other end of the lifeline is closed.
 */
#ifndef MEASURE_SERVER_POSTMASTER_H
#define MEASURE_SERVER_POSTMASTER_H

#include "measure/server/layout.h"

struct postmaster {
	const struct layout *layout; /* borrowed */
	int lifeline;                /* borrowed socket; hangs up when the harness ends */
	int children;                /* signalfd of SIGCHLD, which must be blocked */
	bool abandoned;              /* the lifeline hung up */
	pid_t pid;                   /* the process that is waited for; 0: none */
	int exit_status;             /* of the last one, as of waitpid() */
	off_t log_begin;             /* where its part of the log begins */
};

/* UP_IO when the process cannot watch its children. */
UP_MUST_CHECK enum up_status postmaster_init(struct postmaster *pm, const struct layout *layout,
					     int lifeline, struct up_error *err);

/* Runs initdb to its end.  UP_IO: the message has its complaint. */
UP_MUST_CHECK enum up_status postmaster_create(struct postmaster *pm, struct up_error *err);

/* Starts the server and waits until it accepts connections; none is left after
 * a failure.  UP_IO: the message has its complaint; UP_TIMEOUT;
 * UP_INTERRUPTED: abandoned. */
UP_MUST_CHECK enum up_status postmaster_start(struct postmaster *pm, struct up_error *err);

/* SIGINT: disconnects everybody, checkpoints, ends.  When that takes too long,
 * goes on as postmaster_stop_immediately(). */
void postmaster_stop(struct postmaster *pm);

/* SIGQUIT: everything ends at once, and the next start recovers from WAL.
 * Whoever ignores that (a stopped process, or one deep inside LLVM) is
 * killed.  When it returns, no process of the server exists any more. */
void postmaster_stop_immediately(struct postmaster *pm);

#endif
