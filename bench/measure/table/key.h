/* SPDX-License-Identifier: PostgreSQL */
/*
 * The key by which an update finds a row: the columns of a unique index that can serve as one,
 * the replica identity before the primary key before others.  Such an index is valid, covers all
 * rows, has no expression, is checked at once and by equality, and none of its columns may be null.
 */
#ifndef MEASURE_TABLE_KEY_H
#define MEASURE_TABLE_KEY_H

#include "record/shape/shape.h"

/* From the columns and indexes of the shape.  wanted has the columns that the user chose, in any
 * order; NULL: none.  UP_INVALID: no index qualifies, with the reason of each; several do, none of
 * them before the others, which are listed; none has the columns wanted. */
UP_MUST_CHECK enum up_status key_choose(struct shape *shape, const struct text_list *wanted,
					struct up_error *err);

/* Why the index cannot serve as key; NULL: it can. */
const char *key_fault(const struct shape *shape, const struct shape_index *index);

#endif
