/* SPDX-License-Identifier: PostgreSQL */
/* How the time grows with the rows. */
#include "show/document/sheet.h"
#include "show/plot/lines.h"
#include "show/section/section.h"
#include "show/words/formula.h"
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
			caption,
			"A point is the median of a size with its 95 % confidence interval, a "
			"line the model that was fitted to the points of its color, and the band "
			"where the median of a size that was not measured is expected: its 95 % "
			"interval, none below three samples a size. ");
	else
		up_buffer_append_string(caption,
					"A point is the median of a size with its 95 % confidence "
					"interval, and a straight line joins two of them. ");
	if (growth->any_curve && growth->any_join)
		up_buffer_append_string(caption, "Where there is no model, straight lines join "
						 "the points. ");
	if (growth->any_steps)
		up_buffer_append_string(caption, "A line has steps where one more chunk of rows is "
						 "one more round trip. ");
	if (growth->any_outside)
		up_buffer_append_string(caption, "A point that its line does not reach is of a "
						 "case that did not finish: what was slow is "
						 "missing from its median. ");
	up_buffer_append_string(caption,
				"Both axes are logarithmic: time in proportion to the rows is a "
				"straight line that rises one decade a decade. Where two lines "
				"cross, the better choice changes; a line that is flat on the "
				"left pays a price that does not depend on the rows.");
}

/* ---- medians ---------------------------------------------------------- */

static const struct sheet_column median_columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "rows", .field = "rows", .is_number = true},
	{.heading = "median", .field = "median_ns", .is_number = true},
	{.heading = "95 % interval", .field = "low_ns", .field_high = "high_ns", .is_number = true},
	{.heading = "a row", .field = "ns_per_row", .is_number = true},
	{.heading = "model", .field = "model_ns", .is_number = true},
	{.heading = "model's 95 % interval",
	 .field = "model_low_ns",
	 .field_high = "model_high_ns",
	 .is_number = true},
};
#define MEDIAN_COLUMNS (sizeof median_columns / sizeof median_columns[0])

static void append_point(struct sheet *sheet, const struct plot_line *line,
			 const struct summary *summary)
{
	const double rows = (double)summary->key.factors.rows;
	double model_ns = NAN;
	struct interval model = {NAN, NAN};

	if (plot_line_is_fitted(line, summary)) {
		model_ns = model_time(line->model, rows, line->rtt_ns);
		model = model_time_interval(line->model, rows, line->rtt_ns);
	}
	sheet_row(sheet, NULL);
	sheet_text(sheet, line->name);
	sheet_number(sheet, rows, quantity_count(rows).text);
	sheet_number(sheet, summary->median_ns, quantity_duration(summary->median_ns).text);
	sheet_interval(sheet, summary->low_ns, summary->high_ns,
		       quantity_duration_interval(summary->low_ns, summary->high_ns).text);
	sheet_number(sheet, summary->median_ns / rows,
		     quantity_duration(summary->median_ns / rows).text);
	sheet_number(sheet, model_ns, quantity_duration(model_ns).text);
	sheet_interval(sheet, model.low, model.high,
		       quantity_duration_interval(model.low, model.high).text);
}

static void append_medians(struct page *page, const struct plot_cases *cases,
			   const struct plot_line_list *lines, bool has_models)
{
	struct sheet_column columns[MEDIAN_COLUMNS];

	for (size_t c = 0; c < MEDIAN_COLUMNS; c++) {
		columns[c] = median_columns[c];
		columns[c].is_hidden = c >= MEDIAN_COLUMNS - 2 && !has_models;
	}
	page_fold(page,
		  has_models ? "The medians and the models as a table" : "The medians as a table");
	struct sheet sheet = sheet_begin(page, "scaling", NULL, columns, MEDIAN_COLUMNS);
	for (size_t i = 0; i < cases->count; i++)
		append_point(&sheet, plot_line_list_find(lines, cases->items[i]), cases->items[i]);
	sheet_end(&sheet);
	page_fold_end(page);
}

/* ---- formulas --------------------------------------------------------- */

static const struct sheet_column model_columns[] = {
	{.heading = "family", .field = "case"},
	{.heading = "time of n rows", .field = "formula", .is_long = true},
	{.heading = "round trips", .field = "round_trips"},
	{.heading = "a trip takes", .field = "delay_factor", .is_number = true},
	{.heading = "rows measured",
	 .field = "rows_min",
	 .field_high = "rows_max",
	 .is_number = true},
	{.heading = "residual", .field = "residual", .is_number = true},
	{.heading = "largest missed by", .field = "holdout", .is_number = true},
};
#define MODEL_COLUMNS (sizeof model_columns / sizeof model_columns[0])
#define DELAY_COLUMN 3

static void append_delay(struct up_buffer *text, const struct fit *fit)
{
	if (fit->trips.known)
		up_buffer_append_format(text, "%s rtt", quantity_number(fit->time.d).text);
	else
		up_buffer_append_char(text, '-');
}

static enum up_status append_model(struct sheet *sheet, const struct model *model,
				   struct up_error *err)
{
	UP_BUFFER time = {0};
	UP_BUFFER trips = {0};
	UP_BUFFER delay = {0};
	UP_BUFFER range = {0};
	const struct fit *fit = &model->fit;

	formula_append_curve(&time, &fit->time);
	formula_append_trips(&trips, &fit->trips);
	append_delay(&delay, fit);
	up_buffer_append_format(&range, "%s \u2026 %s", quantity_count(fit->least).text,
				quantity_count(fit->most).text);
	UP_TRY(up_buffer_check(&time, err));
	UP_TRY(up_buffer_check(&trips, err));
	UP_TRY(up_buffer_check(&delay, err));
	UP_TRY(up_buffer_check(&range, err));
	sheet_row(sheet, NULL);
	sheet_text(sheet, model->name);
	sheet_text(sheet, up_buffer_string(&time));
	sheet_text(sheet, up_buffer_string(&trips));
	sheet_number(sheet, fit->trips.known ? fit->time.d : NAN, up_buffer_string(&delay));
	sheet_interval(sheet, fit->least, fit->most, up_buffer_string(&range));
	sheet_number(sheet, fit->residual, quantity_share(fit->residual).text);
	sheet_number(sheet, fit->holdout, quantity_share(fabs(fit->holdout)).text);
	return UP_OK;
}

static void append_refusal(struct sheet *sheet, const struct model *model)
{
	sheet_row(sheet, "aside");
	sheet_text(sheet, model->name);
	sheet_text(sheet, model->refusal);
	sheet_text(sheet, "-");
	sheet_number(sheet, NAN, "-");
	sheet_interval(sheet, NAN, NAN, "-");
	sheet_number(sheet, NAN, "-");
	sheet_number(sheet, NAN, "-");
}

#define RESIDUAL_WORDS                                                                             \
	"The residual is the most that a median differs from its model, and the last column by "   \
	"how much a model of the smaller sizes misses the largest."

static enum up_status append_models(struct page *page, const struct model_list *models,
				    bool any_delay, struct up_error *err)
{
	struct sheet_column columns[MODEL_COLUMNS];
	const char *words = any_delay ? "Over a network, what the round trips take comes on top of "
					"the time of n rows. " RESIDUAL_WORDS
				      : RESIDUAL_WORDS;

	for (size_t c = 0; c < MODEL_COLUMNS; c++)
		columns[c] = model_columns[c];
	columns[DELAY_COLUMN].is_hidden = !any_delay;
	page_fold(page, "The models as formulas");
	struct sheet sheet = sheet_begin(page, "models", words, columns, MODEL_COLUMNS);
	for (size_t m = 0; m < models->count; m++) {
		if (models->items[m].refusal == NULL)
			UP_TRY(append_model(&sheet, &models->items[m], err));
		else
			append_refusal(&sheet, &models->items[m]);
	}
	sheet_end(&sheet);
	page_fold_end(page);
	return UP_OK;
}

/* ---- the section ------------------------------------------------------ */

enum up_status report_scaling(const struct report_context *context, struct up_error *err)
{
	PLOT_CASES cases = {0};
	UP_BUFFER caption = {0};
	const struct plot_result *plots = context->report->plots;

	if (plots == NULL || plots->lines.count == 0 || context->page->format != PAGE_HTML)
		return UP_OK;
	UP_TRY(plot_cases_select(context->report->summaries, &cases, err));
	const struct plot_line_list *lines = &plots->lines;
	const struct growth growth = describe(lines);
	append_caption(&caption, &growth);
	UP_TRY(up_buffer_check(&caption, err));
	page_section(context->page, "scaling", "How the time grows with the rows");
	UP_TRY(report_pictures(context, PLOT_SCALING, 0, up_buffer_string(&caption), err));
	append_medians(context->page, &cases, lines, growth.any_curve);
	if (growth.any_curve)
		UP_TRY(append_models(context->page, &lines->models, growth.any_delay, err));
	return UP_OK;
}
