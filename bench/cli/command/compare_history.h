/* SPDX-License-Identifier: PostgreSQL */
/* `upbench compare --history`: a run against the history of its cases. */
#ifndef CLI_COMMAND_COMPARE_HISTORY_H
#define CLI_COMMAND_COMPARE_HISTORY_H

#include "cli/option/command.h"
#include "record/run.h"

struct history_request {
	const char *path; /* of the history */
	double threshold; /* 0.05 is 5 % */
	uint64_t seed;
	/* Those of `upbench compare`, in its order, and the options --format. */
	const char *const *formats;
	const struct string_list *format;
	const char *output; /* NULL: to the invocation's output */
	bool quiet;
	bool require_conclusive;
};

/* Prints the result; *code becomes EXIT_CODE_REGRESSED or EXIT_CODE_INCONCLUSIVE. */
UP_MUST_CHECK enum up_status compare_history(const struct invocation *invocation,
					     const struct run *run,
					     const struct history_request *request,
					     enum exit_code *code, struct up_error *err);

#endif
