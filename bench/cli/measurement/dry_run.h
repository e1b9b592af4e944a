/* SPDX-License-Identifier: PostgreSQL */
/* upbench run --dry-run: what a run would do, and what it needs. */
#ifndef CLI_MEASUREMENT_DRY_RUN_H
#define CLI_MEASUREMENT_DRY_RUN_H

#include "measure/trial/rounds.h"

#include <stdio.h>

/* Prints the cases with their memory, and the memory, disk and time of them all; schema is the one that was
 * given, NULL: none.
 * UP_UNSUPPORTED, after printing, when no case could be measured; only the server
 * itself could still rule out more. */
UP_MUST_CHECK enum up_status dry_run_print(const struct case_list *cases,
					   const struct rounds_options *options, bool is_private,
					   const char *schema, FILE *out, struct up_error *err);

#endif
