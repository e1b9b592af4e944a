/* SPDX-License-Identifier: PostgreSQL */
/*
 * The statements that put the measured table, and what its rows refer to, back into the state of a data set, made for
 * the tables as they are there: the SQL of an arm may have changed them.
 *
 *   emptied     the measured table, that of the reference, if there is one, and with them the tables of the schema that refer
 *               to them by foreign keys, directly or not: TRUNCATE wants them all in one statement
 *   filled      the columns that are not generated; values of an identity column as they were
 *   sequences   of the columns that own one
 *
 * For the tables that fixtures/schema/program.sql creates they are the same in every run.
 */
#ifndef MEASURE_RESTORE_RESTORATION_H
#define MEASURE_RESTORE_RESTORATION_H

#include "measure/subject/subject.h"
#include "record/text_list.h"

/* Stands in the statements for the name of the table that has the data set. */
#define RESTORATION_PRISTINE "pristine"

struct restoration { /* begin with {0} */
	struct text_list statements;
	/* The first so many are one transaction, so that a failure leaves the old state. Behind
	 * them come three: VACUUM (ANALYZE) of these tables, VACUUM of catalogs, CHECKPOINT. */
	size_t transaction_count;
};

/* Reads the catalogs.  UP_INVALID: a table of another schema, named in the message, refers to the
 * tables, and is not emptied for that. */
UP_MUST_CHECK enum up_status restoration_read(const struct server *server,
					      const struct subject *subject,
					      struct restoration *restoration,
					      struct up_error *err);
void restoration_release(struct restoration *restoration);
#define RESTORATION UP_CLEANUP(restoration_release) struct restoration

/* Runs them, with the name of the data set's table.  The search path is the schema.  What the role
 * may not do on the server is left out.  UP_STATEMENT: the tables could not be restored. */
UP_MUST_CHECK enum up_status restoration_run(const struct restoration *restoration,
					     const struct server *server, const char *pristine,
					     struct up_error *err);

/* Runs that statement alone which vacuums catalogs, where the server is private: for whoever puts the
 * tables back in another way. */
UP_MUST_CHECK enum up_status restoration_vacuum_catalogs(const struct restoration *restoration,
							 const struct server *server,
							 struct up_error *err);

/* The statement. */
const char *restoration_catalogs(const struct restoration *restoration);

#endif
