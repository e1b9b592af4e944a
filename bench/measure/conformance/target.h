/* SPDX-License-Identifier: PostgreSQL */
/*
 * The table of hostile data on the server: made, filled with the rows of two
 * scopes, or of none where the relation has none, and read back.
 */
#ifndef MEASURE_CONFORMANCE_TARGET_H
#define MEASURE_CONFORMANCE_TARGET_H

#include "measure/workload/digest.h"
#include "pg/conn.h"

#define TARGET_SCOPE "it's \"me\"\\"
#define TARGET_OTHER_SCOPE "somebody else"

/* Appends what CREATE TABLE wants between its parentheses: scope, columns, and the unique key.
 * definitions are types by column, where NULL is that of the relation; NULL: all are. */
void target_append_definition(struct up_buffer *sql, const struct up_relation *relation,
			      const char *const *definitions);

/* Makes the table of the relation anew, empty. */
UP_MUST_CHECK enum up_status target_make(struct up_conn *conn, const struct up_relation *relation,
					 const char *const *definitions, struct up_error *err);

/* Gives both scopes these rows, or the first alone where the scope is outside the key. */
UP_MUST_CHECK enum up_status target_fill(struct up_conn *conn, const struct up_batch *rows,
					 struct up_error *err);

/* Hands each of a scope's rows to receive_row, in COPY's text format; without scopes all rows. */
UP_MUST_CHECK enum up_status target_copy_out(struct up_conn *conn,
					     const struct up_relation *relation, const char *scope,
					     up_copy_receiver *receive_row, void *context,
					     struct up_error *err);

/* The digest of a scope's rows; the session must be one of UP_TEXT_SESSION. */
UP_MUST_CHECK enum up_status target_read(struct up_conn *conn, const struct up_relation *relation,
					 const char *scope, struct digest *digest,
					 struct up_error *err);

/* The digest of the rows of a batch. */
struct digest target_digest(const struct up_batch *batch);

#endif
