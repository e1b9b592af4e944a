/* SPDX-License-Identifier: PostgreSQL */
/* upbench history: adds runs to a file that follows each case over time. */
#include "cli/command/commands.h"
#include "judge/compare/history_row.h"
#include "record/replace.h"

struct history_options {
	char *output;
	char *case_name;
};

#define FIELD(member) OPTION_FIELD(struct history_options, member)

static const struct option_spec specs[] = {
	{.name = "output",
	 .letter = 'o',
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "The history, a CSV file; it is made when there is none. Needed."},
	{.name = "case",
	 .argument = "NAME",
	 .kind = OPTION_STRING,
	 FIELD(case_name),
	 .help = "Only the case of that name, for programs that want a file a case."},
	{0},
};

static enum up_status add_run(const char *directory, const char *case_name, struct history *rows,
			      struct up_error *err)
{
	RUN run = {0};

	UP_TRY(run_read(directory, &run, err));
	return history_rows_of(&run, case_name, rows, err);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct history_options *options = invocation->options;
	HISTORY rows = {0};
	size_t appended;

	(void)code;
	if (options->output == NULL || options->output[0] == '\0')
		return up_fail(err, UP_INVALID, "--output FILE is needed: the history to add to");
	for (size_t a = 0; a < invocation->line->argument_count; a++)
		UP_TRY(add_run(invocation->line->arguments[a], options->case_name, &rows, err));
	UP_TRY(history_append(options->output, invocation->out, &rows, &appended, err));
	if (replace_reaches_standard_output(options->output))
		return UP_OK; /* which has the rows */
	fprintf(invocation->out, "%s: %zu %s added, %zu there already\n", options->output, appended,
		appended == 1 ? "row" : "rows", rows.count - appended);
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench history results/nightly-* -o history.csv",
	 "All of those runs; one that is in the history already is not added again."},
	{0},
};

const struct command command_history = {
	.name = "history",
	.arguments = "RUN [RUN ...]",
	.summary = "add runs to a history: a CSV file, a row a run and case",
	.description =
		"Appends to the file named by --output a row for each run and case that has a "
		"result: when the run started, its revision, and the medians of time, WAL and "
		"round trips. Rows are only ever added, and several programs may add at once.",
	.options = specs,
	.options_size = sizeof(struct history_options),
	.minimum_arguments = 1,
	.maximum_arguments = SIZE_MAX,
	.examples = examples,
	.run = run,
};
