/* SPDX-License-Identifier: PostgreSQL */
/* Reads a table row by row, in the columns of a relation. */
#ifndef MEASURE_SUBJECT_IMAGE_H
#define MEASURE_SUBJECT_IMAGE_H

#include "measure/subject/population.h"

/* Calls receive for each row, in the order in which the server finds them; it stops at the first
 * failure.  conn has UP_TEXT_SESSION. */
UP_MUST_CHECK enum up_status image_read(const struct up_relation *relation, struct up_conn *conn,
					population_receiver *receive, void *context,
					struct up_error *err);

/* The same with each row as the server sends it: a line of COPY's text format. */
UP_MUST_CHECK enum up_status image_read_lines(const struct up_relation *relation,
					      struct up_conn *conn, up_copy_receiver *receive,
					      void *context, struct up_error *err);

#endif
