/* SPDX-License-Identifier: PostgreSQL */
#include "record/run_directory.h"

#include "base/cleanup.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define PARENT "results"
#define NUMBER_MAX 1000

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a run");
}

static enum up_status fail_to_create(const char *path, struct up_error *err)
{
	return up_fail_errno(err, UP_INVALID, "cannot create directory %s", path);
}

/* Creates one directory and remembers it; *exists if there is something already. */
static enum up_status make(struct run_directory *directory, const char *path, bool *exists,
			   struct up_error *err)
{
	*exists = mkdir(path, 0777) != 0;
	if (*exists)
		return errno == EEXIST ? UP_OK : fail_to_create(path, err);
	enum up_status status = text_list_add(&directory->made, path, err);
	if (status != UP_OK)
		rmdir(path);
	return status;
}

/* mkdir -p. */
static enum up_status make_all(struct run_directory *directory, struct up_error *err)
{
	UP_FREE char *path = strdup(directory->path);
	struct stat facts;
	bool exists;

	if (path == NULL)
		return out_of_memory(err);
	for (size_t end = strspn(path, "/"); path[end] != '\0'; end += strspn(path + end, "/")) {
		end += strcspn(path + end, "/");
		char after = path[end];
		path[end] = '\0';
		UP_TRY(make(directory, path, &exists, err));
		if (exists && (stat(path, &facts) != 0 || !S_ISDIR(facts.st_mode)))
			return up_fail(err, UP_INVALID,
				       "%s is not a directory, and a run consists of several "
				       "files: name an existing or a new directory",
				       path);
		path[end] = after;
	}
	return UP_OK;
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

static enum up_status make_new(const char *experiment, struct run_directory *directory,
			       struct up_error *err)
{
	const time_t seconds = time(NULL);
	char stamp[32];
	struct tm utc;
	bool exists;

	gmtime_r(&seconds, &utc);
	strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &utc);
	UP_TRY(make(directory, PARENT, &exists, err));
	for (int number = 1; number <= NUMBER_MAX; number++) {
		free(directory->path);
		directory->path = name_it(experiment, stamp, number);
		if (directory->path == NULL)
			return out_of_memory(err);
		UP_TRY(make(directory, directory->path, &exists, err));
		if (!exists)
			return UP_OK;
	}
	errno = EEXIST;
	return fail_to_create(directory->path, err);
}

enum up_status run_directory_make(const char *output, const char *experiment,
				  struct run_directory *directory, struct up_error *err)
{
	RUN_DIRECTORY new = {0};

	UP_TRY(text_set(&new.path, output, err));
	UP_TRY(output != NULL ? make_all(&new, err) : make_new(experiment, &new, err));
	*directory = new;
	new = (struct run_directory){0};
	return UP_OK;
}

void run_directory_release(struct run_directory *directory)
{
	for (size_t d = directory->made.count; d > 0; d--)
		rmdir(directory->made.items[d - 1]); /* succeeds only for empty ones */
	text_list_release(&directory->made);
	free(directory->path);
	*directory = (struct run_directory){0};
}
