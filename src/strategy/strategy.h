/* SPDX-License-Identifier: PostgreSQL */
/*
 * A strategy is one way to carry out the update stage of a sync: given rows that exist in the
 * table, it makes their columns equal to those of a batch.  One with UP_STRATEGY_SYNCS is given all
 * rows of the sync.
 *
 * It is one const table of functions in one file, and one line in strategies.def; see README.md
 * in this folder.  Its hooks are called in this order, all on the one connection of struct
 * up_update:
 *
 *   check     can this relation be updated this way, with these options?  No connection.
 *   prepare   once per connection, outside any transaction, not timed: the work of a long-lived
 *             service after connecting
 *   apply     in the transaction of the sync, timed, once for each run of rows
 *   pause     in the transaction of the sync, timed, after an apply: leaves the connection free for
 *             other statements, before the next apply or finish; only in an overlapped sync
 *   finish    in the transaction of the sync, timed, once after the last apply
 *   release   always, last; also if prepare has failed
 *
 * apply … finish repeat for every sync on the same connection, and in an overlapped sync within its
 * transaction: see up_update.continued.  After a failure only release is
 * called.  A hook that is NULL does nothing; apply is required.  A strategy never reads a clock,
 * never logs, prints or opens a connection, and never begins or ends a transaction.
 */
#ifndef UP_STRATEGY_STRATEGY_H
#define UP_STRATEGY_STRATEGY_H

#include "model/batch.h"
#include "model/gone.h"
#include "pg/conn.h"

enum up_strategy_flags {
	/* Accepts a chunk: each call of apply has at most that many rows, and is complete in
	 * itself. */
	UP_STRATEGY_CHUNKED = 1 << 0,
	/* Accepts any number of calls of apply, with batches that do not outlive the call.
	 * Without this flag, and without a chunk, apply is called once, with all rows. */
	UP_STRATEGY_STREAMS = 1 << 1,
	/* Several connections can each apply it to a part of the rows. */
	UP_STRATEGY_PARALLEL = 1 << 2,
	/* Accepts skip_unchanged. */
	UP_STRATEGY_SKIPS = 1 << 3,
	/* Each of its statements is a transaction of its own: the sync commits before the update
	 * stage and begins again after it. */
	UP_STRATEGY_AUTOCOMMIT = 1 << 4,
	/* Sends values in binary: every type can be sent so, UP_TYPE_OTHER as a text. */
	UP_STRATEGY_BINARY = 1 << 5,
	/* Requires all columns of the table that must not be null. */
	UP_STRATEGY_WHOLE_ROWS = 1 << 6,
	/* Carries out the pipeline from the fetch on: gets all rows, creates those that the table lacks, and
	 * treats those that are gone. */
	UP_STRATEGY_SYNCS = 1 << 7,
};

/* What an application and a server must provide for a strategy. */
enum up_requirement {
	UP_REQUIRES_SERVER_15 = 1 << 0,
	UP_REQUIRES_MANY_TRANSACTIONS = 1 << 1, /* tolerance of a partial update after a failure */
	UP_REQUIRES_UNIQUE_KEY = 1 << 2,        /* a unique index on the key */
	UP_REQUIRES_WHOLE_ROWS = 1 << 3,        /* all columns that must not be null */
	UP_REQUIRES_NO_ARRAYS = 1 << 4, /* no column of an array type, unless cast from text */
	UP_REQUIRES_TEMPORARY_TABLE = 1 << 5, /* in each transaction */
	UP_REQUIRES_KEPT_TABLE = 1 << 6,      /* a temporary table for as long as the session */
	UP_REQUIRES_PREPARED = 1 << 7,        /* prepared statements */
	UP_REQUIRES_COPY = 1 << 8,            /* a client library with COPY FROM STDIN */
	UP_REQUIRES_BINARY = 1 << 9,          /* a client library with the binary format */
	UP_REQUIRES_PIPELINE = 1 << 10,       /* a client library with pipeline mode */
	UP_REQUIRES_UNLOGGED_TABLE = 1 << 11, /* a table per connection in the target's schema */
};
#define UP_REQUIREMENT_COUNT 12

struct up_update_options {
	size_t chunk;        /* rows per statement; 0: the default of the strategy */
	bool skip_unchanged; /* do not update rows that have the right values already */
};

/* A setting that a strategy recommends for its transaction. */
struct up_tuning {
	const char *name; /* NULL ends a list */
	const char *value;
	const char *reason; /* one sentence */
};

/* The work of a strategy on one connection.  It lives as long as the connection is used. */
struct up_update {
	const struct up_strategy *strategy; /* whose hooks are called */
	struct up_conn *conn;
	const struct up_relation *relation;
	const char *scope; /* value of the scope column, as text; NULL where there is none */
	struct up_update_options options;
	/* Of one that syncs: what becomes of rows that are gone; NULL: nothing, or the sync itself sees to
	 * it.  It is called with a row at least, and with all of them before finish, then. */
	const struct up_gone *gone;
	void *context;        /* strategy_context of the options; not read by the strategies here */
	int64_t rows_updated; /* hooks add the numbers that the server reports */
	int64_t rows_created; /* likewise, as the next, of one that syncs */
	int64_t rows_gone;
	bool continued; /* finish was called in this transaction already */
	void *state;    /* of the strategy, freed by its release */
};

struct up_strategy {
	const char *name;       /* lower case, with hyphens */
	const char *summary;    /* one line for lists and manuals, without a period */
	unsigned flags;         /* enum up_strategy_flags */
	unsigned requires;      /* enum up_requirement, beyond those that follow from other members:
				   see up_strategy_requires() */
	size_t default_chunk;   /* if options.chunk is 0; 0: none */
	int min_server_version; /* as PQserverVersion(); 0: any supported version */
	/* How many times it holds the bytes of all rows at once, without the batch; 0 for one
	 * that streams. */
	unsigned copies;
	const struct up_tuning *tuning; /* NULL: none */

	/* UP_UNSUPPORTED, with the reason, if it cannot.  update->conn is NULL. */
	enum up_status (*check)(const struct up_update *update, struct up_error *err);
	enum up_status (*prepare)(struct up_update *update, struct up_error *err);
	enum up_status (*apply)(struct up_update *update, const struct up_batch *batch,
				size_t first, size_t count, struct up_error *err);
	enum up_status (*pause)(struct up_update *update, struct up_error *err);
	enum up_status (*finish)(struct up_update *update, struct up_error *err);
	void (*release)(struct up_update *update);
};

/* All strategies in the order of strategies.def; *count is their number. */
const struct up_strategy *const *up_strategies(size_t *count);

/* NULL if there is none of that name. */
const struct up_strategy *up_strategy_find(const char *name);

/* The same of those of the create stage, in creators.def: given rows that do not exist in the table,
 * each brings them there.  They have no hook finish. */
const struct up_strategy *const *up_creators(size_t *count);
const struct up_strategy *up_creator_find(const char *name);

/* A mask of enum up_requirement: its requires, and what its flags and min_server_version imply. */
unsigned up_strategy_requires(const struct up_strategy *strategy);

/* One bit as a word, "temporary-table". */
const char *up_requirement_name(enum up_requirement requirement);

/* Rows per statement with these options; 0: all. */
size_t up_strategy_chunk(const struct up_strategy *strategy,
			 const struct up_update_options *options);

/* Can it accept rows in several batches, with these options? */
bool up_strategy_streams(const struct up_strategy *strategy,
			 const struct up_update_options *options);

/* Everything that can be checked without a connection: the limits of its flags, then its own
 * check.  UP_UNSUPPORTED with the reason. */
UP_MUST_CHECK enum up_status up_strategy_check(const struct up_strategy *strategy,
					       const struct up_update *update,
					       struct up_error *err);

/* Can it do without a session, that is: may each of its transactions have another backend, as
 * through a pooler in transaction mode?  By what it requires; keeps_prepared: prepared statements are there
 * in all of them.  UP_UNSUPPORTED with the reason. */
UP_MUST_CHECK enum up_status up_strategy_check_pooled(const struct up_strategy *strategy,
						      bool keeps_prepared, struct up_error *err);

/* Checks the version of the server.  UP_UNSUPPORTED. */
UP_MUST_CHECK enum up_status up_strategy_check_server(const struct up_strategy *strategy,
						      const struct up_conn *conn,
						      struct up_error *err);

#endif
