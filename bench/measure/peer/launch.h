/* SPDX-License-Identifier: PostgreSQL */
/*
 * Starts the process of a peer: its arguments, its environment, and its files, which exist in
 * memory only, so that none can be left behind.
 */
#ifndef MEASURE_PEER_LAUNCH_H
#define MEASURE_PEER_LAUNCH_H

#include "measure/peer/spec.h"
#include "measure/process/child.h"

#define LAUNCH_DATA_PATH "/dev/fd/3" /* of the rows, as CSV: the child's CHILD_FIRST_FILE */

/* All of it is borrowed. */
struct launch {
	const struct peer_spec *spec;
	const char *const *settings; /* "name=value" each */
	size_t setting_count;
	const char *application; /* application_name of its connections */
	const struct up_update
		*update; /* its server and schema; its context is the source of the rows */
	bool fetches;    /* the peer fetches its rows itself: there is no file of them */
};

/* Reads the source to its end, and counts its rows; 0: the peer fetches them.  *child is to be closed by child_close().
 * UP_UNSUPPORTED: the program lacks the script; UP_IO: a file or the process cannot be made. */
UP_MUST_CHECK enum up_status launch_start(const struct launch *launch, size_t *row_count,
					  struct child **child, struct up_error *err);

#endif
