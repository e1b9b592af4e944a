/* SPDX-License-Identifier: PostgreSQL */
/*
 * A trial carries out one case, sample by sample, on a connection that it keeps:
 *
 *   restore the table → connect and prepare, where there is no connection →
 *   the sync, watched and timed → the oracle → a sample
 *
 * Whatever goes wrong with the case is written into the sample, and the trial
 * goes on with a fresh connection.  An error is returned only when measuring
 * itself cannot go on: the server is gone, or the user asked to stop.
 */
#ifndef TRIAL_TRIAL_H
#define TRIAL_TRIAL_H

#include "record/sample.h"
#include "sync/sync.h"
#include "trial/case.h"
#include "trial/dataset.h"
#include "trial/oracle.h"
#include "trial/watchdog.h"

/* Where trials take place; shared by all of them. */
struct arena {
	struct server *server;
	struct watchdog *watchdog;
};

struct trial {
	const struct arena *arena;
	const struct trial_case *trial_case; /* borrowed, as are the next two */
	const struct dataset *dataset;
	const struct oracle *oracle;
	struct up_relation relation; /* the columns that travel */
	struct up_source *source;
	struct up_pool pool; /* one connection a worker; none: the next sample is on fresh ones */
	int64_t connects;    /* the server's, when they were opened */
	struct up_sync *sync;
};

UP_MUST_CHECK enum up_status trial_init(struct trial *trial, const struct arena *arena,
					const struct trial_case *trial_case,
					const struct dataset *dataset, const struct oracle *oracle,
					struct up_error *err);
void trial_release(struct trial *trial);

/* Why the case cannot be tried at all, with memory bytes for it at most: UP_UNSUPPORTED
 * with the reason. No server is needed to know. */
UP_MUST_CHECK enum up_status trial_check(const struct trial_case *trial_case, int64_t memory,
					 struct up_error *err);

/* Takes one sample. The caller has set what the case and the schedule say; the
 * trial adds status, times and counts. *cold is set when the connection was
 * fresh. */
UP_MUST_CHECK enum up_status trial_sample(struct trial *trial, struct sample *sample, bool *cold,
					  struct up_error *err);

#endif
