/* SPDX-License-Identifier: PostgreSQL */
/*
 * upbench compare: arms of a run, or two runs, and a verdict on every case that a script
 * can act on.
 *
 * Of several reasons for another exit code than 0, the first of these counts:
 *
 *   2  usage; a file that is no run, or whose samples are not those that were written
 *   4  the runs are not comparable (without --force), or no case is
 *   1  a case regressed, or the mean of all
 *   4  a case is incomparable, or some of its samples failed; with --strict, a case is new, or
 *      was measured on neither side
 *   3  a case is inconclusive and cannot detect what it must see (shortage.h), or is
 *      inconclusive at all with --require-conclusive
 */
#include "cli/command/commands.h"
#include "cli/command/compare_history.h"
#include "cli/experiment/expected_cases.h"
#include "cli/experiment/rounds_option.h"
#include "cli/output/export_option.h"
#include "cli/output/format_option.h"
#include "cli/output/noise_option.h"
#include "cli/output/output_option.h"
#include "cli/output/print_document.h"
#include "cli/output/shortage.h"
#include "judge/compare/comparison_group.h"
#include "judge/compare/sequential.h"
#include "judge/summary/completeness.h"
#include "judge/summary/intact.h"
#include "judge/summary/summarize.h"
#include "record/replace.h"
#include "show/section/arms.h"
#include "show/section/comparison.h"
#include "show/words/comparison.h"
#include "show/words/comparison_words.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

struct cli_compare_options {
	double threshold; /* share */
	double must_see;  /* share */
	struct string_list metric;
	bool force;
	bool require_conclusive;
	bool strict;
	char *expect;
	char *rounds;
	char *history;
	char *noise;
	struct string_list export;
	struct string_list format;
	char *output;
	int64_t seed;
	bool quiet;
};

enum format {
	FORMAT_TERMINAL = DOCUMENT_TERMINAL,
	FORMAT_MARKDOWN = DOCUMENT_MARKDOWN,
	FORMAT_JSON,
	FORMAT_JUNIT,
	FORMAT_CSV,
};

static const char *const formats[] = {"terminal", "markdown", "json", "junit", "csv", NULL};

/* Of the formats for programs. */
static comparison_print *const printers[] = {
	[FORMAT_JSON] = comparison_print_json,
	[FORMAT_JUNIT] = comparison_print_junit,
	[FORMAT_CSV] = comparison_print_csv,
};

#define FIELD(member) OPTION_FIELD(struct cli_compare_options, member)

static const struct option_spec specs[] = {
	{THRESHOLD_OPTION(struct cli_compare_options,
			  "Smallest change of times and memory that matters; overrides that of the "
			  "experiment. Tails scale with it; counters have thresholds of their own. "
			  "Default with --decide: that of the run."),
	 .group = "Comparison"},
	{.name = "metric",
	 .argument = "LIST",
	 .kind = OPTION_NAME_LIST,
	 FIELD(metric),
	 .choices = metric_words,
	 .initial = "update",
	 .help = "Metrics to compare. update: time of update and commit; cold: that of the first "
		 "call of each session; tails: the three update_* ones."},
	{.name = "force",
	 .kind = OPTION_FLAG,
	 FIELD(force),
	 .help = "Also compare runs that differ in server, settings, host or data, or are "
		 "incomplete; print the differences as a warning."},
	{.name = "require-conclusive",
	 .kind = OPTION_FLAG,
	 FIELD(require_conclusive),
	 .help = "Exit with 3 when a comparison is inconclusive."},
	{.name = "strict",
	 .kind = OPTION_FLAG,
	 FIELD(strict),
	 .help = "Exit with 4 also if a case is new or was measured on neither side."},
	{.name = "expect",
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(expect),
	 .help = "Cases that must be there, one name per line; exit with 4 if one is not."},
	{.name = "must-see",
	 .argument = "PERCENT",
	 .kind = OPTION_PERCENT,
	 FIELD(must_see),
	 .maximum = 10000,
	 .help = "Exit with 3 if a comparison is inconclusive and cannot detect a slow-down "
		 "of PERCENT (0: off). Default: twice its threshold plus 5."},
	{.name = "rounds",
	 .argument = "FIRST-LAST",
	 .kind = OPTION_STRING,
	 FIELD(rounds),
	 .help = "Samples of these rounds only."},
	{.name = "noise",
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(noise),
	 .help = "File noise.json of `upbench calibrate` on the same machine, server and settings. "
		 "Supplies the variation between sessions where a side has fewer than three, and a "
		 "minimum threshold."},
	{HISTORY_OPTION(struct cli_compare_options)},
	{SEED_OPTION(struct cli_compare_options,
		     "Seed of the permutations of a history and of tails.")},
	{.name = "format",
	 .argument = "FORMAT[=FILE]",
	 .kind = OPTION_STRING_LIST,
	 FIELD(format),
	 .choices = formats,
	 .group = "Output",
	 .help = "Output format: terminal, markdown, json, junit or csv. With =FILE, a further "
		 "file of that format; several are allowed."},
	{.name = "output",
	 .letter = 'o',
	 .argument = "FILE",
	 .kind = OPTION_STRING,
	 FIELD(output),
	 .help = "File for the comparison; only the summary line is printed."},
	{QUIET_OPTION(struct cli_compare_options,
		      "No output on the terminal; the exit code has the verdict.")},
	EXPORT_OPTION(struct cli_compare_options, export),
	{0},
};

/* ---- what is compared ------------------------------------------------- */

/* The new run is what a history, and other programs, are given. */
static enum up_status read_run(const struct invocation *invocation, size_t argument,
			       struct stored_run *stored, struct up_error *err)
{
	const struct cli_compare_options *options = invocation->options;
	const struct command_line *line = invocation->line;
	struct run *run = &stored->run;

	UP_TRY(run_read(line->arguments[argument], run, err));
	UP_TRY(intact_check(run, err));
	/* Two runs have it among their differences. */
	if (options->history != NULL && !options->force && !completeness_is_whole(run))
		return up_fail(err, UP_INVALID, "%s is incomplete (%s): --force compares it anyway",
			       line->arguments[argument],
			       run->manifest.outcome != NULL ? run->manifest.outcome
							     : "killed, or still running");
	if (options->rounds != NULL)
		UP_TRY(rounds_option_keep(options->rounds, run, err));
	if (argument + 1 < line->argument_count || options->export.count == 0)
		return UP_OK;
	UP_TRY(summarise(run, &stored->summaries, err));
	return export_option_write(&options->export, stored, err);
}

/* The arms of a run, or two runs, which were read. */
static enum up_status compare(const struct invocation *invocation,
			      const struct compare_options *options,
			      const struct stored_run runs[2], struct comparison_group *group,
			      struct up_error *err)
{
	const struct run *const both[] = {&runs[0].run, &runs[1].run};

	if (invocation->line->argument_count == 1) {
		UP_TRY(comparison_group_add_arms(group, both[0], options, err));
		return group->count > 0
			       ? UP_OK
			       : up_fail(err, UP_INVALID,
					 "%s has no arms to compare with each other: name a second "
					 "run",
					 invocation->line->arguments[0]);
	}
	if (run_is_same(both[0], both[1]))
		fputs("upbench compare: warning: BASE and NEW are the same run\n",
		      invocation->errors);
	return comparison_group_add_runs(group, both, 2, options, err);
}

/* ---- what comes out --------------------------------------------------- */

/* An export that goes to the standard output has it for itself. */
static bool is_quiet(const struct cli_compare_options *options)
{
	return options->quiet || export_option_is_printed(&options->export);
}

static enum format main_format(const struct cli_compare_options *options)
{
	return (enum format)format_option_main(&options->format, formats);
}

struct printing {
	const struct comparison_report *report;
	const struct manifest *arms; /* NULL: two runs */
	int format;                  /* enum format */
};

static enum up_status print_into(FILE *file, const void *context, struct up_error *err)
{
	const struct printing *printing = context;
	DOCUMENT document = {0};

	if (printing->format > FORMAT_MARKDOWN)
		return printers[printing->format](file, printing->report, err);
	comparison_append(&document, printing->report);
	if (printing->arms != NULL)
		arms_append(&document, printing->arms);
	return print_document(file, &document, (enum document_format)printing->format, err);
}

static enum up_status print(const struct invocation *invocation,
			    const struct comparison_report *report, const struct manifest *arms,
			    struct up_error *err)
{
	const struct cli_compare_options *options = invocation->options;
	struct printing printing = {report, arms, (int)main_format(options)};
	UP_BUFFER tally = {0};

	UP_TRY(format_option_write(&options->format, formats, print_into, &printing,
				   &printing.format, err));
	if (options->output == NULL && is_quiet(options) && printing.format == FORMAT_TERMINAL)
		return UP_OK;
	UP_TRY(output_option_write(options->output, invocation->out, print_into, &printing, err));
	if (is_quiet(options) || replace_reaches_standard_output(options->output))
		return UP_OK;
	comparison_append_tally(&tally, report);
	UP_TRY(up_buffer_check(&tally, err));
	fprintf(invocation->out, "%s\n", up_buffer_string(&tally));
	return UP_OK;
}

/* The facts are listed once: where the terminal's format has them already, not here. */
static enum exit_code refuse(const struct comparison_report *report, bool listed, FILE *errors)
{
	const struct difference_list *differences = &report->lists[0].differences;
	UP_BUFFER facts = {0};

	for (size_t d = 0; d < differences->count && !listed; d++) {
		up_buffer_append_string(&facts, "\n  ");
		comparison_append_difference(&facts, &differences->items[d]);
	}
	fprintf(errors,
		"upbench compare: the runs cannot be compared (--force compares them anyway)%s%s\n",
		listed ? "" : ":", up_buffer_string(&facts));
	return EXIT_CODE_INCOMPARABLE;
}

static enum exit_code code_of(const struct comparison_report *report,
			      const struct invocation *invocation)
{
	const struct cli_compare_options *options = invocation->options;
	const struct shortage_rule rule = {
		.must_see =
			command_line_gives(invocation->line, "must-see") ? options->must_see : NAN,
		.require_conclusive = options->require_conclusive,
	};
	FILE *errors = invocation->errors;
	bool listed = main_format(options) == FORMAT_TERMINAL &&
		      replace_is_standard_output(options->output) &&
		      (options->output != NULL || !is_quiet(options));
	if (report->refused)
		return refuse(report, listed, errors);
	if (comparison_report_judged(report) == 0) {
		fputs("upbench compare: no case can be compared\n", errors);
		return EXIT_CODE_INCOMPARABLE;
	}
	if (comparison_report_count(report, VERDICT_REGRESSED) > 0 ||
	    comparison_report_overall(report, VERDICT_REGRESSED) > 0)
		return EXIT_CODE_REGRESSED;
	if (comparison_report_errors(report) > 0) {
		UP_BUFFER text = {0};
		comparison_append_errors(&text, report, !listed);
		fprintf(errors, "upbench compare: %s\n", up_buffer_string(&text));
		return EXIT_CODE_INCOMPARABLE;
	}
	if (shortage_exists(report, &rule)) {
		shortage_print(report, &rule, errors);
		return EXIT_CODE_INCONCLUSIVE;
	}
	return EXIT_CODE_DONE;
}

/* ---- against a history ------------------------------------------------- */

/* A series has one metric and no sides: options of a comparison of sides would be ignored. */
static enum up_status check_history_options(const struct invocation *invocation,
					    struct up_error *err)
{
	static const char *const of_sides[] = {"metric", "noise", "must-see", "strict", "expect"};

	if (invocation->line->argument_count != 1)
		return up_fail(err, UP_INVALID, "--history: exactly one run is allowed");
	for (size_t o = 0; o < sizeof of_sides / sizeof *of_sides; o++) {
		if (command_line_gives(invocation->line, of_sides[o]))
			return up_fail(err, UP_INVALID,
				       "--history and --%s cannot be combined: --%s is for arms or "
				       "two runs",
				       of_sides[o], of_sides[o]);
	}
	return UP_OK;
}

static enum up_status compare_with_history(const struct invocation *invocation,
					   enum exit_code *code, struct up_error *err)
{
	const struct cli_compare_options *options = invocation->options;
	const struct history_request request = {
		.path = options->history,
		.threshold = options->threshold,
		.seed = (uint64_t)options->seed,
		.formats = formats,
		.format = &options->format,
		.output = options->output,
		.quiet = is_quiet(options),
		.require_conclusive = options->require_conclusive,
	};
	STORED_RUN stored = {0};

	UP_TRY(check_history_options(invocation, err));
	UP_TRY(read_run(invocation, 0, &stored, err));
	return compare_history(invocation, &stored.run, &request, code, err);
}

static void release_runs(struct stored_run (*runs)[2])
{
	for (size_t r = 0; r < 2; r++)
		stored_run_release(&(*runs)[r]);
}

static enum up_status run(const struct invocation *invocation, enum exit_code *code,
			  struct up_error *err)
{
	const struct cli_compare_options *options = invocation->options;
	UP_CLEANUP(release_runs) struct stored_run runs[2] = {0};
	COMPARISON_GROUP group = {0};
	const struct run *const both[] = {&runs[0].run, &runs[1].run};
	NOISE noise = {0};
	UP_CLEANUP(text_list_release) struct text_list expected = {0};
	enum metric metrics[METRIC_COUNT];
	struct compare_options how = {
		.metrics = metrics,
		.threshold = options->threshold,
		.metric_count = metric_read(options->metric.items, options->metric.count, metrics),
		.seed = (uint64_t)options->seed,
		.strict = options->strict,
		.expected = &expected,
		.threshold_is_given = command_line_gives(invocation->line, "threshold"),
		.metrics_are_given = command_line_gives(invocation->line, "metric"),
	};

	UP_TRY(format_option_check(&options->format, formats, options->output, err));
	UP_TRY(export_option_check(&options->export,
				   options->output == NULL &&
						   main_format(options) != FORMAT_TERMINAL
					   ? "-"
					   : options->output,
				   err));
	if (options->history != NULL)
		return compare_with_history(invocation, code, err);
	if (options->expect != NULL)
		UP_TRY(expected_cases_read(options->expect, &expected, err));
	for (size_t r = 0; r < invocation->line->argument_count; r++)
		UP_TRY(read_run(invocation, r, &runs[r], err));
	if (invocation->line->argument_count == 1 &&
	    !command_line_gives(invocation->line, "threshold"))
		how.threshold = sequential_threshold(both[0], how.threshold);
	noise_init(&noise);
	if (options->noise != NULL) {
		UP_TRY(noise_option_read(options->noise, both, invocation->line->argument_count,
					 &noise, code, invocation->errors, err));
		how.noise = &noise;
	}
	if (*code != EXIT_CODE_DONE)
		return UP_OK;
	UP_TRY(compare(invocation, &how, runs, &group, err));
	const struct comparison_report report = {
		.lists = group.items,
		.count = group.count,
		.threshold = how.threshold,
		.refused = !options->force && group.items[0].differences.count > 0,
	};
	const bool has_arms = invocation->line->argument_count == 1;
	UP_TRY(print(invocation, &report, has_arms ? &runs[0].run.manifest : NULL, err));
	*code = code_of(&report, invocation);
	return UP_OK;
}

static const struct command_example examples[] = {
	{"upbench compare arms", "The arms of one run, pair by pair."},
	{"upbench compare before after --threshold 3 --metric update,wal_bytes",
	 "Two runs, each case by two metrics."},
	{"upbench compare arms --metric update,tails",
	 "Also slow samples and scatter, which the center does not show."},
	{"upbench compare arms --format markdown=comment.md --format junit=compare.xml",
	 "For a CI job to show."},
	{"upbench compare nightly --history history.csv", "Since when is a case slower?"},
	{0},
};

const struct command command_compare = {
	.name = "compare",
	.arguments = "RUN | BASE NEW",
	.summary = "compare two arms or two runs, case by case",
	.description =
		"Compares the arms of a run pair by pair, each with the first one, or the cases "
		"that two runs share. Each is regressed, improved, equivalent, inconclusive or "
		"incomparable. A change must exceed the threshold with its whole 95 % interval, "
		"also after Holm's correction for the number of comparisons. A case that `upbench "
		"run --confirm` measured again counts as regressed only if it regressed in both "
		"measurements. A case that is new, or that both sides skipped, is listed and is no "
		"error.\n"
		"\n"
		"Runs that differ in server, settings, relation, data, host or the state before a "
		"sample, or that are incomplete, are refused.\n"
		"\n"
		"Exits with 1 when a case, or the mean of all, regressed; with 4 when the runs, "
		"all cases or, if none regressed, any case cannot be compared or has failed "
		"samples; with 3 when a case is inconclusive and its samples cannot detect "
		"a large slow-down (--must-see) or, with --require-conclusive, when any is "
		"inconclusive.",
	.options = specs,
	.options_size = sizeof(struct cli_compare_options),
	.minimum_arguments = 1,
	.maximum_arguments = 2,
	.examples = examples,
	.run = run,
};
