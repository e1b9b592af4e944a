/* SPDX-License-Identifier: PostgreSQL */
/*
 * Help, written from the tables.  Text is wrapped at the width of the terminal;
 * into a file or a pipe it is always 80 columns, so that it can be compared.
 */
#ifndef CLI_OPTION_HELP_H
#define CLI_OPTION_HELP_H

#include "base/buffer.h"
#include "cli/option/command.h"

#define HELP_WIDTH 80

/* The columns that help printed to out may take: 40 to 120. */
size_t help_width(FILE *out);

/* Both append to text, whose memory is the caller's to check. */
void help_program(const struct program *program, size_t width, struct up_buffer *text);
void help_command(const struct program *program, const struct command *command, size_t width,
		  struct up_buffer *text);

#endif
