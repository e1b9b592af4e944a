/* SPDX-License-Identifier: PostgreSQL */
/* The partitions of a random table, by the columns that its key is unique with. */
#ifndef PROPERTY_LEAVES_H
#define PROPERTY_LEAVES_H

#include "property/drawing.h"

/* Appends PARTITION BY … to the end of CREATE TABLE, and statements that make the leaves, which take
 * all rows, behind it. */
UP_MUST_CHECK enum up_status leaves_draw(struct drawing *drawing, struct up_buffer *create,
					 struct up_error *err);

#endif
