/* SPDX-License-Identifier: PostgreSQL */
/*
 * Two arms or two runs, case by case:
 *
 *   1 of 2 cases regressed, 1 equivalent.
 *
 *   new (1581d3cb), against base (99be01c2): two runs, unpaired
 *     case       base      new   change    95 % interval   n  verdict
 *     row     90.1 ms   110 ms  +22.2 %  +21.2 … +23.0 %  10  regressed
 *
 * with the reasons of what is inconclusive or incomparable, and what differs between the runs.
 */
#ifndef SHOW_SECTION_COMPARISON_H
#define SHOW_SECTION_COMPARISON_H

#include "show/document/document.h"
#include "show/words/comparison.h"

void comparison_append(struct document *document, const struct comparison_report *report);

#endif
