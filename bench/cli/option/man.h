/* SPDX-License-Identifier: PostgreSQL */
/*
 * The manual page, section 1, written from the tables in the macros of man(7).
 */
#ifndef CLI_OPTION_MAN_H
#define CLI_OPTION_MAN_H

#include "base/buffer.h"
#include "cli/option/command.h"

void man_page(const struct program *program, struct up_buffer *text);

#endif
