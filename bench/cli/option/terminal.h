/* SPDX-License-Identifier: PostgreSQL */
/* How the primary output may look. */
#ifndef CLI_OPTION_TERMINAL_H
#define CLI_OPTION_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

struct look {
	bool color;
	bool ascii; /* the locale is named, and is not one of UTF-8 */
	int width;  /* 0: as wide as it gets */
};

/* Plain UTF-8 of any width unless out is a terminal; NO_COLOR and TERM=dumb take its colors away. */
struct look look_of(FILE *out);

#endif
