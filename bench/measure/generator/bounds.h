/* SPDX-License-Identifier: PostgreSQL */
/* The values of a type of one value within the limits that checks set. */
#ifndef MEASURE_GENERATOR_BOUNDS_H
#define MEASURE_GENERATOR_BOUNDS_H

#include "measure/generator/value_type.h"

/* Makes the type one of literals to choose from, or sets where its numbers begin and how many there
 * are.  Limits of another type, and those that leave no value, are disregarded. */
UP_MUST_CHECK enum up_status bounds_set(struct value_type *type, struct up_error *err);

#endif
