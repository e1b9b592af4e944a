/* SPDX-License-Identifier: PostgreSQL */
/* Where a run goes when nobody says so. */
#ifndef CLI_RUN_DIRECTORY_H
#define CLI_RUN_DIRECTORY_H

#include "base/error.h"

/* results/NAME-TIME, to be freed; of a name with directories and an ending, what is between. */
UP_MUST_CHECK enum up_status run_directory_name(const char *name, char **directory,
						struct up_error *err);

#endif
