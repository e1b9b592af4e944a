/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a run shows, in sentences, the largest effects first:
 *
 *   Measured:
 *     - merge-unnest is the fastest in all 8 workloads.
 *     - case-when at 1,914 rows: jit=off makes it 19.8 times faster (702 ms against 13.9 s
 *       with the server's defaults).
 *
 * Differences that the samples cannot tell from chance are a list of their own.
 */
#ifndef SHOW_SECTION_FINDINGS_H
#define SHOW_SECTION_FINDINGS_H

#include "record/run.h"
#include "show/document/document.h"
#include "show/section/ranking.h"

enum findings_extent {
	FINDINGS_FEW, /* what fits on a screen, and how many there are more */
	FINDINGS_ALL, /* the rest folded */
};

UP_MUST_CHECK enum up_status findings_append(struct document *document, const struct run *run,
					     const struct summary_list *summaries,
					     const struct ranking_list *rankings,
					     enum findings_extent extent, struct up_error *err);

#endif
