/* SPDX-License-Identifier: PostgreSQL */
/* Whether a run may write on a server: not on a standby, and not where its owner made transactions
 * read-only. */
#ifndef MEASURE_SERVER_WRITABLE_H
#define MEASURE_SERVER_WRITABLE_H

#include "pg/conn.h"

/* UP_INVALID, with the reason and the remedy, if it may not.  The session itself may have set
 * default_transaction_read_only. */
UP_MUST_CHECK enum up_status writable_check(struct up_conn *conn, struct up_error *err);

#endif
