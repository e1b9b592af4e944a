/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/run_options.h"

#include "cli/experiment/arm_text.h"
#include "cli/experiment/connection_options.h"
#include "cli/experiment/strategy_name.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"

#include <stdlib.h>

static const char *const progress_choices[] = {"auto", "always", "never", NULL};

#define FIELD(member) OPTION_FIELD(struct run_options, member)

const struct option_spec run_specs[] = {
	CONNECTION_OPTIONS(struct run_options),
	{.name = "strategy",
	 .letter = 's',
	 .argument = "LIST",
	 .group = "Workload",
	 .kind = OPTION_NAME_LIST,
	 FIELD(strategy),
	 .listing = "strategies",
	 .in_file = true,
	 .help = "Strategies, or all; see `upbench list strategies`. Several uses add up."},
	{.name = "peer",
	 .argument = "LIST",
	 .kind = OPTION_WORD_LIST,
	 FIELD(peer),
	 .listing = "peers",
	 .in_file = true,
	 .help = "Other programs (bench/measure/peer/README.md): a name of `upbench list peers`, "
		 "NAME=PATH, or NAME=PATH:STRATEGY for a strategy of another upbench."},
	{.name = "rows",
	 .letter = 'r',
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 FIELD(rows),
	 .minimum = 1,
	 .maximum = SYNTHETIC_MAX_ROWS,
	 .initial = "1914",
	 .in_file = true,
	 .help = "How many rows a sync brings."},
	{.name = "columns",
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 FIELD(columns),
	 .minimum = 2,
	 .maximum = PROGRAM_COLUMN_COUNT,
	 .initial = "20",
	 .in_file = true,
	 .help = "How many columns travel, the key among them."},
	{.name = "chunk",
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 FIELD(chunk),
	 .minimum = 0,
	 .maximum = SYNTHETIC_MAX_ROWS,
	 .initial = "0",
	 .in_file = true,
	 .help = "Rows a statement, for strategies that can split; 0 is what the strategy does by "
		 "itself."},
	{.name = "workers",
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 FIELD(workers),
	 .minimum = 1,
	 .maximum = 64,
	 .initial = "1",
	 .in_file = true,
	 .help = "How many connections share the update, by ranges of the key. Each has a "
		 "transaction of its own; they commit one after the other."},
	{.name = "changed",
	 .argument = "LIST",
	 .kind = OPTION_SHARE_LIST,
	 FIELD(changed),
	 .initial = "1",
	 .in_file = true,
	 .help = "Share of the rows whose values differ from the table's."},
	{.name = "new",
	 .argument = "LIST",
	 .kind = OPTION_SHARE_LIST,
	 FIELD(added),
	 .initial = "0",
	 .in_file = true,
	 .help = "Share of the rows that the table does not have; the sync creates them."},
	{.name = "table-rows",
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 FIELD(table_rows),
	 .minimum = 0,
	 .maximum = 1000000000,
	 .initial = "0",
	 .in_file = true,
	 .help = "How many rows the table holds before the sync, those of other usernames "
		 "included; 0 is no others."},
	{.name = "rtt",
	 .argument = "LIST",
	 .kind = OPTION_DURATION_LIST,
	 FIELD(rtt),
	 .minimum = 0,
	 .maximum = 10,
	 .needs_unit = true,
	 .initial = "0",
	 .in_file = true,
	 .help = "A delay added to each round trip between client and server, half of it each "
		 "way, by a relay: 0,500us,2ms,20ms. 0 is the connection as it is."},
	{.name = "bandwidth",
	 .argument = "RATE",
	 .kind = OPTION_RATE,
	 FIELD(bandwidth),
	 .minimum = 10000,
	 .maximum = INT64_C(100000000000),
	 .initial = "0",
	 .in_file = true,
	 .help = "What the connections of a case can carry together each way, limited by a relay: "
		 "100Mbit, 1Gbit. 0 is no limit."},
	{.name = "fetch-delay",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(fetch_delay),
	 .minimum = 0,
	 .maximum = 3600,
	 .initial = "0",
	 .in_file = true,
	 .help = "A delay before the first row, each time that the rows are read, that stands in "
		 "for the interface they would be fetched from. It is stated, not measured."},
	{.name = "skip-unchanged",
	 .kind = OPTION_FLAG,
	 FIELD(skip_unchanged),
	 .in_file = true,
	 .help = "Leave rows alone that have the right values already (IS DISTINCT FROM)."},
	{.name = "tuned",
	 .kind = OPTION_FLAG,
	 FIELD(tuned),
	 .in_file = true,
	 .help = "With the settings that a strategy recommends for its transaction; see `upbench "
		 "list strategies --format json`."},
	{.name = "set",
	 .argument = "NAME=VALUE",
	 .kind = OPTION_PAIR_LIST,
	 FIELD(set),
	 .in_file = true,
	 .help = "Server setting of the measured connections; of the same name, the last one "
		 "counts."},
	{.name = "arm",
	 .argument = "NAME:KEY=VALUE,...",
	 .kind = OPTION_STRING_LIST,
	 FIELD(arm),
	 .in_file = true,
	 .help = "Measure every case once more in each arm, in the same rounds; at least two. "
		 "Keys: set=NAME=VALUE (repeatable), schema-sql=FILE (run in the schema; the table "
		 "is ads_programregistry, and functions need SET search_path FROM CURRENT), "
		 "dbname=CONNINFO, peer=PATH. A value with a comma is in double quotes. Example: "
		 "--arm base --arm nojit:set=jit=off."},
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
	 .help = "Wall time per case, restoring the table included, after which it has enough "
		 "samples."},
	{.name = "stop-at-budget",
	 .kind = OPTION_FLAG,
	 FIELD(stop_at_budget),
	 .in_file = true,
	 .help = "Skip a case when its smaller sizes predict a sync longer than the timeout, or "
		 "first samples longer than twice the budget."},
	{.name = "memory",
	 .argument = "BYTES",
	 .kind = OPTION_SIZE,
	 FIELD(memory),
	 .minimum = 1,
	 .maximum = INT64_MAX,
	 .help = "Limit of client memory per case, e.g. 512MiB or 2GB; a case that needs more is "
		 "skipped. Default: half of the machine's."},
	{.name = "warmup",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(warmup),
	 .minimum = 0,
	 .maximum = 1000,
	 .initial = "1",
	 .in_file = true,
	 .help = "Samples after the first, cold one that are not counted. The plan is captured in "
		 "the first of them; 0: no plan."},
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
	{.name = "seed",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(seed),
	 .minimum = 0,
	 .maximum = INT64_MAX,
	 .initial = "1914",
	 .help = "Seed of the data sets and of the order of the cases."},
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
	 .help = "Run directory, without a run in it. Default: a new directory in results/, named "
		 "by experiment and time."},
	{.name = "progress",
	 .argument = "auto|always|never",
	 .kind = OPTION_CHOICE,
	 FIELD(progress),
	 .choices = progress_choices,
	 .initial = "auto",
	 .help = "Line on standard error with case, round and time left, and on a terminal the "
		 "result so far. auto: on a terminal."},
	{.name = "quiet",
	 .letter = 'q',
	 .kind = OPTION_FLAG,
	 FIELD(quiet),
	 .help = "No output except the run directory."},
	{.name = "verbose",
	 .letter = 'v',
	 .kind = OPTION_FLAG,
	 FIELD(verbose),
	 .help = "Also the stages of the sync, with their shares."},
	{0},
};

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static struct sampling sampling_of(const struct run_options *options)
{
	/* Each session measures something. */
	const int64_t samples = larger(options->samples, options->sessions);
	const int64_t least = larger(options->min_samples, options->sessions);

	return (struct sampling){
		.samples = samples,
		.min_samples = least < samples ? least : samples,
		.warmup = options->warmup,
		.sessions = options->sessions,
		.precision = options->precision,
		.budget_ns = options->budget,
		.timeout_ns = options->timeout,
		.stop_at_budget = options->stop_at_budget,
	};
}

/* The factors that have levels, but for the rows: as many digits of a number whose
 * bases are the counts of the lists. */
enum digit {
	DIGIT_TABLE_ROWS,
	DIGIT_COLUMNS,
	DIGIT_CHUNK,
	DIGIT_WORKERS,
	DIGIT_CHANGED,
	DIGIT_ADDED,
	DIGIT_RTT,
	DIGIT_COUNT
};

/* A group on its way into the list of cases. */
struct group {
	const struct run_options *options;
	const struct arm **arms; /* owned, not what it points to */
	size_t arm_count;
	struct case_list *cases;
};

static void group_release(struct group *group)
{
	free(group->arms);
}

static enum up_status take_arms(struct group *group, struct up_error *err)
{
	const struct string_list *texts = &group->options->arm;

	group->arms = calloc(texts->count + 1, sizeof(void *));
	if (group->arms == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for arms");
	for (size_t a = 0; a < texts->count; a++) {
		ARM arm = {0};
		const struct arm *taken = NULL;
		UP_TRY(arm_text_read(texts->items[a], &arm, err));
		for (size_t b = 0; b < a; b++) {
			if (strcmp(group->arms[b]->name, arm.name) == 0)
				return up_fail(err, UP_INVALID, "two arms are named \"%s\"",
					       arm.name);
		}
		UP_TRY(case_list_arm(group->cases, &arm, &taken, err));
		group->arms[group->arm_count++] = taken;
	}
	if (group->arm_count == 1)
		return up_fail(err, UP_INVALID,
			       "\"%s\" is the only arm: at least two arms are needed",
			       group->arms[0]->name);
	return UP_OK;
}

/* Once, or once in each arm. */
static enum up_status add_arms(const struct group *group, const struct contender *contender,
			       const struct factors *factors, struct up_error *err)
{
	const struct sampling sampling = sampling_of(group->options);

	if (group->arm_count == 0)
		return case_list_add(group->cases, contender, factors, &sampling, err);
	for (size_t a = 0; a < group->arm_count; a++) {
		struct contender with = *contender;
		with.arm = group->arms[a];
		if (with.arm->peer != NULL && with.peer == NULL) {
			const struct peer_spec *peer;
			UP_TRY(case_list_arm_peer(group->cases, with.arm->peer, with.strategy->name,
						  &peer, err));
			with = contender_of_peer(peer);
			with.arm = group->arms[a];
		}
		UP_TRY(case_list_add(group->cases, &with, factors, &sampling, err));
	}
	return UP_OK;
}

/* All combinations of levels, the last factor changing fastest. */
static enum up_status add_levels(const struct group *group, const struct contender *contender,
				 struct factors *factors, struct up_error *err)
{
	const struct run_options *o = group->options;
	const size_t counts[DIGIT_COUNT] = {o->table_rows.count, o->columns.count, o->chunk.count,
					    o->workers.count,    o->changed.count, o->added.count,
					    o->rtt.count};
	size_t total = 1;

	for (int d = 0; d < DIGIT_COUNT; d++)
		total *= counts[d];
	for (size_t number = 0; number < total; number++) {
		size_t digits[DIGIT_COUNT];
		size_t rest = number;
		for (int d = DIGIT_COUNT - 1; d >= 0; d--) {
			digits[d] = rest % counts[d];
			rest /= counts[d];
		}
		factors->table_rows = (size_t)o->table_rows.items[digits[DIGIT_TABLE_ROWS]];
		factors->columns = (size_t)o->columns.items[digits[DIGIT_COLUMNS]];
		factors->chunk = (size_t)o->chunk.items[digits[DIGIT_CHUNK]];
		factors->workers = (size_t)o->workers.items[digits[DIGIT_WORKERS]];
		factors->changed = o->changed.items[digits[DIGIT_CHANGED]];
		factors->added = o->added.items[digits[DIGIT_ADDED]];
		factors->rtt_ns = o->rtt.items[digits[DIGIT_RTT]];
		UP_TRY(add_arms(group, contender, factors, err));
	}
	return UP_OK;
}

static enum up_status add_contender(const struct group *group, const struct contender *contender,
				    struct up_error *err)
{
	const struct run_options *options = group->options;

	for (size_t r = 0; r < options->rows.count; r++) {
		struct factors factors = {
			.rows = (size_t)options->rows.items[r],
			.bandwidth = options->bandwidth,
			.fetch_delay_ns = options->fetch_delay,
			.skip_unchanged = options->skip_unchanged,
			.tuned = options->tuned,
			.settings = (const char *const *)options->set.items,
			.setting_count = options->set.count,
		};
		UP_TRY(add_levels(group, contender, &factors, err));
	}
	return UP_OK;
}

enum up_status run_options_add_cases(const struct run_options *options, struct case_list *cases,
				     const char **option, struct up_error *err)
{
	UP_CLEANUP(group_release) struct group group = {.options = options, .cases = cases};
	UP_FREE struct contender *named = NULL;
	size_t named_count;

	*option = "arm";
	UP_TRY(take_arms(&group, err));
	*option = "strategy";
	UP_TRY(strategy_names_find(&options->strategy, &named, &named_count, err));
	for (size_t n = 0; n < named_count; n++)
		UP_TRY(add_contender(&group, &named[n], err));
	for (size_t p = 0; p < options->peer.count; p++) {
		struct contender contender = {0};
		*option = "peer";
		UP_TRY(peer_name_check(options->peer.items[p], err));
		const struct peer_spec *peer;
		UP_TRY(case_list_peer(cases, options->peer.items[p], &peer, err));
		contender = contender_of_peer(peer);
		UP_TRY(add_contender(&group, &contender, err));
	}
	return UP_OK;
}
