/* SPDX-License-Identifier: PostgreSQL */
/* What tests of tables made from shapes have in common. */
#ifndef DB_CLONES_H
#define DB_CLONES_H

#include "db/traps.h"
#include "measure/clone/clone.h"

/* The schema of copies, as a name and as SQL has it. */
#define COPY "We \"ird\" copy"
#define QUOTED_COPY "\"We \"\"ird\"\" copy\""

/* A query of one text, as a string to free, and what it is to be. */
char *clones_value(struct up_conn *conn, const char *sql);
void clones_expect(struct up_conn *conn, const char *sql, const char *expected);

/* "WHAT: WHY;\n" of all that is left out. */
void clones_append_left_out(struct up_buffer *text, const struct shape *shape);

/* Makes it, which must not fail; the second one of the table of that name, with all its rows, in the
 * schema of copies. */
void clones_make(struct up_conn *conn, const struct shape *source,
		 const struct clone_request *request, struct shape *blueprint);
void clones_make_full(struct up_conn *conn, const char *table, struct clone_request request,
		      struct shape *blueprint);

/* It is refused, with a message that begins so. */
void clones_expect_refusal(struct up_conn *conn, const struct shape *source,
			   const struct clone_request *request, const char *expected);

#endif
