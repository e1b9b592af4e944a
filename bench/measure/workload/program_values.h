/* SPDX-License-Identifier: PostgreSQL */
/* The values of each column of the program relation (measure/workload/program.h). */
#ifndef MEASURE_WORKLOAD_PROGRAM_VALUES_H
#define MEASURE_WORKLOAD_PROGRAM_VALUES_H

#include "measure/workload/cell.h"
#include "measure/workload/program.h"

/* Appends the value that cell stands for.  An error is that of the vector. */
void program_value_make(enum program_column column, struct cell *cell, struct up_vector *vector);

#endif
