/* SPDX-License-Identifier: PostgreSQL */
/* --noise of `upbench compare`: noise.json, which must be of the machine that the runs are of. */
#ifndef CLI_OUTPUT_NOISE_OPTION_H
#define CLI_OUTPUT_NOISE_OPTION_H

#include "cli/option/exit_code.h"
#include "record/noise.h"
#include "record/run.h"

#include <stdio.h>

/* Reads the file into noise.  If a run differs in machine, server or settings, the facts are
 * printed to errors, and *code becomes EXIT_CODE_INCOMPARABLE. */
UP_MUST_CHECK enum up_status noise_option_read(const char *path, const struct run *const *runs,
					       size_t run_count, struct noise *noise,
					       enum exit_code *code, FILE *errors,
					       struct up_error *err);

#endif
