/* SPDX-License-Identifier: PostgreSQL */
/*
 * The process of a relay: a detached one (detached.h) that makes the place where it
 * listens, runs the loop (relay_loop.h), and removes the place again on request
 * stop or the harness is gone.  The harness waits inside libpq, and what it measures
 * shall not share a thread with what delays it.
 *
 * In front of a Unix socket it listens on one, in a directory of its own of mode 0700 in
 * TMPDIR; in front of TCP on a free port of 127.0.0.1.
 */
#ifndef MEASURE_RELAY_PROCESS_H
#define MEASURE_RELAY_PROCESS_H

#include "base/cleanup.h"
#include "base/error.h"
#include "measure/relay/loop.h"

struct relay_process;

/* socket_name is that of the Unix socket ("/.s.PGSQL.5432").  To be called while the
 * process has one thread.  UP_INVALID: TMPDIR (directory.h).  UP_IO, UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status relay_process_start(const struct socket_address *server,
						 const char *socket_name,
						 const struct relay_line *line,
						 struct relay_process **started,
						 struct up_error *err);

/* Where it listens: the directory of the Unix socket, or NULL and a port. */
const char *relay_process_directory(const struct relay_process *process);
int relay_process_port(const struct relay_process *process);

pid_t relay_process_id(const struct relay_process *process);

struct relay_counters relay_process_counters(const struct relay_process *process);

/* Ends it; its connections are lost.  NULL is fine. */
void relay_process_stop(struct relay_process *process);

static inline void relay_process_stop_p(struct relay_process **process)
{
	relay_process_stop(*process);
}
#define RELAY_PROCESS UP_CLEANUP(relay_process_stop_p) struct relay_process

#endif
