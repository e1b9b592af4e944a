/* SPDX-License-Identifier: PostgreSQL */
#include "show/planning/prediction.h"

#include "show/planning/checkpoint_note.h"
#include "show/planning/cost_cell.h"
#include "show/planning/size_thresholds.h"
#include "show/section/models.h"
#include "show/words/size_threshold.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

/* A block of a set, and how it is shown. */
struct view {
	const struct prediction_set *set;
	const struct prediction_block *block;
	size_t number; /* of the block, from 1 */
	bool is_one;   /* of several: a heading has the workload */
};

/* Without the words that the heading has. */
static const char *name_of(const struct model *model, const struct view *view)
{
	return view->is_one ? model->short_name : model->name;
}

static bool shows(const struct view *view, const struct model *model)
{
	const size_t m = (size_t)(model - view->set->models.items);
	return m >= view->block->first && m < view->block->first + view->block->count;
}

/* Names of tables are those of files. */
static const char *table_name(const struct view *view, const char *name, struct up_buffer *text)
{
	up_buffer_clear(text);
	up_buffer_append_string(text, name);
	if (view->is_one)
		up_buffer_append_format(text, "-workload-%zu", view->number);
	return up_buffer_string(text);
}

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
	{.heading = "measured", .field = "measured_ns", .alignment = ALIGN_RIGHT},
	{.heading = "round trips", .field = "round_trips", .alignment = ALIGN_RIGHT, .priority = 2},
	{.heading = "WAL", .field = "wal_bytes", .alignment = ALIGN_RIGHT, .priority = 3},
	{.heading = "sent", .field = "sent_bytes", .alignment = ALIGN_RIGHT, .priority = 4},
	{.heading = "received", .field = "received_bytes", .alignment = ALIGN_RIGHT, .priority = 9},
	{.heading = "table", .field = "table_bytes", .alignment = ALIGN_RIGHT, .priority = 5},
	{.heading = "indexes", .field = "index_bytes", .alignment = ALIGN_RIGHT, .priority = 6},
	{.heading = "TOAST", .field = "toast_bytes", .alignment = ALIGN_RIGHT, .priority = 10},
	{.heading = "catalogs", .field = "catalog_bytes", .alignment = ALIGN_RIGHT, .priority = 11},
	{.heading = "backend", .field = "backend_bytes", .alignment = ALIGN_RIGHT, .priority = 7},
	{.heading = "client", .field = "client_bytes", .alignment = ALIGN_RIGHT, .priority = 8},
	{.heading = "remark", .field = "remark", .may_wrap = true},
};
#define SIZE_COLUMNS (sizeof size_columns / sizeof size_columns[0])
#define COST_COLUMN 5 /* where those of costs begin */
_Static_assert(SIZE_COLUMNS == COST_COLUMN + COST_COUNT + 1, "a column for each cost");

static void append_prediction(struct table *table, const struct prediction *prediction,
			      const struct view *view)
{
	const double trips = isnan(prediction->trips) ? NAN : round(prediction->trips);
	const bool has_interval = !isnan(prediction->low_ns) && !isnan(prediction->high_ns);

	table_row(table, EMPHASIS_NONE);
	table_text(table, name_of(prediction->model, view));
	table_number(table, prediction->ns, quantity_duration(prediction->ns).text);
	table_interval(
		table, prediction->low_ns, prediction->high_ns,
		has_interval
			? quantity_duration_interval(prediction->low_ns, prediction->high_ns).text
			: "-");
	table_number(table, prediction->measured_ns,
		     quantity_duration(prediction->measured_ns).text);
	table_number(table, trips, quantity_count(trips).text);
	for (enum cost cost = 0; cost < COST_COUNT; cost++)
		cost_cell_append(table, prediction->costs[cost], prediction->cost_intervals[cost]);
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

/* What scaling a server down leaves as it is. */
static void append_limits(struct document *document, const struct prediction_set *set)
{
	UP_BUFFER text = {0};

	if (!(set->similitude.rows > 0))
		return;
	up_buffer_append_format(
		&text,
		"By servers that were scaled down for %s rows. The cache of the operating system "
		"was not: if the tables of so many rows are larger than the machine's memory, "
		"reads take longer. Strategies that split their rows had statements of the same "
		"number of rows.",
		quantity_count(set->similitude.rows).text);
	document_take(document, BLOCK_NOTE, &text);
}

static const char *rtt_text(double rtt_ns, struct quantity *quantity)
{
	*quantity = quantity_duration(rtt_ns);
	return rtt_ns > 0 ? quantity->text : "0";
}

/* The first that is predicted for a round-trip time outside of the measured ones speaks for all of a
 * block, whose cases mostly have the same. */
static void append_rtt_note(struct document *document, const struct prediction *first, size_t count)
{
	UP_BUFFER text = {0};
	size_t p = 0;

	while (p < count && (first[p].refusal != NULL ||
			     !fit_extrapolates_rtt(&first[p].model->fit, first[p].rtt_ns)))
		p++;
	if (p == count)
		return;
	const struct fit *fit = &first[p].model->fit;
	const bool is_one = !(fit->most_rtt_ns > fit->least_rtt_ns);
	struct quantity rtt;
	up_buffer_append_format(&text, "Extrapolated: the run has %s%s",
				is_one ? "one round-trip time, " : "round-trip times from ",
				rtt_text(fit->least_rtt_ns, &rtt));
	if (!is_one)
		up_buffer_append_format(&text, " to %s", rtt_text(fit->most_rtt_ns, &rtt));
	up_buffer_append_string(&text, ". The intervals suppose that the round trips stay as they "
				       "were counted.");
	document_take(document, BLOCK_NOTE, &text);
}

/* The predictions of one size at one rtt, which stand side by side. */
static enum up_status append_size(struct document *document, const struct prediction *first,
				  const struct view *view, struct up_error *err)
{
	const size_t count = view->block->count;
	UP_BUFFER text = {0};
	UP_BUFFER name = {0};
	UP_FREE const struct prediction **sorted = calloc(count + 1, sizeof(void *));
	size_t known = 0;

	if (sorted == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for predictions");
	up_buffer_append_format(&text, "%s", quantity_counted(first->rows, "row").text);
	append_rtt(&text, first->rtt_ns);
	document_take(document, BLOCK_HEADING, &text);
	for (size_t p = 0; p < count; p++) {
		if (first[p].refusal == NULL)
			sorted[known++] = &first[p];
	}
	qsort(sorted, known, sizeof(void *), compare_predictions);
	up_buffer_append_format(&text, "predictions-%.0f-%.0f", first->rows, first->rtt_ns);
	struct table *table =
		document_table(document, table_name(view, up_buffer_string(&text), &name), NULL,
			       size_columns, SIZE_COLUMNS);
	for (size_t p = 0; p < known; p++)
		append_prediction(table, sorted[p], view);
	const bool is_one = have_one_refusal(first, count);
	for (size_t p = 0; p < (is_one ? 1 : count); p++) {
		if (first[p].refusal != NULL)
			table_sentence(table, EMPHASIS_ASIDE,
				       is_one ? "none" : name_of(first[p].model, view),
				       first[p].refusal);
	}
	append_rtt_note(document, first, count);
	size_thresholds_append(document, first, count);
	cost_notes_append(document, &size_columns[COST_COLUMN], first, count);
	checkpoint_note_append(document, &view->set->checkpoints, first, count);
	return UP_OK;
}

/* ---- windows, crossovers, models -------------------------------------- */

static void append_window_words(struct up_buffer *cell, const struct window *window)
{
	switch (window->end) {
	case WINDOW_FULL:
		up_buffer_append_string(cell, quantity_count(window->rows).text);
		break;
	case WINDOW_BEYOND:
		up_buffer_append_format(cell, "%s%s", quantity_count(window->rows).text,
					window->rows >= fit_table_most(&window->model->fit)
						? ", all of the table"
						: " and more");
		break;
	case WINDOW_NOTHING:
		up_buffer_append_format(cell, "fewer than %s", quantity_count(window->rows).text);
		break;
	case WINDOW_NONE:
		up_buffer_append_string(cell, "none: the round trips alone take longer");
		break;
	case WINDOW_REFUSED:
		up_buffer_append_string(cell, "not predicted");
		break;
	}
	if (window->without_interval && window->end != WINDOW_REFUSED && window->end != WINDOW_NONE)
		up_buffer_append_string(cell, " (no interval)");
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

static void append_windows(struct document *document, const struct view *view)
{
	const struct prediction_set *set = view->set;
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
	UP_BUFFER name = {0};
	struct quantity rtt;

	if (set->window_count == 0)
		return;
	up_buffer_append_format(&text,
				"Rows that can be updated in %s (upper end of the 95 %% interval)",
				quantity_duration(set->window_ns).text);
	document_take(document, BLOCK_HEADING, &text);
	struct table *table =
		document_table(document, table_name(view, "windows", &name), NULL, columns, 4);
	for (size_t w = 0; w < set->window_count; w++) {
		const struct window *window = &set->windows[w];
		if (!shows(view, window->model))
			continue;
		table_row(table, EMPHASIS_NONE);
		table_text(table, name_of(window->model, view));
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

static void append_crossover(struct table *table, const struct crossover *crossover,
			     const struct view *view)
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
	table_text(table, name_of(crossover->before, view));
	table_text(table, name_of(crossover->after, view));
	table_take(table, &remark);
}

static void append_crossovers(struct document *document, const struct view *view)
{
	const struct prediction_set *set = view->set;
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
	struct table *table = NULL;
	size_t others = 0;
	UP_BUFFER text = {0};

	document_append(document, BLOCK_HEADING, "Crossovers of the fastest strategy");
	for (size_t c = 0; c < set->crossovers.count; c++) {
		const struct crossover *crossover = &set->crossovers.items[c];
		if (!shows(view, crossover->before))
			continue;
		others += !crossover->of_fastest;
		if (!crossover->of_fastest)
			continue;
		if (table == NULL)
			table = document_table(document, table_name(view, "crossovers", &text),
					       NULL, columns, 5);
		append_crossover(table, crossover, view);
	}
	up_buffer_clear(&text);
	if (table == NULL)
		document_append(document, BLOCK_PARAGRAPH, "none");
	if (others == 0)
		return;
	up_buffer_append_format(&text,
				"%zu more crossover%s between slower strategies: see --format json",
				others, others == 1 ? "" : "s");
	document_take(document, BLOCK_NOTE, &text);
}

/* What all models of the block are asked for. */
static void append_workload(struct document *document, const struct view *view)
{
	const struct case_key *key =
		&view->set->models.items[view->block->first].family->cases[0]->key;
	const factor_set others = ~factors_of_workload() | FAMILY_FACTORS;
	UP_BUFFER text = {0};
	UP_BUFFER levels = {0};

	case_key_append_name(&levels, key, others | CASE_KEY_ARM | CASE_KEY_CONTENDER);
	up_buffer_append_format(&text, "Workload: %s",
				levels.length > 0 ? up_buffer_string(&levels)
						  : "all rows changed, no other rows in the table");
	if (key->arm != NULL)
		up_buffer_append_format(&text, ", arm %s", key->arm);
	document->failed |= levels.failed;
	document_take(document, BLOCK_LEAD, &text);
}

/* The sizes that a curve does not go through. */
static void append_turns(struct document *document, const struct view *view)
{
	for (size_t m = 0; m < view->block->count; m++) {
		const struct model *model = &view->set->models.items[view->block->first + m];
		UP_BUFFER text = {0};
		if (model->refusal != NULL || isnan(model->fit.turn))
			continue;
		up_buffer_append_format(&text,
					"The curve of %s leaves out the sizes up to %s: their plan "
					"is not that of larger ones.",
					name_of(model, view),
					quantity_counted(model->fit.turn, "row").text);
		document_take(document, BLOCK_NOTE, &text);
	}
}

static enum up_status append_block(struct document *document, const struct view *view,
				   const struct prediction **next, struct up_error *err)
{
	const struct prediction_set *set = view->set;
	const struct prediction *const end = set->predictions + set->prediction_count;
	const size_t count = view->block->count;
	struct model_list models = {.items = &set->models.items[view->block->first],
				    .count = count};
	UP_BUFFER name = {0};

	if (view->is_one)
		append_workload(document, view);
	for (; *next < end && shows(view, (*next)->model); *next += count)
		UP_TRY(append_size(document, *next, view, err));
	append_limits(document, set);
	append_windows(document, view);
	if (!(set->similitude.rows > 0))
		append_crossovers(document, view);
	document_append(document, BLOCK_HEADING, "Models");
	models_append(document, &models, table_name(view, "models", &name), view->is_one);
	append_turns(document, view);
	document->failed |= name.failed;
	return UP_OK;
}

enum up_status prediction_append(struct document *document, const struct prediction_set *set,
				 struct up_error *err)
{
	const struct prediction *next = set->predictions;

	for (size_t b = 0; b < set->block_count; b++) {
		const struct view view = {.set = set,
					  .block = &set->blocks[b],
					  .number = b + 1,
					  .is_one = set->block_count > 1};
		UP_TRY(append_block(document, &view, &next, err));
	}
	return document_check(document, err);
}
