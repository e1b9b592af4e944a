/* SPDX-License-Identifier: PostgreSQL */
/* --source and the options beside it: where the syncs of a run fetch their rows from. */
#ifndef CLI_MEASUREMENT_SOURCE_OPTION_H
#define CLI_MEASUREMENT_SOURCE_OPTION_H

#include "cli/experiment/run_options.h"
#include "cli/option/command_line.h"
#include "measure/trial/row_source.h"
#include "measure/workload/origin.h"

#define API_TOKEN_VARIABLE "UPBENCH_API_TOKEN"

/* The map of a subject's columns in the answers of an API: that of the file at path, or the built-in one
 * (path is NULL).  UP_INVALID. */
UP_MUST_CHECK enum up_status source_option_map(const char *path, const struct subject *subject,
					       struct up_api_map *map, struct up_error *err);

/* map is filled, and is to be released by the caller; row_source and origin, which learn how pages are
 * fetched, borrow it, the URL and the environment.  UP_INVALID, naming the option. */
UP_MUST_CHECK enum up_status source_option_take(
	const struct run_options *options, const struct command_line *line, struct origin *origin,
	const struct subject *subject, struct up_api_map *map, struct row_source *row_source,
	struct up_error *err);

#endif
