/* SPDX-License-Identifier: PostgreSQL */
/* What --dbname, --schema and --pg-bin (cli/experiment/connection_options.h) must fulfill. */
#ifndef CLI_MEASUREMENT_CONNECTION_H
#define CLI_MEASUREMENT_CONNECTION_H

#include "base/error.h"

/* UP_INVALID, with the option's name, when pg_bin and dbname are both given, or schema without dbname, or
 * pg_bin has no server's programs; NULL: not given. */
UP_MUST_CHECK enum up_status connection_check(const char *dbname, const char *schema,
					      const char *pg_bin, struct up_error *err);

#endif
