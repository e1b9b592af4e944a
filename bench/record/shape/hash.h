/* SPDX-License-Identifier: PostgreSQL */
/* The digests of a shape, by which two shapes are compared. */
#ifndef RECORD_SHAPE_HASH_H
#define RECORD_SHAPE_HASH_H

#include "record/shape/shape.h"

#include <jansson.h>

/* Makes both anew.  Values of rows are in neither: they could be guessed from a digest. */
UP_MUST_CHECK enum up_status shape_hash_make(struct shape *shape, struct up_error *err);

/* What the digest of the structure is made of: a new reference; NULL when memory runs out. */
json_t *shape_structure(const struct shape *shape);

#endif
