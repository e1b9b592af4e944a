/* SPDX-License-Identifier: PostgreSQL */
/*
 * An upbench that is the peer of another one: the protocol of README.md beside this
 * file, served for the strategies of this program.
 */
#ifndef MEASURE_PEER_SERVE_H
#define MEASURE_PEER_SERVE_H

#include "base/error.h"

#include <stdio.h>

/* Reads messages from in and answers each with a line on out, until in ends.  version
 * is what is measured, for the record: "upbench 0.1.0 (0123456789ab)".  The server is
 * where libpq's variables in the environment say.
 *
 * What goes wrong with a measurement is an answer, "skip" or "error", after which
 * nothing but the end of in is expected, and no failure of this function.  UP_INVALID:
 * a message is malformed, or comes out of turn; it has no answer.  UP_IO: in or out
 * failed. */
UP_MUST_CHECK enum up_status serve(FILE *in, FILE *out, const char *version, struct up_error *err);

#endif
