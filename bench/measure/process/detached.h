/* SPDX-License-Identifier: PostgreSQL */
/*
 * A detached process does something for the harness and clears up after it,
 * whatever happens to the harness.
 *
 * It is a fork in a session of its own that blocks all signals: Ctrl-C on the
 * terminal reaches the harness alone.  It holds none of the harness's descriptors
 * but one, its end of a socket pair, the *lifeline*.  That the harness is gone it
 * learns from the lifeline, which hangs up; the kernel sees to it even after
 * SIGKILL.
 *
 * (A socket and not a pair of pipes: writing to a peer that died is then an error
 * and no SIGPIPE, and a message arrives whole or not at all.)
 */
#ifndef MEASURE_PROCESS_DETACHED_H
#define MEASURE_PROCESS_DETACHED_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct detached {
	int lifeline; /* the harness's end; -1: dismissed */
	pid_t process;
};

/* What the process does; must not return. */
typedef void detached_body(void *context, int lifeline);

/* Forks it.  To be called while the process has one thread.  name is what ps shows, of 15
 * characters at most.  UP_IO: there is no process. */
UP_MUST_CHECK enum up_status detached_start(const char *name, detached_body *body, void *context,
					    struct detached *started, struct up_error *err);

/* Sends a message, or receives one of exactly that size: false when the other end is gone. */
bool detached_send(int lifeline, const void *message, size_t size);
bool detached_receive(int lifeline, void *message, size_t size);

/* Hangs up, and waits until the process has ended by itself. */
void detached_dismiss(struct detached *detached);

#endif
