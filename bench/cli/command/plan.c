/* SPDX-License-Identifier: PostgreSQL */
/* upbench plan: predictions of a run for sizes that were not measured. */
#include "cli/command/commands.h"
#include "cli/output/print_document.h"
#include "cli/output/stored_run.h"
#include "judge/predict/prediction.h"
#include "judge/predict/workload_filter.h"
#include "show/export/prediction_json.h"
#include "show/planning/prediction.h"

struct cli_plan_options {
	struct number_list rows;
	struct number_list rtt; /* ns */
	int64_t window;         /* ns; 0: not given */
	int64_t workers;
	struct string_list strategy;
	struct share_list changed;
	struct share_list new;
	struct number_list table_rows;
	struct number_list bandwidth; /* bits per second */
	struct string_list arm;
	bool extrapolate;
	int64_t max_wal_size;       /* bytes; 0: that of the run's server */
	int64_t checkpoint_timeout; /* ns; likewise */
	int64_t seed;
	int format; /* enum result_format */
};

#define FIELD(member) OPTION_FIELD(struct cli_plan_options, member)

static const struct option_spec specs[] = {
	{.name = "rows",
	 .letter = 'r',
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 FIELD(rows),
	 .minimum = 1,
	 .maximum = INT64_C(1000000000000),
	 .help = "Numbers of rows to predict time and costs for."},
	{.name = "rtt",
	 .argument = "LIST",
	 .kind = OPTION_DURATION_LIST,
	 FIELD(rtt),
	 .maximum = 60,
	 .needs_unit = true,
	 .initial = "0",
	 .help = "Network round-trip times, e.g. 0,0.5ms,20ms."},
	{.name = "window",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(window),
	 .maximum = INT64_C(366) * 86400,
	 .help = "Time window, e.g. 10s, 5m or 1h30m, to print the number of rows that fit into "
		 "it."},
	{.name = "workers",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(workers),
	 .maximum = 1024,
	 .initial = "0",
	 .help = "Number of connections (0: as measured). A number without a curve of its own is "
		 "derived from that of one connection."},
	{.name = "strategy",
	 .letter = 's',
	 .argument = "LIST",
	 .kind = OPTION_WORD_LIST,
	 FIELD(strategy),
	 .listing = "strategies",
	 .help = "Strategies or peers of the run. Default: all."},
	{.name = "changed",
	 .argument = "LIST",
	 .kind = OPTION_SHARE_LIST,
	 FIELD(changed),
	 .help = "Shares of rows whose values differ from the table's, as measured. Default: all "
		 "of the run."},
	{.name = "new",
	 .argument = "LIST",
	 .kind = OPTION_SHARE_LIST,
	 FIELD(new),
	 .help = "Shares of rows that the table does not have, as measured. Default: all of the "
		 "run."},
	{.name = "table-rows",
	 .argument = "LIST",
	 .kind = OPTION_NUMBER_LIST,
	 FIELD(table_rows),
	 .maximum = INT64_C(1000000000000),
	 .help = "Rows in the table, as measured (0: those of the sync). Default: all of the run."},
	{.name = "bandwidth",
	 .argument = "LIST",
	 .kind = OPTION_RATE_LIST,
	 FIELD(bandwidth),
	 .minimum = 10000,
	 .maximum = INT64_C(100000000000),
	 .help = "Network bandwidths, as measured (0: no limit). Default: all of the run."},
	{.name = "arm",
	 .argument = "LIST",
	 .kind = OPTION_WORD_LIST,
	 FIELD(arm),
	 .help = "Arms of the run. Default: all, each by itself."},
	{.name = "extrapolate",
	 .kind = OPTION_FLAG,
	 FIELD(extrapolate),
	 .help = "Also predict more than 20 times beyond the measured sizes."},
	{.name = "max-wal-size",
	 .argument = "BYTES",
	 .kind = OPTION_SETTING_SIZE,
	 FIELD(max_wal_size),
	 .minimum = INT64_C(2) << 20,
	 .maximum = INT64_MAX,
	 .help = "max_wal_size of the server to plan for, in the units of PostgreSQL's settings "
		 "(4GB: 4 GiB; at least 2MB), to predict the checkpoints that a statement meets. "
		 "Default: that of the run's server; of a private cluster, the server's default."},
	{.name = "checkpoint-timeout",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(checkpoint_timeout),
	 .minimum = 30,
	 .maximum = 86400,
	 .help = "checkpoint_timeout of that server. Default: likewise."},
	{SEED_OPTION(struct cli_plan_options, "Seed of the bootstrap that intervals come from.")},
	FORMAT_OPTION(struct cli_plan_options, result_formats),
	{0},
};

static enum up_status predict(const struct stored_run *stored,
			      const struct cli_plan_options *options,
			      const struct prediction_request *request, struct up_buffer *json,
			      struct document *document, struct up_error *err)
{
	const struct workload_filter filter = {
		.changed = options->changed.items,
		.changed_count = options->changed.count,
		.new = options->new.items,
		.new_count = options->new.count,
		.table_rows = options->table_rows.items,
		.table_count = options->table_rows.count,
		.bandwidth = options->bandwidth.items,
		.bandwidth_count = options->bandwidth.count,
		.arms = (const char *const *)options->arm.items,
		.arm_count = options->arm.count,
	};
	FAMILY_LIST families = {0};
	PREDICTION_SET set = {0};

	UP_TRY(family_list_make(&stored->run, &stored->summaries, &families, err));
	UP_TRY(workload_filter_apply(&filter, &families, err));
	family_list_group(&families);
	UP_TRY(prediction_set_make(&stored->run, &families, request, &set, err));
	return options->format == RESULT_JSON ? prediction_append_json(json, &set, err)
					      : prediction_append(document, &set, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct cli_plan_options *options = invocation->options;
	const char *directory = invocation->line->arguments[0];
	STORED_RUN stored = {0};
	UP_BUFFER json = {0};
	DOCUMENT document = {0};
	struct prediction_request request = {
		.rows = options->rows.items,
		.row_count = options->rows.count,
		.rtt_ns = options->rtt.items,
		.rtt_count = options->rtt.count,
		.window_ns = (double)options->window,
		.extrapolate = options->extrapolate,
		.max_wal_bytes = (double)options->max_wal_size,
		.checkpoint_timeout_ns = (double)options->checkpoint_timeout,
		.models =
			{
				.workers = options->workers,
				.strategies = (const char *const *)options->strategy.items,
				.strategy_count = options->strategy.count,
				.seed = (uint64_t)options->seed,
			},
	};

	(void)code;
	if (command_line_gives(invocation->line, "window") && options->window == 0)
		return up_fail(err, UP_INVALID, "--window must be greater than 0");
	if (request.row_count == 0 && options->window == 0)
		return up_fail(err, UP_INVALID, "--rows or --window is required");
	UP_TRY(stored_run_read_intact(directory, &stored, err));
	if (predict(&stored, options, &request, &json, &document, err) != UP_OK)
		return up_error_prefix(err, "%s", directory);
	return print_result(invocation->out, (enum result_format)options->format, &document, &json,
			    err);
}

static const struct command_example examples[] = {
	{"upbench plan results/scaling --rows 250000,1000000 --rtt 0,2ms",
	 "Time, WAL and bytes of sizes that were not measured, near and over a network."},
	{"upbench plan results/scaling --window 10s -s unnest,copy-temp",
	 "How many rows each of them updates in ten seconds."},
	{0},
};

const struct command command_plan = {
	.name = "plan",
	.arguments = "RUN",
	.summary = "predict time and costs of sizes that were not measured",
	.description =
		"Fits a curve to the times of each strategy of the run, over its numbers of rows "
		"(at least three), and adds its round trips at the given round-trip times. Of a "
		"run with --for-rows it predicts that size alone, and those within 10 % of it. The "
		"time is that of update and commit. Sizes more than 20 times beyond the measured "
		"ones are refused unless --extrapolate is given. Also prints the rows that fit "
		"into a time window, and where the fastest strategy changes. Only cases of one "
		"workload and one arm are compared: there is a part for each.",
	.options = specs,
	.options_size = sizeof(struct cli_plan_options),
	.minimum_arguments = 1,
	.maximum_arguments = 1,
	.examples = examples,
	.run = run,
};
