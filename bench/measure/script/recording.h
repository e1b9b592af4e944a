/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a strategy sends in one update stage, without its values.
 *
 * The strategy is carried out over made-up rows on a connection that records instead of sending
 * (pg/recorder.h), so the server does nothing, and the statements are those that the strategy itself
 * builds.  Values are dropped as they are recorded: of a parameter its format is kept, of the data of
 * a COPY whether it is binary, and a literal in a text is RECORDING_LITERAL from the beginning.
 */
#ifndef MEASURE_SCRIPT_RECORDING_H
#define MEASURE_SCRIPT_RECORDING_H

#include "pg/recorder.h"
#include "strategy/strategy.h"

/* Rows of the stage, all in one chunk unless that is smaller.  A chunk of a strategy whose statement
 * grows with its rows is recorded with as many. */
#define RECORDING_ROWS 2

/* The id of the connection in names that are made from it. */
#define RECORDING_PID 1

/* Any type takes it, and so does every place where a literal can be. */
#define RECORDING_LITERAL "NULL /* value */"

/* When it is sent. */
enum recorded_phase {
	RECORDED_CONNECTION, /* once per connection, outside of a transaction */
	RECORDED_SETTINGS,   /* at the beginning of the transaction */
	RECORDED_ROWS,       /* for each row, chunk or once, see times */
	RECORDED_END,        /* once, behind all rows */
	RECORDED_RELEASE, /* once per connection, outside of a transaction, when it is given up */
};

struct recorded_parameter {
	char *type;     /* owned; see parameter_types.h; NULL: not asked for */
	bool is_binary; /* rather than text */
};

struct recorded {
	enum recorded_phase phase;
	enum up_message_kind kind; /* none of UP_MESSAGE_COPY_DATA and UP_MESSAGE_COPY_END */
	char *sql;                 /* owned, as the next; as in struct up_message */
	char *name;
	/* Owned; of UP_MESSAGE_PARAMS and UP_MESSAGE_PREPARE; the formats of the latter are those
	 * of its first execution. */
	struct recorded_parameter *parameters;
	size_t parameter_count;
	bool is_binary; /* of UP_MESSAGE_COPY: its data */
	size_t times;   /* as often one behind the other: RECORDING_ROWS means for each row */
};

struct recording {
	struct recorded *items; /* owned; in the order in which they are sent */
	size_t count;
	size_t chunk; /* rows per statement with the options that were asked for; 0: all */
};

void recording_release(struct recording *recording);
#define RECORDING UP_CLEANUP(recording_release) struct recording

/* What is recorded. */
struct recording_request {
	const struct up_relation *relation; /* all borrowed */
	const struct up_strategy *strategy;
	struct up_update_options update;
	const struct up_gone *gone; /* of a strategy that syncs; NULL: nothing */
	bool tuned;                 /* with the settings that the strategy recommends */
	/* The connection is one of the table's server, which the strategy asks how the table is
	 * distributed. */
	bool has_server;
};

/* Fills a zeroed one.  Nothing but that question is sent on the connection; its version of the
 * server counts.
 * UP_UNSUPPORTED: the strategy does not take the relation or the options, or asks the server for a
 * result.  UP_STATEMENT: the server refuses the question. */
UP_MUST_CHECK enum up_status recording_make(struct up_conn *conn,
					    const struct recording_request *request,
					    struct recording *recording, struct up_error *err);

#endif
