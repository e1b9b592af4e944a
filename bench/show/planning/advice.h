/* SPDX-License-Identifier: PostgreSQL */
/*
 * An advice, for people:
 *
 *   unnest, for 10,000 rows of 20 columns: 12.0 ms (11.9 … 12.1 ms)
 *
 *     strategy      time    95 % interval   slower  from
 *     unnest     12.0 ms  11.9 … 12.1 ms            measured
 *     copy-temp  15.0 ms  14.8 … 15.3 ms    ×1.25  measured
 *
 *   Why:
 *     - against row: 2 round trips instead of 10,001
 *   What would change it:
 *     - rows: below 3,357, values
 *   Requirements:
 *     - A column that is an array travels as text, with a cast: unnest() would expand it.
 */
#ifndef SHOW_PLANNING_ADVICE_H
#define SHOW_PLANNING_ADVICE_H

#include "judge/advise/advice.h"
#include "show/document/document.h"

/* is_confirmed: without the run that would settle it, which has been made. */
UP_MUST_CHECK enum up_status advice_append(struct document *document, const struct advice *advice,
					   bool is_confirmed, struct up_error *err);

/* What the one that is recommended requires, under a heading of its own. */
void advice_append_requirements(struct document *document, const struct advice *advice);

#endif
