/* SPDX-License-Identifier: PostgreSQL */
/*
 * A stream into a pipe or a socket whose reader may leave before the end, as `head` does.
 *
 * That is no failure of the program that writes: what comes after it is dropped, no write
 * fails, and the program goes on and exits as it would have done.  SIGPIPE must be ignored.
 * Every other failure (a full disk, a closed descriptor) is one of the stream.
 */
#ifndef RECORD_OUTLET_H
#define RECORD_OUTLET_H

#include <stdbool.h>
#include <stdio.h>

/* Whether fd is something that a reader can leave: a pipe, a FIFO, a socket. */
bool outlet_fits(int fd);

/* The stream, which closes fd with itself, buffered as a whole; NULL, with errno, when memory
 * runs out, and then fd stays open. */
FILE *outlet_open(int fd);

/* Whether the reader of fd has left, so that going on is work for nobody.  False for what has
 * no reader. */
bool outlet_is_abandoned(int fd);

#endif
