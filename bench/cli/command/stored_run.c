/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/stored_run.h"

#include "judge/summary/summarize.h"

void stored_run_release(struct stored_run *stored)
{
	summary_list_release(&stored->summaries);
	run_release(&stored->run);
}

enum up_status stored_run_read(const char *directory, struct stored_run *stored,
			       struct up_error *err)
{
	UP_TRY(run_read_measured(directory, &stored->run, err));
	return summarise(&stored->run, &stored->summaries, err);
}
