/* SPDX-License-Identifier: PostgreSQL */
/* The rows of a table of the user's (measure/subject/own_subject.h). */
#ifndef MEASURE_SUBJECT_OWN_POPULATION_H
#define MEASURE_SUBJECT_OWN_POPULATION_H

#include "measure/subject/own_subject.h"

/* What of the subject its populations need. */
struct own_table {
	const struct subject *subject;
	const struct shape *shape;
	enum own_data data;
	int64_t rows; /* that were copied; of OWN_DATA_ROWS alone */
};

/* Has all rows that were copied, in the schema of a server. */
#define OWN_POPULATION_COPY "upbench_pristine"

/* table is borrowed and must outlive the population. */
UP_MUST_CHECK enum up_status own_population_open(const struct own_table *table,
						 const struct population_request *request,
						 struct population **population,
						 struct up_error *err);

#endif
