/* SPDX-License-Identifier: PostgreSQL */
/* What is wrong with a table whose state is not the one that an oracle expects. */
#ifndef MEASURE_ORACLE_DIFFERENCE_H
#define MEASURE_ORACLE_DIFFERENCE_H

#include "measure/oracle/oracle.h"

/* Reads the whole table again.  Always fails: UP_MISMATCH with the first row and column that differ,
 * and the other columns, if there are more; of a user's table the row's number in the sync instead of
 * its key, and no value.  wrong is as in oracle_check(). */
UP_MUST_CHECK enum up_status difference_find(const struct oracle *oracle, struct up_conn *conn,
					     struct text_list *wrong, struct up_error *err);

#endif
