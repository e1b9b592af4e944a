/* SPDX-License-Identifier: PostgreSQL */
/*
 * Schemas that runs left on a server that is not theirs: a killed program drops nothing.
 *
 * A run holds an advisory lock of its session, on the connection that controls it, for as long
 * as its schema is in use: the key is 0x7570 ("up") in the upper 16 bits, and the 48 bits of
 * the schema's name, upbench_<12 hexadecimal digits>, in the lower ones.  The server gives the
 * lock back when the connection ends, however it ends; so a schema of such a name whose lock
 * nobody holds is a leftover.  Nothing here drops one: the user does.
 */
#ifndef MEASURE_SERVER_LEFTOVER_H
#define MEASURE_SERVER_LEFTOVER_H

#include "base/buffer.h"
#include "pg/conn.h"

/* Takes the lock of a schema, which a run has named and not created yet, or whose connection
 * was lost.  Waits for a session of the same run that the server has not ended yet. */
UP_MUST_CHECK enum up_status leftover_lock(struct up_conn *conn, const char *schema,
					   struct up_error *err);

/* Appends the names of the leftovers in the database, separated by ", ", oldest first: of those
 * that this role, or a role that it is a member of, owns, and so may drop.  At most
 * LEFTOVER_MAX. */
#define LEFTOVER_MAX 50
UP_MUST_CHECK enum up_status leftover_find(struct up_conn *conn, struct up_buffer *names,
					   struct up_error *err);

#endif
