/* SPDX-License-Identifier: PostgreSQL */
/*
 * What may be shown of an error of the server when no value of a row may be shown: some messages quote
 * values ("invalid input syntax for type integer: ..."), so do most details ("Key (email)=(...)
 * already exists", "Failing row contains (...)"), and a function of the user's raises whatever it
 * likes, under any SQLSTATE.
 *
 * So a message is shown only if all of these hold, and a description is made up otherwise:
 *
 *   - errors of its SQLSTATE name tables, columns, constraints, types, limits or the reason for
 *     which a statement was stopped;
 *   - it has no context: the server adds one to everything within a function, with a COPY, and
 *     where it logs parameters;
 *   - where errors of its SQLSTATE come from functions of data types as well, it is from a source
 *     file of the server's whose messages of that kind are known.
 *
 * Names of the constraint, the table, the column and the data type are shown if they come from the
 * server's own checks of constraints, and of a syntax error its position.  A detail, a hint, a context and a statement never are.
 */
#ifndef UP_PG_DISCRETION_H
#define UP_PG_DISCRETION_H

#include "base/buffer.h"

#include <libpq-fe.h>

/* Appends the message of result, an error that has an SQLSTATE, or a description without values:
 *
 *   duplicate key value violates unique constraint "account_email_key" (SQLSTATE 23505)
 *   check_violation of constraint "account_age_check", table "account"; the server's message is not
 *   shown, since it could show a row (SQLSTATE 23514)
 */
void up_discretion_append(struct up_buffer *text, const PGresult *result);

#endif
