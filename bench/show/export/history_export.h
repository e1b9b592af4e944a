/* SPDX-License-Identifier: PostgreSQL */
/* A run against the history of its cases, for other programs. */
#ifndef SHOW_EXPORT_HISTORY_EXPORT_H
#define SHOW_EXPORT_HISTORY_EXPORT_H

#include "base/error.h"
#include "judge/history/history_compare.h"

#include <stdio.h>

/* A test case per case: a failure for regressed, skipped for short and incomparable. */
UP_MUST_CHECK enum up_status history_print_junit(FILE *file,
						 const struct history_finding_list *list,
						 struct up_error *err);

/* A row per case, with its last change, or that which is news. */
UP_MUST_CHECK enum up_status history_print_csv(FILE *file, const struct history_finding_list *list,
					       struct up_error *err);

#endif
