/* SPDX-License-Identifier: PostgreSQL */
/*
 * The manifest of a run, kept in run.json: everything that is needed to understand the run and to
 * repeat it.  This unit alone reads and writes that file.
 *
 * Texts, lists and what they hold are owned by the manifest.  What an older version did not record
 * is not known, as record/member.h has it: NULL, UNMEASURED, FACT_UNKNOWN, an empty list.
 */
#ifndef RECORD_MANIFEST_H
#define RECORD_MANIFEST_H

#include "record/case_key.h"
#include "record/engine.h"
#include "record/member.h"
#include "record/role.h"

/* The reference of a run whose experiment does not name one. */
#define MANIFEST_REFERENCE "case-when"

/* A limit that is known not to be there. */
#define MANIFEST_NO_LIMIT 0

struct manifest_tool {
	char *name;
	char *version;
	char *revision;
};

/* A file that the command line names. */
struct manifest_file {
	char *name;   /* without directories */
	char *sha256; /* of its text, in hexadecimal digits */
	char *text;   /* NULL: it may hold a secret */
};

/* Where the rows of a sync came from. */
struct manifest_source {
	char *kind;         /* "synthetic", "csv", "api" */
	char *file;         /* of a file: its name without directories */
	int64_t bytes;      /* its size */
	char *xxh128;       /* a hash of its bytes (XXH3, 128 bits), in hexadecimal digits */
	char *url;          /* of an API, without user and query; NULL: upbench's own */
	int64_t page_rows;  /* of a page of an API */
	int64_t latency_ns; /* stated, of each page of upbench's own */
	int64_t rows;       /* that a sync fetches */
	int64_t bad_rows;   /* of the file that are left out (--on-bad-row skip) */
};

struct manifest_host {
	char *cpu;
	int64_t cores;
	int64_t usable_processors; /* that upbench and its private cluster may run on */
	double cpu_limit;          /* of the control group, in processors; MANIFEST_NO_LIMIT */
	int64_t memory_bytes;
	int64_t memory_limit_bytes; /* of the control group; MANIFEST_NO_LIMIT */
	char *kernel;               /* name and release */
	char *architecture;
};

/* A setting of a server that is not its default. */
struct manifest_setting {
	char *name;
	char *value; /* NULL: it may hold a secret */
	char *unit;
	char *source; /* as in pg_settings */
};

/* The database of a server that the tables were in. */
struct manifest_database {
	char *encoding;
	char *collation_provider; /* "libc", "icu", "builtin" */
	char *collation;          /* the locale, and rules that were added to it */
	char *collation_version;  /* as recorded by the server */
	char *character_type;
	struct text_list extensions; /* "NAME VERSION", sorted */
};

struct manifest_server {
	char *version;
	int64_t version_number;       /* 150012 */
	enum fact is_private;         /* a cluster of the run alone */
	char *data_checksums;         /* "on", "off" */
	int64_t block_size;           /* bytes */
	enum fact has_assertions;     /* was built with them */
	enum fact shows_all_settings; /* also those that only superusers see, such as
					    shared_preload_libraries */
	char *counters_of;     /* "server", "backends"; NULL: WAL and pages are not counted */
	int64_t sync_standbys; /* that commits waited for, before the first sample */
	char *filesystem;      /* type of that of a private cluster: "ext4", ... */
	struct manifest_database database;
	struct text_list set_by_upbench; /* of a private cluster: "name=value" */
	struct {
		struct manifest_setting *items;
		size_t count;
	} settings;
	enum fact has_jit; /* a JIT compiler is installed */
	struct engine engine;
};

extern const struct record_table manifest_server_table;
extern const struct record_table manifest_setting_table;

struct manifest_servers {
	int64_t count;
	char *used;                  /* "one at a time" */
	struct text_list other_runs; /* schemas of runs that were at work on them meanwhile */
};

struct manifest_column {
	char *name;
	char *type;
	enum fact is_nullable;
};

/* A table of the user's; all unknown: the built-in one was measured. */
struct manifest_own_table {
	char *structure; /* digests of its shape (docs/shape.md) */
	char *statistics;
	char *data;       /* "rows", "shape" */
	int64_t rows;     /* that were copied */
	double sample;    /* share of the table's rows that was to be copied */
	double row_bytes; /* of the original in its table, on average */
	enum fact has_triggers;
	enum fact has_stubs;       /* of foreign keys */
	enum fact is_undone;       /* syncs are undone; else it is filled anew before each sample */
	int64_t rejected;          /* rows that were made up and not taken, in all data sets */
	struct text_list left_out; /* "trigger touch: it would run the user's function" */
};

struct manifest_relation {
	char *table;
	char *scope; /* name of the scope column */
	struct manifest_own_table own;
	/* Columns that traveled besides the key, if they were chosen by name (--columns). */
	struct text_list named_columns;
	/* Columns that the table writes itself (--server-columns): they were not compared. */
	struct text_list server_columns;
	struct {
		struct manifest_column *items;
		size_t count;
	} columns;
};

struct manifest_arm {
	char *name;
	struct named_text_list settings;
	struct manifest_file schema; /* SQL that ran in its schema */
	char *peer;                  /* path of an upbench that carries out its strategies */
	char *pooler;                /* as that of a run */
	enum fact has_own_server;
	struct manifest_server server;
	char *peer_version;                /* of that upbench */
	struct text_list restore;          /* before each sample; empty: the same as the run's */
	struct manifest_relation relation; /* all unknown: that of the run */
};

struct manifest_strategy {
	char *name;
	char *summary;
	enum fact is_ranked;
	enum fact is_bound;
	enum fact is_autocommit;   /* each statement is a transaction of its own */
	struct text_list requires; /* names of requirements (judge/predict/requirement.h); not
				      recorded where is_autocommit is not known */
	struct text_list tuning; /* "NAME=VALUE": settings that it recommends for its transaction */
};

/* What ended a case, in a run that decides. */
struct manifest_stopped {
	char *by; /* "decision", "samples", "budget", "precision"; NULL: failed, or cut short */
	char *verdict; /* of a decision, of an arm that is not the base: "regressed", "improved",
			  "equivalent" */
	int64_t pairs; /* that it was made from */
};

struct manifest_case {
	char *name;
	char *pair; /* the name without the arm; NULL: no arm */
	struct case_key key;
	enum fact is_atomic; /* one transaction */
	/* How the experiment has it compared (judge/compare/case_rule.h); NaN and empty: not at all. */
	double threshold; /* share */
	struct text_list metrics;
	struct manifest_stopped stopped;
	/* Columns that were wrong in some row after its last sample, where nothing else was, and those of
	 * them that the table writes itself, as its other cases show. */
	struct text_list wrong_columns;
	struct text_list server_columns;
};

/* The rule by which cases may end before their samples are complete. */
struct manifest_stopping {
	char *rule;       /* MANIFEST_DECISION; NULL: none */
	double threshold; /* 0.05 is 5 % */
	int64_t cases;    /* that are decided together; each once per arm that is not the base */
};

#define MANIFEST_DECISION "decision"

/* A claim about a stage of a case, made before it was measured. */
struct manifest_figure {
	struct case_key key;
	char *stage; /* "fetch", "classify", "create", "update", "business" or "sync" */
	int64_t low_ns;
	int64_t high_ns; /* low_ns, unless a range was claimed */
};

struct manifest_key {
	struct case_key key;
};

/* Two cases, and what their difference is said to be. */
struct manifest_pair {
	struct manifest_key subject;
	struct manifest_key against;
	char *words;
};

/* The section [claim] of the experiment. */
struct manifest_claim {
	struct {
		struct manifest_figure *items;
		size_t count;
	} figures;
	struct {
		struct manifest_pair *items;
		size_t count;
	} pairs;
};

/* When the server of a run makes checkpoints by itself, without what the harness sets. */
struct manifest_checkpointing {
	int64_t max_wal_bytes;    /* max_wal_size */
	int64_t timeout_ns;       /* checkpoint_timeout */
	double completion_target; /* checkpoint_completion_target */
	int64_t segment_bytes;    /* wal_segment_size */
};

/* A size of a run that is scaled down, measured on a cluster of its own. */
struct manifest_scaled_size {
	int64_t rows;
	struct text_list settings; /* of its cluster: "name=value", as are those of the target */
	struct text_list held;     /* names of those that are held at their minimum */
};

/* What the server of a run was scaled down for (measure/case/scaling.h). */
struct manifest_scaling {
	int64_t rows;              /* of the target; UNMEASURED: the run is not scaled */
	struct text_list settings; /* of the target */
	struct text_list left_out; /* "6250 rows: work_mem would be below its minimum of 64 kB" */
	struct {
		struct manifest_scaled_size *items;
		size_t count;
	} sizes;
};

struct manifest {
	char *id; /* of the run: 32 hexadecimal digits */
	struct manifest_tool tool;
	struct text_list command_line; /* without connection strings */
	char *experiment;
	struct manifest_file experiment_file; /* where the experiment is the user's */
	char *description;
	char *reference; /* name of the strategy that rankings compare with */
	struct manifest_claim claim;
	int64_t seed; /* of the data sets; older runs: also of the order */
	struct manifest_source source;
	enum fact has_hostile_values; /* in the data sets; older runs: always */
	int64_t order_seed;           /* of the order of the cases; no part of the fingerprint */
	double confirm_threshold;     /* by which cases were selected that are measured again
				     (judge/compare/confirmation.h); NaN: none are */
	char *confirms;               /* of a confirmation: the id of the run that it confirms */
	char *started;                /* "2026-11-24T16:02:20Z" */
	char *ended;                  /* NULL: the run was killed, or goes on */
	char *outcome;                /* "complete", or the message of what stopped it */
	struct manifest_host host;
	struct manifest_server server; /* of the cases whose arm has none of its own */
	struct manifest_servers servers;
	char *pooler; /* mode of the pooler through which cases were measured whose arm has none:
			 "transaction", "session"; "none": it does not show; NULL: directly */
	struct {
		struct manifest_arm *items;
		size_t count;
	} arms;
	struct manifest_relation relation;
	/* Statements before each sample; of a table that is undone those that fill it, and behind them
	 * those that undo a sync. */
	struct text_list restore;
	struct manifest_scaling scaling; /* if it is, server is that of the smallest size */
	enum fact checkpoint;            /* before each sample */
	struct manifest_checkpointing checkpointing; /* of server */
	struct {
		struct manifest_strategy *items;
		size_t count;
	} strategies;
	struct {
		struct manifest_case *items;
		size_t count;
	} cases;
	struct manifest_stopping stopping;
	char *probes;                 /* why the counters of the server were not read */
	char *plans;                  /* why plans were not captured */
	struct named_text_list peers; /* name and versions */
};

void manifest_init(struct manifest *manifest);
void manifest_release(struct manifest *manifest);
#define MANIFEST UP_CLEANUP(manifest_release) struct manifest

/* UP_INVALID, naming the file, and the line or the member, if it is not a manifest. */
UP_MUST_CHECK enum up_status manifest_read(const char *path, struct manifest *manifest,
					   struct up_error *err);

/* The same from a text; messages begin with its name. */
UP_MUST_CHECK enum up_status manifest_parse(const char *text, const char *name,
					    struct manifest *manifest, struct up_error *err);

/* Replaces the file as a whole or not at all. */
UP_MUST_CHECK enum up_status manifest_write(const struct manifest *manifest, const char *path,
					    struct up_error *err);

/* Appends an empty one to a list; NULL when memory runs out. */
struct manifest_setting *manifest_add_setting(struct manifest_server *server);
struct manifest_scaled_size *manifest_add_scaled_size(struct manifest_scaling *scaling);
struct manifest_arm *manifest_add_arm(struct manifest *manifest);
struct manifest_column *manifest_add_column(struct manifest_relation *relation);
struct manifest_strategy *manifest_add_strategy(struct manifest *manifest);
struct manifest_case *manifest_add_case(struct manifest *manifest);
struct manifest_figure *manifest_add_figure(struct manifest_claim *claim);
struct manifest_pair *manifest_add_pair(struct manifest_claim *claim);

void manifest_scaling_init(struct manifest_scaling *scaling);
void manifest_scaling_release(struct manifest_scaling *scaling);

void manifest_claim_release(struct manifest_claim *claim);
#define MANIFEST_CLAIM UP_CLEANUP(manifest_claim_release) struct manifest_claim

/* NULL when there is none of that name, which may be NULL. */
const struct manifest_strategy *manifest_strategy(const struct manifest *manifest,
						  const char *name);
const struct manifest_setting *manifest_setting(const struct manifest_server *server,
						const char *name);

/* A strategy that the manifest does not list is ranked; so is a peer (strategy NULL). */
enum role manifest_role(const struct manifest *manifest, const char *strategy);

#endif
