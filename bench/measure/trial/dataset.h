/* SPDX-License-Identifier: PostgreSQL */
/*
 * The data set of a case on the server: what the table holds before a sync, kept
 * in a table of its own, from which it is put back before every sample; and
 * what the table must hold after the sync, as the oracle computes it.
 *
 * Cases with the same rows and shares have the same data set.
 */
#ifndef MEASURE_TRIAL_DATASET_H
#define MEASURE_TRIAL_DATASET_H

#include "measure/server/server.h"
#include "measure/trial/restoration.h"
#include "measure/workload/population.h"
#include "sync/reference.h"

struct dataset {
	struct population population;
	size_t number;      /* of the data set in this run, from 1: names its table */
	int64_t table_rows; /* in the table before a sync */
	struct restoration restoration;
};

/* The businesses that the programs refer to. */
extern const struct up_reference dataset_reference;

/* Makes the table that restores come from and fills it.  The caller has set population and number,
 * and releases the data set after an error, too. */
UP_MUST_CHECK enum up_status dataset_load(struct dataset *dataset, const struct server *server,
					  struct up_error *err);

void dataset_release(struct dataset *dataset);

/* Puts the target table into the state of the data set: the same rows in
 * the same places, the same indexes, no free space, all pages visible, nothing
 * to write out. */
UP_MUST_CHECK enum up_status dataset_restore(const struct dataset *dataset,
					     const struct server *server, struct up_error *err);

#endif
