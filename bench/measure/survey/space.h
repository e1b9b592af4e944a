/* SPDX-License-Identifier: PostgreSQL */
/* Free disk space of a server on this machine. */
#ifndef MEASURE_SURVEY_SPACE_H
#define MEASURE_SURVEY_SPACE_H

#include "pg/conn.h"
#include "record/survey/survey.h"

/* Within a transaction that only reads.  What cannot be seen is not known: the server is elsewhere,
 * or the role may not know its directories, or this process may not look into them. */
UP_MUST_CHECK enum up_status space_read(struct up_conn *conn, struct survey *survey,
					struct up_error *err);

#endif
