/* SPDX-License-Identifier: PostgreSQL */
/*
 * A trial carries out one case, sample by sample, on a connection that it keeps:
 *
 *   restore the table → connect and prepare, where there is no connection →
 *   the sync, watched and timed → how it was planned → the oracle → a sample
 *
 * Once, in a sample that is not measured, the plans of its statements are captured.
 *
 * Whatever goes wrong with the case is written into the sample, and the trial
 * goes on with a fresh connection.  An error is returned only when measuring
 * itself cannot go on: the server is gone, or the user asked to stop.
 */
#ifndef MEASURE_TRIAL_TRIAL_H
#define MEASURE_TRIAL_TRIAL_H

#include "measure/case/case.h"
#include "measure/oracle/oracle.h"
#include "measure/plan/count.h"
#include "measure/probe/wire.h"
#include "measure/trial/capture.h"
#include "measure/trial/dataset.h"
#include "measure/trial/row_source.h"
#include "measure/trial/test_server.h"
#include "measure/trial/verification.h"
#include "record/query_plan.h"
#include "record/sample.h"
#include "sync/sync.h"

struct trial {
	const struct test_server *test_server;
	struct server_way way; /* of its connections; the others bypass relays and poolers */
	const struct trial_case *trial_case; /* borrowed, as are the next two */
	struct dataset *dataset;
	const struct oracle *oracle; /* has the subject */
	struct verification verification;
	struct up_relation relation;        /* the columns that travel */
	struct up_source *source;           /* NULL: a peer fetches the rows */
	struct up_page_fetch_options fetch; /* of that peer */
	const struct up_source *api; /* the same, or what is within it, if it is over an API */
	struct peer *peer;           /* NULL: none */
	struct up_pool pool; /* one connection a worker; none: the next sample is on fresh ones */
	struct wire wire;    /* of the pool */
	struct wire_counters at_stage; /* at the last end of a stage */
	struct wire_counters update;   /* of the stage update of the last sync */
	int64_t connects;              /* the server's, when they were opened */
	struct up_sync *sync;
	struct plan_count plan_count; /* of the pool, after its last sample */
	/* Of the last sample: see oracle_check(). */
	struct text_list wrong_columns;
	int64_t client_peak_bytes; /* most of the samples on these connections */
	bool was_synced;           /* ever */
	bool bare;                 /* the next samples go without the probes of cost.h */
	/* Why the counters of the last sample are unknown; UP_OK: they are known. */
	struct up_error probe_refusal;
};

UP_MUST_CHECK enum up_status trial_init(struct trial *trial, const struct test_server *test_server,
					struct server_way way, const struct trial_case *trial_case,
					struct dataset *dataset, const struct oracle *oracle,
					const struct row_source *row_source, struct up_error *err);
void trial_release(struct trial *trial);

/* Ends the connections (and a peer): the next sample is on fresh ones, and cold. */
void trial_disconnect(struct trial *trial);

/* Puts the table back, on a server that may have to be reached anew. */
UP_MUST_CHECK enum up_status trial_restore(const struct trial *trial, struct up_error *err);

/* Takes one sample. The caller has set the members of case and schedule; the
 * trial adds status, times and counts. *cold is set when the connection was
 * fresh.
 *
 * With capture (NULL: without) the plans of the first connection are captured: the
 * times of such a sample are not those of the strategy alone. A sample that turns out
 * to be cold is not touched, unless the capture is for one.  One that fails while it is explained is taken once more without, and then cold. */
UP_MUST_CHECK enum up_status trial_sample(struct trial *trial, struct sample *sample,
					  struct trial_capture *capture, bool *cold,
					  struct up_error *err);

#endif
