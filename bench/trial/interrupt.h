/* SPDX-License-Identifier: PostgreSQL */
/*
 * The user's wish to stop: SIGINT, SIGTERM or SIGHUP.  The handler only notes the
 * signal, in the one mutable global of the program; whoever waits looks here.  A
 * second signal of the same kind ends the program at once.
 */
#ifndef TRIAL_INTERRUPT_H
#define TRIAL_INTERRUPT_H

void interrupt_install(void);

/* The signal that asked to stop, or 0. */
int interrupt_signal(void);

#endif
