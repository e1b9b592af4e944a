/* SPDX-License-Identifier: PostgreSQL */
/* The data sets that cases need, each once for a server, and the disk that they take. */
#ifndef MEASURE_CASE_PLANNED_LIST_H
#define MEASURE_CASE_PLANNED_LIST_H

#include "measure/case/footprint.h"

/* Arms with a server of their own have a data set there. */
struct planned {
	struct population_request population;
	const struct arm *arm; /* NULL: on the run's server */
};

struct planned_list {
	struct planned *items; /* owned */
	size_t count;
};

void planned_list_release(struct planned_list *list);
#define PLANNED_LIST UP_CLEANUP(planned_list_release) struct planned_list

/* Adds the data set of a case unless it is there. */
UP_MUST_CHECK enum up_status planned_list_add(struct planned_list *list,
					      const struct trial_case *trial_case,
					      const struct population_request *population,
					      struct up_error *err);

/* The tables of the data sets, to be freed; as many as the list has. */
UP_MUST_CHECK enum up_status planned_list_tables(const struct planned_list *list,
						 const struct case_list *cases,
						 struct footprint_table **tables,
						 struct up_error *err);

#endif
