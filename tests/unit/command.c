/* SPDX-License-Identifier: PostgreSQL */
/*
 * Dispatch: what reaches a command, what is printed where, and how it ends; then
 * what help, manual and completion make of the same tables.
 */
#include "cli/option/dispatch.h"

#include "base/buffer.h"
#include "cli/option/help.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct walk_options {
	int64_t steps;
	struct string_list shoes;
	int pace;
	bool fail;
};

static const char *const paces[] = {"slow", "fast", NULL};

static const struct option_spec walk_specs[] = {
	{.name = "steps",
	 .letter = 'n',
	 .argument = "N",
	 .group = "How far",
	 .kind = OPTION_NUMBER,
	 OPTION_FIELD(struct walk_options, steps),
	 .minimum = 1,
	 .maximum = 1000,
	 .initial = "10",
	 .help = "How many steps to take; a long sentence that cannot fit into the column that "
		 "it has. 'Quoted', back\\slashed."},
	{.name = "shoes",
	 .argument = "LIST",
	 .group = "How",
	 .kind = OPTION_NAME_LIST,
	 OPTION_FIELD(struct walk_options, shoes),
	 .listing = "strategies",
	 .help = "Which shoes."},
	{.name = "pace",
	 .kind = OPTION_CHOICE,
	 OPTION_FIELD(struct walk_options, pace),
	 .choices = paces,
	 .initial = "slow",
	 .help = "How fast."},
	{.name = "fail",
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct walk_options, fail),
	 .hidden = true,
	 .help = "Fall."},
	{0},
};

static enum up_status walk_run(const struct invocation *invocation, enum exit_code *code,
			       struct up_error *err)
{
	const struct walk_options *options = invocation->options;

	if (options->fail)
		return up_fail(err, UP_MISMATCH, "fell after %" PRId64 " steps", options->steps);
	fprintf(invocation->out, "%" PRId64 " %s", options->steps, paces[options->pace]);
	for (size_t i = 0; i < invocation->line->argument_count; i++)
		fprintf(invocation->out, " <%s>", invocation->line->arguments[i]);
	fprintf(invocation->out, "\n");
	if (options->pace == 1)
		*code = EXIT_CODE_REGRESSED;
	return UP_OK;
}

static enum up_status list_run(const struct invocation *invocation, enum exit_code *code,
			       struct up_error *err)
{
	(void)code, (void)err;
	fprintf(invocation->out, "sandals\nboots\n");
	return UP_OK;
}

static const struct command walk = {
	.name = "walk",
	.arguments = "FROM [TO]",
	.summary = "Walk from here to there",
	.description = "First paragraph.\n\n.Second paragraph, whose first character would be "
		       "taken for a request by troff, and which is long enough to be wrapped.",
	.options = walk_specs,
	.options_size = sizeof(struct walk_options),
	.minimum_arguments = 1,
	.maximum_arguments = 2,
	.examples =
		(const struct command_example[]){{"prog walk -n 5 home", "Go five steps."}, {0}},
	.run = walk_run,
};

static const struct option_spec list_specs[] = {
	{.name = "format",
	 .argument = "FORMAT",
	 .kind = OPTION_CHOICE,
	 .field = OPTION_FIELD_CHOICE,
	 .choices = (const char *const[]){"table", "names", NULL},
	 .help = "How."},
	{0},
};

static const struct command list = {
	.name = "list",
	.arguments = "strategies",
	.summary = "List what there is",
	.options = list_specs,
	.options_size = sizeof(int),
	.minimum_arguments = 1,
	.maximum_arguments = 1,
	.argument_choices = (const char *const[]){"strategies", NULL},
	.run = list_run,
};

static const struct command rest = {.name = "rest", .summary = "Do nothing", .run = list_run};

static const struct program program = {
	.name = "prog",
	.version = "1.2.3",
	.date = "2024-01-31",
	.summary = "walks and rests",
	.commands = (const struct command *const[]){&walk, &list, &rest, NULL},
	.environment = (const struct program_variable[]){{"NO_COLOR", "No colors."}, {0}},
	.see_also = "psql(1)",
};

struct outcome {
	enum exit_code code;
	char *out, *errors;
};

static void outcome_release(struct outcome *outcome)
{
	free(outcome->out);
	free(outcome->errors);
}
#define OUTCOME UP_CLEANUP(outcome_release) struct outcome

#define WORDS 7

static void dispatch(const char *const *argv, struct outcome *outcome)
{
	size_t out_size, errors_size;
	FILE *out = open_memstream(&outcome->out, &out_size);
	FILE *errors = open_memstream(&outcome->errors, &errors_size);
	int argc = 0;

	cr_assert(out != NULL && errors != NULL);
	while (argc < WORDS && argv[argc] != NULL)
		argc++;
	outcome->code = dispatch_command_line(&program, argc, argv, out, errors);
	fclose(out);
	fclose(errors);
}

Test(command, is_dispatched)
{
	static const struct {
		const char *argv[WORDS];
		enum exit_code code;
		const char *out, *errors;
	} cases[] = {
		{{"prog", "walk", "a"}, EXIT_CODE_DONE, "10 slow <a>\n", ""},
		{{"prog", "walk", "-n5", "a", "b"}, EXIT_CODE_DONE, "5 slow <a> <b>\n", ""},
		{{"prog", "walk", "a", "--pace=fast"}, EXIT_CODE_REGRESSED, "10 fast <a>\n", ""},
		{{"prog", "rest"}, EXIT_CODE_DONE, "sandals\nboots\n", ""},
		{{"prog", "--version"}, EXIT_CODE_DONE, "prog 1.2.3\n", ""},
		{{"prog", "walk", "a", "--fail"},
		 EXIT_CODE_WRONG_STATE,
		 "",
		 "prog walk: fell after 10 steps\n"},
		{{"prog", "walk"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog walk: an argument is missing: expected FROM [TO]\n"
		 "Try 'prog walk --help'.\n"},
		{{"prog", "walk", "a", "b", "c"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog walk: surplus argument \"c\": expected FROM [TO]\n"
		 "Try 'prog walk --help'.\n"},
		{{"prog", "rest", "a"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog rest: surplus argument \"a\": expected none\nTry 'prog rest --help'.\n"},
		{{"prog", "walk", "a", "--steps=0"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog walk: --steps: \"0\" is not between 1 and 1000\n"
		 "Try 'prog walk --help'.\n"},
		{{"prog", "walk", "--stepps"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog walk: unknown option --stepps (did you mean --steps?)\n"
		 "Try 'prog walk --help'.\n"},
		{{"prog"}, EXIT_CODE_USAGE, "", "prog: a command is missing\nTry 'prog --help'.\n"},
		{{"prog", "wlak"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog: unknown command \"wlak\" (did you mean \"walk\"?)\n"
		 "Try 'prog --help'.\n"},
		{{"prog", "help", "swim"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog: unknown command \"swim\"\nTry 'prog --help'.\n"},
		{{"prog", "-q", "walk"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog: unknown option -q\nTry 'prog --help'.\n"},
		{{"prog", "--version", "walk"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog: surplus argument \"walk\"\nTry 'prog --help'.\n"},
		{{"prog", "--completion", "zsh"},
		 EXIT_CODE_USAGE,
		 "",
		 "prog: --completion: \"zsh\" is not one of bash\nTry 'prog --help'.\n"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		OUTCOME outcome = {0};
		dispatch(cases[i].argv, &outcome);
		cr_expect_eq(outcome.code, cases[i].code, "case %zu", i);
		cr_expect_str_eq(outcome.out, cases[i].out, "case %zu: %s", i, outcome.out);
		cr_expect_str_eq(outcome.errors, cases[i].errors, "case %zu: %s", i,
				 outcome.errors);
	}
}

Test(command, helps_on_standard_output)
{
	static const char *const expected =
		"Usage: prog walk FROM [TO] [options]\n"
		"\n"
		"Walk from here to there.\n"
		"\n"
		"First paragraph.\n"
		"\n"
		".Second paragraph, whose first character would be taken for a request by troff,\n"
		"and which is long enough to be wrapped.\n"
		"\n"
		"How far:\n"
		"  -n, --steps N             How many steps to take; a long sentence that cannot\n"
		"                            fit into the column that it has. 'Quoted',\n"
		"                            back\\slashed. (1 to 1000; default: 10)\n"
		"\n"
		"How:\n"
		"      --shoes LIST          Which shoes.\n"
		"      --pace slow|fast      How fast. (default: slow)\n"
		"  -h, --help                Show this help.\n"
		"\n"
		"Examples:\n"
		"  prog walk -n 5 home\n"
		"      Go five steps.\n";
	static const char *const argvs[][WORDS] = {
		{"prog", "walk", "--help"},
		{"prog", "walk", "-n5", "-h", "--nonsense"},
		{"prog", "help", "walk"},
	};

	for (size_t i = 0; i < sizeof argvs / sizeof *argvs; i++) {
		OUTCOME outcome = {0};
		dispatch(argvs[i], &outcome);
		cr_expect_eq(outcome.code, EXIT_CODE_DONE);
		cr_expect_str_eq(outcome.out, expected, "case %zu: %s", i, outcome.out);
		cr_expect_str_empty(outcome.errors);
	}
}

Test(command, help_names_every_command)
{
	static const char *const argvs[][WORDS] = {
		{"prog", "--help"}, {"prog", "-h"}, {"prog", "help"}, {"prog", "help", "help"}};

	for (size_t i = 0; i < sizeof argvs / sizeof *argvs; i++) {
		OUTCOME outcome = {0};
		dispatch(argvs[i], &outcome);
		cr_expect_eq(outcome.code, EXIT_CODE_DONE);
		cr_expect_str_empty(outcome.errors);
		for (size_t j = 0; program.commands[j] != NULL; j++)
			cr_expect_not_null(strstr(outcome.out, program.commands[j]->summary));
	}
}

Test(command, help_fits_its_width)
{
	for (size_t width = 60; width <= 120; width += 10) {
		UP_BUFFER text = {0};
		help_command(&program, &walk, width, &text);
		for (const char *line = text.data; *line != '\0'; line += strcspn(line, "\n") + 1)
			cr_expect_leq(strcspn(line, "\n"), width);
	}
}

Test(command, manual_says_it_all_and_hides_the_hidden)
{
	static const char *const argv[WORDS] = {"prog", "--man"};
	static const char *const parts[] = {
		".TH PROG 1 \"2024-01-31\"",
		".SH NAME\nprog \\- walks and rests\n",
		".SH SYNOPSIS\n",
		".SH DESCRIPTION\n",
		".SS \\fBprog walk\\fR ",
		".TP\n\\fB\\-n\\fR, \\fB\\-\\-steps\\fR \\fIN\\fR\n",
		"back\\eslashed",
		"\n\\&.Second paragraph",
		".SH EXIT STATUS\n",
		".TP\n\\fB6\\fR\nA strategy left the table",
		".SH ENVIRONMENT\n",
		".SH EXAMPLES\n",
		".SH SEE ALSO\n",
	};
	OUTCOME outcome = {0};

	dispatch(argv, &outcome);
	cr_expect_eq(outcome.code, EXIT_CODE_DONE);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		cr_expect_not_null(strstr(outcome.out, parts[i]), "%s", parts[i]);
	cr_expect_null(strstr(outcome.out, "-fail"));
}

/* Asks the script itself, in a bash of its own. */
Test(command, completion_completes)
{
	static const struct {
		const char *words; /* of COMP_WORDS; the last one is completed */
		const char *expected;
	} cases[] = {
		{"prog wa", "walk"},
		{"prog walk --s", "--steps --shoes"},
		{"prog walk --f", ""},
		{"prog walk --pace ''", "slow fast"},
		{"prog walk --pace = f", "fast"},
		{"prog walk --pace =", "slow fast"},
		{"prog walk --shoes s", "sandals"},
		{"prog walk --shoes sandals,b", "sandals,boots"},
		{"prog list ''", "strategies"},
		{"prog help r", "rest"},
		{"prog swim ''", ""},
	};
	static const char *const argv[WORDS] = {"prog", "--completion", "bash"};
	OUTCOME outcome = {0};

	dispatch(argv, &outcome);
	cr_assert_eq(outcome.code, EXIT_CODE_DONE);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char path[] = "/tmp/completion-XXXXXX", command[64], got[256] = "";
		int fd = mkstemp(path);
		cr_assert(fd >= 0);
		FILE *script = fdopen(fd, "w");
		fprintf(script,
			"compopt() { :; }\nprog() { printf '%%s\\n' sandals boots; }\n%s\n"
			"COMP_WORDS=(%s)\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_prog\n"
			"printf %%s \"${COMPREPLY[*]}\"\n",
			outcome.out, cases[i].words);
		fclose(script);
		snprintf(command, sizeof command, "bash %s", path);
		FILE *pipe = popen(command, "r");
		cr_assert_not_null(pipe);
		size_t length = fread(got, 1, sizeof got - 1, pipe);
		got[length] = '\0';
		cr_expect_eq(pclose(pipe), 0);
		unlink(path);
		cr_expect_str_eq(got, cases[i].expected, "%s: %s", cases[i].words, got);
	}
}

Test(command, says_when_output_cannot_be_written)
{
	static const char *const argv[] = {"prog", "walk", "a"};
	char *errors = NULL;
	size_t size;
	FILE *full = fopen("/dev/full", "w"), *stream = open_memstream(&errors, &size);

	cr_assert(full != NULL && stream != NULL);
	cr_expect_eq(dispatch_command_line(&program, 3, argv, full, stream), EXIT_CODE_FAILED);
	fclose(stream);
	fclose(full);
	cr_expect_eq(strncmp(errors, "prog: cannot write to the standard output: ", 43), 0, "%s",
		     errors);
	free(errors);
}

Test(command, tables_are_checked)
{
	static const struct command twice = {.name = "rest", .summary = "s", .run = list_run};
	static const struct command idle = {.name = "idle", .summary = "s"};
	static const struct command greedy = {
		.name = "greedy", .summary = "s", .run = list_run, .maximum_arguments = 1};
	const struct command *const faults[] = {&twice, &idle, &greedy};
	struct up_error err;

	cr_expect_eq(command_table_check(&program, &err), UP_OK, "%s", err.message);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		const struct command *const commands[] = {&rest, faults[i], NULL};
		struct program faulty = {.name = "prog", .commands = commands};
		cr_expect_eq(command_table_check(&faulty, &err), UP_INVALID, "case %zu", i);
	}
}

Test(exit_code, follows_from_status)
{
	cr_expect_eq(exit_code_of(UP_OK), 0);
	cr_expect_eq(exit_code_of(UP_INVALID), 2);
	cr_expect_eq(exit_code_of(UP_UNSUPPORTED), 2);
	cr_expect_eq(exit_code_of(UP_MISMATCH), 6);
	cr_expect_eq(exit_code_of(UP_CONNECTION), 5);
	cr_expect_eq(exit_code_of(UP_STATEMENT), 5);
	cr_expect_eq(exit_code_of(UP_TIMEOUT), 5);
	cr_expect_eq(exit_code_of(UP_IO), 5);
	cr_expect_eq(exit_code_of(UP_NO_MEMORY), 5);
	for (int code = 0; code < EXIT_CODE_COUNT; code++)
		cr_expect_not_null(exit_code_meaning((enum exit_code)code));
}
