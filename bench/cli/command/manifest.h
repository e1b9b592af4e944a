/* SPDX-License-Identifier: PostgreSQL */
/* Fills run.json: what a reader needs to understand a run and to repeat it. */
#ifndef CLI_COMMAND_MANIFEST_H
#define CLI_COMMAND_MANIFEST_H

#include "cli/option/command.h"
#include "measure/trial/rounds.h"
#include "record/run.h"

/* All borrowed. */
struct manifest_experiment {
	const char *name;        /* shipped, or that of a file */
	const char *description; /* may be NULL */
	const char *text;        /* of the file; NULL when it was none of the user's */
};

/* Adds to the manifest everything that is known before the first sample. */
UP_MUST_CHECK enum up_status manifest_fill(json_t *manifest, const struct invocation *invocation,
					   const struct manifest_experiment *experiment,
					   const struct server_list *servers,
					   const struct case_list *cases, uint64_t seed,
					   struct up_error *err);

/* Sets "ended" to now and "outcome" ("complete" or what stopped it). */
void manifest_end(json_t *manifest, const char *outcome);

#endif
