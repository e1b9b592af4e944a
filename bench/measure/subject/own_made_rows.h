/* SPDX-License-Identifier: PostgreSQL */
/* A table full of rows that are made from a shape alone. */
#ifndef MEASURE_SUBJECT_OWN_MADE_ROWS_H
#define MEASURE_SUBJECT_OWN_MADE_ROWS_H

#include "measure/subject/own_population.h"

/* Rows that are tried when the table is made, and the share of the proposals from which on a constraint
 * is left out that refuses them. */
#define OWN_MADE_ROWS_TRIED 100
#define OWN_MADE_ROWS_HOPELESS 0.75

/* Tries rows in the measured table, which is empty before and afterwards, and leaves out of it, and out
 * of its blueprint, each constraint that one of them never meets or that refuses most proposals.  What
 * cannot be left out stays. */
UP_MUST_CHECK enum up_status own_made_rows_waive(const struct own_table *table,
						 const struct server *server,
						 struct shape *blueprint, struct up_error *err);

/* Creates the table name in the server's schema, with the columns of the measured table that are not
 * generated, and fills it with rows that the measured table takes: it is empty before and
 * afterwards.  They are those before a sync and those that it creates; the rows of the sync are all
 * that have the shape's scope, if it has one.  rejected gets how many proposals the table did not take.
 * UP_UNSUPPORTED: no rows can be made that it takes, with the constraint; or none of one of its types. */
UP_MUST_CHECK enum up_status own_made_rows_create(const struct own_table *table,
						  const struct server *server, const char *name,
						  const struct population_request *request,
						  int64_t *rejected, struct up_error *err);

#endif
