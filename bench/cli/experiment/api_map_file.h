/* SPDX-License-Identifier: PostgreSQL */
/*
 * A map of an API (source/api_map.h) as an .ini file:
 *
 *	[page]
 *	rows = data.items            ; none: the answer is the array. All of these may be left out
 *	total = meta.total           ; none: pages do not state it
 *	offset = meta.offset         ; none: pages do not repeat it
 *	offset-parameter = start
 *	limit-parameter = count
 *
 *	[columns]
 *	clicks = program_metrics.clicks
 */
#ifndef CLI_EXPERIMENT_API_MAP_FILE_H
#define CLI_EXPERIMENT_API_MAP_FILE_H

#include "source/api_map.h"

/* Adds what the file has to a map that was initialized.  UP_INVALID, naming file and line. */
UP_MUST_CHECK enum up_status api_map_file_read(const char *path, struct up_api_map *map,
					       struct up_error *err);

#endif
