/* SPDX-License-Identifier: PostgreSQL */
/*
 * Commands are data, as options are (cli/option/option.h): the program is one table of
 * commands, one file a command, and dispatch, help, manual and completion read it.
 */
#ifndef CLI_OPTION_COMMAND_H
#define CLI_OPTION_COMMAND_H

#include "base/error.h"
#include "cli/option/command_line.h"
#include "cli/option/exit_code.h"
#include "cli/option/option.h"

#include <stdio.h>

struct program;
struct command;

/* One use of a command. */
struct invocation {
	const struct program *program;
	const struct command *command;
	const struct command_line *line; /* with the arguments; and to be replayed over the
					    groups of an experiment file */
	void *options;                   /* command->options_size bytes: the defaults, and
					    on top of them the command line */
	FILE *out;                       /* the primary output */
	FILE *errors;                    /* everything else */
};

struct command_example {
	const char *line;    /* as typed, program included */
	const char *meaning; /* a sentence; may be NULL */
};

struct command {
	const char *name;
	const char *arguments;   /* "[EXPERIMENT]"; NULL: none */
	const char *summary;     /* one line, no final period */
	const char *description; /* plain text; an empty line between paragraphs; may be NULL */
	const struct option_spec *options; /* NULL: none but --help */
	size_t options_size;
	size_t minimum_arguments, maximum_arguments; /* SIZE_MAX: any number */
	const char *const *argument_choices;         /* for completion; NULL: see listing */
	const char *argument_listing;                /* as in struct option_spec; NULL: files */
	const struct command_example *examples;      /* ends with a NULL line; may be NULL */

	/* *code is EXIT_CODE_DONE before; it counts when the status is UP_OK, and
	 * other statuses make the code (exit_code_of) and print err. */
	enum up_status (*run)(const struct invocation *invocation, enum exit_code *code,
			      struct up_error *err);
};

struct program_variable {
	const char *name;
	const char *meaning; /* sentences */
};

struct program {
	const char *name;
	const char *version;
	const char *date; /* of the manual, ISO 8601; NULL: none (builds stay reproducible) */
	const char *summary;
	const char *description;                    /* as of a command; may be NULL */
	const struct command *const *commands;      /* NULL-terminated */
	const struct program_variable *environment; /* ends with a NULL name; may be NULL */
	const char *see_also;                       /* "psql(1), pgbench(1)"; may be NULL */
};

/* The command of that exact name, or NULL. */
const struct command *command_find(const struct program *program, const char *name);

/* The command's table of options; never NULL. */
const struct option_spec *command_options(const struct command *command);

/* Are the tables sound?  For the test of the program's own tables. */
UP_MUST_CHECK enum up_status command_table_check(const struct program *program,
						 struct up_error *err);

#endif
