/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where a plan has the rows of its syncs from: --source and the options that go with it.  Where they are
 * not made, the source decides how many there are, and which columns travel unless that is asked for.
 *
 *   UP_TRY(plan_source_open(plan, options, line, err));
 *   ...                                        the subject is set
 *   for each group of cases
 *           UP_TRY(plan_source_fit(plan, values, asks_for_columns, err));
 *   UP_TRY(plan_source_read(plan, options, err));
 *   for each group of cases
 *           plan_source_set_levels(plan, values);
 *
 * With rows that are made, all but the first do nothing.
 */
#ifndef CLI_MEASUREMENT_PLAN_SOURCE_H
#define CLI_MEASUREMENT_PLAN_SOURCE_H

#include "cli/measurement/run_plan.h"

/* UP_INVALID: an option is wrong, or does not go with the source. */
UP_MUST_CHECK enum up_status plan_source_open(struct run_plan *plan,
					      const struct run_options *options,
					      const struct command_line *line,
					      struct up_error *err);

/* Chooses the columns of a group of cases.  values owns the levels. */
UP_MUST_CHECK enum up_status plan_source_fit(struct run_plan *plan, struct run_options *values,
					     bool asks_for_columns, struct up_error *err);

/* Reads all rows once, so that a file that is wrong is found before anything is measured or written;
 * --rejects is written unless the run is a dry one. */
UP_MUST_CHECK enum up_status plan_source_read(struct run_plan *plan,
					      const struct run_options *options,
					      struct up_error *err);

void plan_source_set_levels(const struct run_plan *plan, struct run_options *values);

/* UP_INVALID: an arm has another table. */
UP_MUST_CHECK enum up_status plan_source_check_arms(const struct run_plan *plan,
						    struct up_error *err);

#endif
