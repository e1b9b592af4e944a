/* SPDX-License-Identifier: PostgreSQL */
/*
 * The directory of a run that the user gave no name: results/NAME-TIME, with -2, -3, ... behind
 * it when several begin in the same second.  It is made at once, since only mkdir() decides who
 * has a name, and removed again when nothing was written into it.
 */
#ifndef RECORD_RUN_DIRECTORY_H
#define RECORD_RUN_DIRECTORY_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stdbool.h>

struct run_directory {
	char *path;     /* owned */
	bool is_made;   /* by us; else the user named it */
	bool is_parent; /* results/ was made, too */
};

/* output is what the user named, and then only copied; experiment is a name or an .ini file, whose
 * name without directory and suffix is NAME.  UP_INVALID when the directory cannot be made. */
UP_MUST_CHECK enum up_status run_directory_make(const char *output, const char *experiment,
						struct run_directory *directory,
						struct up_error *err);

void run_directory_release(struct run_directory *directory);
#define RUN_DIRECTORY UP_CLEANUP(run_directory_release) struct run_directory

#endif
