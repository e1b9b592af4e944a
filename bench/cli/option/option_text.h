/* SPDX-License-Identifier: PostgreSQL */
/*
 * An option in words, for both help and manual.
 */
#ifndef CLI_OPTION_OPTION_TEXT_H
#define CLI_OPTION_OPTION_TEXT_H

#include "base/buffer.h"
#include "cli/option/option.h"

/* The name of the argument, or the choices as auto|always|never; nothing for a flag. */
void option_text_argument(const struct option_spec *spec, struct up_buffer *text);

/* " (1 to 10000000; default: 1914)", or nothing when there is nothing to say. */
void option_text_limits(const struct option_spec *spec, struct up_buffer *text);

#endif
