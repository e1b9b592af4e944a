/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/origin_hooks.h"
#include "source/api.h"
#include "source/api_url.h"

static enum up_status open_source(const struct origin *origin, const struct up_relation *relation,
				  const struct up_relation *table,
				  const struct origin_reading *reading, struct up_source **source,
				  struct up_error *err)
{
	struct up_page_fetch_options options = origin->api;

	(void)table;
	(void)reading;
	options.url = origin->place;
	options.concurrency = 1;
	return up_api_open(&options, relation, source, err);
}

static enum up_status describe(const struct origin *origin, struct manifest_source *source,
			       struct up_error *err)
{
	UP_FREE char *shown = NULL;

	if (origin->place == NULL)
		return UP_OK;
	UP_TRY(up_api_url_public(origin->place, &shown, err));
	return text_set(&source->url, shown, err);
}

const struct origin_hooks origin_api_hooks = {
	.word = "api",
	.place = "URL",
	.is_place_optional = true,
	.open_source = open_source,
	.describe = describe,
};
