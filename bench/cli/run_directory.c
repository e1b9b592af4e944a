/* SPDX-License-Identifier: PostgreSQL */
#include "cli/run_directory.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum up_status run_directory_name(const char *name, char **directory, struct up_error *err)
{
	char stamp[32];
	struct tm utc;
	time_t seconds = time(NULL);
	const char *slash = strrchr(name, '/');
	const char *stem = slash != NULL ? slash + 1 : name;

	gmtime_r(&seconds, &utc);
	strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &utc);
	if (asprintf(directory, "results/%.*s-%s", (int)strcspn(stem, "."), stem, stamp) < 0) {
		*directory = NULL;
		return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
	}
	return UP_OK;
}
