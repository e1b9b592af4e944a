/* SPDX-License-Identifier: PostgreSQL */
/* Rows of a data set, put into the table of a schema and taken back, before anything is measured: does
 * the table hold them? */
#ifndef MEASURE_TRIAL_REHEARSAL_H
#define MEASURE_TRIAL_REHEARSAL_H

#include "measure/subject/subject.h"

/* Enough for every hostile value. */
#define REHEARSAL_ROWS 256

/* UP_INVALID, naming it: the table has a column of a type to which values that are sent as the relation's
 * are not assigned, such as jsonb instead of text. */
UP_MUST_CHECK enum up_status rehearsal_check_types(const struct server *server,
						   const struct subject *subject,
						   struct up_error *err);

/* Takes at most REHEARSAL_ROWS of the rows, in both editions; the table is empty before and
 * afterwards.  UP_INVALID: it refuses them; the message names the column, where its type or domain
 * does so, or the constraint.  With hostile
 * values also a foreign table that loses the sign of -0. */
UP_MUST_CHECK enum up_status rehearsal_run(const struct server *server,
					   const struct subject *subject, const struct rows *rows,
					   bool is_hostile, struct up_error *err);

#endif
