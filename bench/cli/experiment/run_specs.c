/* SPDX-License-Identifier: PostgreSQL */
/* The options of a run, on the command line and in experiment files. */
#include "cli/experiment/connection_options.h"
#include "cli/experiment/run_options.h"
#include "cli/experiment/scaling_options.h"
#include "judge/compare/metric.h"
#include "measure/api/server.h"
#include "measure/subject/program_distribution.h"
#include "measure/workload/synthetic.h"
#include "source/page_fetch.h"

static const char *const data_choices[] = {"rows", "shape", NULL};
static const char *const foreign_keys_choices[] = {"leave-out", "stub", NULL};
static const char *const triggers_choices[] = {"leave-out", "keep", NULL};
static const char *const bad_row_choices[] = {"stop", "skip", NULL};
static const char *const progress_choices[] = {"auto", "always", "never", NULL};

#define FIELD(member) OPTION_FIELD(struct run_options, member)

/* What a factor's option takes, by the kind of its levels. */
#define LEVELS_COUNT(first, least, most)                                                           \
	.argument = "LIST", .kind = OPTION_NUMBER_LIST, .minimum = INT64_C(least),                 \
	.maximum = INT64_C(most), .initial = #first
#define LEVELS_COLUMNS(first, least, most)                                                         \
	.argument = "LIST", .kind = OPTION_COLUMN_LIST, .minimum = INT64_C(least),                 \
	.maximum = INT64_C(most), .initial = #first
#define LEVELS_DURATION(first, least, most)                                                        \
	.argument = "LIST", .kind = OPTION_DURATION_LIST, .minimum = INT64_C(least),               \
	.maximum = INT64_C(most), .initial = #first
#define LEVELS_RATE(first, least, most)                                                            \
	.argument = "LIST", .kind = OPTION_RATE_LIST, .minimum = INT64_C(least),                   \
	.maximum = INT64_C(most), .initial = #first
#define LEVELS_SHARE(first, least, most)                                                           \
	.argument = "LIST", .kind = OPTION_SHARE_LIST, .initial = #first
#define LEVELS_FLAG(first, least, most) .kind = OPTION_FLAG
#define LEVELS_PARTITION(first, least, most)                                                       \
	.argument = "LIST", .kind = OPTION_CHOICE_LIST, .choices = partition_words,                \
	.initial = "hash"
#define LEVELS_CREATOR(first, least, most)                                                         \
	.argument = "LIST", .kind = OPTION_CHOICE_LIST, .choices = creator_words,                  \
	.initial = "insert-copy"
#define LEVELS_GONE(first, least, most)                                                            \
	.argument = "LIST", .kind = OPTION_CHOICE_LIST, .choices = gone_words, .initial = "auto"
#define LEVELS_SETTINGS(first, least, most) .argument = "NAME=VALUE", .kind = OPTION_PAIR_LIST

const struct option_spec run_specs[] = {
	CONNECTION_OPTIONS(struct run_options),
	{.name = "pooled",
	 .kind = OPTION_FLAG,
	 FIELD(pooled),
	 .help = "--dbname is a pooler in transaction mode, such as PgBouncer: each sample is one "
		 "transaction through it, whose settings end with it. Strategies that need a "
		 "session are skipped. See docs/servers.md."},
	{.name = "control",
	 .argument = "CONNINFO",
	 .kind = OPTION_STRING,
	 FIELD(control),
	 .help = "With --pooled: the server behind the pooler, directly, for all that is not "
		 "measured. Required then."},
	{.name = "table",
	 .argument = "[SCHEMA.]TABLE",
	 .group = "Table",
	 .kind = OPTION_STRING,
	 FIELD(table),
	 .help = "Measure a copy of this table of the server, instead of the "
		 "built-in table. The name is written as in SQL. The copy is in "
		 "a schema of upbench's own, which is dropped at the end; the "
		 "table is only read. See docs/own-table.md."},
	{.name = "shape",
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(shape),
	 .help = "Measure a table made from this file of `upbench shape`, with "
		 "made-up rows, on a private cluster or the server of --dbname."},
	{.name = "leaf",
	 .argument = "PARTITION",
	 .kind = OPTION_STRING,
	 FIELD(leaf),
	 .help = "Measure only this partition of the table, as an ordinary "
		 "table."},
	{.name = "key",
	 .argument = "COLUMN,...",
	 .kind = OPTION_STRING,
	 FIELD(key),
	 .help = "Columns by which an update finds a row: those of a unique "
		 "index, none of which may be null. Default: as for `upbench "
		 "shape`."},
	{.name = "scope",
	 .argument = "COLUMN[=VALUE]",
	 .kind = OPTION_STRING,
	 FIELD(scope),
	 .help = "A sync brings only rows with this value in this column, such "
		 "as those of one tenant; of made-up rows the value is made up, "
		 "too. Default: rows of the whole table, or the scope of the "
		 "shape."},
	{.name = "sample",
	 .argument = "SHARE",
	 .kind = OPTION_SHARE,
	 FIELD(sample),
	 .initial = "1",
	 .help = "Share of the table's rows that the copy has, chosen by a hash "
		 "of their keys."},
	{.name = "data",
	 .kind = OPTION_CHOICE,
	 FIELD(data),
	 .choices = data_choices,
	 .initial = "rows",
	 .help = "Rows of the copy. rows: those of the table; shape: made up "
		 "from its statistics, as for --shape."},
	{.name = "fk",
	 .kind = OPTION_CHOICE,
	 FIELD(foreign_keys),
	 .choices = foreign_keys_choices,
	 .initial = "leave-out",
	 .help = "Foreign keys. leave-out: the copy has none; stub: they refer "
		 "to tables that have the values in use, so that an update pays "
		 "for the check."},
	{.name = "triggers",
	 .kind = OPTION_CHOICE,
	 FIELD(triggers),
	 .choices = triggers_choices,
	 .initial = "leave-out",
	 .help = "Triggers. leave-out: the copy has none; keep: it has them, "
		 "with the functions of the original, which may write to other "
		 "tables."},
	{.name = "copy-timeout",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(copy_timeout),
	 .minimum = 0,
	 .maximum = 86400,
	 .initial = "600",
	 .help = "Time after which a statement that copies rows is stopped (0: "
		 "never). While it runs, VACUUM cannot remove what is deleted "
		 "meanwhile, in the whole database."},
	{.name = "source",
	 .argument = "synthetic|csv:FILE|api[:URL]",
	 .group = "Workload",
	 .kind = OPTION_STRING,
	 FIELD(source),
	 .initial = "synthetic",
	 .in_file = true,
	 .help = "Where a sync fetches its rows. synthetic: they are made; csv:FILE: a CSV file, "
		 "which may be compressed by gzip; api: pages of JSON over HTTP, from a server "
		 "that "
		 "upbench starts, or from URL. See docs/source.md."},
	{.name = "csv-delimiter",
	 .argument = "CHARACTER",
	 .kind = OPTION_STRING,
	 FIELD(csv_delimiter),
	 .help = "Delimiter of the fields of the CSV file, or tab. Default: a comma."},
	{.name = "csv-null",
	 .argument = "TEXT",
	 .kind = OPTION_STRING,
	 FIELD(csv_null),
	 .help = "Field of the CSV file, without quotes, that is null. Default: an empty one."},
	{.name = "on-bad-row",
	 .argument = "stop|skip",
	 .kind = OPTION_CHOICE,
	 FIELD(on_bad_row),
	 .choices = bad_row_choices,
	 .initial = "stop",
	 .help = "Row of the CSV file that is wrong. stop: nothing is measured; skip: it is left "
		 "out."},
	{.name = "rejects",
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(rejects),
	 .help = "New file for the rows that --on-bad-row skip leaves out. It has their values; "
		 "only you can read it."},
	{.name = "api-map",
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(api_map),
	 .help = "Paths of the columns in the JSON of an API, and the names of its parameters. "
		 "Default: those of the partner API for the built-in table; for others, members "
		 "with the names of the columns."},
	{.name = "fetch-page-rows",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(fetch_page_rows),
	 .minimum = 1,
	 .maximum = API_PAGE_ROWS_MAX,
	 .initial = "100",
	 .in_file = true,
	 .help = "Rows that are asked for in a page of an API."},
	{.name = "fetch-latency",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(fetch_latency),
	 .minimum = 0,
	 .maximum = 60,
	 .initial = "0",
	 .in_file = true,
	 .help = "Time that the API of --source api takes for a page before it sends it."},
	{.name = "fetch-timeout",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(fetch_timeout),
	 .minimum = 1,
	 .maximum = 3600,
	 .initial = "30",
	 .in_file = true,
	 .help = "Limit of one request for a page, after which it is repeated; also the longest "
		 "wait that an API may ask for (Retry-After)."},
	{.name = "fetch-retries",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(fetch_retries),
	 .minimum = 0,
	 .maximum = UP_FETCH_RETRIES_MAX,
	 .initial = "5",
	 .in_file = true,
	 .help = "Repetitions of a request for a page that failed in a way that may pass, after a "
		 "delay that doubles."},
	{.name = "strategy",
	 .letter = 's',
	 .argument = "LIST",
	 .kind = OPTION_NAME_LIST,
	 FIELD(strategy),
	 .listing = "strategies",
	 .in_file = true,
	 .help = "Strategies, or all; see `upbench list strategies`. Can be repeated."},
	{.name = "peer",
	 .argument = "LIST",
	 .kind = OPTION_WORD_LIST,
	 FIELD(peer),
	 .listing = "peers",
	 .in_file = true,
	 .help = "Other programs (bench/measure/peer/README.md): a name of `upbench list peers`, "
		 "NAME=PATH, or NAME=PATH:STRATEGY for a strategy of another upbench."},
/* NOLINTBEGIN(bugprone-macro-parentheses): initializers */
#define FACTOR(id, its_kind, member, its_name, its_letter, group, rule, first, least, most,        \
	       column, unit, scale, column_help, its_help)                                         \
	{.name = its_name,                                                                         \
	 .letter = its_letter,                                                                     \
	 FIELD(levels.member),                                                                     \
	 .needs_unit = FACTOR_##id == FACTOR_RTT,                                                  \
	 LEVELS_##its_kind(first, least, most),                                                    \
	 .in_file = true,                                                                          \
	 .help = its_help},
/* NOLINTEND(bugprone-macro-parentheses) */
#define APPENDED FACTOR
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
	SCALING_OPTIONS(struct run_options),
	{.name = "arm",
	 .argument = "NAME:KEY=VALUE,...",
	 .kind = OPTION_STRING_LIST,
	 FIELD(arm),
	 .in_file = true,
	 .help = "One side of a comparison; give at least two. Every case is measured once in each "
		 "arm, in the same rounds. Keys: set=NAME=VALUE (repeatable), schema-sql=FILE (SQL "
		 "run in the schema of the arm; the table is ads_programregistry), distribute=BY "
		 "and shards=N (see --distribute), shape=FILE (another table, with made-up rows), "
		 "dbname=CONNINFO, pooled=CONNINFO (a pooler through which the samples go, see "
		 "--pooled), peer=PATH. A value with a comma "
		 "is in double quotes. Example: --arm base --arm nojit:set=jit=off."},
	{.name = "distribute",
	 .argument = "LIST",
	 .kind = OPTION_WORD_LIST,
	 FIELD(distribute),
	 .in_file = true,
	 .help = "How the built-in table is distributed on the server of --dbname, which must have "
		 "Citus: none, scope (by username), key (by program_id), reference, or one of "
		 "these columns. Each is an arm of that name; see docs/citus.md."},
	{.name = "shards",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(shards),
	 .minimum = 1,
	 .maximum = PROGRAM_SHARDS_MAX,
	 .in_file = true,
	 .help = "Shards of a table that --distribute spreads. Default: citus.shard_count of the "
		 "server."},
	{.name = "server-columns",
	 .argument = "LIST",
	 .kind = OPTION_WORD_LIST,
	 FIELD(server_columns),
	 .in_file = true,
	 .help = "Columns that the table writes itself, as by a trigger: they are updated like the "
		 "others, but not compared with the expected state."},
	{.name = "samples",
	 .argument = "N",
	 .group = "Sampling",
	 .kind = OPTION_NUMBER,
	 FIELD(samples),
	 .minimum = 1,
	 .maximum = 1000000,
	 .initial = "20",
	 .in_file = true,
	 .help = "Measured samples per case."},
	{.name = "min-samples",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(min_samples),
	 .minimum = 1,
	 .maximum = 1000000,
	 .initial = "3",
	 .in_file = true,
	 .help = "Measured samples that a case gets even when its budget is spent."},
	{.name = "budget",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(budget),
	 .minimum = 0,
	 .maximum = 86400,
	 .initial = "30",
	 .in_file = true,
	 .help = "Wall time per case, including restoring the table, after which sampling stops."},
	{.name = "stop-at-budget",
	 .kind = OPTION_FLAG,
	 FIELD(stop_at_budget),
	 .in_file = true,
	 .help = "Skip a case if its smaller sizes predict that a sync takes longer than the "
		 "timeout, or the minimum of samples longer than twice the budget."},
	{.name = "memory",
	 .argument = "BYTES",
	 .kind = OPTION_SIZE,
	 FIELD(memory),
	 .minimum = 1,
	 .maximum = INT64_MAX,
	 .help = "Limit of client memory per case, e.g. 512MiB or 2GB; a case that needs more is "
		 "skipped. Default: half of the machine's, or of the control group's limit."},
	{.name = "warmup",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(warmup),
	 .minimum = 0,
	 .maximum = 1000,
	 .initial = "1",
	 .in_file = true,
	 .help = "Warm-up samples after the cold one, not counted; up to 4 until a prepared "
		 "statement has its final plan. The first captures the plan (0: none)."},
	{.name = "precision",
	 .argument = "PERCENT",
	 .kind = OPTION_PERCENT,
	 FIELD(precision),
	 .minimum = 0,
	 .maximum = 100,
	 .initial = "2",
	 .in_file = true,
	 .help = "Stop a case when half of the 95 % interval is at most PERCENT of the median (at "
		 "least 10 samples; 0: off)."},
	{.name = "decide",
	 .argument = "PERCENT",
	 .kind = OPTION_PERCENT,
	 FIELD(decide),
	 .minimum = 0,
	 .maximum = 100,
	 .initial = "0",
	 .in_file = true,
	 .help = "Stop a case once its arms have decided whether they differ by PERCENT, from the "
		 "third session on (0: off). `upbench compare` then uses this threshold."},
	{.name = "sessions",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(sessions),
	 .minimum = 1,
	 .maximum = 100,
	 .initial = "1",
	 .in_file = true,
	 .help = "Sessions that share the samples and the budget of a case. Each has fresh "
		 "connections, a restarted private cluster and warm-ups."},
	{.name = "probe-cost",
	 .kind = OPTION_FLAG,
	 FIELD(probe_cost),
	 .help = "Switch the counters off in every second round, and report the difference."},
	{.name = "confirm",
	 .kind = OPTION_FLAG,
	 FIELD(confirm),
	 .help = "Second measurement of the cases in which an arm regressed, in three fresh "
		 "sessions. `upbench compare` then requires both to agree."},
	{.name = "confirm-threshold",
	 .argument = "PERCENT",
	 .kind = OPTION_PERCENT,
	 FIELD(confirm_threshold),
	 .maximum = 1000,
	 .initial = "5",
	 .help = "Threshold that selects the cases for --confirm; at most that of the comparison. "
		 "With --decide: its threshold."},
	{.name = "timeout",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(timeout),
	 .minimum = 0,
	 .maximum = 86400,
	 .initial = "120",
	 .in_file = true,
	 .help = "Limit of one sync, after which it is canceled and the case recorded as timeout "
		 "(0: none)."},
	{SEED_OPTION(struct run_options, "Seed of the data sets.")},
	{.name = "order-seed",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(order_seed),
	 .minimum = 1,
	 .maximum = INT64_MAX,
	 .help = "Seed of the order of the cases. Default: a new one for each run, which run.json "
		 "has as order_seed."},
	{.name = "threshold",
	 .argument = "PERCENT",
	 .kind = OPTION_PERCENT,
	 FIELD(threshold),
	 .maximum = 1000,
	 .in_file = true,
	 .help = "Threshold that `upbench compare` uses for these cases; stored in run.json (0: "
		 "the threshold of compare)."},
	{.name = "metric",
	 .argument = "LIST",
	 .kind = OPTION_NAME_LIST,
	 FIELD(metric),
	 .choices = metric_words,
	 .in_file = true,
	 .help = "Metrics that `upbench compare` uses for these cases; stored in run.json. "
		 "Default: those of compare."},
	{.name = "sql",
	 .argument = "STRATEGY",
	 .kind = OPTION_STRING,
	 FIELD(sql),
	 .listing = "strategies",
	 .help = "At the end, print the statements of this strategy, one of "
		 "those measured, as a script with comments and without values."},
	{.name = "dry-run",
	 .kind = OPTION_FLAG,
	 FIELD(dry_run),
	 .help = "Print the cases with their memory, disk and time; run nothing."},
	{.name = "output",
	 .letter = 'o',
	 .argument = "DIR",
	 .group = "Output",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "Run directory; must not contain a run. Default: results/EXPERIMENT-TIME."},
	{.name = "progress",
	 .argument = "auto|always|never",
	 .kind = OPTION_CHOICE,
	 FIELD(progress),
	 .choices = progress_choices,
	 .initial = "auto",
	 .help = "Line on standard error with case, round and time left, and on a terminal the "
		 "result so far. auto: on a terminal."},
	{QUIET_OPTION(struct run_options, "No output except the run directory.")},
	{VERBOSE_OPTION(struct run_options)},
	{0},
};
