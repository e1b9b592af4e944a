/* SPDX-License-Identifier: PostgreSQL */
#include "cli/measurement/source_option.h"

#include "cli/experiment/api_map_file.h"
#include "measure/process/interrupt.h"
#include "measure/workload/program_map.h"
#include "source/api_url.h"

#include <stdlib.h>

/* Those that are of no use without an API. */
static enum up_status refuse_options(const struct command_line *line, struct up_error *err)
{
	static const char *const names[] = {"api-map",       "fetch-page-rows",
					    "fetch-latency", "fetch-timeout",
					    "fetch-retries", "fetch-concurrency"};

	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
		if (command_line_gives(line, names[n]))
			return up_fail(err, UP_INVALID, "--%s requires --source api", names[n]);
	}
	return UP_OK;
}

enum up_status source_option_map(const char *path, const struct subject *subject,
				 struct up_api_map *map, struct up_error *err)
{
	if (subject->is_own)
		UP_TRY(up_api_map_init(map, err));
	else if (path == NULL)
		return program_map(map, err);
	else
		UP_TRY(up_api_map_init(map, err));
	if (path == NULL)
		return UP_OK;
	if (api_map_file_read(path, map, err) != UP_OK)
		return up_error_prefix(err, "--api-map");
	if (up_api_map_check(map, &subject->relation, err) != UP_OK)
		return up_error_prefix(err, "--api-map: %s", path);
	return UP_OK;
}

static bool is_interrupted(void *context)
{
	(void)context;
	return interrupt_signal() != 0;
}

enum up_status source_option_take(const struct run_options *options,
				  const struct command_line *line, struct origin *origin,
				  const struct subject *subject, struct up_api_map *map,
				  struct row_source *row_source, struct up_error *err)
{
	const char *token = getenv(API_TOKEN_VARIABLE);

	if (origin->kind != ORIGIN_API)
		return refuse_options(line, err);
	UP_TRY(source_option_map(options->api_map, subject, map, err));
	if (token != NULL && token[0] == '\0')
		token = NULL;
	origin->api = (struct up_page_fetch_options){
		.token = origin->place != NULL ? token : NULL,
		.map = map,
		.page_rows = (size_t)options->fetch_page_rows,
		.retries = (int)options->fetch_retries,
		.timeout_ns = options->fetch_timeout,
		.is_stopped = is_interrupted,
	};
	*row_source = (struct row_source){
		.is_api = true,
		.fetch = origin->api,
		.latency = {.median_ns = options->fetch_latency},
	};
	row_source->fetch.url = origin->place;
	if (origin->place == NULL)
		return UP_OK;
	if (options->fetch_latency > 0)
		return up_fail(err, UP_INVALID,
			       "--fetch-latency is that of upbench's own API: give --source api "
			       "without a URL");
	if (up_api_url_check(origin->place, token != NULL, err) != UP_OK)
		return up_error_prefix(err, "--source");
	return UP_OK;
}
