/* SPDX-License-Identifier: PostgreSQL */
/*
 * The directory of a run, made with its parents: as the user named it, or results/NAME-TIME, with
 * -2, -3, ... behind it when several begin in the same second.  It is made at once, since only
 * mkdir() decides which program has a name.
 */
#ifndef RECORD_RUN_DIRECTORY_H
#define RECORD_RUN_DIRECTORY_H

#include "record/text_list.h"

struct run_directory {
	char *path;            /* owned */
	struct text_list made; /* directories that did not exist before, outermost first */
};

/* output is the name given by the user, or NULL; experiment is a name or an .ini file, whose name
 * without directory and suffix is NAME.  UP_INVALID when the directory cannot be made. */
UP_MUST_CHECK enum up_status run_directory_make(const char *output, const char *experiment,
						struct run_directory *directory,
						struct up_error *err);

/* Removes the directories that were made, unless they hold something. */
void run_directory_release(struct run_directory *directory);
#define RUN_DIRECTORY UP_CLEANUP(run_directory_release) struct run_directory

#endif
