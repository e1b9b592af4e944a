/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/connection.h"

#include "base/cleanup.h"
#include "measure/server/bindir.h"

enum up_status connection_check(const char *dbname, const char *schema, const char *pg_bin,
				struct up_error *err)
{
	UP_FREE char *bin_dir = NULL;

	if (schema != NULL && dbname == NULL)
		return up_fail(
			err, UP_INVALID,
			"--schema requires --dbname: in a private cluster upbench may create "
			"schemas");
	if (pg_bin == NULL)
		return UP_OK;
	if (dbname != NULL)
		return up_fail(err, UP_INVALID,
			       "--pg-bin and --dbname cannot be combined: --pg-bin is for a "
			       "private cluster");
	if (bindir_find(pg_bin, &bin_dir, err) != UP_OK)
		return up_error_prefix(err, "--pg-bin");
	return UP_OK;
}
