/* SPDX-License-Identifier: PostgreSQL */
/*
 * Judges what a strategy did with hostile data: an attempt ends with a verdict and an outcome in
 * words.  The table is read back by a connection and a parser of its own (measure/conformance/target.h).
 */
#ifndef MEASURE_CONFORMANCE_JUDGMENT_H
#define MEASURE_CONFORMANCE_JUDGMENT_H

#include "measure/conformance/attempt.h"

/* Sets verdict and outcome by status, error, counts and the state of the table.  Fails when the
 * server does. */
UP_MUST_CHECK enum up_status judgment_make(struct attempt *attempt, struct up_error *err);

#endif
