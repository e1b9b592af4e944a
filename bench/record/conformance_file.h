/* SPDX-License-Identifier: PostgreSQL */
/* The results of a check as `upbench check --format json` writes them; meanings.json
 * within a run directory. */
#ifndef RECORD_CONFORMANCE_FILE_H
#define RECORD_CONFORMANCE_FILE_H

#include "record/conformance.h"

/* Adds what is in the file.  UP_INVALID, naming the file, for what is not one of results;
 * UP_IO when it cannot be read. */
UP_MUST_CHECK enum up_status conformance_file_read(const char *path, struct conformance_list *list,
						   struct up_error *err);

#endif
