/* SPDX-License-Identifier: PostgreSQL */
/* Measures a plan on the servers of a command's options, into a run directory. */
#ifndef CLI_MEASUREMENT_MEASUREMENT_H
#define CLI_MEASUREMENT_MEASUREMENT_H

#include "cli/measurement/run_plan.h"
#include "cli/option/command.h"
#include "cli/output/stored_run.h"
#include "record/run_directory.h"

/* Before anything else: do the options of server and directory fit each other? */
UP_MUST_CHECK enum up_status measurement_check(const struct run_options *options,
					       struct up_error *err);

/* Starts or connects to the servers, takes the samples of plan->cases and shuts the servers
 * down, however it ends.  Of options, where the server is and how much is printed count.
 *
 * run is what was written, read back, also after a failure; its directory is NULL when there is
 * not a single sample, and then nothing is left behind.  *code becomes EXIT_CODE_FAILED or
 * EXIT_CODE_WRONG_STATE after a sample that ended so.
 *
 * UP_UNSUPPORTED: no case could be measured. */
UP_MUST_CHECK enum up_status measurement_run(const struct invocation *invocation,
					     const struct run_options *options,
					     struct run_plan *plan,
					     const struct run_directory *directory,
					     struct stored_run *run, enum exit_code *code,
					     struct up_error *err);

#endif
