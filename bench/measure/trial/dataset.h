/* SPDX-License-Identifier: PostgreSQL */
/*
 * The data set of a case on the server: what the table holds before a sync, kept
 * in a table of its own, from which it is put back before every sample.
 *
 * Cases with the same request have the same data set.
 */
#ifndef MEASURE_TRIAL_DATASET_H
#define MEASURE_TRIAL_DATASET_H

#include "measure/restore/restoration.h"
#include "measure/subject/subject.h"

struct dataset {
	struct population *population; /* owned */
	struct restoration restoration;
};

/* Fills the table that restores come from.  number: of the data set in this run, from 1.  The
 * caller releases the data set after an error, too. */
UP_MUST_CHECK enum up_status dataset_load(struct dataset *dataset, const struct subject *subject,
					  const struct population_request *request, size_t number,
					  const struct server *server, struct up_error *err);

void dataset_release(struct dataset *dataset);

/* Puts the target table into the state of the data set: the same rows in
 * the same places, the same indexes, no free space, all pages visible, nothing
 * to write out. */
UP_MUST_CHECK enum up_status dataset_restore(const struct dataset *dataset,
					     const struct server *server, struct up_error *err);

#endif
