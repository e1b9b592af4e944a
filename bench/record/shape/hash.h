/* SPDX-License-Identifier: PostgreSQL */
/* The digests of a shape, by which two shapes are compared. */
#ifndef RECORD_SHAPE_HASH_H
#define RECORD_SHAPE_HASH_H

#include "record/shape/shape.h"

/* Makes both anew.  Values of rows are in neither: they could be guessed from a digest. */
UP_MUST_CHECK enum up_status shape_hash_make(struct shape *shape, struct up_error *err);

#endif
