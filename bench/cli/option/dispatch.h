/* SPDX-License-Identifier: PostgreSQL */
/*
 * From a command line to a command: the program is a table of commands
 * (cli/option/command.h), and this runs the one that was asked for.
 *
 * What the program itself understands, before any command:
 *	--help, -h, help [COMMAND]	help, to standard output
 *	--version
 *	--man				upbench(1), for the build
 *	--completion bash		the completion script, for the build
 */
#ifndef CLI_OPTION_DISPATCH_H
#define CLI_OPTION_DISPATCH_H

#include "cli/option/command.h"

/* Runs what argv (with the program's name at 0) asks for, prints what went wrong
 * to errors, and returns what main() shall return. */
enum exit_code dispatch_command_line(const struct program *program, int argc,
				     const char *const *argv, FILE *out, FILE *errors);

#endif
