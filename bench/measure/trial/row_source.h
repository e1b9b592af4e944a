/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where the syncs of a run fetch their rows from: where the population has them from, or as pages of an
 * API, of upbench's own or not.
 */
#ifndef MEASURE_TRIAL_ROW_SOURCE_H
#define MEASURE_TRIAL_ROW_SOURCE_H

#include "measure/api/latency.h"
#include "measure/case/case.h"
#include "measure/trial/dataset.h"
#include "source/api.h"

struct row_source {
	bool is_api;
	/* Of an API: */
	struct up_page_fetch_options fetch; /* its URL is NULL: an API of upbench's own */
	struct latency latency;             /* of that */
};

/* How the rows of a case are fetched from its API, which is started if it is upbench's own and the data set
 * has none yet.  Everything in *options is borrowed.  UP_UNSUPPORTED: the run has no API. */
UP_MUST_CHECK enum up_status row_source_fetch(const struct row_source *row_source,
					      const struct trial_case *trial_case,
					      struct dataset *dataset,
					      struct up_page_fetch_options *options,
					      struct up_error *err);

/* Opens a source of the rows of a case; relation is that of the case, and is borrowed, as is all else.
 * An API of upbench's own is started if the data set has none yet.  *api is the source itself if it is
 * over an API, else NULL. */
UP_MUST_CHECK enum up_status row_source_open(const struct row_source *row_source,
					     const struct trial_case *trial_case,
					     struct dataset *dataset,
					     const struct up_relation *relation,
					     struct up_source **source, struct up_source **api,
					     struct up_error *err);

#endif
