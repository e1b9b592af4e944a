/* SPDX-License-Identifier: PostgreSQL */
/*
 * What trials share: the servers of a run, the routes to them, and on each server the data sets
 * that cases need, with the states that are expected of their syncs.  Each of them is made for the
 * first case that needs it.
 */
#ifndef MEASURE_TRIAL_ADMISSION_H
#define MEASURE_TRIAL_ADMISSION_H

#include "measure/trial/route.h"
#include "measure/trial/servers.h"
#include "measure/trial/trial.h"

struct admission {
	const struct case_list *cases;       /* borrowed */
	struct digest_key key;               /* of states of a user's table */
	const struct row_source *row_source; /* borrowed */
	bool ordinary;                       /* the data sets have no hostile values */
	struct route_list routes;
	struct test_server *test_servers; /* one for each server */
	size_t test_server_count;
	struct loaded *datasets; /* one for each case at most */
	size_t dataset_count;
	struct oracle *oracles; /* one for each case at most */
	size_t oracle_count;
};

/* servers and cases are borrowed.  Starts relays and watchdogs; admission_release() is to be called
 * after an error, too. */
UP_MUST_CHECK enum up_status admission_init(struct admission *admission,
					    const struct server_list *servers,
					    const struct case_list *cases,
					    const struct row_source *row_source,
					    struct up_error *err);
void admission_release(struct admission *admission);

/* Makes the trial of a case, and loads its data set if none before has had it.  memory: bytes that
 * it may need.  UP_UNSUPPORTED: it cannot be tried, for the reason in err. */
UP_MUST_CHECK enum up_status admission_admit(struct admission *admission,
					     const struct trial_case *trial_case, uint64_t seed,
					     int64_t memory, struct trial *trial,
					     struct up_error *err);

/* Records how the table of a user's is put back, once all cases were admitted. */
UP_MUST_CHECK enum up_status admission_describe(const struct admission *admission,
						struct manifest *manifest, struct up_error *err);

/* Corrects that at the end, if syncs were not undone any more. */
UP_MUST_CHECK enum up_status admission_describe_end(const struct admission *admission,
						    struct manifest *manifest,
						    struct up_error *err);

/* Restarts the private clusters among the servers.  UP_INTERRUPTED: a signal came. */
UP_MUST_CHECK enum up_status admission_restart(struct admission *admission, struct up_error *err);

#endif
