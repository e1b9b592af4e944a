/* SPDX-License-Identifier: PostgreSQL */
/*
 * The result of a run so far, on a terminal, while the run goes on:
 *
 *   So far, after 12.1 s:
 *     case              median  samples
 *     unnest rows=1914  19.3 ms       3
 *     row rows=1914      117 ms  first
 *
 * It stands above the line of progress, on the same stream, is redrawn every ten seconds, and
 * is gone at the end.  Where no escape sequences are wanted it is appended instead, after 10, 20,
 * 40 ... seconds.  Nothing is drawn on what is not a terminal, nor without a progress.
 */
#ifndef CLI_MEASUREMENT_STANDINGS_H
#define CLI_MEASUREMENT_STANDINGS_H

#include "cli/option/progress.h"
#include "measure/case/case.h"
#include "stats/precision.h"

struct standing {
	const struct trial_case *trial_case;
	int64_t first_ns;       /* of the first sample with a time, of any phase; 0: none yet */
	struct precision times; /* of measured ones */
};

struct standings {
	struct progress *progress; /* borrowed; NULL: nothing is drawn */
	struct standing *items;    /* owned; one for each case */
	size_t count;
	int64_t due_ns;    /* when to draw next */
	size_t line_count; /* on the terminal now */
};

/* progress was started, and outlives it, as cases do. */
UP_MUST_CHECK enum up_status standings_start(struct standings *standings, struct progress *progress,
					     const struct case_list *cases, struct up_error *err);

/* Takes in a sample of one of the cases; draws when it is time.  Not while a sample is taken. */
UP_MUST_CHECK enum up_status standings_add(struct standings *standings,
					   const struct trial_case *trial_case,
					   const struct sample *sample, struct up_error *err);

/* Removes the table from the terminal, and frees what it needed. */
void standings_end(struct standings *standings);
#define STANDINGS UP_CLEANUP(standings_end) struct standings

#endif
