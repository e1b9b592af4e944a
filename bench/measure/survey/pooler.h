/* SPDX-License-Identifier: PostgreSQL */
/*
 * A pooler, such as PgBouncer, between this program and the server.
 *
 * It shows in the id of the backend: what the server answers is not what the connection was given
 * at its begin.  A pooler in transaction mode shows in two connections: a transaction of one is
 * carried out by the backend that the other one had before.  In statement mode it ends a connection that
 * begins a transaction block.  One in session mode lets a connection wait
 * while all backends of its pool are taken.
 *
 * pgpool-II keeps a backend for each connection, too, and passes its id on; it answers SHOW pool_nodes.
 */
#ifndef MEASURE_SURVEY_POOLER_H
#define MEASURE_SURVEY_POOLER_H

#include "pg/conn.h"
#include "record/survey/survey.h"

/* How long an answer is waited for. */
#define POOLER_WAIT_SECONDS 5

/* What is between conn, which was opened with conninfo, and its server: sets pooling, second_answers and
 * pgpool_servers of found.  Opens a further connection for as long as it takes, changes no setting, and waits for some
 * seconds at most.  POOLING_UNKNOWN: the server does not answer. */
void pooler_find(struct up_conn *conn, const char *conninfo, struct survey_connection *found);

/* Does it send statements to more servers than one?  None of them can be measured then: what is read is not
 * what was written. */
bool pooler_spreads(const struct survey_connection *found);

/* How many further connections at once get a backend for a transaction, of as many as are wanted, and
 * POOLER_COUNT_MAX at most: they are opened one after the other, until one gets no answer for some
 * seconds. */
#define POOLER_COUNT_MAX 100
size_t pooler_count_backends(const char *conninfo, size_t wanted);

#endif
