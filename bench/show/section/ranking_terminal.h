/* SPDX-License-Identifier: PostgreSQL */
/*
 * The summaries of a run as a table for people: one block for each workload,
 *
 *   1,914 rows × 20 columns: time of update and commit
 *     case        median    95 % interval   n   rows/s  vs fastest   vs case-when
 *     copy-temp  27.1 ms   26.9 … 27.4 ms  11   70,600       ×1.00    513× faster
 *     case-when   13.9 s    13.8 … 14.1 s  11      138        ×513          1.00×
 *     ───────────────────────────────────────────────────────────────────────────
 *     floor      10.2 ms   10.1 … 10.4 ms  11  188,000      ×0.376  1,360× faster
 *     row chunk=5  skipped: takes no chunks
 *
 * ranked cases by their median, then what is not ranked, then what has no result,
 * with the reason.  "vs case-when" holds a case against that strategy as naive
 * programs use it: all rows in one statement, the server's own settings, one
 * worker.
 */
#ifndef SHOW_SECTION_RANKING_TERMINAL_H
#define SHOW_SECTION_RANKING_TERMINAL_H

#include "record/summary.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes to file, in lines of at most width columns (0: as wide as it gets) as far
 * as that can be: columns that say less are left out, then names are cut.  A column
 * that no case has a value for is left out, too.  color: the fastest in bold, unranked cases
 * dim, failures red.  UP_IO when it cannot be written. */
UP_MUST_CHECK enum up_status table_print(FILE *file, const struct summary_list *list, bool color,
					 int width, struct up_error *err);

#endif
