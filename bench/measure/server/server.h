/* SPDX-License-Identifier: PostgreSQL */
/*
 * The server that a run works on, and a schema of its own there.
 *
 * Either a private cluster, or the server that the user named.  In both, the
 * harness works in the schema upbench_<id>, which server_close() drops, or in one
 * that was given, which server_close() empties, and touches nothing else (schema.h).
 */
#ifndef MEASURE_SERVER_SERVER_H
#define MEASURE_SERVER_SERVER_H

#include "measure/server/cluster.h"
#include "measure/server/pooled_way.h"
#include "pg/pool.h"
#include "record/survey/finding.h"

struct server_options {
	const char *dbname;     /* as psql's: a name, conninfo or URI; NULL: a private cluster */
	const char *named_by;   /* how messages call dbname; NULL: "--dbname" */
	const char *bin_dir;    /* for the private cluster; NULL: found */
	const char *schema_sql; /* creates the tables in the schema */
	const char *schema;     /* of a named server, empty; NULL: one of its own */
	const char *run_id;     /* in the names of connections; NULL: the id of the schema */
	bool is_distributed;    /* a table is to be: see measure/survey/survey.h, as for the next */
	bool may_publish;       /* see measure/survey/survey.h, as for the sizes */
	size_t rows;
	double table_bytes;
	double wal_bytes;
	/* Of a private cluster: "name=value" each, borrowed; see cluster.h, as for the next.  More
	 * connections are allowed where they do not say how many. */
	char *const *settings;
	size_t setting_count;
	int wal_segment_mb;
	bool is_scaled;     /* settings and segments are scaled down with the data */
	size_t connections; /* that will be open at once, next to those of the harness: a
				   private cluster is made for as many */
	/* Ways to a named server through poolers; borrowed. */
	const struct pooled_request *pooled;
	size_t pooled_count;
};

struct server {
	struct cluster *cluster; /* owned; NULL for a named server */
	char *conninfo;          /* owned; of a named server that was reached: with one host and
				    without the environment; may hold a password: never printed or
				    written */
	char *name;      /* owned; of its connections, without their purpose: "upbench ID" */
	char *identity;  /* owned; of what control reached (identity.h); NULL: not known */
	char *schema;    /* owned */
	bool is_given;   /* the schema was there before */
	char *leftovers; /* owned; schemas that other runs left there (leftover.h),
				    separated by ", "; NULL: none */
	struct finding_list findings;  /* owned; of a named server, before anything was made */
	struct up_conn *control;       /* owned: for everything that is not measured */
	struct pooled_way_list pooled; /* owned; in the order of the options */
	bool is_scaled;                /* as in the options */
	bool can_checkpoint;           /* the role may CHECKPOINT */
	bool has_citus;                /* a table may be distributed over its nodes */
	bool keeps_values_out;         /* set by server_keep_values_out() */
	int64_t connects;              /* how often control was opened: when it was lost, other
				    connections were, too */
};

/* Starts or reaches the server, and creates schema and tables.  UP_INVALID, with nothing created, where
 * a finding about a named server rules a run out. */
UP_MUST_CHECK enum up_status server_open(const struct server_options *options,
					 struct server *server, struct up_error *err);

/* Connections of a run are sessions (pg/session.h), in the search path of which the run's schema is
 * first, named by run and purpose: "upbench ID watchdog", unless the connection string or PGAPPNAME
 * has a name. */
#define SERVER_SESSION_NAME 64 /* PostgreSQL cuts longer ones */
UP_MUST_CHECK enum up_status server_connect(const struct server *server, const char *purpose,
					    struct up_conn **conn, struct up_error *err);

/* How connections reach the server; borrowed. */
struct server_way {
	const char *conninfo; /* that of the server, of a relay to it, or of a pooler */
	bool is_pooled;       /* as in struct up_session */
};

/* Without anything in between that upbench knows of. */
struct server_way server_direct(const struct server *server);

/* Opens connections for what is measured, on which the role's limits are in force.  UP_INVALID: they have
 * reached another server. */
UP_MUST_CHECK enum up_status server_open_pool(const struct server *server, struct server_way way,
					      size_t count, struct up_pool *pool,
					      struct up_error *err);

/* Runs statements in the schema, on a connection of their own.  UP_INVALID, with the
 * server's complaint, when it refuses one. */
UP_MUST_CHECK enum up_status server_run_sql(const struct server *server, const char *sql,
					    struct up_error *err);

/* CHECKPOINT, on every node. */
const char *server_checkpoint_sql(const struct server *server);

/* From now on errors of control do not quote values of rows, also when it is opened again: see
 * up_conn_keep_values_out().  To be called before rows of the user's come into the schema; until then
 * messages are about texts that the user gave, and are shown. */
void server_keep_values_out(struct server *server);

/* Opens the control connection again after the server was restarted; waits while
 * it starts or recovers. */
UP_MUST_CHECK enum up_status server_reconnect(struct server *server, struct up_error *err);

/* Drops the schema, or empties the one that was given; stops a private cluster.  What fails is reported; everything
 * is released all the same.  For a named server that went away the message
 * names the schema that is left there. */
enum up_status server_close(struct server *server, struct up_error *err);

static inline void server_close_p(struct server *server)
{
	server_close(server, NULL);
}
#define SERVER UP_CLEANUP(server_close_p) struct server

#endif
