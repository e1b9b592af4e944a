/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/prediction.h"

#include "show/section/models.h"
#include "show/section/size_thresholds.h"
#include "show/words/size_threshold.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

static void append_rtt(struct up_buffer *text, double rtt_ns)
{
	if (rtt_ns > 0)
		up_buffer_append_format(text, ", round-trip time %s",
					quantity_duration(rtt_ns).text);
}

/* ---- times ------------------------------------------------------------ */

static const struct table_column size_columns[] = {
	{.heading = "strategy", .field = "case"},
	{.heading = "time", .field = "ns", .alignment = ALIGN_RIGHT},
	{.heading = "95 % interval",
	 .field = "low_ns",
	 .field_high = "high_ns",
	 .alignment = ALIGN_RIGHT,
	 .priority = 1},
	{.heading = "round trips", .field = "round_trips", .alignment = ALIGN_RIGHT, .priority = 2},
	{.heading = "WAL", .field = "wal_bytes", .alignment = ALIGN_RIGHT, .priority = 3},
	{.heading = "sent", .field = "sent_bytes", .alignment = ALIGN_RIGHT, .priority = 4},
	{.heading = "received", .field = "received_bytes", .alignment = ALIGN_RIGHT, .priority = 9},
	{.heading = "table", .field = "table_bytes", .alignment = ALIGN_RIGHT, .priority = 5},
	{.heading = "indexes", .field = "index_bytes", .alignment = ALIGN_RIGHT, .priority = 6},
	{.heading = "TOAST", .field = "toast_bytes", .alignment = ALIGN_RIGHT, .priority = 10},
	{.heading = "backend", .field = "backend_bytes", .alignment = ALIGN_RIGHT, .priority = 7},
	{.heading = "client", .field = "client_bytes", .alignment = ALIGN_RIGHT, .priority = 8},
	{.heading = "remark", .field = "remark", .may_wrap = true},
};
_Static_assert(sizeof size_columns / sizeof size_columns[0] == 5 + COST_COUNT,
	       "a column for each cost");

static void append_prediction(struct table *table, const struct prediction *prediction)
{
	const double trips = isnan(prediction->trips) ? NAN : round(prediction->trips);
	const bool has_interval = !isnan(prediction->low_ns) && !isnan(prediction->high_ns);

	table_row(table, EMPHASIS_NONE);
	table_text(table, prediction->model->name);
	table_number(table, prediction->ns, quantity_duration(prediction->ns).text);
	table_interval(
		table, prediction->low_ns, prediction->high_ns,
		has_interval
			? quantity_duration_interval(prediction->low_ns, prediction->high_ns).text
			: "-");
	table_number(table, trips, quantity_count(trips).text);
	for (enum cost cost = 0; cost < COST_COUNT; cost++)
		table_number(table, prediction->costs[cost],
			     quantity_bytes(prediction->costs[cost]).text);
	table_text(table, "");
}

static int compare_predictions(const void *a, const void *b)
{
	const struct prediction *x = *(const struct prediction *const *)a;
	const struct prediction *y = *(const struct prediction *const *)b;
	return (x->ns > y->ns) - (x->ns < y->ns);
}

static bool have_one_refusal(const struct prediction *first, size_t count)
{
	for (size_t p = 0; p < count; p++) {
		if (first[p].refusal == NULL || strcmp(first[p].refusal, first[0].refusal) != 0)
			return false;
	}
	return count > 1;
}

/* Why cells are empty, in one line for all of them. */
static void append_steps(struct document *document, const struct prediction *first, size_t count)
{
	bool any = false;
	UP_BUFFER text = {0};

	for (size_t p = 0; p < count; p++)
		any |= first[p].refusal == NULL && first[p].model->fit.has_steps;
	if (!any)
		return;
	up_buffer_append_format(
		&text,
		"Growth of a file below %d pages is a step. Where fewer than %d sizes have more, "
		"none is predicted.",
		FIT_LEAST_PAGES, CURVE_LEAST_SIZES);
	document_take(document, BLOCK_NOTE, &text);
}

/* The predictions of one size at one rtt, which stand side by side. */
static enum up_status append_size(struct document *document, const struct prediction *first,
				  size_t count, struct up_error *err)
{
	UP_BUFFER text = {0};
	UP_FREE const struct prediction **sorted = calloc(count + 1, sizeof(void *));
	size_t known = 0;

	if (sorted == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for predictions");
	up_buffer_append_format(&text, "%s rows", quantity_count(first->rows).text);
	append_rtt(&text, first->rtt_ns);
	document_take(document, BLOCK_HEADING, &text);
	for (size_t p = 0; p < count; p++) {
		if (first[p].refusal == NULL)
			sorted[known++] = &first[p];
	}
	qsort(sorted, known, sizeof(void *), compare_predictions);
	up_buffer_append_format(&text, "predictions-%.0f-%.0f", first->rows, first->rtt_ns);
	struct table *table = document_table(document, up_buffer_string(&text), NULL, size_columns,
					     sizeof size_columns / sizeof size_columns[0]);
	for (size_t p = 0; p < known; p++)
		append_prediction(table, sorted[p]);
	const bool is_one = have_one_refusal(first, count);
	for (size_t p = 0; p < (is_one ? 1 : count); p++) {
		if (first[p].refusal != NULL)
			table_sentence(table, EMPHASIS_ASIDE,
				       is_one ? "none" : first[p].model->name, first[p].refusal);
	}
	size_thresholds_append(document, first, count);
	append_steps(document, first, count);
	return UP_OK;
}

/* ---- windows, crossovers, models -------------------------------------- */

static void append_window_words(struct up_buffer *cell, const struct prediction_window *window)
{
	switch (window->end) {
	case WINDOW_FULL:
		up_buffer_append_string(cell, quantity_count(window->rows).text);
		break;
	case WINDOW_BEYOND:
		up_buffer_append_format(cell, "%s and more", quantity_count(window->rows).text);
		break;
	case WINDOW_NOTHING:
		up_buffer_append_format(cell, "fewer than %s", quantity_count(window->rows).text);
		break;
	case WINDOW_REFUSED:
		up_buffer_append_string(cell, "not predicted");
		break;
	}
	if (window->without_interval && window->end != WINDOW_REFUSED)
		up_buffer_append_string(cell, " (no interval)");
}

static const char *rtt_text(double rtt_ns, struct quantity *quantity)
{
	*quantity = quantity_duration(rtt_ns);
	return rtt_ns > 0 ? quantity->text : "0";
}

/* Whether there is a network at all. */
static bool any_rtt(const struct prediction_set *set)
{
	bool any = false;

	for (size_t p = 0; p < set->prediction_count; p++)
		any |= set->predictions[p].rtt_ns > 0;
	for (size_t w = 0; w < set->window_count; w++)
		any |= set->windows[w].rtt_ns > 0;
	return any;
}

static void append_windows(struct document *document, const struct prediction_set *set)
{
	const struct table_column columns[] = {
		{.heading = "strategy", .field = "case"},
		{.heading = "rtt",
		 .field = "rtt_ns",
		 .alignment = ALIGN_RIGHT,
		 .is_hidden = !any_rtt(set)},
		{.heading = "most rows", .field = "rows", .alignment = ALIGN_RIGHT},
		{.heading = "remark", .field = "remark"},
	};
	UP_BUFFER text = {0};
	struct quantity rtt;

	if (set->window_count == 0)
		return;
	up_buffer_append_format(&text,
				"Rows that can be updated in %s (upper end of the 95 %% interval)",
				quantity_duration(set->window_ns).text);
	document_take(document, BLOCK_HEADING, &text);
	struct table *table = document_table(document, "windows", NULL, columns, 4);
	for (size_t w = 0; w < set->window_count; w++) {
		const struct prediction_window *window = &set->windows[w];
		table_row(table, EMPHASIS_NONE);
		table_text(table, window->model->name);
		table_number(table, window->rtt_ns, rtt_text(window->rtt_ns, &rtt));
		append_window_words(&text, window);
		table_number(table, window->end == WINDOW_FULL ? window->rows : NAN,
			     up_buffer_string(&text));
		up_buffer_clear(&text);
		if (window->end == WINDOW_FULL || window->end == WINDOW_BEYOND)
			size_threshold_append_names(&text, &window->model->thresholds, NULL,
						    window->rows);
		table_text(table, up_buffer_string(&text));
		up_buffer_clear(&text);
	}
	document->failed |= text.failed;
}

static void append_crossover(struct table *table, const struct prediction_crossover *crossover)
{
	struct quantity rtt;
	UP_BUFFER remark = {0};

	if (!crossover->is_within)
		up_buffer_append_string(&remark, "extrapolated");
	size_threshold_append_names(&remark, &crossover->before->thresholds,
				    &crossover->after->thresholds, crossover->rows);
	table_row(table, EMPHASIS_NONE);
	table_number(table, ceil(crossover->rows), quantity_count(ceil(crossover->rows)).text);
	table_number(table, crossover->rtt_ns, rtt_text(crossover->rtt_ns, &rtt));
	table_text(table, crossover->before->name);
	table_text(table, crossover->after->name);
	table_take(table, &remark);
}

static void append_crossovers(struct document *document, const struct prediction_set *set)
{
	const struct table_column columns[] = {
		{.heading = "rows", .field = "rows", .alignment = ALIGN_RIGHT},
		{.heading = "rtt",
		 .field = "rtt_ns",
		 .alignment = ALIGN_RIGHT,
		 .is_hidden = !any_rtt(set)},
		{.heading = "fastest below", .field = "fastest_below"},
		{.heading = "fastest above", .field = "fastest_above"},
		{.heading = "remark", .field = "is"},
	};
	size_t others = 0;
	UP_BUFFER text = {0};

	for (size_t c = 0; c < set->crossover_count; c++)
		others += !set->crossovers[c].of_fastest;
	document_append(document, BLOCK_HEADING, "Crossovers of the fastest strategy");
	if (others == set->crossover_count) {
		document_append(document, BLOCK_PARAGRAPH, "none");
	} else {
		struct table *table = document_table(document, "crossovers", NULL, columns, 5);
		for (size_t c = 0; c < set->crossover_count; c++) {
			if (set->crossovers[c].of_fastest)
				append_crossover(table, &set->crossovers[c]);
		}
	}
	if (others == 0)
		return;
	up_buffer_append_format(&text,
				"%zu more crossover%s between slower strategies: see --format json",
				others, others == 1 ? "" : "s");
	document_take(document, BLOCK_NOTE, &text);
}

enum up_status prediction_append(struct document *document, const struct prediction_set *set,
				 struct up_error *err)
{
	const size_t models = set->models.count;

	for (size_t p = 0; p < set->prediction_count; p += models)
		UP_TRY(append_size(document, &set->predictions[p], models, err));
	append_windows(document, set);
	append_crossovers(document, set);
	document_append(document, BLOCK_HEADING, "Models");
	models_append(document, &set->models);
	return document_check(document, err);
}
