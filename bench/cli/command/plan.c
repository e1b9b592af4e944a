/* SPDX-License-Identifier: PostgreSQL */
/* upbench plan: predictions of a run for sizes that were not measured. */
#include "cli/command/commands.h"
#include "cli/command/print_document.h"
#include "judge/predict/prediction.h"
#include "judge/summary/summarize.h"
#include "show/export/prediction_json.h"
#include "show/section/prediction.h"

enum format {
	FORMAT_TERMINAL = DOCUMENT_TERMINAL,
	FORMAT_MARKDOWN = DOCUMENT_MARKDOWN,
	FORMAT_JSON,
};

struct cli_plan_options {
	struct number_list rows;
	struct duration_list rtt; /* ns */
	int64_t window;           /* ns; 0: not given */
	int64_t workers;
	struct string_list strategy;
	bool extrapolate;
	int64_t seed;
	int format; /* enum format */
};

static const char *const formats[] = {"terminal", "markdown", "json", NULL};

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
	 .help = "Duration, e.g. 10s, 5m or 1h30m: prints how many rows fit into it."},
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
	{.name = "extrapolate",
	 .kind = OPTION_FLAG,
	 FIELD(extrapolate),
	 .help = "Also predict more than 20 times beyond the measured sizes."},
	{.name = "seed",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(seed),
	 .maximum = INT64_MAX,
	 .initial = "1914",
	 .help = "Seed of the bootstrap that intervals come from."},
	{.name = "format",
	 .kind = OPTION_CHOICE,
	 FIELD(format),
	 .choices = formats,
	 .synonyms = format_synonyms,
	 .initial = "terminal",
	 .help = "Output format."},
	{0},
};

static enum up_status predict(const struct run *run, const struct cli_plan_options *options,
			      const struct prediction_request *request, struct up_buffer *json,
			      struct document *document, struct up_error *err)
{
	SUMMARY_LIST summaries = {0};
	FAMILY_LIST families = {0};
	PREDICTION_SET set = {0};

	UP_TRY(summarise(run, &summaries, err));
	UP_TRY(family_list_make(run, &summaries, &families, err));
	UP_TRY(prediction_set_make(run, &families, request, &set, err));
	return options->format == FORMAT_JSON ? prediction_append_json(json, &set, err)
					      : prediction_append(document, &set, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct cli_plan_options *options = invocation->options;
	const char *directory = invocation->line->arguments[0];
	RUN stored = {0};
	UP_BUFFER json = {0};
	DOCUMENT document = {0};
	struct prediction_request request = {
		.rows = options->rows.items,
		.row_count = options->rows.count,
		.rtt_ns = options->rtt.items,
		.rtt_count = options->rtt.count,
		.window_ns = (double)options->window,
		.extrapolate = options->extrapolate,
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
	UP_TRY(run_read_measured(directory, &stored, err));
	if (predict(&stored, options, &request, &json, &document, err) != UP_OK)
		return up_error_prefix(err, "%s", directory);
	if (options->format != FORMAT_JSON)
		return print_document(invocation->out, &document,
				      (enum document_format)options->format, err);
	fputs(up_buffer_string(&json), invocation->out);
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench plan results/scaling --rows 250000,1000000 --rtt 0,2ms",
	 "Time, WAL and bytes of sizes that were not measured, near and over a network."},
	{"upbench plan results/scaling --window 10s -s unnest,copy-temp",
	 "How many rows each of them brings in ten seconds."},
	{0},
};

const struct command command_plan = {
	.name = "plan",
	.arguments = "RUN",
	.summary = "predict time and costs of sizes that were not measured",
	.description =
		"Fits a curve to the times of each strategy of the run, over its numbers of rows "
		"(at least three), and adds its round trips at the given round-trip times. The "
		"time is that of update and commit. Sizes more than 20 times beyond the measured "
		"ones are refused unless --extrapolate is given. Also prints the rows that fit "
		"into a time window, and where the fastest strategy changes.",
	.options = specs,
	.options_size = sizeof(struct cli_plan_options),
	.minimum_arguments = 1,
	.maximum_arguments = 1,
	.examples = examples,
	.run = run,
};
