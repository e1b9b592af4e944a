/* SPDX-License-Identifier: PostgreSQL */
/* upbench advise: which strategy for a workload, out of what a run measured, and why. */
#include "cli/command/commands.h"
#include "cli/command/print_document.h"
#include "judge/predict/advice.h"
#include "judge/summary/summarize.h"
#include "show/export/advice_json.h"
#include "show/section/advice.h"

#include <math.h>

enum format {
	FORMAT_TERMINAL = DOCUMENT_TERMINAL,
	FORMAT_MARKDOWN = DOCUMENT_MARKDOWN,
	FORMAT_JSON,
};

struct cli_advise_options {
	int64_t rows;
	struct duration_list rtt; /* ns */
	struct share_list changed;
	int64_t table_rows;
	bool peers;
	int64_t seed;
	int format; /* enum format */
};

static const char *const formats[] = {"terminal", "markdown", "json", NULL};

#define FIELD(member) OPTION_FIELD(struct cli_advise_options, member)

static const struct option_spec specs[] = {
	{.name = "rows",
	 .letter = 'r',
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(rows),
	 .maximum = INT64_C(1000000000000),
	 .help = "How many rows a sync brings; by default those of the run, if it has one number "
		 "of them."},
	{.name = "rtt",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION_LIST,
	 FIELD(rtt),
	 .maximum = 60,
	 .help = "Round-trip time of the network, as 0.5ms; by default the smallest of the run."},
	{.name = "changed",
	 .argument = "SHARE",
	 .kind = OPTION_SHARE_LIST,
	 FIELD(changed),
	 .help = "Share of the rows whose values differ from the table's; by default all. The "
		 "nearest level of the run counts."},
	{.name = "table-rows",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(table_rows),
	 .maximum = INT64_C(1000000000000),
	 .initial = "0",
	 .help = "How many rows the table holds in all; 0 is those that the sync brings. The "
		 "nearest level of the run counts."},
	{.name = "peers",
	 .kind = OPTION_FLAG,
	 FIELD(peers),
	 .help = "Recommend also other programs that took part."},
	{.name = "seed",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(seed),
	 .maximum = INT64_MAX,
	 .initial = "1914",
	 .help = "Of the bootstrap that intervals come from."},
	{.name = "format",
	 .kind = OPTION_CHOICE,
	 FIELD(format),
	 .choices = formats,
	 .initial = "terminal",
	 .help = "How to print the advice."},
	{0},
};

static enum up_status read_request(const struct cli_advise_options *options,
				   struct advice_request *request, struct up_error *err)
{
	if (options->rtt.count > 1)
		return up_fail(err, UP_INVALID, "--rtt: an advice is for one, and there are %zu",
			       options->rtt.count);
	if (options->changed.count > 1)
		return up_fail(err, UP_INVALID,
			       "--changed: an advice is for one, and there are %zu",
			       options->changed.count);
	*request = (struct advice_request){
		.rows = options->rows,
		.rtt_ns = options->rtt.count > 0 ? (double)options->rtt.items[0] : -1,
		.changed = options->changed.count > 0 ? options->changed.items[0] : NAN,
		.table_rows = options->table_rows,
		.peers = options->peers,
		.seed = (uint64_t)options->seed,
	};
	return UP_OK;
}

static enum up_status advise(const struct run *run, const struct cli_advise_options *options,
			     const struct advice_request *request, struct up_buffer *json,
			     struct document *document, struct up_error *err)
{
	SUMMARY_LIST summaries = {0};
	FAMILY_LIST families = {0};
	ADVICE advice = {0};

	UP_TRY(summarise(run, &summaries, err));
	UP_TRY(family_list_make(run, &summaries, &families, err));
	UP_TRY(advice_make(run, &families, request, &advice, err));
	return options->format == FORMAT_JSON ? advice_append_json(json, &advice, err)
					      : advice_append(document, &advice, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct cli_advise_options *options = invocation->options;
	const char *directory = invocation->line->arguments[0];
	struct advice_request request;
	RUN stored = {0};
	UP_BUFFER json = {0};
	DOCUMENT document = {0};

	(void)code;
	UP_TRY(read_request(options, &request, err));
	UP_TRY(run_read_measured(directory, &stored, err));
	if (advise(&stored, options, &request, &json, &document, err) != UP_OK)
		return up_error_prefix(err, "%s", directory);
	if (options->format != FORMAT_JSON)
		return print_document(invocation->out, &document,
				      (enum document_format)options->format, err);
	fputs(up_buffer_string(&json), invocation->out);
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench advise results/planning --rows 3000 --rtt 0.5ms",
	 "For 3000 rows over a network, out of a run over other sizes."},
	{0},
};

const struct command command_advise = {
	.name = "advise",
	.arguments = "RUN",
	.summary = "recommend a strategy for a workload, and say why",
	.description =
		"Takes the contender with the smallest time of update and commit: measured where "
		"the run has that workload, or foretold as by plan. Says who is as good, which "
		"figures explain it, at which rows or round-trip time, or at which other level "
		"that was measured, the answer is another one, and what the strategy asks of the "
		"application.",
	.options = specs,
	.options_size = sizeof(struct cli_advise_options),
	.minimum_arguments = 1,
	.maximum_arguments = 1,
	.examples = examples,
	.run = run,
};
