/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/rounds_option.h"

#include <inttypes.h>
#include <stdlib.h>

/* The last round that the run has a sample of. */
static int64_t last_round(const struct run *run)
{
	int64_t last = 0;

	for (size_t s = 0; s < run->samples.count; s++) {
		if (run->samples.items[s].round > last)
			last = run->samples.items[s].round;
	}
	return last;
}

enum up_status rounds_option_keep(const char *text, struct run *run, struct up_error *err)
{
	char *end;
	const int64_t first = strtoll(text, &end, 10);
	const int64_t last = *end == '-' ? strtoll(end + 1, &end, 10) : 0;

	if (*end != '\0' || first < 1 || last < first)
		return up_fail(err, UP_INVALID,
			       "--rounds: \"%.80s\" is not of the form FIRST-LAST, as 1-30", text);
	if (first > last_round(run))
		return up_fail(err, UP_INVALID,
			       "--rounds: %s has no round %" PRId64
			       "; it has the rounds 1 to %" PRId64,
			       run->directory, first, last_round(run));
	run_keep_rounds(run, first, last);
	return UP_OK;
}
