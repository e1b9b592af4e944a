/* SPDX-License-Identifier: PostgreSQL */
/* A run as commands judge and show it: its files, read once, and the summaries of its cases. */
#ifndef CLI_OUTPUT_STORED_RUN_H
#define CLI_OUTPUT_STORED_RUN_H

#include "record/run.h"
#include "record/summary.h"

struct stored_run {
	struct run run;
	struct summary_list summaries;
};

void stored_run_release(struct stored_run *stored);
#define STORED_RUN UP_CLEANUP(stored_run_release) struct stored_run

/* UP_INVALID for what is not a run directory, and for a run without a sample. */
UP_MUST_CHECK enum up_status stored_run_read(const char *directory, struct stored_run *stored,
					     struct up_error *err);

/* The same, for a judgment: UP_INVALID, too, where the samples are not those that the run wrote
 * (judge/summary/intact.h). */
UP_MUST_CHECK enum up_status stored_run_read_intact(const char *directory,
						    struct stored_run *stored,
						    struct up_error *err);

#endif
