/* SPDX-License-Identifier: PostgreSQL */
/*
 * A strategy is one way to carry out the update stage of a sync: given rows
 * that exist in the table, make their columns equal to what the batch says.
 *
 * It is one const table of functions in one file, and one line in
 * strategies.def; see README.md beside this file.  Its hooks are called in this
 * order, all on the one connection of struct up_update:
 *
 *   check     may this relation be updated so, with these options? No connection.
 *   prepare   once a connection, outside any transaction, not timed: what a
 *             long-lived service would do after connecting
 *   apply     in the sync's transaction, timed, once for each run of rows
 *   finish    in the sync's transaction, timed, once after the last apply
 *   release   always, last; may be called without prepare having succeeded
 *
 * apply … finish repeat for every sync on the same connection; after a failure
 * only release is called.  A hook that is NULL does nothing; apply is required.
 * A strategy never reads a clock, never logs, prints or opens a connection, and
 * never begins or ends a transaction.
 */
#ifndef UP_STRATEGY_STRATEGY_H
#define UP_STRATEGY_STRATEGY_H

#include "model/batch.h"
#include "model/source.h"
#include "pg/conn.h"

enum up_strategy_flags {
	/* Takes --chunk: apply is called with at most that many rows, and every call
	 * is complete in itself. */
	UP_STRATEGY_CHUNKED = 1 << 0,
	/* Takes the rows in as many calls of apply as there are, from batches that do
	 * not outlive the call.  Without this flag, and without a chunk, apply is
	 * called once, with all rows. */
	UP_STRATEGY_STREAMS = 1 << 1,
	/* Several connections may each apply it to a part of the rows. */
	UP_STRATEGY_PARALLEL = 1 << 2,
	/* Takes skip_unchanged. */
	UP_STRATEGY_SKIPS = 1 << 3,
	/* Each of its statements is a transaction of its own: the sync commits before
	 * the update stage and begins again after it. */
	UP_STRATEGY_AUTOCOMMIT = 1 << 4,
	/* Sends values in binary; a column whose type has no binary encoder rules it out. */
	UP_STRATEGY_BINARY = 1 << 5,
	/* Needs all columns of the table that may not be null. */
	UP_STRATEGY_WHOLE_ROWS = 1 << 6,
	/* Is no contender: the price of the harness. Neither ranked nor verified. */
	UP_STRATEGY_IDLE = 1 << 7,
	/* Is a bound, not something that an application could do. */
	UP_STRATEGY_BOUND = 1 << 8,
};

struct up_update_options {
	size_t chunk;        /* rows a statement; 0: what the strategy does by itself */
	bool skip_unchanged; /* leave rows alone that have the right values already */
};

/* A setting that a strategy recommends for its transaction. */
struct up_tuning {
	const char *name; /* NULL ends a list */
	const char *value;
	const char *reason; /* one sentence */
};

/* What a strategy works on. It lives as long as the connection is used. */
struct up_update {
	const struct up_strategy *strategy; /* whose hooks are called */
	struct up_conn *conn;
	const struct up_relation *relation;
	const char *scope; /* value of the scope column, as text */
	struct up_update_options options;
	int64_t rows_updated; /* hooks add to it what the server reported */
	void *state;          /* the strategy's own, freed by its release */
};

struct up_strategy {
	const char *name;       /* as on the command line */
	const char *summary;    /* one line for lists and the manual */
	unsigned flags;         /* enum up_strategy_flags */
	size_t default_chunk;   /* where options.chunk is 0; 0: none */
	int min_server_version; /* as PQserverVersion(); 0: any that is supported */
	/* How many times it holds the bytes of all rows at once, the batch not counted;
	 * 0 for one that streams. */
	unsigned copies;
	const struct up_tuning *tuning; /* NULL: none */

	/* UP_UNSUPPORTED with the reason when it cannot. update->conn is NULL. */
	enum up_status (*check)(const struct up_update *update, struct up_error *err);
	/* rows hands out what a sync will bring; to be read only by who needs it. */
	enum up_status (*prepare)(struct up_update *update, struct up_source *rows,
				  struct up_error *err);
	enum up_status (*apply)(struct up_update *update, const struct up_batch *batch,
				size_t first, size_t count, struct up_error *err);
	enum up_status (*finish)(struct up_update *update, struct up_error *err);
	void (*release)(struct up_update *update);
};

/* All strategies in the order of strategies.def; count gets their number. */
const struct up_strategy *const *up_strategies(size_t *count);

/* NULL when there is none of that name. */
const struct up_strategy *up_strategy_find(const char *name);

/* Rows a statement with these options; 0: all. */
size_t up_strategy_chunk(const struct up_strategy *strategy,
			 const struct up_update_options *options);

/* Can it take the rows as they come, with these options? */
bool up_strategy_streams(const struct up_strategy *strategy,
			 const struct up_update_options *options);

/* Everything that can be said before there is a connection: what the flags rule
 * out, then the strategy's own check. UP_UNSUPPORTED with the reason. */
UP_MUST_CHECK enum up_status up_strategy_check(const struct up_strategy *strategy,
					       const struct up_update *update,
					       struct up_error *err);

/* And what only the server's version can say. */
UP_MUST_CHECK enum up_status up_strategy_check_server(const struct up_strategy *strategy,
						      const struct up_conn *conn,
						      struct up_error *err);

#endif
