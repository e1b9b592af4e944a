/* SPDX-License-Identifier: PostgreSQL */
/* Shows a run from its stored files: summary.csv, the table, the plots, and where
 * everything is. */
#ifndef CLI_PRESENT_H
#define CLI_PRESENT_H

#include "cli/command.h"

struct present_options {
	bool quiet;   /* print the directory alone */
	bool verbose; /* also the stages of each case */
};

UP_MUST_CHECK enum up_status present_run(const char *directory,
					 const struct present_options *options,
					 const struct invocation *invocation, struct up_error *err);

#endif
