/* SPDX-License-Identifier: PostgreSQL */
/* A table full of rows that are made from a shape alone. */
#ifndef MEASURE_SUBJECT_OWN_MADE_ROWS_H
#define MEASURE_SUBJECT_OWN_MADE_ROWS_H

#include "measure/subject/own_population.h"

/* Creates the table name in the server's schema, with the columns of the measured table that are not
 * generated, and fills it with rows that the measured table takes: it is empty before and
 * afterwards.  They are those before a sync and those that it creates; the rows of the sync are all
 * that have the shape's scope, if it has one.  UP_UNSUPPORTED: no rows can be made that it takes, or of one of its types. */
UP_MUST_CHECK enum up_status own_made_rows_create(const struct own_table *table,
						  const struct server *server, const char *name,
						  const struct population_request *request,
						  struct up_error *err);

#endif
