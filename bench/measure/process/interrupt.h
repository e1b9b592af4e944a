/* SPDX-License-Identifier: PostgreSQL */
/*
 * The user's wish to stop: SIGINT, SIGTERM or SIGHUP.  The handler prints that it was heard,
 * and notes the signal, in the one mutable global of the program; whoever waits looks here.  A
 * second signal of the same kind ends the program at once, with a message and the exit code
 * of an interruption: a private cluster is removed by its guardian, and a schema on a named
 * server is left (measure/server/leftover.h).
 */
#ifndef MEASURE_PROCESS_INTERRUPT_H
#define MEASURE_PROCESS_INTERRUPT_H

#include "base/error.h"

void interrupt_install(void);

/* The signal that asked to stop, or 0. */
int interrupt_signal(void);

/* UP_INTERRUPTED, with a message that names the signal. */
enum up_status interrupt_fail(struct up_error *err);

#endif
