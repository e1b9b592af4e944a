/* SPDX-License-Identifier: PostgreSQL */
/*
 * What to put into an application that updates a table by a strategy: its statements, ready for psql,
 * with the types of the table and with comments, and without a value of any row.
 */
#ifndef MEASURE_SCRIPT_SCRIPT_H
#define MEASURE_SCRIPT_SCRIPT_H

#include "measure/case/contender.h"

/* notes are lines that end with a NULL: what the strategy asks of an application, such as
 * requirement_text() for each bit of up_strategy_requires(). */
struct script_request {
	const struct up_relation *relation; /* all borrowed; of a table that exists */
	const struct contender *contender;
	const struct up_update_options *update; /* as measured */
	const struct up_gone *gone;             /* likewise; NULL: nothing */
	bool tuned;                             /* likewise */
	const char *const *notes;               /* for its header; NULL: none */
};

/*
 * Appends it to a text, which it leaves alone when it fails.  The statements are parsed by the server
 * (parameter_types.h), on a connection in no transaction that has nothing of the strategy's; the
 * table is neither read nor changed.
 *
 * UP_UNSUPPORTED: a peer, which sends its own; a contender that no application can use; the strategy
 * does not take the table or the options.  UP_STATEMENT: the server refuses a statement.
 */
UP_MUST_CHECK enum up_status script_append(struct up_buffer *text, struct up_conn *conn,
					   const struct script_request *request,
					   struct up_error *err);

#endif
