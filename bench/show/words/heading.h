/* SPDX-License-Identifier: PostgreSQL */
/* What a group of cases has in common, in words: "1,914 rows × 20 columns, rtt=2ms, tuned". */
#ifndef SHOW_WORDS_HEADING_H
#define SHOW_WORDS_HEADING_H

#include "record/summary.h"

/* Appends the workload of a case: its rows, and whatever else of it differs among the cases of
 * the list with that many, but omit (FACTOR_NONE: nothing is left out). */
void heading_append(struct up_buffer *text, const struct summary *summary,
		    const struct summary_list *list, enum factor omit);

/* The factors that the full heading of a case's group takes care of: those of the workload, and
 * those in which all ranked cases of the group have the same level.  The names of its cases
 * omit them (case_key_append_name()). */
factor_set heading_factors(const struct summary *summary, const struct summary_list *list);

/* Appends the rows, the columns, and each level of heading_factors() that is no default. */
void heading_append_full(struct up_buffer *text, const struct summary *summary,
			 const struct summary_list *list);

#endif
