/* SPDX-License-Identifier: PostgreSQL */
/* Queries that a server may refuse without a loss of what else is asked. */
#ifndef MEASURE_SURVEY_TOLERANCE_H
#define MEASURE_SURVEY_TOLERANCE_H

#include "pg/conn.h"

/* A query without parameters.  A transaction that conn is in goes on after a refusal, and no setting that
 * the query changes outlives it. */
UP_MUST_CHECK enum up_status tolerance_query(struct up_conn *conn, const char *sql,
					     PGresult **result, struct up_error *err);

#endif
