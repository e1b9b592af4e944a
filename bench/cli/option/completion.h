/* SPDX-License-Identifier: PostgreSQL */
/*
 * Completion for bash, written from the tables: commands, options, choices, and
 * the names that only the program knows, for which the script asks
 * `PROGRAM list NOUN --format names`.  It needs nothing of the package
 * bash-completion.
 */
#ifndef CLI_OPTION_COMPLETION_H
#define CLI_OPTION_COMPLETION_H

#include "base/buffer.h"
#include "cli/option/command.h"

void completion_bash(const struct program *program, struct up_buffer *text);

#endif
