/* SPDX-License-Identifier: PostgreSQL */
/*
 * The types that the server gives the parameters of recorded statements: strategies leave them to it.
 *
 * Statements are parsed, in a transaction that is rolled back, and not executed, so that no row is
 * read or locked and no trigger fires; temporary tables are made, and a COPY into one of them gets no
 * rows.  The table has the lock of an UPDATE meanwhile.  Whatever the server would refuse of a
 * statement it refuses here.
 */
#ifndef MEASURE_SCRIPT_PARAMETER_TYPES_H
#define MEASURE_SCRIPT_PARAMETER_TYPES_H

#include "measure/script/recording.h"

/* Sets the types of all parameters, in SQL, with the schema of all but the system's.  The connection
 * is in no transaction, and has prepared or made nothing of the strategy's. */
UP_MUST_CHECK enum up_status parameter_types_find(struct up_conn *conn, struct recording *recording,
						  struct up_error *err);

#endif
