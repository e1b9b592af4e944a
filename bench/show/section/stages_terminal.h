/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where the time of a sync goes, as a tree for each case:
 *
 *   copy-temp rows=1914       41.2 ms
 *   ├─ fetch                  1.90 ms   4.6 %
 *   ├─ update                 27.1 ms  65.8 %  70,600 rows/s
 *   │  └─ encode              2.10 ms   5.1 %
 *   └─ commit                 1.20 ms   2.9 %
 *
 * Each figure is the median of its own, so they need not add up exactly.  Shares
 * are of the whole sync.  A stage that was not measured is left out, and so is a
 * case without a total.
 */
#ifndef SHOW_SECTION_STAGES_TERMINAL_H
#define SHOW_SECTION_STAGES_TERMINAL_H

#include "record/summary.h"

#include <stdbool.h>
#include <stdio.h>

/* color: shares and rates dim. UP_IO when it cannot be written. */
UP_MUST_CHECK enum up_status stages_print(FILE *file, const struct summary_list *list, bool color,
					  int width, struct up_error *err);

#endif
