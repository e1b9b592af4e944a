/* SPDX-License-Identifier: PostgreSQL */
/* The options --for-rows and --server-set: a run on private clusters that are scaled down with the data
 * (measure/case/scaling.h). */
#ifndef CLI_MEASUREMENT_PLAN_SCALING_H
#define CLI_MEASUREMENT_PLAN_SCALING_H

#include "cli/measurement/run_plan.h"

/* Takes the options into the plan, which has no cases yet.  UP_INVALID, naming the option: what cannot be
 * scaled, as a server that is named, or a table of the user's. */
UP_MUST_CHECK enum up_status plan_scaling_open(struct run_plan *plan,
					       const struct run_options *options,
					       const struct command_line *line,
					       struct up_error *err);

/* Is the group with these values measured?  Of a plan that is scaled not where the table has rows besides
 * those of the sync. */
bool plan_scaling_wants(const struct run_plan *plan, const struct run_options *values);

/* The sizes of a plan that is scaled, in place of the rows of values, which are freed where is_owner.
 * UP_INVALID: values set in a session what is scaled down in the server. */
UP_MUST_CHECK enum up_status plan_scaling_set_rows(const struct run_plan *plan,
						   struct run_options *values, bool is_owner,
						   struct up_error *err);

/* Gives each case the server of its size, once all are in the plan. */
UP_MUST_CHECK enum up_status plan_scaling_close(struct run_plan *plan, struct up_error *err);

/* Prints which sizes are left out, and what is held at its minimum. */
void plan_scaling_print(const struct run_plan *plan, FILE *errors);

#endif
