/* SPDX-License-Identifier: PostgreSQL */
/*
 * A table of the user's, made from its shape (measure/clone/clone.h) in the schema of the run: with
 * its own rows where it is on the same server, or with rows that are made from the shape alone.
 *
 * The new edition gives rows that change each other's values (measure/workload/rotation.h).
 */
#ifndef MEASURE_SUBJECT_OWN_SUBJECT_H
#define MEASURE_SUBJECT_OWN_SUBJECT_H

#include "measure/subject/subject.h"
#include "record/shape/shape.h"

enum own_data {
	OWN_DATA_ROWS,  /* those of the table that the shape was read from, on the same server */
	OWN_DATA_SHAPE, /* made from the shape */
};

struct own_request {
	enum own_data data;
	/* Value of the shape's scope, if it has one, as the server prints it; of OWN_DATA_ROWS: with
	 * OWN_DATA_SHAPE it is made up. */
	const char *scope;
	double sample;      /* share of the table's rows that are copied, by a hash of their keys */
	int64_t timeout_ms; /* of the copy; 0: none */
	bool stubs_foreign_keys; /* else they are left out; with OWN_DATA_ROWS only */
	bool keeps_triggers;     /* which run the user's functions */
};

/* Takes what the shape holds, also when it fails.  UP_UNSUPPORTED: the shape cannot be measured, for the
 * reason in err. */
UP_MUST_CHECK enum up_status own_subject_open(struct shape *shape,
					      const struct own_request *request,
					      struct subject **subject, struct up_error *err);

/* Whether such a table can be made on the server of conn, by its catalogs: UP_UNSUPPORTED, naming what it
 * lacks (measure/clone/lacking.h).  Nothing is made; installing it checks that as well. */
UP_MUST_CHECK enum up_status own_subject_check_server(const struct subject *subject,
						      struct up_conn *conn, struct up_error *err);

#endif
