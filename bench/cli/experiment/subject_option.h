/* SPDX-License-Identifier: PostgreSQL */
/* Which table the options of a command measure: --table, --shape, and what goes with them. */
#ifndef CLI_EXPERIMENT_SUBJECT_OPTION_H
#define CLI_EXPERIMENT_SUBJECT_OPTION_H

#include "cli/experiment/run_options.h"
#include "measure/subject/own_subject.h"

/* Without one of these options: the built-in table.  Of a table its shape is read, and so many rows
 * of a sync's as there are, *rows at most.  UP_INVALID: options that do not go together, or as of
 * table_shape_read() and shape_read().  With a table *reached, which was NULL or is freed, is how the
 * server of the table is reached again; it may hold a password. */
UP_MUST_CHECK enum up_status subject_option_open(const struct run_options *options, int64_t *rows,
						 char **reached, struct subject **subject,
						 struct up_error *err);

/* Opens the table of an arm with a shape; other arms measure that of the run. */
UP_MUST_CHECK enum up_status subject_option_open_arm(const struct run_options *options,
						     struct arm *arm, struct up_error *err);

/* Have the servers of the arms the table that --table copies from them?  UP_INVALID, or as of
 * table_shape_read(), naming the arm. */
UP_MUST_CHECK enum up_status subject_option_check_arms(const struct run_options *options,
						       const struct case_list *cases,
						       struct up_error *err);

#endif
