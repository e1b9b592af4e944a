/* SPDX-License-Identifier: PostgreSQL */
/*
 * The schema that a run works in: one of its own, upbench_<12 hexadecimal digits>, which it makes and drops,
 * or one that was given to it, empty, which it leaves empty.
 *
 * In a schema that was given a run first makes the type upbench_run, by which a later one knows that what is
 * there was left by a killed run, and holds an advisory lock of its session: the keys are 0x75707363 ("upsc")
 * and the OID of the schema.  For the lock of the others see leftover.h.
 */
#ifndef MEASURE_SERVER_SCHEMA_H
#define MEASURE_SERVER_SCHEMA_H

#include "measure/server/server.h"

/* Sets *name (to be freed) to one that no other run has. */
UP_MUST_CHECK enum up_status schema_draw_name(char **name, struct up_error *err);
/* Its digits; borrowed. */
const char *schema_id(const char *name);

/* Takes the lock of the schema, before it is there or anything is made in it, so that nobody ever sees it
 * unlocked, and notes what other runs left.  UP_INVALID: another run works in the schema that was given, or it
 * is no longer empty. */
UP_MUST_CHECK enum up_status schema_claim(struct server *server, struct up_error *err);
/* Takes it once more, after the connection was lost; waits for a session of the same run that the server has
 * not ended yet. */
UP_MUST_CHECK enum up_status schema_lock_again(struct server *server, struct up_error *err);

/* Makes it, if it was not given, and runs the statements there, all or nothing. */
UP_MUST_CHECK enum up_status schema_create(struct server *server, const char *schema_sql,
					   struct up_error *err);
/* Drops it, or removes all that is in the one that was given. */
UP_MUST_CHECK enum up_status schema_remove(struct server *server, struct up_error *err);

#endif
