/* SPDX-License-Identifier: PostgreSQL */
#include "record/run_directory.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define PARENT "results"
#define NUMBER_MAX 1000

static void format_now(char *stamp, size_t size)
{
	struct tm utc;
	const time_t seconds = time(NULL);

	gmtime_r(&seconds, &utc);
	strftime(stamp, size, "%Y%m%dT%H%M%SZ", &utc);
}

/* The name that is tried as the number-th, from 1; to be freed.  NULL: out of memory. */
static char *name_it(const char *experiment, const char *stamp, int number)
{
	const char *slash = strrchr(experiment, '/');
	const char *stem = slash != NULL ? slash + 1 : experiment;
	char suffix[16] = "";
	char *path;

	if (number > 1)
		snprintf(suffix, sizeof suffix, "-%d", number);
	return asprintf(&path, PARENT "/%.*s-%s%s", (int)strcspn(stem, "."), stem, stamp, suffix) <
			       0
		       ? NULL
		       : path;
}

static enum up_status make(const char *experiment, struct run_directory *directory,
			   struct up_error *err)
{
	char stamp[32];

	directory->is_parent = mkdir(PARENT, 0777) == 0;
	if (!directory->is_parent && errno != EEXIST)
		return up_fail_errno(err, UP_INVALID, "cannot create directory %s", PARENT);
	format_now(stamp, sizeof stamp);
	for (int number = 1; number <= NUMBER_MAX; number++) {
		UP_FREE char *path = name_it(experiment, stamp, number);
		if (path == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
		if (mkdir(path, 0777) == 0) {
			directory->is_made = true;
			directory->path = UP_TAKE(path);
			return UP_OK;
		}
		if (errno != EEXIST || number == NUMBER_MAX)
			return up_fail_errno(err, UP_INVALID, "cannot create directory %s", path);
	}
	return UP_OK;
}

enum up_status run_directory_make(const char *output, const char *experiment,
				  struct run_directory *directory, struct up_error *err)
{
	RUN_DIRECTORY new = {0};

	if (output == NULL) {
		if (make(experiment, &new, err) != UP_OK)
			return up_error_prefix(err, "--output");
	} else {
		new.path = strdup(output);
		if (new.path == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
	}
	*directory = new;
	new = (struct run_directory){0};
	return UP_OK;
}

void run_directory_release(struct run_directory *directory)
{
	/* Succeeds only for empty ones. */
	if (directory->is_made)
		rmdir(directory->path);
	if (directory->is_parent)
		rmdir(PARENT);
	free(directory->path);
}
