/* SPDX-License-Identifier: PostgreSQL */
/* The create stage: COPY rows that the table does not have into it. */
#ifndef UP_SYNC_CREATE_H
#define UP_SYNC_CREATE_H

#include "model/batch.h"
#include "pg/conn.h"

/* scope: the value of the scope column, not read where the relation has none. */
UP_MUST_CHECK enum up_status up_create(struct up_conn *conn, const struct up_batch *batch,
				       const char *scope, int64_t *created, struct up_error *err);

#endif
