/* SPDX-License-Identifier: PostgreSQL */
/* Which columns of a shape a rotation moves, and which of them together. */
#ifndef MEASURE_GENERATOR_GROUPS_H
#define MEASURE_GENERATOR_GROUPS_H

#include "model/relation.h"
#include "record/shape/shape.h"

/* One number for each column of the relation, for struct rotation: 0 for those that do not travel
 * or are not in the shape, the same for those that move together.  Free it; NULL: out of memory. */
size_t *groups_of_shape(const struct shape *shape, const struct up_relation *relation);

#endif
