/* SPDX-License-Identifier: PostgreSQL */
/* What a stream is, and what may be written to it. */
#ifndef CLI_OPTION_TERMINAL_H
#define CLI_OPTION_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct terminal {
	bool is_there;   /* otherwise a file or a pipe, and all that follows is zero */
	bool can_redraw; /* understands escape sequences: TERM is neither unset nor dumb */
	bool is_plain;   /* NO_COLOR forbids them */
	bool is_ascii;   /* the locale is named, and is not one of UTF-8 */
	size_t width;    /* columns and lines, now: people resize their terminals */
	size_t height;
};

struct terminal terminal_of(FILE *stream);

/* NO_COLOR, which holds for what is not a terminal, too. */
bool terminal_forbids_color(void);

#endif
