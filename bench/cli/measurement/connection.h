/* SPDX-License-Identifier: PostgreSQL */
/* What --dbname and --pg-bin (cli/experiment/connection_options.h) must fulfill. */
#ifndef CLI_MEASUREMENT_CONNECTION_H
#define CLI_MEASUREMENT_CONNECTION_H

#include "base/error.h"

/* UP_INVALID, with the option's name, when both are given or pg_bin has no server's programs;
 * NULL: not given. */
UP_MUST_CHECK enum up_status connection_check(const char *dbname, const char *pg_bin,
					      struct up_error *err);

#endif
