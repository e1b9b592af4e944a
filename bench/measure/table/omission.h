/* SPDX-License-Identifier: PostgreSQL */
/* What a table that is made from a shape does not have, or has otherwise, and why. */
#ifndef MEASURE_TABLE_OMISSION_H
#define MEASURE_TABLE_OMISSION_H

#include "record/shape/shape.h"

/* Appends what follows from the shape to its list, which has rules and policies already. */
UP_MUST_CHECK enum up_status omission_find(struct shape *shape, struct up_error *err);

#endif
