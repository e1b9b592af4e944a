/* SPDX-License-Identifier: PostgreSQL */
/* Time by number of rows. */
#include "show/plot/lines.h"
#include "show/section/models.h"
#include "show/section/section.h"
#include "text/quantity.h"

#include <math.h>

/* What the lines are; words of the caption. */
struct growth {
	bool any_curve;
	bool any_join;    /* of more than one size */
	bool any_outside; /* a median that no model was fitted to, beside one that was */
	bool any_delay;
	bool any_steps;
};

static struct growth describe(const struct plot_line_list *lines)
{
	struct growth growth = {0};

	for (size_t i = 0; i < lines->count; i++) {
		const struct plot_line *line = &lines->items[i];
		const bool is_curve = plot_line_is_curve(line);
		growth.any_curve |= is_curve;
		growth.any_join |= !is_curve && line->count > 1;
		growth.any_delay |= line->rtt_ns > 0;
		growth.any_steps |= is_curve && plot_line_step(line) > 1;
		for (size_t c = 0; c < line->count && is_curve; c++)
			growth.any_outside |= !plot_line_is_fitted(line, line->cases[c]);
	}
	return growth;
}

static void append_caption(struct up_buffer *caption, const struct growth *growth)
{
	if (growth->any_curve)
		up_buffer_append_string(
			caption, "Points are the medians of the measured sizes with their 95 % "
				 "confidence intervals. Lines are the models fitted to them. Bands "
				 "are the 95 % prediction intervals for the median of another "
				 "size; there is none below three samples per size. ");
	else
		up_buffer_append_string(caption,
					"Points are the medians of the measured sizes with their "
					"95 % confidence intervals, joined by straight lines. ");
	if (growth->any_curve && growth->any_join)
		up_buffer_append_string(caption, "Where there is no model, straight lines join "
						 "the points. ");
	if (growth->any_steps)
		up_buffer_append_string(
			caption,
			"Steps in a line: each further chunk of rows costs one more round trip. ");
	if (growth->any_outside)
		up_buffer_append_string(caption,
					"A point off its line belongs to a case that did not "
					"finish; its slow samples are missing from the median. ");
	up_buffer_append_string(caption,
				"Both axes are logarithmic: a time proportional to the rows is a "
				"line with slope 1. Where two lines cross, the better choice "
				"changes. A line that is flat on the left has a fixed cost.");
}

/* ---- medians ---------------------------------------------------------- */

static const struct table_column median_columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "rows", .field = "rows", .alignment = ALIGN_RIGHT},
	{.heading = "median", .field = "median_ns", .alignment = ALIGN_RIGHT},
	{.heading = "95 % interval",
	 .field = "low_ns",
	 .field_high = "high_ns",
	 .alignment = ALIGN_RIGHT},
	{.heading = "per row", .field = "ns_per_row", .alignment = ALIGN_RIGHT},
	{.heading = "model", .field = "model_ns", .alignment = ALIGN_RIGHT},
	{.heading = "model's 95 % interval",
	 .field = "model_low_ns",
	 .field_high = "model_high_ns",
	 .alignment = ALIGN_RIGHT},
};
#define MEDIAN_COLUMNS (sizeof median_columns / sizeof median_columns[0])

static void append_point(struct table *table, const struct plot_line *line,
			 const struct summary *summary)
{
	const double rows = (double)summary->key.factors.rows;
	double model_ns = NAN;
	struct interval model = {NAN, NAN};

	if (plot_line_is_fitted(line, summary)) {
		model_ns = model_time(line->model, rows, line->rtt_ns);
		model = model_time_interval(line->model, rows, line->rtt_ns);
	}
	table_row(table, EMPHASIS_NONE);
	table_text(table, line->name);
	table_number(table, rows, quantity_count(rows).text);
	table_number(table, summary->median_ns, quantity_duration(summary->median_ns).text);
	table_interval(table, summary->low_ns, summary->high_ns,
		       quantity_duration_interval(summary->low_ns, summary->high_ns).text);
	table_number(table, summary->median_ns / rows,
		     quantity_duration(summary->median_ns / rows).text);
	table_number(table, model_ns, quantity_duration(model_ns).text);
	table_interval(table, model.low, model.high,
		       quantity_duration_interval(model.low, model.high).text);
}

static void append_medians(struct document *document, const struct plot_cases *cases,
			   const struct plot_line_list *lines, bool has_models)
{
	struct table_column columns[MEDIAN_COLUMNS];

	for (size_t c = 0; c < MEDIAN_COLUMNS; c++) {
		columns[c] = median_columns[c];
		columns[c].is_hidden = c >= MEDIAN_COLUMNS - 2 && !has_models;
	}
	document_append(document, BLOCK_FOLD,
			has_models ? "The medians and the models as a table"
				   : "The medians as a table");
	struct table *table = document_table(document, "scaling", NULL, columns, MEDIAN_COLUMNS);
	for (size_t i = 0; i < cases->count; i++)
		append_point(table, plot_line_list_find(lines, cases->items[i]), cases->items[i]);
	document_append(document, BLOCK_FOLD_END, NULL);
}

#define RESIDUAL_WORDS                                                                             \
	"residual: largest deviation of a median from the model. largest missed by: error at the " \
	"largest size of a model fitted to the smaller ones."

/* ---- the section ------------------------------------------------------ */

enum up_status report_scaling(const struct report_context *context, struct up_error *err)
{
	PLOT_CASES cases = {0};
	UP_BUFFER caption = {0};
	const struct plot_result *plots = context->report->plots;

	if (plots == NULL || plots->lines.count == 0 || context->is_short)
		return UP_OK;
	UP_TRY(plot_cases_select(context->report->summaries, &cases, err));
	const struct plot_line_list *lines = &plots->lines;
	const struct growth growth = describe(lines);
	append_caption(&caption, &growth);
	UP_TRY(up_buffer_check(&caption, err));
	document_section(context->document, "scaling", "Time by number of rows");
	report_pictures(context, PLOT_SCALING, NULL, up_buffer_string(&caption));
	append_medians(context->document, &cases, lines, growth.any_curve);
	if (!growth.any_curve)
		return UP_OK;
	document_append(context->document, BLOCK_FOLD, "The models as formulas");
	document_append(context->document, BLOCK_PARAGRAPH,
			growth.any_delay ? "Over a network, add the time of the round trips to the "
					   "time of n rows. " RESIDUAL_WORDS
					 : RESIDUAL_WORDS);
	models_append(context->document, &lines->models, "models", false);
	document_append(context->document, BLOCK_FOLD_END, NULL);
	return UP_OK;
}
