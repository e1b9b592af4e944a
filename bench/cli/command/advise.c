/* SPDX-License-Identifier: PostgreSQL */
/* upbench advise: a strategy for a workload, from a measured run, with reasons. */
#include "cli/command/commands.h"
#include "cli/output/print_document.h"
#include "cli/output/stored_run.h"
#include "judge/predict/advice.h"
#include "judge/predict/workload_filter.h"
#include "show/export/advice_json.h"
#include "show/section/advice.h"

#include <math.h>

struct cli_advise_options {
	int64_t rows;
	int64_t rtt; /* ns */
	double changed;
	double new;
	int64_t table_rows;
	struct number_list bandwidth; /* bits per second; at most one */
	char *arm;
	bool peers;
	int64_t seed;
	int format; /* enum result_format */
};

#define FIELD(member) OPTION_FIELD(struct cli_advise_options, member)

static const struct option_spec specs[] = {
	{.name = "rows",
	 .letter = 'r',
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(rows),
	 .minimum = 1,
	 .maximum = INT64_C(1000000000000),
	 .help = "Rows per sync. Default: those of the run, if it has one size."},
	{.name = "rtt",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(rtt),
	 .maximum = 60,
	 .needs_unit = true,
	 .help = "Network round-trip time, e.g. 0.5ms. Default: the smallest of the run."},
	{.name = "changed",
	 .argument = "SHARE",
	 .kind = OPTION_SHARE,
	 FIELD(changed),
	 .help = "Share of rows whose values differ from the table's; the nearest level of the run "
		 "is used. Default: all."},
	{.name = "table-rows",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(table_rows),
	 .maximum = INT64_C(1000000000000),
	 .initial = "0",
	 .help = "Rows in the table (0: those of the sync); the nearest level of the run is used."},
	{.name = "new",
	 .argument = "SHARE",
	 .kind = OPTION_SHARE,
	 FIELD(new),
	 .help = "Share of rows that the table does not have, as measured. Needed if the run has "
		 "several."},
	{.name = "bandwidth",
	 .argument = "RATE",
	 .kind = OPTION_RATE_LIST,
	 FIELD(bandwidth),
	 .minimum = 10000,
	 .maximum = INT64_C(100000000000),
	 .help = "Network bandwidth, as measured, e.g. 100Mbit (0: no limit). Needed if the run "
		 "has several."},
	{.name = "arm",
	 .argument = "NAME",
	 .kind = OPTION_STRING,
	 FIELD(arm),
	 .help = "Arm of the run. Needed if the run has several: arms are compared by `upbench "
		 "compare`, not recommended."},
	{.name = "peers",
	 .kind = OPTION_FLAG,
	 FIELD(peers),
	 .help = "Recommend other programs that took part, too."},
	{SEED_OPTION(struct cli_advise_options, "Seed of the bootstrap that intervals come from.")},
	FORMAT_OPTION(struct cli_advise_options, result_formats),
	{0},
};

/* Values that are not given are left to the advice. */
static struct advice_request read_request(const struct invocation *invocation)
{
	const struct cli_advise_options *options = invocation->options;
	const struct command_line *line = invocation->line;

	return (struct advice_request){
		.rows = options->rows,
		.rtt_ns = command_line_gives(line, "rtt") ? (double)options->rtt : -1,
		.changed = command_line_gives(line, "changed") ? options->changed : NAN,
		.table_rows = options->table_rows,
		.peers = options->peers,
		.seed = (uint64_t)options->seed,
	};
}

/* The families of one level of what advice does not choose between. */
static enum up_status find_families(const struct stored_run *stored,
				    const struct invocation *invocation,
				    struct family_list *families, struct up_error *err)
{
	const struct cli_advise_options *options = invocation->options;
	const char *const arm = options->arm;
	const struct workload_filter filter = {
		.new = &options->new,
		.new_count = command_line_gives(invocation->line, "new"),
		.bandwidth = options->bandwidth.items,
		.bandwidth_count = options->bandwidth.count,
		.arms = &arm,
		.arm_count = arm != NULL,
	};

	UP_TRY(family_list_make(&stored->run, &stored->summaries, families, err));
	UP_TRY(workload_filter_apply(&filter, families, err));
	return workload_filter_check_one(families, err);
}

static enum up_status advise(const struct invocation *invocation, const struct stored_run *stored,
			     struct up_buffer *json, struct document *document,
			     struct up_error *err)
{
	const struct cli_advise_options *options = invocation->options;
	const struct advice_request request = read_request(invocation);
	FAMILY_LIST families = {0};
	ADVICE advice = {0};

	UP_TRY(find_families(stored, invocation, &families, err));
	UP_TRY(advice_make(&stored->run, &families, &request, &advice, err));
	return options->format == RESULT_JSON ? advice_append_json(json, &advice, err)
					      : advice_append(document, &advice, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct cli_advise_options *options = invocation->options;
	const char *directory = invocation->line->arguments[0];
	STORED_RUN stored = {0};
	UP_BUFFER json = {0};
	DOCUMENT document = {0};

	(void)code;
	if (options->bandwidth.count > 1)
		return up_fail(err, UP_INVALID, "--bandwidth: only one can be asked for");
	UP_TRY(stored_run_read(directory, &stored, err));
	if (advise(invocation, &stored, &json, &document, err) != UP_OK)
		return up_error_prefix(err, "%s", directory);
	return print_result(invocation->out, (enum result_format)options->format, &document, &json,
			    err);
}

static const struct command_example examples[] = {
	{"upbench advise results/planning --rows 3000 --rtt 0.5ms",
	 "3000 rows over a network, from a run of other sizes."},
	{0},
};

const struct command command_advise = {
	.name = "advise",
	.arguments = "RUN",
	.summary = "recommend a strategy for a workload, with reasons",
	.description =
		"Recommends the contender with the smallest time of update and commit, measured "
		"where the run has that workload, predicted otherwise (see `upbench plan`). Lists "
		"the contenders that are equally good, the figures that explain the order, the "
		"rows, round-trip times or other measured levels at which the recommendation "
		"changes, and what the strategy requires of the application.",
	.options = specs,
	.options_size = sizeof(struct cli_advise_options),
	.minimum_arguments = 1,
	.maximum_arguments = 1,
	.examples = examples,
	.run = run,
};
