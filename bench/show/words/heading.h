/* SPDX-License-Identifier: PostgreSQL */
/* What a group of cases has in common, in words: "1,914 rows × 20 columns". */
#ifndef SHOW_WORDS_HEADING_H
#define SHOW_WORDS_HEADING_H

#include "judge/summary/factor.h"

/* Appends the workload of a case: its rows, and whatever else of it differs among
 * the cases of the list with that many, but omit (FACTOR_NONE: nothing is left out). */
void heading_append(struct up_buffer *text, const struct summary *summary,
		    const struct summary_list *list, enum factor omit);

/* Appends the same, with the columns, and with all that factor_append_short_name()
 * takes out of the name of the case. */
void heading_append_full(struct up_buffer *text, const struct summary *summary,
			 const struct summary_list *list);

#endif
