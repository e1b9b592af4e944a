/* SPDX-License-Identifier: PostgreSQL */
/* The options of `upbench run`, which are also the keys of an experiment file. */
#ifndef CLI_EXPERIMENT_RUN_OPTIONS_H
#define CLI_EXPERIMENT_RUN_OPTIONS_H

#include "cli/experiment/experiment.h"
#include "cli/option/progress.h"
#include "measure/case/case.h"

#define LEVEL_LIST_COUNT struct number_list
#define LEVEL_LIST_COLUMNS struct column_list
#define LEVEL_LIST_SHARE struct share_list
#define LEVEL_LIST_DURATION struct number_list
#define LEVEL_LIST_RATE struct number_list
#define LEVEL_LIST_FLAG bool
#define LEVEL_LIST_SETTINGS struct string_list
#define LEVEL_LIST_PARTITION struct number_list
#define LEVEL_LIST_CREATOR struct number_list
#define LEVEL_LIST_GONE struct number_list

/* The levels of each factor. */
struct run_levels {
#define FACTOR(id, kind, member, ...) LEVEL_LIST_##kind member;
#define APPENDED FACTOR
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
};

/* Of the table's own triggers. */
enum triggers_choice {
	TRIGGERS_LEAVE_OUT,
	TRIGGERS_KEEP,
};

/* Of the table's foreign keys. */
enum foreign_keys_choice {
	FOREIGN_KEYS_LEAVE_OUT,
	FOREIGN_KEYS_STUB,
};

/* Of the source. */
enum bad_row_choice {
	BAD_ROW_STOP,
	BAD_ROW_SKIP,
};

struct run_options {
	/* where */
	char *dbname;
	char *schema;  /* of the server; NULL: one of the run's own */
	bool pooled;   /* dbname is that of a pooler */
	char *control; /* the server behind it, directly */
	char *pg_bin;
	bool may_publish;
	struct string_list server_set; /* of private clusters: "name=value" */
	char *output;
	/* which table; without table and shape the built-in one */
	char *table; /* "[SCHEMA.]TABLE", on the server of dbname */
	char *shape; /* a file */
	char *leaf;  /* name of a partition */
	char *key;
	char *scope;          /* "COLUMN=VALUE" */
	double sample;        /* share of the table's rows */
	int data;             /* enum own_data */
	int foreign_keys;     /* enum foreign_keys_choice */
	int triggers;         /* enum triggers_choice */
	int64_t copy_timeout; /* ns; 0: none */
	/* what */
	char *source;  /* measure/workload/origin.h */
	char *api_map; /* a file: cli/experiment/api_map_file.h */
	int64_t fetch_page_rows;
	int64_t fetch_latency; /* ns, as is the next */
	int64_t fetch_timeout;
	int64_t fetch_retries;
	char *csv_delimiter;
	char *csv_null;
	int on_bad_row; /* enum bad_row_choice */
	char *rejects;  /* a file; NULL: none */
	struct string_list strategy;
	struct string_list peer;
	struct run_levels levels;
	int64_t for_rows;              /* in place of rows: scaled down for so many; 0: not */
	bool with_target;              /* and these as well */
	struct string_list arm;        /* cli/experiment/arm_text.h */
	struct string_list distribute; /* in place of arms: one for each */
	int64_t shards;                /* of these; 0: as the server has it by default */
	struct string_list server_columns;
	/* how */
	int64_t samples;
	int64_t min_samples;
	int64_t budget; /* ns */
	bool stop_at_budget;
	int64_t memory; /* bytes; 0: half of host_usable_memory() */
	int64_t warmup;
	int64_t sessions;
	bool probe_cost;
	bool confirm;
	double confirm_threshold; /* share */
	double precision;         /* share */
	double decide;            /* share; 0: off */
	int64_t seed;
	int64_t order_seed; /* 0: a new one */
	int64_t timeout;    /* ns; 0: none */
	/* compare */
	double threshold; /* share; 0: that of the comparison */
	struct string_list metric;
	/* talk */
	char *sql;    /* name of a strategy; NULL: none */
	int progress; /* enum progress_mode */
	bool dry_run;
	bool quiet;
	bool verbose;
};

extern const struct option_spec run_specs[];

/* The server itself, not through a pooler; NULL: a private cluster.  *named_by, unless NULL, is the
 * option that has it. */
const char *run_options_server(const struct run_options *options, const char **named_by);

/* Adds the cases of one group: its strategies and peers times all levels of its factors,
 * times its arms.  Columns that are named are the first of the subject's by then
 * (cli/experiment/column_choice.h).  UP_INVALID for a strategy, a peer or an arm that is none; *option is
 * which of the options named it. */
UP_MUST_CHECK enum up_status run_options_add_cases(const struct run_options *options,
						   struct case_list *cases, const char **option,
						   struct up_error *err);

#endif
