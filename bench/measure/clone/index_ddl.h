/* SPDX-License-Identifier: PostgreSQL */
/* Makes what a table of a blueprint has besides its columns, once it has its rows: they come faster
 * without it, and a constraint that is not validated need not hold for them. */
#ifndef MEASURE_CLONE_INDEX_DDL_H
#define MEASURE_CLONE_INDEX_DDL_H

#include "measure/clone/ddl.h"
#include "record/shape/shape.h"

/* Constraints but for foreign keys (measure/clone/stub.h), indexes, replica identity, extended statistics, triggers. */
UP_MUST_CHECK enum up_status index_ddl_add(struct ddl *ddl, const struct shape *blueprint,
					   struct up_error *err);

#endif
