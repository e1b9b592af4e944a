/* SPDX-License-Identifier: PostgreSQL */
/*
 * A command line, taken apart by a table of options: which options with which
 * text, in which order, and the arguments between them.
 *
 * Taking apart and applying are two steps, because a command line can come on
 * top of several targets: each group of an experiment file takes its values from
 * defaults, file and command line, in this order (see cli/experiment/experiment.h).
 *
 * Understood is what getopt_long() understands, without its global state:
 * --name=value, --name value, unique beginnings of names, -nvalue, -n value,
 * flags bundled as -qv, options after arguments, and -- before arguments that
 * begin with '-'.  Besides, --no-name takes a flag back, and -h and --help are
 * known to every table.
 */
#ifndef CLI_OPTION_COMMAND_LINE_H
#define CLI_OPTION_COMMAND_LINE_H

#include "cli/option/option.h"

struct assignment {
	const struct option_spec *spec; /* borrowed */
	const char *value;              /* borrowed from argv; "yes" or "no" for a flag */
	bool by_letter;                 /* -r rather than --rows */
};

struct command_line {
	struct assignment *assignments; /* owned */
	size_t assignment_count;
	const char **arguments; /* owned; the strings are argv's */
	size_t argument_count;
	bool help; /* --help was seen; nothing after it was looked at */
};

void command_line_release(struct command_line *line);
#define COMMAND_LINE UP_CLEANUP(command_line_release) struct command_line

/* argv is what follows the program and the command; it must outlive line.
 * UP_INVALID: an option that is unknown or ambiguous, that lacks its argument, or
 * has one that it does not take. */
UP_MUST_CHECK enum up_status command_line_parse(const struct option_spec *specs, int argc,
						const char *const *argv, struct command_line *line,
						struct up_error *err);

/* Assigns the values, in order.  UP_INVALID: `--rows: "0" is not between ...`. */
UP_MUST_CHECK enum up_status command_line_apply(const struct command_line *line, void *target,
						struct up_error *err);

/* Was the option of that (long) name given? */
bool command_line_gives(const struct command_line *line, const char *name);

#endif
