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
#ifndef SHOW_REPORT_REPORT_H
#define SHOW_REPORT_REPORT_H

#include "show/section/section.h"

/* Append the whole file; Markdown without the sections of details.  UP_IO when a picture cannot
 * be read. */
UP_MUST_CHECK enum up_status report_append_html(struct up_buffer *text, const struct report *report,
						struct up_error *err);
UP_MUST_CHECK enum up_status report_append_markdown(struct up_buffer *text,
						    const struct report *report,
						    struct up_error *err);

#endif
