/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/models.h"

#include "show/words/formula.h"
#include "text/quantity.h"

#include <math.h>

static const struct table_column columns[] = {
	{.heading = "strategy", .field = "case"},
	{.heading = "time of n rows", .field = "formula", .may_wrap = true},
	{.heading = "round trips", .field = "round_trips", .priority = 1},
	{.heading = "per round trip",
	 .field = "delay_factor",
	 .alignment = ALIGN_RIGHT,
	 .priority = 5},
	{.heading = "rows measured",
	 .field = "rows_min",
	 .field_high = "rows_max",
	 .alignment = ALIGN_RIGHT,
	 .priority = 2},
	{.heading = "residual", .field = "residual_share", .alignment = ALIGN_RIGHT, .priority = 3},
	{.heading = "largest missed by",
	 .field = "holdout_share",
	 .alignment = ALIGN_RIGHT,
	 .priority = 4},
	{.heading = "remark", .field = "remark", .may_wrap = true},
};

static bool any_delay(const struct model_list *models)
{
	for (size_t m = 0; m < models->count; m++) {
		const struct fit *fit = &models->items[m].fit;
		if (models->items[m].refusal == NULL && fit->trips.known &&
		    fabs(fit->time.d - 1) > 0)
			return true;
	}
	return false;
}

static void append_speedup(struct up_buffer *text, const struct speedup *speedup)
{
	const bool is_faster = speedup->factor >= 1;

	up_buffer_append_format(
		text, ", by %s workers %s %s%s", quantity_count(speedup->workers).text,
		quantity_ratio(is_faster ? speedup->factor : 1 / speedup->factor).text,
		is_faster ? "faster" : "slower", speedup->kind == SPEEDUP_LAW ? " (law)" : "");
}

static void append_model(struct table *table, const struct model *model, const char *case_name,
			 bool with_delay)
{
	UP_BUFFER text = {0};
	const struct fit *fit = &model->fit;
	const double delay = fit->trips.known && with_delay ? fit->time.d : NAN;

	table_row(table, EMPHASIS_NONE);
	table_text(table, case_name);
	formula_append_curve(&text, &fit->time, fit->least);
	if (model->speedup.kind != SPEEDUP_NONE)
		append_speedup(&text, &model->speedup);
	table_take(table, &text);
	formula_append_trips(&text, &model->trips);
	table_take(table, &text);
	if (isfinite(delay))
		up_buffer_append_format(&text, "%s rtt", quantity_number(delay).text);
	table_number(table, delay, up_buffer_string(&text));
	up_buffer_clear(&text);
	up_buffer_append_format(&text, "%s \u2026 %s", quantity_count(fit->least).text,
				quantity_count(fit->most).text);
	table_interval(table, fit->least, fit->most, up_buffer_string(&text));
	table_number(table, fit->residual, quantity_share(fit->residual).text);
	table_number(table, fit->holdout, quantity_share(fabs(fit->holdout)).text);
	table_text(table, "");
}

void models_append(struct document *document, const struct model_list *models, const char *name,
		   bool is_short)
{
	struct table *table =
		document_table(document, name, NULL, columns, sizeof columns / sizeof columns[0]);

	for (size_t m = 0; m < models->count; m++) {
		const struct model *model = &models->items[m];
		const char *case_name = is_short ? model->short_name : model->name;
		if (model->refusal == NULL)
			append_model(table, model, case_name, any_delay(models));
		else
			table_sentence(table, EMPHASIS_ASIDE, case_name, model->refusal);
	}
}
