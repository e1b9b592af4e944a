/* SPDX-License-Identifier: PostgreSQL */
/*
 * A tryout: a strategy updates ten rows in the table of its arm, before anything is measured.  What the
 * server refuses then is not a failure, but no capability of this server or of this role
 * (measure/server/refusal.h).  Any other failure is left to the samples.
 *
 * It has a connection of its own, which is closed again, and the table is restored before each sample, so
 * that it leaves nothing to what is measured.  Peers are not tried.
 */
#ifndef MEASURE_TRIAL_TRYOUT_H
#define MEASURE_TRIAL_TRYOUT_H

#include "measure/trial/trial.h"

#define TRYOUT_ROWS 10

struct tryout {
	const struct trial_case *trial_case; /* borrowed */
	char *refusal;                       /* owned; NULL: none */
};

/* Those of a run, one for all cases that differ in nothing that the server could refuse. */
struct tryout_list {
	struct tryout *items; /* owned */
	size_t count;
	const struct dataset *dataset; /* that is in the table, if any */
};

void tryout_list_release(struct tryout_list *list);

/* Tries the case of a trial, unless one like it was.  UP_UNSUPPORTED: the server refuses, as err
 * says, with its SQLSTATE. */
UP_MUST_CHECK enum up_status tryout_list_try(struct tryout_list *list, struct trial *trial,
					     struct up_error *err);

#endif
