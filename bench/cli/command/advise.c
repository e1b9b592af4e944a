/* SPDX-License-Identifier: PostgreSQL */
/* upbench advise: a strategy for a workload, from a measured run, with reasons. */
#include "cli/command/commands.h"
#include "cli/experiment/connection_options.h"
#include "cli/measurement/advice_confirmation.h"
#include "cli/output/print_document.h"
#include "cli/output/stored_run.h"
#include "judge/advise/advice.h"
#include "judge/predict/workload_filter.h"
#include "measure/process/interrupt.h"
#include "show/export/advice_json.h"
#include "show/planning/advice.h"
#include "show/planning/advice_confirmation.h"
#include "text/quantity.h"

#include <math.h>

struct cli_advise_options {
	int64_t rows;
	int64_t rtt; /* ns */
	double changed;
	double new;
	int64_t table_rows;
	struct number_list bandwidth; /* bits per second; at most one */
	struct string_list arm;       /* at most one */
	bool peers;
	bool confirm;
	char *dbname;
	char *schema;
	char *pg_bin;
	bool may_publish;
	char *output;
	int64_t budget; /* ns */
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
	 .help = "Share of rows whose values differ from the table's; interpolated between the "
		 "levels of the run. Default: all."},
	{.name = "table-rows",
	 .argument = "N",
	 .kind = OPTION_NUMBER,
	 FIELD(table_rows),
	 .maximum = INT64_C(1000000000000),
	 .initial = "0",
	 .help = "Rows in the table (0: those of the sync); interpolated between the levels of the "
		 "run."},
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
	 .kind = OPTION_WORD_LIST,
	 FIELD(arm),
	 .help = "Arm of the run. Needed if the run has several: arms are compared by `upbench "
		 "compare`, not recommended."},
	{.name = "peers",
	 .kind = OPTION_FLAG,
	 FIELD(peers),
	 .help = "Recommend other programs that took part, too."},
	{SEED_OPTION(struct cli_advise_options, "Seed of the bootstrap that intervals come from.")},
	FORMAT_OPTION(struct cli_advise_options, result_formats),
	{.name = "confirm",
	 .kind = OPTION_FLAG,
	 .group = "Confirmation",
	 FIELD(confirm),
	 .help = "Measure the contenders that may be within 10 % of the fastest, three at most, at "
		 "the workload, and recommend by that."},
	{.name = "budget",
	 .argument = "DURATION",
	 .kind = OPTION_DURATION,
	 FIELD(budget),
	 .minimum = 1,
	 .maximum = 86400,
	 .initial = "60",
	 .help = "Wall time for all of them together, loading apart; at least 10 samples each are "
		 "taken."},
	{.name = "output",
	 .letter = 'o',
	 .argument = "DIR",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "Directory for the run of --confirm. Default: results/advise-TIME."},
	CONNECTION_OPTIONS(struct cli_advise_options),
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
	const struct workload_filter filter = {
		.new = &options->new,
		.new_count = command_line_gives(invocation->line, "new"),
		.bandwidth = options->bandwidth.items,
		.bandwidth_count = options->bandwidth.count,
		.arms = (const char *const *)options->arm.items,
		.arm_count = options->arm.count,
	};

	UP_TRY(family_list_make(&stored->run, &stored->summaries, families, err));
	UP_TRY(workload_filter_apply(&filter, families, err));
	return workload_filter_check_one(families, err);
}

/* What is recommended, and what it was made of. */
struct answer {
	struct family_list families;
	struct advice advice;
};

static void answer_release(struct answer *answer)
{
	advice_release(&answer->advice);
	family_list_release(&answer->families);
}
#define ANSWER UP_CLEANUP(answer_release) struct answer

static enum up_status answer(const struct invocation *invocation, const struct stored_run *stored,
			     struct answer *made, struct up_error *err)
{
	const struct advice_request request = read_request(invocation);

	UP_TRY(find_families(stored, invocation, &made->families, err));
	return advice_make(&stored->run, &made->families, &request, &made->advice, err);
}

/* Of the run that confirms: what it measured is all one workload. */
static enum up_status answer_confirmed(const struct advice *first, const struct stored_run *stored,
				       uint64_t seed, struct answer *made, struct up_error *err)
{
	const struct advice_request request = {
		.rows = llround(first->asked.rows),
		.rtt_ns = first->asked.rtt_ns,
		.changed = first->asked.changed,
		.table_rows = first->asked.table_rows != UNMEASURED ? first->asked.table_rows : 0,
		.seed = seed,
	};

	UP_TRY(family_list_make(&stored->run, &stored->summaries, &made->families, err));
	UP_TRY(advice_make(&stored->run, &made->families, &request, &made->advice, err));
	return candidate_list_pair(&stored->run, &made->advice.candidates, err);
}

static enum up_status confirm(const struct invocation *invocation, const struct stored_run *stored,
			      const struct advice *advice, struct stored_run *second,
			      struct answer *confirmed, enum exit_code *code, struct up_error *err)
{
	const struct cli_advise_options *options = invocation->options;
	const struct advice_confirmation_options how = {
		.dbname = options->dbname,
		.schema = options->schema,
		.pg_bin = options->pg_bin,
		.may_publish = options->may_publish,
		.output = options->output,
		.budget_ns = options->budget,
		.is_silent = options->format == RESULT_JSON,
	};

	interrupt_install();
	UP_TRY(advice_confirmation_check(&how, &stored->run, advice, err));
	UP_TRY(advice_confirmation_run(invocation, &how, &stored->run, advice, second, code, err));
	if (second->run.directory == NULL)
		return UP_OK;
	return answer_confirmed(advice, second, (uint64_t)options->seed, confirmed, err);
}

/* Options that do nothing without --confirm are mistakes. */
static enum up_status check_options(const struct invocation *invocation, struct up_error *err)
{
	static const char *const names[] = {"budget", "output", "dbname",
					    "schema", "pg-bin", "allow-published"};
	const struct cli_advise_options *options = invocation->options;

	if (options->bandwidth.count > 1)
		return up_fail(err, UP_INVALID, "--bandwidth: only one can be asked for");
	if (options->arm.count > 1)
		return up_fail(err, UP_INVALID, "--arm: only one can be asked for");
	for (size_t n = 0; n < sizeof names / sizeof names[0] && !options->confirm; n++) {
		if (command_line_gives(invocation->line, names[n]))
			return up_fail(err, UP_INVALID, "--%s requires --confirm", names[n]);
	}
	return UP_OK;
}

static enum up_status refuse_scaled(const struct run *run, const char *directory,
				    struct up_error *err)
{
	const int64_t rows = run->manifest.scaling.rows;

	if (rows <= 0)
		return UP_OK;
	return up_fail(err, UP_INVALID,
		       "%s: the run is scaled down for %s rows, at which `upbench plan` predicts "
		       "all of its strategies; other answers "
		       "need a run without --for-rows",
		       directory, quantity_count((double)rows).text);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct cli_advise_options *options = invocation->options;
	const char *directory = invocation->line->arguments[0];
	STORED_RUN stored = {0};
	STORED_RUN second = {0};
	ANSWER first = {0};
	ANSWER confirmed = {0};
	UP_BUFFER json = {0};
	DOCUMENT document = {0};

	UP_TRY(check_options(invocation, err));
	UP_TRY(stored_run_read_intact(directory, &stored, err));
	UP_TRY(refuse_scaled(&stored.run, directory, err));
	if (answer(invocation, &stored, &first, err) != UP_OK)
		return up_error_prefix(err, "%s", directory);
	if (options->confirm)
		UP_TRY(confirm(invocation, &stored, &first.advice, &second, &confirmed, code, err));
	const struct advice *by = second.run.directory != NULL ? &confirmed.advice : NULL;
	if (options->format == RESULT_JSON) {
		UP_TRY(advice_append_json(&json, &first.advice, by, second.run.directory, err));
	} else {
		if (options->confirm)
			advice_confirmation_append(&document, &first.advice, by,
						   second.run.directory);
		UP_TRY(advice_append(&document, &first.advice, by != NULL, err));
	}
	return print_result(invocation->out, (enum result_format)options->format, &document, &json,
			    err);
}

static const struct command_example examples[] = {
	{"upbench advise results/planning --rows 3000 --rtt 0.5ms",
	 "3000 rows over a network, from a run of other sizes."},
	{"upbench advise results/planning --rows 3000 --confirm",
	 "The same, confirmed by a minute of measuring at 3000 rows."},
	{0},
};

const struct command command_advise = {
	.name = "advise",
	.arguments = "RUN",
	.summary = "recommend a strategy for a workload, with reasons",
	.description =
		"Recommends the contender that costs least on average if it is not the fastest, by "
		"the time of update and commit: measured where the run has that workload, "
		"interpolated between measured ones, predicted beyond them (see `upbench plan`). "
		"Prints how probable it is that no other is more than 5 % faster, the contenders "
		"that are equally good, the figures that explain the order, the rows, round-trip "
		"times or other measured levels at which the recommendation changes, and all that "
		"it requires of the application and the server.",
	.options = specs,
	.options_size = sizeof(struct cli_advise_options),
	.minimum_arguments = 1,
	.maximum_arguments = 1,
	.examples = examples,
	.run = run,
};
