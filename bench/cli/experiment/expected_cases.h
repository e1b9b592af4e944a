/* SPDX-License-Identifier: PostgreSQL */
/* The cases that a comparison must have, from a text file that a user keeps beside an experiment. */
#ifndef CLI_EXPERIMENT_EXPECTED_CASES_H
#define CLI_EXPERIMENT_EXPECTED_CASES_H

#include "record/text_list.h"

/* Appends one name per line, without the blanks around it; empty lines, and those that begin with
 * '#', are none.  UP_INVALID: the file cannot be read, has a NUL byte, or no name. */
UP_MUST_CHECK enum up_status expected_cases_read(const char *path, struct text_list *names,
						 struct up_error *err);

#endif
