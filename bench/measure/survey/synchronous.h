/* SPDX-License-Identifier: PostgreSQL */
/* Standbys that commits wait for, by the setting synchronous_standby_names:
 * https://www.postgresql.org/docs/current/runtime-config-replication.html */
#ifndef MEASURE_SURVEY_SYNCHRONOUS_H
#define MEASURE_SURVEY_SYNCHRONOUS_H

#include "pg/conn.h"

/* For how many standbys a commit waits, by the setting; 0: for none. */
int64_t synchronous_required(const char *names);

/* Does a commit end?  For a role that may not see which standbys there are.  Commits a message in the WAL,
 * which nothing keeps and subscriptions ignore.  UP_INVALID, after some seconds: it does not. */
UP_MUST_CHECK enum up_status synchronous_try(struct up_conn *conn, struct up_error *err);

#endif
