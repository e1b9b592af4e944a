/* SPDX-License-Identifier: PostgreSQL */
/* The sections of a report (show/report/report.h), each in a file of its own.  A section for
 * which there is no data appends nothing. */
#ifndef SHOW_SECTION_SECTION_H
#define SHOW_SECTION_SECTION_H

#include "judge/compare/comparison_group.h"
#include "judge/history/history_compare.h"
#include "judge/summary/claim.h"
#include "record/conformance.h"
#include "record/run.h"
#include "record/summary.h"
#include "show/document/document.h"
#include "show/plot/cases.h"
#include "show/plot/plot.h"
#include "show/section/ranking.h"

/* What a report is made of; all borrowed. */
struct report {
	const struct run *run;
	const struct summary_list *summaries;
	const struct plot_result *plots;            /* drawn as SVG; NULL: none */
	const struct conformance_list *conformance; /* NULL: none */
	const struct comparison_group *comparisons; /* NULL: none; of what differs no verdict is
						       shown, but the facts */
	const struct history_finding_list *history; /* NULL: none */
	const struct claim_run_list *claims;        /* NULL: none; shown from two on */
};

/* What the sections have in common. */
struct report_context {
	const struct report *report;
	const struct ranking_list *rankings;
	struct document *document;
	bool is_short; /* Markdown, for a comment: sections of details append nothing */
};

typedef enum up_status report_section(const struct report_context *context, struct up_error *err);

report_section report_end_of_run; /* first, where the run did not end */
report_section report_answer;
report_section report_claim_runs;
report_section report_ratios;
report_section report_distributions;
report_section report_scaling;
report_section report_crossover;
report_section report_stages;
report_section report_costs;
report_section report_plans;
report_section report_conformance;
report_section report_comparisons;
report_section report_history;
report_section report_method;

/* The medians of the stages of cases, as a table. */
void stages_append(struct document *document, const struct summary *const *cases, size_t count);

/* The answer for a user's table, at the end of a run: which strategy, how it was set, and what it asks
 * of the application.  Nothing, if the run measured the built-in one, or nothing was ranked. */
void answer_append_own(struct document *document, const struct run *run,
		       const struct summary_list *summaries, const struct ranking_list *rankings);

/* How to repeat the run: the command line, and the files that it names. */
UP_MUST_CHECK enum up_status report_repeat(const struct report_context *context,
					   struct up_error *err);

/* Appends the pictures of a kind whose panel is that of a case (NULL: any). */
void report_pictures(const struct report_context *context, enum plot_kind kind,
		     const struct summary *of, const char *caption);

/* With many panels only the last, which has the most rows, is open: begins the fold of the panel
 * that begins with a case, and returns whether there is one to be ended. */
bool report_panel_fold(const struct report_context *context, const struct plot_cases *cases,
		       size_t first);

#endif
