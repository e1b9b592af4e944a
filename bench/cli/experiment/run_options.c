/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/run_options.h"

#include "cli/experiment/arm_text.h"
#include "cli/experiment/column_choice.h"
#include "cli/experiment/server_columns.h"
#include "cli/experiment/strategy_name.h"
#include "cli/experiment/subject_option.h"
#include "measure/case/fixed_setting.h"
#include "record/settings.h"

#include <inttypes.h>
#include <stdlib.h>

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

const char *run_options_server(const struct run_options *options, const char **named_by)
{
	if (named_by != NULL)
		*named_by = options->pooled ? "--control" : "--dbname";
	return options->pooled ? options->control : options->dbname;
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

/* One for each way to distribute the table. */
static enum up_status distribute(const struct run_options *options, struct string_list *texts,
				 struct up_error *err)
{
	for (size_t d = 0; d < options->distribute.count; d++) {
		const char *by = options->distribute.items[d];
		const bool is_spread = strcmp(by, "none") != 0 && strcmp(by, "reference") != 0;
		UP_BUFFER text = {0};
		up_buffer_append_format(&text, "%s:distribute=%s", by, by);
		if (options->shards > 0 && is_spread)
			up_buffer_append_format(&text, ",shards=%" PRId64, options->shards);
		UP_TRY(up_buffer_check(&text, err));
		UP_TRY(string_list_append(texts, text.data, err));
	}
	return UP_OK;
}

static enum up_status check_distribution(const struct run_options *options,
					 const struct subject *subject, const struct arm *arm,
					 struct up_error *err)
{
	if (arm->distribution == NULL)
		return UP_OK;
	if (subject != NULL && subject->is_own)
		return up_fail(
			err, UP_INVALID,
			"%s: only the built-in table can be distributed: for a copy of yours, "
			"give schema-sql",
			arm->name);
	if (arm->dbname == NULL && options->dbname == NULL && !options->dry_run)
		return up_fail(
			err, UP_INVALID,
			"%s: a table can be distributed on a server with Citus only: name one "
			"by --dbname",
			arm->name);
	return UP_OK;
}

/* Samples of a run with a peer for each arm would not go through it. */
static enum up_status check_pooled(const struct run_options *options, const struct arm *arm,
				   struct up_error *err)
{
	if (arm->pooled == NULL)
		return UP_OK;
	if (arm->peer != NULL)
		return up_fail(err, UP_INVALID,
			       "%s: pooled is not possible with peer, which needs a session",
			       arm->name);
	if (arm->dbname == NULL && options->dbname == NULL)
		return up_fail(err, UP_INVALID,
			       "%s: pooled requires a server behind the pooler: name it by dbname "
			       "or --dbname",
			       arm->name);
	return UP_OK;
}

static enum up_status take_arm(struct group *group, const char *text, struct up_error *err)
{
	ARM arm = {0};
	const struct arm *taken = NULL;

	UP_TRY(arm_text_read(text, &arm, err));
	for (size_t a = 0; a < group->arm_count; a++) {
		if (strcmp(group->arms[a]->name, arm.name) == 0)
			return up_fail(err, UP_INVALID, "two arms are named \"%s\"", arm.name);
	}
	UP_TRY(check_pooled(group->options, &arm, err));
	UP_TRY(check_distribution(group->options, group->cases->subject, &arm, err));
	UP_TRY(subject_option_open_arm(group->options, &arm, err));
	UP_TRY(case_list_arm(group->cases, &arm, &taken, err));
	group->arms[group->arm_count++] = taken;
	return UP_OK;
}

static enum up_status take_arms(struct group *group, const struct string_list *texts,
				struct up_error *err)
{
	group->arms = calloc(texts->count + 1, sizeof(void *));
	if (group->arms == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for arms");
	for (size_t a = 0; a < texts->count; a++)
		UP_TRY(take_arm(group, texts->items[a], err));
	return UP_OK;
}

/* What is measured side by side. */
static enum up_status take_sides(struct group *group, const char **option, struct up_error *err)
{
	const struct run_options *options = group->options;
	UP_CLEANUP(string_list_release) struct string_list texts = {0};

	*option = "shards";
	if (options->shards > 0 && options->distribute.count == 0)
		return up_fail(err, UP_INVALID, "requires --distribute");
	*option = "arm";
	if (options->distribute.count == 0) {
		UP_TRY(take_arms(group, &options->arm, err));
		return group->arm_count != 1
			       ? UP_OK
			       : up_fail(err, UP_INVALID,
					 "\"%s\" is the only arm: at least two arms are needed",
					 group->arms[0]->name);
	}
	if (options->arm.count > 0)
		return up_fail(err, UP_INVALID,
			       "not possible with --distribute: give arms the key distribute");
	*option = "distribute";
	UP_TRY(distribute(options, &texts, err));
	return take_arms(group, &texts, err);
}

static int64_t all_columns(const struct subject *subject)
{
	return subject != NULL ? (int64_t)subject->relation.column_count
			       : factor_table[FACTOR_COLUMNS].initial;
}

/* All columns of the run's table are all of an arm's, however many these are. */
static int64_t columns_in(const struct arm *arm, const struct subject *run, int64_t columns)
{
	return arm->subject != NULL && columns == all_columns(run) ? all_columns(arm->subject)
								   : columns;
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
		struct factors levels = *factors; /* what it holds is the other's */
		with.arm = group->arms[a];
		levels.columns = columns_in(with.arm, group->cases->subject, factors->columns);
		if (with.arm->peer != NULL && with.peer == NULL) {
			const struct peer_spec *peer;
			UP_TRY(case_list_arm_peer(group->cases, with.arm->peer, with.strategy->name,
						  &peer, err));
			with = contender_of_peer(peer);
			with.arm = group->arms[a];
		}
		UP_TRY(case_list_add(group->cases, &with, &levels, &sampling, err));
	}
	return UP_OK;
}

/* How many levels of a factor there are, and taking one of them. */
#define COUNT_COUNT(list) (list).count
#define COUNT_COLUMNS(list) (list).counts.count
#define COUNT_SHARE COUNT_COUNT
#define COUNT_DURATION COUNT_COUNT
#define COUNT_RATE COUNT_COUNT
#define COUNT_FLAG(flag) 1
#define COUNT_SETTINGS COUNT_FLAG
#define COUNT_PARTITION COUNT_COUNT
#define COUNT_CREATOR COUNT_COUNT
#define COUNT_GONE COUNT_COUNT
#define TAKE_COUNT(level, list) (level) = (list).items[index]
#define TAKE_COLUMNS(level, list) (level) = (list).counts.items[index]
#define TAKE_SHARE TAKE_COUNT
#define TAKE_DURATION TAKE_COUNT
#define TAKE_RATE TAKE_COUNT
#define TAKE_PARTITION(level, list) (level) = ((list).items[index] + PARTITION_BY_HASH)
#define TAKE_CREATOR TAKE_COUNT
#define TAKE_GONE TAKE_COUNT
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

/* The number of columns in place of their names. */
static enum up_status count_columns(const struct column_list *columns,
				    const struct subject *subject, int64_t *count,
				    struct up_error *err)
{
	if (columns->names == NULL)
		return UP_OK;
	if (subject == NULL)
		return up_fail(err, UP_INVALID,
			       "names are not possible here: give the number of columns, with "
			       "those of the key");
	*count = (int64_t)(subject->relation.key_count + subject->named_columns.count);
	return UP_OK;
}

/* Of the arms that have a table of their own. */
static enum up_status check_columns_of_arms(const struct group *group, const struct subject *run,
					    struct up_error *err)
{
	const struct column_list *columns = &group->options->levels.columns;

	for (size_t a = 0; a < group->arm_count; a++) {
		const struct arm *arm = group->arms[a];
		if (arm->subject == NULL)
			continue;
		if (columns->names != NULL)
			return up_fail(
				err, UP_INVALID,
				"names are not possible with arm %s, which has a table of its "
				"own: give the number of columns",
				arm->name);
		for (size_t l = 0; l < columns->counts.count; l++) {
			int64_t count = columns_in(arm, run, columns->counts.items[l]);
			const struct number_list level = {.items = &count, .count = 1};
			if (column_choice_check(arm->subject, &level, err) != UP_OK)
				return up_error_prefix(err, "arm %s", arm->name);
		}
	}
	return UP_OK;
}

static enum up_status check_columns(const struct group *group, struct up_error *err)
{
	const struct subject *run = group->cases->subject;

	if (run == NULL)
		return UP_OK;
	UP_TRY(column_choice_check(run, &group->options->levels.columns.counts, err));
	return check_columns_of_arms(group, run, err);
}

static enum up_status check_settings(const struct string_list *settings, struct up_error *err)
{
	for (size_t s = 0; s < settings->count; s++)
		UP_TRY(fixed_setting_check(settings->items[s], err));
	return UP_OK;
}

/* A copy of the user's table has the partitions of the original. */
static enum up_status check_partitions(const struct run_levels *levels,
				       const struct subject *subject, const char **option,
				       struct up_error *err)
{
	bool any = false;

	for (size_t l = 0; l < levels->partitions.count; l++)
		any = any || levels->partitions.items[l] > 0;
	*option = "partitions";
	if (any && subject != NULL && subject->is_own)
		return up_fail(err, UP_INVALID,
			       "only the built-in table can be partitioned: a copy of yours has "
			       "the partitions of the original");
	*option = "partition-by";
	if (!any && (levels->partition_by.count > 1 || levels->partition_by.items[0] > 0))
		return up_fail(err, UP_INVALID, "requires --partitions, of 1 or more");
	return UP_OK;
}

/* Rows of the user's are as many as there are. */
static enum up_status check_table_rows(const struct run_options *options, struct up_error *err)
{
	const struct number_list *levels = &options->levels.table_rows;

	if (options->table == NULL || options->data != OWN_DATA_ROWS)
		return UP_OK;
	for (size_t l = 0; l < levels->count; l++) {
		if (levels->items[l] > 0)
			return up_fail(err, UP_INVALID,
				       "requires made-up rows: --shape, or --data shape with "
				       "--table, whose own rows are as many as were copied");
	}
	return UP_OK;
}

enum up_status run_options_add_cases(const struct run_options *options, struct case_list *cases,
				     const char **option, struct up_error *err)
{
	struct run_options counted = *options;
	UP_CLEANUP(group_release) struct group group = {.options = &counted, .cases = cases};
	UP_FREE struct contender *named = NULL;
	struct number_list *counts = &counted.levels.columns.counts;
	size_t named_count;
	int64_t count;

	/* What overlaps with the fetch can only be compared by the whole. */
	counted.levels.whole_sync |= options->levels.overlap;
	cases->pooled = options->pooled ? options->dbname : NULL;
	*option = "columns";
	UP_TRY(count_columns(&options->levels.columns, cases->subject, &count, err));
	if (options->levels.columns.names != NULL)
		*counts = (struct number_list){.items = &count, .count = 1};
	UP_TRY(check_partitions(&options->levels, cases->subject, option, err));
	*option = "table-rows";
	UP_TRY(check_table_rows(options, err));
	*option = "set";
	UP_TRY(check_settings(&options->levels.settings, err));
	UP_TRY(take_sides(&group, option, err));
	*option = "columns";
	UP_TRY(check_columns(&group, err));
	*option = "server-columns";
	UP_TRY(server_columns_take(&options->server_columns, cases, err));
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
