/* SPDX-License-Identifier: PostgreSQL */
/*
 * Runs that are at work on a server beside this one, in whichever database: they take a share of its
 * processors, memory and disks, so none of them measures what it would alone.  Each holds the lock of
 * its schema (schema.h), which pg_locks shows to all.
 */
#ifndef MEASURE_SERVER_OTHER_RUNS_H
#define MEASURE_SERVER_OTHER_RUNS_H

#include "pg/conn.h"

/* Calls receive with the backend of control and the schema of each run at work, this one's among them, until it
 * fails; of a schema that was given to a run in another database the name is not known.  A server
 * that does not show its locks has none, nor has one that went away. */
typedef enum up_status other_runs_receiver(void *context, int backend, const char *schema,
					   struct up_error *err);
UP_MUST_CHECK enum up_status other_runs_find(struct up_conn *conn, other_runs_receiver *receive,
					     void *context, struct up_error *err);

#endif
