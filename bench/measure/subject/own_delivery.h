/* SPDX-License-Identifier: PostgreSQL */
/* The rows that a user's table must have after a sync: struct population's expect. */
#ifndef MEASURE_SUBJECT_OWN_DELIVERY_H
#define MEASURE_SUBJECT_OWN_DELIVERY_H

#include "measure/subject/population.h"

/* population is that of own_population.h, and filled.  Each row is passed to receive, in the columns
 * of the subject's image. */
UP_MUST_CHECK enum up_status own_delivery_run(const struct population *population,
					      const struct server *server, size_t columns,
					      population_receiver *receive, void *context,
					      struct up_error *err);

#endif
