/* SPDX-License-Identifier: PostgreSQL */
/* Whether what a shape says holds together. */
#ifndef RECORD_SHAPE_CHECK_H
#define RECORD_SHAPE_CHECK_H

#include "record/shape/shape.h"

/* UP_INVALID, naming place and key, where a name is empty, given twice or longer than a server's,
 * a key, scope, index or constraint names a column that there is not, a number is out of its range,
 * or two keys contradict each other. */
UP_MUST_CHECK enum up_status shape_check(const struct shape *shape, struct up_error *err);

#endif
