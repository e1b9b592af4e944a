/* SPDX-License-Identifier: PostgreSQL */
/* The rights of the role of a connection: whether they suffice to copy a table with its rows. */
#ifndef MEASURE_TABLE_RIGHTS_H
#define MEASURE_TABLE_RIGHTS_H

#include "pg/conn.h"

/* Whether it may create in the schema that the copy is made in is left to the survey, where one is named;
 * NULL: it is to be created.  UP_INVALID naming all that are missing. */
UP_MUST_CHECK enum up_status rights_check_copy(struct up_conn *conn, const char *schema,
					       const char *table, const char *target,
					       struct up_error *err);

#endif
