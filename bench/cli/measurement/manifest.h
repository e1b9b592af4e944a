/* SPDX-License-Identifier: PostgreSQL */
/* The part of run.json that is known from the command line: how to repeat the run. */
#ifndef CLI_MEASUREMENT_MANIFEST_H
#define CLI_MEASUREMENT_MANIFEST_H

#include "cli/measurement/run_plan.h"
#include "cli/option/command.h"
#include "record/manifest.h"

/* Fills tool, command line, experiment, reference, seed, begin and what is confirmed, and takes the
 * claim out of the plan; measure/trial/description.h has the rest, for which a server is needed. */
UP_MUST_CHECK enum up_status manifest_begin(struct manifest *manifest,
					    const struct invocation *invocation,
					    struct run_plan *plan, struct up_error *err);

/* Sets the end to now and the outcome ("complete" or the message of what stopped the run). */
UP_MUST_CHECK enum up_status manifest_end(struct manifest *manifest, const char *outcome,
					  struct up_error *err);

#endif
