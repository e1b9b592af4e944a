/* SPDX-License-Identifier: PostgreSQL */
/* A constraint that rows which are made up do not meet, left out of a table after it was made. */
#ifndef MEASURE_CLONE_WAIVER_H
#define MEASURE_CLONE_WAIVER_H

#include "pg/conn.h"
#include "record/shape/shape.h"

/* Why it is left out, where omissions are listed. */
#define WAIVER_WHY "rows that are made up do not meet it"

/* By the names that the server gives with an error: unquoted. */
struct waiver_request {
	const char *constraint; /* or a unique index */
	const char *domain;     /* "": it is one of the table */
	bool may_alter_types; /* of a private cluster; else columns get the type under the domain */
};

/* Takes it out of the table and its blueprint, and lists it there.  is_made is false if it is none
 * that can be left out: the key's, or not of the blueprint, or the server refuses.  Outside of a
 * transaction. */
UP_MUST_CHECK enum up_status waiver_make(struct up_conn *conn, struct shape *blueprint,
					 const struct waiver_request *request, bool *is_made,
					 struct up_error *err);

#endif
