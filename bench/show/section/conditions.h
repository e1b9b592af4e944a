/* SPDX-License-Identifier: PostgreSQL */
/* What disturbed a run, and what reading the counters of the server cost. */
#ifndef SHOW_SECTION_CONDITIONS_H
#define SHOW_SECTION_CONDITIONS_H

#include "record/run.h"
#include "record/summary.h"
#include "show/document/document.h"

/* Appends a heading and a list, and the cost where it was measured; nothing where there is
 * nothing to report. */
UP_MUST_CHECK enum up_status conditions_append_section(struct document *document,
						       const struct run *run,
						       const struct summary_list *summaries,
						       struct up_error *err);

#endif
