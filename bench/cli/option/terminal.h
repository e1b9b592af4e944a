/* SPDX-License-Identifier: PostgreSQL */
/* How the primary output may look. */
#ifndef CLI_OPTION_TERMINAL_H
#define CLI_OPTION_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

struct look {
	bool color;
	int width; /* 0: as wide as it gets */
};

/* Plain and of any width unless out is a terminal; NO_COLOR takes its colors away. */
struct look look_of(FILE *out);

#endif
