/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/row_source.h"

#include "measure/workload/delayed.h"

/* It serves all columns that travel; a case maps those that it needs. */
static enum up_status serve(const struct row_source *row_source, struct dataset *dataset,
			    struct up_error *err)
{
	const struct rows *rows = dataset->population->rows;
	const struct api_server_options options = {
		.rows = rows,
		.relation = rows->relation,
		.map = row_source->fetch.map,
		.latency = row_source->latency,
		.page_rows_max = API_PAGE_ROWS_MAX,
	};

	return dataset->api != NULL ? UP_OK : api_process_start(&options, &dataset->api, err);
}

enum up_status row_source_fetch(const struct row_source *row_source,
				const struct trial_case *trial_case, struct dataset *dataset,
				struct up_page_fetch_options *options, struct up_error *err)
{
	if (!row_source->is_api)
		return up_fail(err, UP_UNSUPPORTED, "there is no API: --source api is required");
	*options = row_source->fetch;
	if (options->url == NULL) {
		UP_TRY(serve(row_source, dataset, err));
		options->url = api_process_url(dataset->api);
	}
	options->concurrency = (size_t)trial_case->key.factors.fetch_concurrency;
	return UP_OK;
}

static enum up_status open_api(const struct row_source *row_source,
			       const struct trial_case *trial_case, struct dataset *dataset,
			       const struct up_relation *relation, struct up_source **source,
			       struct up_error *err)
{
	struct up_page_fetch_options options;

	UP_TRY(row_source_fetch(row_source, trial_case, dataset, &options, err));
	return up_api_open(&options, relation, source, err);
}

enum up_status row_source_open(const struct row_source *row_source,
			       const struct trial_case *trial_case, struct dataset *dataset,
			       const struct up_relation *relation, struct up_source **source,
			       struct up_source **api, struct up_error *err)
{
	struct up_source *rows = NULL;

	if (row_source->is_api)
		UP_TRY(open_api(row_source, trial_case, dataset, relation, &rows, err));
	else
		UP_TRY(population_open_source(dataset->population, relation, &rows, err));
	*api = row_source->is_api ? rows : NULL;
	return delayed_open(rows, trial_case->key.factors.fetch_delay_ns, source, err);
}
