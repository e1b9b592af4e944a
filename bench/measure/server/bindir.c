/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/bindir.h"

#include "base/cleanup.h"

#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool has_program(const char *directory, const char *program)
{
	char path[PATH_MAX];

	int length = snprintf(path, sizeof path, "%s/%s", directory, program);
	return length > 0 && (size_t)length < sizeof path && access(path, X_OK) == 0;
}

static bool has_server(const char *directory)
{
	return has_program(directory, "initdb") && has_program(directory, "postgres");
}

/* The next two return an owned string, or NULL when there is none. */

static char *find_on_path(void)
{
	const char *path = getenv("PATH");
	UP_FREE char *entries = path != NULL ? strdup(path) : NULL;
	if (entries == NULL)
		return NULL;

	char *rest = entries;
	for (char *entry; (entry = strsep(&rest, ":")) != NULL;) {
		/* A relative entry would mean another place once the server's
		 * processes have changed their directory. */
		if (entry[0] == '/' && has_server(entry))
			return strdup(entry);
	}
	return NULL;
}

/* What stands for the one '*' of pattern in path, as a version number. */
static double version_of(const char *pattern, const char *path)
{
	return strtod(path + strcspn(pattern, "*"), NULL);
}

static char *find_highest(const char *pattern)
{
	glob_t matches;
	const char *best = NULL;

	if (glob(pattern, 0, NULL, &matches) != 0)
		return NULL;
	for (size_t i = 0; i < matches.gl_pathc; i++) {
		const char *path = matches.gl_pathv[i];
		if (has_server(path) &&
		    (best == NULL || version_of(pattern, path) > version_of(pattern, best)))
			best = path;
	}
	char *found = best != NULL ? strdup(best) : NULL;
	globfree(&matches);
	return found;
}

static enum up_status take_wanted(const char *wanted, char **found, struct up_error *err)
{
	UP_FREE char *absolute = realpath(wanted, NULL);
	if (absolute == NULL)
		return up_fail_errno(err, UP_INVALID, "%s", wanted);
	if (!has_server(absolute))
		return up_fail(err, UP_INVALID, "%s does not contain initdb and postgres", wanted);
	*found = UP_TAKE(absolute);
	return UP_OK;
}

enum up_status bindir_find(const char *wanted, char **found, struct up_error *err)
{
	if (wanted != NULL)
		return take_wanted(wanted, found, err);

	char *directory = find_on_path();
	if (directory == NULL)
		directory = find_highest("/usr/lib/postgresql/*/bin");
	if (directory == NULL)
		directory = find_highest("/usr/pgsql-*/bin");
	if (directory == NULL)
		return up_fail(
			err, UP_UNSUPPORTED,
			"initdb and postgres are neither on PATH nor in /usr/lib/postgresql/*/bin "
			"or /usr/pgsql-*/bin: install the PostgreSQL server, name its directory "
			"with --pg-bin, or use a running server with --dbname");
	*found = directory;
	return UP_OK;
}
