/* SPDX-License-Identifier: PostgreSQL */
/* Every sample that counts: the pictures, and the figures behind them. */
#include "judge/summary/measured.h"
#include "show/plot/cases.h"
#include "show/section/section.h"
#include "show/words/heading.h"
#include "text/quantity.h"

#include <math.h>

/* Beyond that many lines nobody reads on, and samples.csv has them all. */
#define LINES_MAX 2000

static const struct table_column columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "round", .field = "round", .alignment = ALIGN_RIGHT},
	{.heading = "sample", .field = "sample", .alignment = ALIGN_RIGHT},
	{.heading = "time", .field = "measured_ns", .alignment = ALIGN_RIGHT},
};

static void append_sample(struct table *table, const struct run_case *of,
			  const struct sample *sample, const char *name)
{
	double ns = (double)sample_compared_ns(sample, of->role);
	double round = sample->round == UNMEASURED ? NAN : (double)sample->round;

	table_row(table, EMPHASIS_NONE);
	table_text(table, name);
	table_number(table, round, quantity_count(round).text);
	table_number(table, (double)sample->sample, quantity_count((double)sample->sample).text);
	table_number(table, ns, quantity_duration(ns).text);
}

/* Returns how many lines there would be, of which the first LINES_MAX are written. */
static size_t append_case(struct table *table, const struct run_case *of, const char *name,
			  size_t lines)
{
	for (size_t s = 0; s < of->count; s++) {
		if (measured_counts(of, of->samples[s]) && lines++ < LINES_MAX)
			append_sample(table, of, of->samples[s], name);
	}
	return lines;
}

/* Of the panel of the first-th case. */
static enum up_status append_samples(const struct report_context *context,
				     const struct plot_cases *all, size_t first, factor_set omit,
				     struct up_error *err)
{
	const struct summary *const *cases = all->items + first;
	const size_t count = plot_cases_same_panel(all, first);
	UP_BUFFER text = {0};
	size_t lines = 0;

	document_append(context->document, BLOCK_FOLD, "The samples as a table");
	up_buffer_append_string(&text, "samples-");
	plot_cases_panel_id(&text, all, cases[0]);
	UP_TRY(up_buffer_check(&text, err));
	struct table *table = document_table(context->document, up_buffer_string(&text), NULL,
					     columns, sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < count; i++) {
		up_buffer_clear(&text);
		case_key_append_name(&text, &cases[i]->key, omit);
		UP_TRY(up_buffer_check(&text, err));
		lines = append_case(table, run_find_case(context->report->run, cases[i]->case_name),
				    up_buffer_string(&text), lines);
	}
	if (lines > LINES_MAX) {
		up_buffer_clear(&text);
		up_buffer_append_format(&text,
					"These are the first %d of %zu; samples.csv has all.",
					LINES_MAX, lines);
		document_take(context->document, BLOCK_NOTE, &text);
	}
	document_append(context->document, BLOCK_FOLD_END, NULL);
	return UP_OK;
}

static double spread_of(const struct summary *summary)
{
	return summary->min_ns > 0 && summary->n > 1 ? summary->max_ns / summary->min_ns : 1;
}

static bool has_interval(const struct summary *const *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (isfinite(cases[i]->low_ns))
			return true;
	}
	return false;
}

static enum up_status append_caption(struct up_buffer *text, const struct summary *const *cases,
				     size_t count, factor_set omit, struct up_error *err)
{
	const struct summary *widest = cases[0];
	UP_BUFFER name = {0};

	for (size_t i = 1; i < count; i++) {
		if (spread_of(cases[i]) > spread_of(widest))
			widest = cases[i];
	}
	up_buffer_append_string(text, "Each dot is a sample; the line is the median");
	if (!has_interval(cases, count))
		up_buffer_append_string(text, ". There are too few samples for an interval.");
	else
		up_buffer_append_string(text, ", the band its 95 % interval.");
	if (count > 1 && has_interval(cases, count))
		up_buffer_append_string(text,
					" Cases whose bands do not overlap differ significantly.");
	if (has_interval(cases, count))
		up_buffer_append_string(text, " Two clusters mean a bimodal distribution.");
	if (spread_of(widest) >= 1.05) {
		case_key_append_name(&name, &widest->key, omit);
		up_buffer_append_format(text, " The samples of %s %s from %s to %s.",
					up_buffer_string(&name), count > 1 ? "vary most," : "range",
					quantity_duration(widest->min_ns).text,
					quantity_duration(widest->max_ns).text);
	}
	return up_buffer_check(text, err);
}

enum up_status report_distributions(const struct report_context *context, struct up_error *err)
{
	PLOT_CASES cases = {0};
	size_t count;

	UP_TRY(plot_cases_select(context->report->summaries, &cases, err));
	if (cases.count == 0 || context->is_short)
		return UP_OK;
	document_section(context->document, "samples", "Every sample");
	for (size_t i = 0; i < cases.count; i += count) {
		UP_BUFFER caption = {0};
		count = plot_cases_same_panel(&cases, i);
		const factor_set omit = plot_cases_panel_factors(&cases, cases.items[i]);
		bool is_folded = report_panel_fold(context, &cases, i);
		UP_TRY(append_caption(&caption, cases.items + i, count, omit, err));
		report_pictures(context, PLOT_DISTRIBUTION, cases.items[i],
				up_buffer_string(&caption));
		UP_TRY(append_samples(context, &cases, i, omit, err));
		if (is_folded)
			document_append(context->document, BLOCK_FOLD_END, NULL);
	}
	return UP_OK;
}
