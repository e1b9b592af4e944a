/* SPDX-License-Identifier: PostgreSQL */
/*
 * The factors that make a case, besides its strategy: what an experiment varies.
 *
 * Some of them say what is to be done (the *workload*): cases of different
 * workloads do different work, so they are never ranked with each other.  The
 * others say how it is done.
 */
#ifndef JUDGE_SUMMARY_FACTOR_H
#define JUDGE_SUMMARY_FACTOR_H

#include "record/summary.h"

#include <stdbool.h>

enum factor {
	FACTOR_ROWS, /* workload */
	FACTOR_COLUMNS,
	FACTOR_CHANGED,
	FACTOR_NEW,
	FACTOR_TABLE_ROWS,
	FACTOR_RTT,
	FACTOR_FETCH_DELAY,
	FACTOR_CHUNK, /* how it is done */
	FACTOR_WORKERS,
	FACTOR_SKIP_UNCHANGED,
	FACTOR_SETTINGS,
	FACTOR_COUNT,
	FACTOR_NONE = FACTOR_COUNT,
};

/* As in the name of a case: "table-rows". */
const char *factor_name(enum factor factor);

/* Whether two cases are at the same level.  A workload's level that was not
 * recorded, as in a case that never got to run, is the same as any, but for rows. */
bool factor_equal(enum factor factor, const struct summary *a, const struct summary *b);

/* Whether the case leaves the factor alone: all rows in one statement, the
 * server's own settings, one worker, every row written, no delay; for the rest of
 * the workload, that it was not recorded. */
bool factor_is_default(enum factor factor, const struct summary *summary);

/* Whether it is one of those that say what is to be done. */
static inline bool factor_is_workload(enum factor factor)
{
	return factor <= FACTOR_FETCH_DELAY;
}

/* Whether the cases of the list with as many rows as this one differ in it.  How
 * many rows the table holds follows from rows and new unless somebody varies it. */
bool factor_varies(enum factor factor, const struct summary *summary,
		   const struct summary_list *list);

/* Whether the name of the case has a word about it. */
bool factor_is_in_name(enum factor factor, const struct summary *summary);

/* Appends the level: "chunk=100", "rtt=500us", "skip-unchanged", or the settings
 * as they are ("jit=off"); nothing for a level that was not recorded. */
void factor_append(enum factor factor, const struct summary *summary, struct up_buffer *text);

/* Whether two cases do the same work. */
bool factor_same_workload(const struct summary *a, const struct summary *b);

/* The one factor in which two cases of the same strategy and peer differ (new takes
 * table-rows with it); FACTOR_NONE when there is none, or more than one. */
enum factor factor_difference(const struct summary *a, const struct summary *b);

/* Appends the name of the case without its words about the workload, which
 * readers find in the heading: "copy-temp chunk=100" of "copy-temp rows=20 chunk=100". */
void factor_append_short_name(const struct summary *summary, struct up_buffer *text);

#endif
