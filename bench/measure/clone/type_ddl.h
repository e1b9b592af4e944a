/* SPDX-License-Identifier: PostgreSQL */
/* Makes the schemas, extensions and types that a table of a shape needs. */
#ifndef MEASURE_CLONE_TYPE_DDL_H
#define MEASURE_CLONE_TYPE_DDL_H

#include "measure/clone/ddl.h"
#include "record/shape/shape.h"

/* Schemas and extensions that are there already stay as they are.  UP_UNSUPPORTED: a type is the
 * user's own base type, which only code can make. */
UP_MUST_CHECK enum up_status type_ddl_add(struct ddl *ddl, const struct shape *shape,
					  struct up_error *err);

#endif
