/* SPDX-License-Identifier: PostgreSQL */
/*
 * An upbench that is the peer of another one: serves the protocol of README.md in this folder for
 * the strategies that find knows.
 */
#ifndef MEASURE_PEER_SERVE_H
#define MEASURE_PEER_SERVE_H

#include "strategy/strategy.h"

#include <stdio.h>

/* Reads messages from in and answers each with a line on out, until in ends.  version is for the
 * record: "upbench 0.1.0 (0123456789ab)".  The server is that of libpq's environment variables.
 *
 * The failure of an update is an answer, "skip" or "error", after which only the end of in is
 * expected, and no failure of this function.  UP_INVALID: a message is malformed or out of order;
 * it has no answer.  UP_IO: in or out failed. */
typedef const struct up_strategy *serve_finder(const char *name); /* NULL: there is none */
UP_MUST_CHECK enum up_status serve(FILE *in, FILE *out, const char *version, serve_finder *find,
				   struct up_error *err);

#endif
