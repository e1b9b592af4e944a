/* SPDX-License-Identifier: PostgreSQL */
/* What a measurement at the workload itself made of a recommendation. */
#ifndef SHOW_PLANNING_ADVICE_CONFIRMATION_H
#define SHOW_PLANNING_ADVICE_CONFIRMATION_H

#include "judge/advise/advice.h"
#include "show/document/document.h"

/* second: what is recommended by the run in directory, which measured the contenders of first; NULL:
 * there was nothing to decide. */
void advice_confirmation_append(struct document *document, const struct advice *first,
				const struct advice *second, const char *directory);

#endif
