/* SPDX-License-Identifier: PostgreSQL */
/* upbench run --sql STRATEGY: the statements of a strategy that was measured, to be pasted. */
#ifndef CLI_MEASUREMENT_UPDATE_SCRIPT_H
#define CLI_MEASUREMENT_UPDATE_SCRIPT_H

#include "cli/measurement/run_plan.h"
#include "measure/trial/servers.h"

/* UP_INVALID: no case of the plan measures the strategy, or none that an application could use. */
UP_MUST_CHECK enum up_status update_script_check(const struct run_plan *plan, const char *strategy,
						 struct up_error *err);

/* Appends the statements of the first such case to a text, and those of each further arm whose table is
 * distributed, which may differ, with the user's table in them instead of
 * its copy, which is on one of the servers. */
UP_MUST_CHECK enum up_status update_script_append(const struct run_plan *plan, const char *strategy,
						  const struct server_list *servers,
						  struct up_buffer *text, struct up_error *err);

#endif
