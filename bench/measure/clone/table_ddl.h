/* SPDX-License-Identifier: PostgreSQL */
/* Makes the table of a blueprint, ready for its rows. */
#ifndef MEASURE_CLONE_TABLE_DDL_H
#define MEASURE_CLONE_TABLE_DDL_H

#include "measure/clone/ddl.h"
#include "record/shape/shape.h"

/* Sequences, the table, its partitions. */
UP_MUST_CHECK enum up_status table_ddl_add(struct ddl *ddl, const struct shape *blueprint,
					   struct up_error *err);

#endif
