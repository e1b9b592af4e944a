/* SPDX-License-Identifier: PostgreSQL */
/*
 * A stream into a pipe or a socket, whose reader may leave before the end.  SIGPIPE must be
 * ignored.
 *
 * Of the standard output, that is no failure of the program that writes, as its reader (`head`)
 * has seen enough: later output is dropped, no write fails, and the program goes on and
 * exits as it would have done.  Of a FIFO that a user named, it is a failure (EPIPE), like
 * every other one (a full disk, a closed descriptor).
 */
#ifndef RECORD_OUTLET_H
#define RECORD_OUTLET_H

#include <stdbool.h>
#include <stdio.h>

/* Whether fd is something that a reader can leave: a pipe, a FIFO, a socket. */
bool outlet_fits(int fd);

enum outlet_end {
	OUTLET_DROPS, /* what a reader that left does not read */
	OUTLET_FAILS,
};

/* The stream, which closes fd with itself, buffered as a whole; NULL, with errno, when memory
 * runs out, and then fd stays open. */
FILE *outlet_open(int fd, enum outlet_end end);

/* Whether the reader of fd has left, so that going on is work for nobody.  False for a descriptor that
 * has no reader. */
bool outlet_is_abandoned(int fd);

#endif
