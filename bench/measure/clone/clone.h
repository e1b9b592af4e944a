/* SPDX-License-Identifier: PostgreSQL */
/*
 * A table made from the shape of another one: on the same server, with its rows or a sample of them,
 * or on another server, without.  It is made by statements of its own in both cases, rather than by
 * CREATE TABLE ... LIKE: that would take over the tablespaces of indexes and defaults that draw from
 * the original's sequences, name the indexes anew, and leave out partitions and storage parameters.
 * So the original is read by one statement alone, the copy of its rows.
 *
 *   SHAPE blueprint = {0};
 *   UP_TRY(clone_plan(conn, &shape, &request, &blueprint, err));
 *   ...                      show blueprint.left_out, clone_append_ddl(&text, &blueprint, &request)
 *   UP_TRY(clone_make(conn, &blueprint, &request, &rows, err));
 *
 * Foreign keys that are kept (measure/clone/stub.h) hold for the values that the rows have, so a
 * table made without rows gets them later:
 *
 *   ...                      rows of the generator
 *   UP_TRY(clone_add_foreign_keys(conn, &blueprint, err));
 *   UP_TRY(stub_fill(conn, &blueprint, &new_edition, err));
 */
#ifndef MEASURE_CLONE_CLONE_H
#define MEASURE_CLONE_CLONE_H

#include "measure/clone/blueprint.h"
#include "measure/clone/density.h"

struct clone_request {
	struct blueprint_request blueprint;
	bool may_make_types;             /* and schemas, and extensions: a private cluster's */
	const struct fill_request *fill; /* on the same server only, of a leaf from the place of
					    leaf_find(); NULL: no rows */
	struct density
		*density; /* with fill: the pages become as full as those of the original, and
				    this says under which fillfactor; NULL: full ones */
};

/* As blueprint_make(), and where the table is made elsewhere as lacking_decide(), else of a leaf as
 * leaf_read(); without a connection nothing is said of the server. */
UP_MUST_CHECK enum up_status clone_plan(struct up_conn *conn, const struct shape *source,
					const struct clone_request *request,
					struct shape *blueprint, struct up_error *err);

/* Appends all statements that make the table, and the one that fills it, with its fillfactor if
 * request->density was decided.  Those that depend on what is there then are not among them: the
 * sample, sequences that are set behind the values, names of the indexes of partitions. */
UP_MUST_CHECK enum up_status clone_append_ddl(struct up_buffer *text, const struct shape *blueprint,
					      const struct clone_request *request,
					      struct up_error *err);

/* Makes the table, and compares it with its blueprint (measure/clone/likeness.h).  Outside of a
 * transaction.  Everything is made in one transaction; with rows, indexes and constraints follow in a
 * second one, so that the lock on the original ends with the copy.  After a failure there is no table
 * left.  *rows, unless NULL, is how many were copied.  A failure names what could not be made.  With
 * rows, errors of the connection do not quote values from their copy on: up_conn_keep_values_out(). */
UP_MUST_CHECK enum up_status clone_make(struct up_conn *conn, const struct shape *blueprint,
					const struct clone_request *request, int64_t *rows,
					struct up_error *err);

/* Makes the stubs of a table that was made without rows and has them now, and its foreign keys, and
 * compares it with its blueprint.  Outside of a transaction. */
UP_MUST_CHECK enum up_status clone_add_foreign_keys(struct up_conn *conn,
						    const struct shape *blueprint,
						    struct up_error *err);

#endif
