/* SPDX-License-Identifier: PostgreSQL */
/* The population of a user's table, as own_population.c fills it and own_delivery.c delivers it. */
#ifndef MEASURE_SUBJECT_OWN_POPULATION_STATE_H
#define MEASURE_SUBJECT_OWN_POPULATION_STATE_H

#include "measure/subject/fetched_rows.h"
#include "measure/subject/own_population.h"
#include "sync/keymap.h"

struct own_population {
	struct population population; /* first: the two addresses are the same */
	const struct own_table *table;
	struct up_batch old;          /* the rows of the sync as the table has them */
	struct grid *grid;            /* of these */
	struct up_keymap keys;        /* of these; the entry's index is the row's number */
	struct fetched_rows *fetched; /* in population.rows; NULL: these are those of old */
};

/* The table as it is before the sync, in the columns of the image; *pristine is released by the caller. */
UP_MUST_CHECK enum up_status own_population_pristine(const struct own_population *self,
						     const struct server *server,
						     struct up_relation *pristine,
						     struct up_error *err);

#endif
