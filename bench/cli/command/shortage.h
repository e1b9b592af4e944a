/* SPDX-License-Identifier: PostgreSQL */
/* What a comparison lacks to be conclusive: samples, or sessions. */
#ifndef CLI_COMMAND_SHORTAGE_H
#define CLI_COMMAND_SHORTAGE_H

#include "show/words/comparison.h"

/* Does every comparison that is not incomparable have too few samples for any verdict, or
 * sessions of which it is not known how much they differ? */
bool shortage_is_total(const struct comparison_report *report);

/* One line, for standard error. */
void shortage_print(const struct comparison_report *report, FILE *errors);

#endif
