/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/dispatch.h"

#include "cli/option/completion.h"
#include "cli/option/help.h"
#include "cli/option/man.h"
#include "cli/option/spelling.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const shells[] = {"bash", NULL};

struct program_options {
	bool version, man;
	int shell;
};

static const struct option_spec program_specs[] = {
	{.name = "version",
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct program_options, version),
	 .help = "Print the version."},
	{.name = "man",
	 .kind = OPTION_FLAG,
	 OPTION_FIELD(struct program_options, man),
	 .hidden = true,
	 .help = "Print the manual page."},
	{.name = "completion",
	 .argument = "SHELL",
	 .kind = OPTION_CHOICE,
	 OPTION_FIELD(struct program_options, shell),
	 .choices = shells,
	 .hidden = true,
	 .help = "Print a completion script."},
	{0},
};

/* command is NULL for the program itself. */
static enum exit_code complain(const struct program *program, const struct command *command,
			       const struct up_error *err, FILE *errors)
{
	fprintf(errors, "%s%s%s: %s\n", program->name, command != NULL ? " " : "",
		command != NULL ? command->name : "", err->message);
	return exit_code_of(err->status);
}

static enum exit_code complain_usage(const struct program *program, const struct command *command,
				     const struct up_error *err, FILE *errors)
{
	enum exit_code code = complain(program, command, err, errors);
	fprintf(errors, "Try '%s%s%s --help'.\n", program->name, command != NULL ? " " : "",
		command != NULL ? command->name : "");
	return code;
}

static enum up_status write_out(const struct up_buffer *text, FILE *out, struct up_error *err)
{
	UP_TRY(up_buffer_check(text, err));
	if (fwrite(text->data, 1, text->length, out) != text->length)
		return up_fail_errno(err, UP_IO, "cannot write to the standard output");
	return UP_OK;
}

static enum up_status print_help(const struct program *program, const struct command *command,
				 FILE *out, struct up_error *err)
{
	UP_BUFFER text = {0};

	if (command != NULL)
		help_command(program, command, help_width(out), &text);
	else
		help_program(program, help_width(out), &text);
	return write_out(&text, out, err);
}

static enum up_status find_command(const struct program *program, const char *name,
				   const struct command **command, struct up_error *err)
{
	struct spelling spelling = {.word = name};

	*command = command_find(program, name);
	if (*command != NULL)
		return UP_OK;
	for (size_t i = 0; program->commands[i] != NULL; i++)
		spelling_offer(&spelling, program->commands[i]->name);
	if (spelling.closest != NULL)
		return up_fail(err, UP_INVALID, "unknown command \"%s\" (did you mean \"%s\"?)",
			       name, spelling.closest);
	return up_fail(err, UP_INVALID, "unknown command \"%s\"", name);
}

static enum up_status run_program(const struct program *program, const struct command_line *line,
				  FILE *out, struct up_error *err)
{
	struct program_options options = {0};
	UP_BUFFER text = {0};

	UP_TRY(command_line_apply(line, &options, err));
	if (line->help)
		return print_help(program, NULL, out, err);
	if (line->argument_count > 0)
		return up_fail(err, UP_INVALID, "surplus argument \"%s\"", line->arguments[0]);
	if (options.version)
		up_buffer_append_format(&text, "%s %s\n", program->name, program->version);
	else if (options.man)
		man_page(program, &text);
	else if (command_line_gives(line, "completion"))
		completion_bash(program, &text);
	else
		return up_fail(err, UP_INVALID, "a command is missing");
	return write_out(&text, out, err);
}

/* The program's own options, for want of a command. */
static enum up_status dispatch_program(const struct program *program, int argc,
				       const char *const *argv, FILE *out, struct up_error *err)
{
	COMMAND_LINE line = {0};

	if (argc < 2)
		return up_fail(err, UP_INVALID, "a command is missing");
	UP_TRY(command_line_parse(program_specs, argc - 1, argv + 1, &line, err));
	return run_program(program, &line, out, err);
}

static enum up_status dispatch_help(const struct program *program, int argc,
				    const char *const *argv, FILE *out, struct up_error *err)
{
	const struct command *command = NULL;

	if (argc > 3)
		return up_fail(err, UP_INVALID, "surplus argument \"%s\"", argv[3]);
	if (argc == 3 && argv[2][0] != '-' && strcmp(argv[2], "help") != 0)
		UP_TRY(find_command(program, argv[2], &command, err));
	return print_help(program, command, out, err);
}

static enum up_status check_arguments(const struct command *command,
				      const struct command_line *line, struct up_error *err)
{
	const char *expected = command->arguments != NULL ? command->arguments : "none";

	if (line->argument_count < command->minimum_arguments)
		return up_fail(err, UP_INVALID, "an argument is missing: expected %s", expected);
	if (line->argument_count > command->maximum_arguments)
		return up_fail(err, UP_INVALID, "surplus argument \"%s\": expected %s",
			       line->arguments[command->maximum_arguments], expected);
	return UP_OK;
}

/* Sets *used once the command line was understood: what fails later is no
 * matter of usage. */
static enum up_status run_command(struct invocation *invocation, bool *used, enum exit_code *code,
				  struct up_error *err)
{
	const struct command *command = invocation->command;

	UP_TRY(option_set_defaults(command_options(command), invocation->options, err));
	UP_TRY(command_line_apply(invocation->line, invocation->options, err));
	UP_TRY(check_arguments(command, invocation->line, err));
	*used = true;
	return command->run(invocation, code, err);
}

/* Runs a command with options of its own. */
static enum up_status invoke(struct invocation *invocation, bool *used, enum exit_code *code,
			     struct up_error *err)
{
	UP_FREE void *options = calloc(1, invocation->command->options_size + 1);

	if (options == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for options");
	invocation->options = options;
	enum up_status status = run_command(invocation, used, code, err);
	option_release(command_options(invocation->command), options);
	return status;
}

static enum exit_code dispatch_command(const struct program *program, const struct command *command,
				       int argc, const char *const *argv, FILE *out, FILE *errors)
{
	COMMAND_LINE line = {0};
	struct invocation invocation = {program, command, &line, NULL, out, errors};
	struct up_error err;
	enum exit_code code = EXIT_CODE_DONE;
	enum up_status status;
	bool used = false;

	status = command_line_parse(command_options(command), argc - 2, argv + 2, &line, &err);
	if (status == UP_OK && line.help) {
		used = true;
		status = print_help(program, command, out, &err);
	} else if (status == UP_OK) {
		status = invoke(&invocation, &used, &code, &err);
	}
	if (status != UP_OK)
		return used ? complain(program, command, &err, errors)
			    : complain_usage(program, command, &err, errors);
	return code;
}

static enum exit_code dispatch(const struct program *program, int argc, const char *const *argv,
			       FILE *out, FILE *errors)
{
	const struct command *command = NULL;
	struct up_error err;
	enum up_status status;

	if (argc < 2 || argv[1][0] == '-')
		status = dispatch_program(program, argc, argv, out, &err);
	else if (strcmp(argv[1], "help") == 0)
		status = dispatch_help(program, argc, argv, out, &err);
	else
		status = find_command(program, argv[1], &command, &err);

	if (status == UP_INVALID)
		return complain_usage(program, NULL, &err, errors);
	if (status != UP_OK)
		return complain(program, NULL, &err, errors);
	if (command != NULL)
		return dispatch_command(program, command, argc, argv, out, errors);
	return EXIT_CODE_DONE;
}

enum exit_code dispatch_command_line(const struct program *program, int argc,
				     const char *const *argv, FILE *out, FILE *errors)
{
	enum exit_code code = dispatch(program, argc, argv, out, errors);
	struct up_error err;

	/* A full disk shows when the last block goes out. */
	errno = 0;
	if (fflush(out) != 0 || (ferror(out) && code == EXIT_CODE_DONE)) {
		/* An earlier block that failed has left no reason. */
		if (errno != 0)
			up_fail_errno(&err, UP_IO, "cannot write to the standard output");
		else
			up_fail(&err, UP_IO, "cannot write all to the standard output");
		return complain(program, NULL, &err, errors);
	}
	return code;
}
