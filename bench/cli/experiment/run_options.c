/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/run_options.h"

#include "cli/experiment/arm_text.h"
#include "cli/experiment/connection_options.h"
#include "cli/experiment/server_columns.h"
#include "cli/experiment/strategy_name.h"
#include "judge/compare/metric.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "record/settings.h"

#include <stdlib.h>

static const char *const progress_choices[] = {"auto", "always", "never", NULL};

#define FIELD(member) OPTION_FIELD(struct run_options, member)

/* What a factor's option takes, by the kind of its levels. */
#define LEVELS_COUNT(first, least, most)                                                           \
	.argument = "LIST", .kind = OPTION_NUMBER_LIST, .minimum = INT64_C(least),                 \
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
#define LEVELS_SETTINGS(first, least, most) .argument = "NAME=VALUE", .kind = OPTION_PAIR_LIST

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
	{.name = "arm",
	 .argument = "NAME:KEY=VALUE,...",
	 .kind = OPTION_STRING_LIST,
	 FIELD(arm),
	 .in_file = true,
	 .help = "One side of a comparison; give at least two. Every case is measured once in each "
		 "arm, in the same rounds. Keys: set=NAME=VALUE (repeatable), schema-sql=FILE (SQL "
		 "run in the schema of the arm; the table is ads_programregistry; functions need "
		 "SET search_path FROM CURRENT), dbname=CONNINFO, peer=PATH. A value with a comma "
		 "is in double quotes. Example: --arm base --arm nojit:set=jit=off."},
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
		.decide = options->decide,
		.budget_ns = options->budget,
		.timeout_ns = options->timeout,
		.stop_at_budget = options->stop_at_budget,
		.threshold = options->threshold,
		.metrics = options->metric.items,
		.metric_count = options->metric.count,
	};
}

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

/* How many levels of a factor there are, and taking one of them. */
#define COUNT_COUNT(list) (list).count
#define COUNT_SHARE COUNT_COUNT
#define COUNT_DURATION COUNT_COUNT
#define COUNT_RATE COUNT_COUNT
#define COUNT_FLAG(flag) 1
#define COUNT_SETTINGS COUNT_FLAG
#define TAKE_COUNT(level, list) (level) = (list).items[index]
#define TAKE_SHARE TAKE_COUNT
#define TAKE_DURATION TAKE_COUNT
#define TAKE_RATE TAKE_COUNT
#define TAKE_FLAG(level, flag) (level) = (flag)
#define TAKE_SETTINGS(level, list)                                                                 \
	for (size_t s = 0; s < (list).count; s++)                                                  \
		UP_TRY(settings_add(&(level), (list).items[s], err))

static size_t count_levels(const struct run_levels *levels, enum factor factor)
{
	switch (factor) {
#define FACTOR(id, kind, member, ...)                                                              \
	case FACTOR_##id:                                                                          \
		return COUNT_##kind(levels->member);
#define APPENDED FACTOR
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
	default:
		return 0;
	}
}

static enum up_status take_level(const struct run_levels *levels, enum factor factor, size_t index,
				 struct factors *factors, struct up_error *err)
{
	switch (factor) {
#define FACTOR(id, kind, member, ...)                                                              \
	case FACTOR_##id:                                                                          \
		TAKE_##kind(factors->member, levels->member);                                      \
		break;
#define APPENDED FACTOR
#include FACTORS_DEF
#undef APPENDED
#undef FACTOR
	default:
		break;
	}
	return UP_OK;
}

/* The next combination, the last factor changing fastest; false after the last one. */
static bool turn(const struct run_levels *levels, size_t *digits)
{
	for (enum factor factor = FACTOR_COUNT; factor-- > 0;) {
		if (++digits[factor] < count_levels(levels, factor))
			return true;
		digits[factor] = 0;
	}
	return false;
}

static enum up_status add_contender(const struct group *group, const struct contender *contender,
				    struct up_error *err)
{
	const struct run_levels *levels = &group->options->levels;
	size_t digits[FACTOR_COUNT] = {0};

	do {
		FACTORS factors;
		factors_init(&factors);
		for (enum factor factor = 0; factor < FACTOR_COUNT; factor++)
			UP_TRY(take_level(levels, factor, digits[factor], &factors, err));
		UP_TRY(add_arms(group, contender, &factors, err));
	} while (turn(levels, digits));
	return UP_OK;
}

enum up_status run_options_add_cases(const struct run_options *options, struct case_list *cases,
				     const char **option, struct up_error *err)
{
	UP_CLEANUP(group_release) struct group group = {.options = options, .cases = cases};
	UP_FREE struct contender *named = NULL;
	size_t named_count;

	*option = "server-columns";
	UP_TRY(server_columns_take(&options->server_columns, cases, err));
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
