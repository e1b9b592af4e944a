/* SPDX-License-Identifier: PostgreSQL */
/*
 * The decision report of a run: what to do, how sure that is, and everything that it
 * rests on, as one HTML file that needs no network, or short, as Markdown.
 *
 * Sections come in the order of what a reader asks: the answer, the claim in each of
 * several runs, the ratios, every sample,
 * scaling, where which strategy is the fastest, stages, costs, plans, what strategies
 * mean by an update, verdicts against a base, since when each case is as fast as it is,
 * and how it was measured.  A section for which there is no data is left out.
 */
#ifndef RENDER_REPORT_H
#define RENDER_REPORT_H

#include "analyse/claim_run.h"
#include "analyse/comparison_group.h"
#include "analyse/history_compare.h"
#include "record/meaning.h"
#include "record/run.h"
#include "record/summary.h"
#include "render/page.h"
#include "render/plot.h"

/* What a report is made of; all borrowed. */
struct report {
	const struct run *run;
	const struct summary_list *summaries;
	const struct plot_result *plots;            /* drawn as SVG; NULL: none */
	const struct meaning_list *meanings;        /* NULL: none */
	const struct comparison_group *comparisons; /* NULL: none; of what differs no verdict is
						       shown, but the facts */
	const struct history_finding_list *history; /* NULL: none */
	const struct claim_run_list *claims;        /* NULL: none; shown from two on */
};

/* Appends the whole file.  UP_IO when a picture cannot be read. */
UP_MUST_CHECK enum up_status report_append(struct up_buffer *text, const struct report *report,
					   enum page_format format, struct up_error *err);

#endif
