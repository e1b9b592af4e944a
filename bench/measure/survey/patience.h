/* SPDX-License-Identifier: PostgreSQL */
/* Answers that are waited for, but not for ever. */
#ifndef MEASURE_SURVEY_PATIENCE_H
#define MEASURE_SURVEY_PATIENCE_H

#include "pg/conn.h"

/* The next result of a statement that was sent: as PQgetResult(), and *in_time is whether it, or the end
 * of the results, arrived within so many milliseconds.  If not, it can be waited for again. */
PGresult *patience_result(struct up_conn *conn, int milliseconds, bool *in_time);

#endif
