/* SPDX-License-Identifier: PostgreSQL */
/*
 * How the program ends.  The numbers are a promise to scripts and CI jobs: a
 * meaning can be added, none may move.
 */
#ifndef CLI_OPTION_EXIT_CODE_H
#define CLI_OPTION_EXIT_CODE_H

#include "base/error.h"

enum exit_code {
	EXIT_CODE_DONE = 0,
	EXIT_CODE_REGRESSED = 1,    /* compare: a case, or the mean of all cases */
	EXIT_CODE_USAGE = 2,        /* the command line or an input file; nothing can be measured */
	EXIT_CODE_INCONCLUSIVE = 3, /* compare --require-conclusive */
	EXIT_CODE_INCOMPARABLE = 4, /* compare */
	EXIT_CODE_FAILED = 5,       /* a measurement failed; what was measured is kept */
	EXIT_CODE_WRONG_STATE = 6,  /* a strategy left the table in a wrong state */
};
#define EXIT_CODE_COUNT 7

/* The code of a command that ended with that status. */
enum exit_code exit_code_of(enum up_status status);

/* A line for the manual, without a final period. */
const char *exit_code_meaning(enum exit_code code);

#endif
