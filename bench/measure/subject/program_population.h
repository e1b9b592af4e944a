/* SPDX-License-Identifier: PostgreSQL */
/* The rows of the built-in table (measure/subject/program_subject.h). */
#ifndef MEASURE_SUBJECT_PROGRAM_POPULATION_H
#define MEASURE_SUBJECT_PROGRAM_POPULATION_H

#include "measure/subject/subject.h"

/* subject is borrowed and must outlive the population. */
UP_MUST_CHECK enum up_status program_population_open(const struct subject *subject,
						     const struct population_request *request,
						     struct population **population,
						     struct up_error *err);

#endif
