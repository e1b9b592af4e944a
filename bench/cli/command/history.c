/* SPDX-License-Identifier: PostgreSQL */
/* upbench history: adds runs to a file with the times of each case over time. */
#include "cli/command/commands.h"
#include "judge/history/history_row.h"
#include "judge/summary/completeness.h"
#include "record/replace.h"

#include <string.h>
#include <sys/stat.h>

struct history_options {
	char *output;
	char *case_name;
	bool force;
};

#define FIELD(member) OPTION_FIELD(struct history_options, member)

static const struct option_spec specs[] = {
	{.name = "output",
	 .letter = 'o',
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "History file (CSV), created if missing; the same as an argument."},
	{.name = "case",
	 .argument = "NAME",
	 .kind = OPTION_STRING,
	 FIELD(case_name),
	 .help = "Only the case of that name, for programs that read one file per case."},
	{.name = "force",
	 .kind = OPTION_FLAG,
	 FIELD(force),
	 .help = "Also add an incomplete run: one that was interrupted, killed or failed."},
	{0},
};

static enum up_status add_run(const char *directory, const struct history_options *options,
			      struct history *rows, struct up_error *err)
{
	RUN run = {0};

	UP_TRY(run_read(directory, &run, err));
	if (!options->force && !completeness_is_whole(&run))
		return up_fail(err, UP_INVALID, "%s is incomplete (%s): --force adds it anyway",
			       directory,
			       run.manifest.outcome != NULL ? run.manifest.outcome
							    : "killed, or still running");
	return history_rows_of(&run, options->case_name, rows, err);
}

/* May the argument be the history?  What is neither a directory nor named as a CSV file is
 * reported as no run. */
static bool is_history(const char *argument)
{
	const char *suffix = strrchr(argument, '.');
	struct stat file;

	if (stat(argument, &file) == 0)
		return !S_ISDIR(file.st_mode);
	return replace_is_standard_output(argument) ||
	       (suffix != NULL && strcmp(suffix, ".csv") == 0);
}

/* The file, and the index of the argument that names it; SIZE_MAX: none does. */
static enum up_status find_history(const struct invocation *invocation, const char **path,
				   size_t *index, struct up_error *err)
{
	const struct history_options *options = invocation->options;
	const struct command_line *line = invocation->line;

	*path = options->output;
	*index = SIZE_MAX;
	for (size_t a = 0; a < line->argument_count && options->output == NULL; a++) {
		if (!is_history(line->arguments[a]))
			continue;
		if (*path != NULL)
			return up_fail(err, UP_INVALID,
				       "%s and %s are both files: name one history", *path,
				       line->arguments[a]);
		*path = line->arguments[a];
		*index = a;
	}
	if (*path == NULL || *path[0] == '\0')
		return up_fail(err, UP_INVALID,
			       "no history is named: add a file such as history.csv");
	if (*index != SIZE_MAX && line->argument_count == 1)
		return up_fail(err, UP_INVALID,
			       "%s is a file, not the directory of a run: name a run", *path);
	return UP_OK;
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct history_options *options = invocation->options;
	HISTORY rows = {0};
	const char *path;
	size_t index;
	size_t appended;

	(void)code;
	UP_TRY(find_history(invocation, &path, &index, err));
	for (size_t a = 0; a < invocation->line->argument_count; a++) {
		if (a != index)
			UP_TRY(add_run(invocation->line->arguments[a], options, &rows, err));
	}
	UP_TRY(history_append(path, invocation->out, &rows, &appended, err));
	if (replace_reaches_standard_output(path))
		return UP_OK; /* which has the rows */
	fprintf(invocation->out, "%s: %zu %s added, %zu already present\n", path, appended,
		appended == 1 ? "row" : "rows", rows.count - appended);
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench history history.csv results/nightly-*",
	 "Several runs; one that is in the history already is not added again."},
	{0},
};

const struct command command_history = {
	.name = "history",
	.arguments = "RUN [RUN ...] [FILE]",
	.summary = "add runs to a history file (CSV), one row per run and case",
	.description =
		"Appends a row for each run and case that has a result: when the run started, its "
		"revision, and the medians of time, WAL and round trips. The file is an argument "
		"or that of --output. Rows are only ever added, and several programs may add at "
		"the same time.",
	.options = specs,
	.options_size = sizeof(struct history_options),
	.minimum_arguments = 1,
	.maximum_arguments = SIZE_MAX,
	.examples = examples,
	.run = run,
};
