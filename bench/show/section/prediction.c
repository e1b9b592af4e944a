/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/prediction.h"

#include "show/words/formula.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>

static void add_heading(struct grid *grid, size_t columns, const char *const *names)
{
	grid->columns = columns;
	grid->left[0] = true;
	for (size_t c = 0; c < columns; c++)
		grid_add(grid, names[c]);
}

static void append_heading(struct up_buffer *text, enum grid_style style, const char *words)
{
	if (text->length > 0)
		up_buffer_append_char(text, '\n');
	up_buffer_append_string(text, style == GRID_MARKDOWN ? "### " : "");
	up_buffer_append_string(text, words);
	up_buffer_append_string(text, style == GRID_MARKDOWN ? "\n\n" : "\n");
}

static void append_rtt(struct up_buffer *text, double rtt_ns)
{
	if (rtt_ns > 0)
		up_buffer_append_format(text, ", round-trip time %s",
					quantity_duration(rtt_ns).text);
}

static void append_finished_grid(struct up_buffer *text, const struct grid *grid,
				 enum grid_style style)
{
	if (grid->count > grid->columns)
		grid_append(text, grid, style);
}

/* ---- times ------------------------------------------------------------ */

static const char *interval_text(double low, double high, struct quantity *quantity)
{
	if (isnan(low) || isnan(high))
		return "-";
	*quantity = quantity_duration_interval(low, high);
	return quantity->text;
}

static void add_prediction(struct grid *grid, const struct prediction *prediction)
{
	struct quantity interval;

	grid_add(grid, prediction->model->name);
	grid_add(grid, quantity_duration(prediction->ns).text);
	grid_add(grid, interval_text(prediction->low_ns, prediction->high_ns, &interval));
	grid_add(grid,
		 quantity_count(isnan(prediction->trips) ? NAN : round(prediction->trips)).text);
	for (enum cost cost = 0; cost < COST_COUNT; cost++)
		grid_add(grid, quantity_bytes(prediction->costs[cost]).text);
}

static int compare_predictions(const void *a, const void *b)
{
	const struct prediction *x = *(const struct prediction *const *)a;
	const struct prediction *y = *(const struct prediction *const *)b;
	return (x->ns > y->ns) - (x->ns < y->ns);
}

static void append_refusal(struct up_buffer *text, enum grid_style style, const char *name,
			   const char *refusal)
{
	up_buffer_append_string(text, style == GRID_MARKDOWN ? "- " : "  ");
	if (style == GRID_MARKDOWN)
		grid_append_markdown(text, name);
	else
		up_buffer_append_string(text, name);
	up_buffer_append_format(text, ": %s\n", refusal);
}

static bool have_one_refusal(const struct prediction *first, size_t count)
{
	for (size_t p = 0; p < count; p++) {
		if (first[p].refusal == NULL || strcmp(first[p].refusal, first[0].refusal) != 0)
			return false;
	}
	return count > 1;
}

/* What no curve can know, said once for all that it is true of. */
static void append_outgrown(struct up_buffer *text, const struct prediction *first, size_t count,
			    enum grid_style style)
{
	const char *const indent = style == GRID_MARKDOWN ? "" : "  ";
	size_t predicted = 0;
	size_t outgrown = 0;
	double most = 0;
	double cache = NAN;

	for (size_t p = 0; p < count; p++) {
		const struct fit *fit = &first[p].model->fit;
		predicted += first[p].refusal == NULL;
		if (first[p].refusal != NULL || !first[p].outgrows_cache)
			continue;
		outgrown++;
		most = fmax(most, curve_at(&fit->touched, first->rows, 0));
		cache = fit->cache;
	}
	if (outgrown == 0)
		return;
	up_buffer_append_string(text, style == GRID_MARKDOWN ? "\n" : "");
	if (outgrown == predicted)
		up_buffer_append_format(text, "%sLikely too short: ", indent);
	else
		up_buffer_append_format(text, "%sLikely too short, %zu of these: ", indent,
					outgrown);
	up_buffer_append_format(text,
				"%s rows touch %s of pages, and shared_buffers holds %s.\n"
				"%sAt the sizes that were measured all of them fit.\n",
				quantity_count(first->rows).text, quantity_bytes(most).text,
				quantity_bytes(cache).text, indent);
}

/* The predictions of one size at one rtt, which stand side by side. */
static void append_size(struct up_buffer *text, const struct prediction *first, size_t count,
			enum grid_style style)
{
	static const char *const names[] = {"strategy", "time",  "95 % interval", "round trips",
					    "WAL",      "sent",  "received",      "table",
					    "indexes",  "TOAST", "backend",       "client"};
	UP_BUFFER heading = {0};
	GRID grid = {0};
	const struct prediction **sorted = calloc(count + 1, sizeof(const struct prediction *));
	size_t known = 0;

	up_buffer_append_format(&heading, "%s rows", quantity_count(first->rows).text);
	append_rtt(&heading, first->rtt_ns);
	append_heading(text, style, up_buffer_string(&heading));
	add_heading(&grid, sizeof names / sizeof names[0], names);
	for (size_t p = 0; p < count && sorted != NULL; p++) {
		if (first[p].refusal == NULL)
			sorted[known++] = &first[p];
	}
	if (known > 0)
		qsort(sorted, known, sizeof(const struct prediction *), compare_predictions);
	for (size_t p = 0; p < known; p++)
		add_prediction(&grid, sorted[p]);
	append_finished_grid(text, &grid, style);
	append_outgrown(text, first, count, style);
	if (style == GRID_MARKDOWN && known > 0 && known < count)
		up_buffer_append_char(text, '\n');
	if (have_one_refusal(first, count)) {
		append_refusal(text, style, "none", first[0].refusal);
		count = 0;
	}
	for (size_t p = 0; p < count; p++) {
		if (first[p].refusal != NULL)
			append_refusal(text, style, first[p].model->name, first[p].refusal);
	}
	text->failed |= sorted == NULL || heading.failed;
	free(sorted);
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

/* Nothing where there is no network at all. */
static void add_rtt(struct grid *grid, const struct prediction_set *set, double rtt_ns)
{
	bool any = rtt_ns > 0;

	for (size_t p = 0; p < set->prediction_count && !any; p++)
		any = set->predictions[p].rtt_ns > 0;
	for (size_t w = 0; w < set->window_count && !any; w++)
		any = set->windows[w].rtt_ns > 0;
	grid_add(grid, rtt_ns > 0 ? quantity_duration(rtt_ns).text : any ? "0" : "");
}

static void append_windows(struct up_buffer *text, const struct prediction_set *set,
			   enum grid_style style)
{
	static const char *const names[] = {"strategy", "rtt", "most rows"};
	UP_BUFFER heading = {0};
	GRID grid = {0};

	if (set->window_count == 0)
		return;
	up_buffer_append_format(&heading, "Rows that fit into %s, by the upper end of the interval",
				quantity_duration(set->window_ns).text);
	append_heading(text, style, up_buffer_string(&heading));
	add_heading(&grid, 3, names);
	for (size_t w = 0; w < set->window_count; w++) {
		const struct prediction_window *window = &set->windows[w];
		UP_BUFFER cell = {0};
		append_window_words(&cell, window);
		grid_add(&grid, window->model->name);
		add_rtt(&grid, set, window->rtt_ns);
		grid_add(&grid, up_buffer_string(&cell));
		text->failed |= cell.failed;
	}
	append_finished_grid(text, &grid, style);
}

static void append_crossovers(struct up_buffer *text, const struct prediction_set *set,
			      enum grid_style style)
{
	static const char *const names[] = {"rows", "rtt", "fastest below", "fastest above", "is"};
	GRID grid = {.left = {false, false, true, true, true}};
	size_t others = 0;

	for (size_t c = 0; c < set->crossover_count; c++)
		others += !set->crossovers[c].of_fastest;
	append_heading(text, style, "Where the fastest changes");
	add_heading(&grid, 5, names);
	grid.left[0] = false;
	for (size_t c = 0; c < set->crossover_count; c++) {
		const struct prediction_crossover *crossover = &set->crossovers[c];
		if (!crossover->of_fastest)
			continue;
		grid_add(&grid, quantity_count(ceil(crossover->rows)).text);
		add_rtt(&grid, set, crossover->rtt_ns);
		grid_add(&grid, crossover->before->name);
		grid_add(&grid, crossover->after->name);
		grid_add(&grid, crossover->is_within ? "" : "extrapolated");
	}
	if (grid.count == grid.columns)
		up_buffer_append_string(text,
					style == GRID_MARKDOWN ? "Nowhere.\n" : "  nowhere\n");
	append_finished_grid(text, &grid, style);
	if (others > 0 && style == GRID_MARKDOWN)
		up_buffer_append_char(text, '\n');
	if (others > 0)
		up_buffer_append_format(
			text,
			"%s%zu more where one overtakes another behind the fastest: --format "
			"json\n",
			style == GRID_MARKDOWN ? "" : "  ", others);
}

static void add_model(struct grid *grid, const struct model *model, struct up_buffer *text)
{
	UP_BUFFER curve = {0};
	UP_BUFFER trips = {0};
	UP_BUFFER range = {0};
	const struct fit *fit = &model->fit;

	formula_append_curve(&curve, &fit->time);
	if (model->kind != SPEEDUP_NONE)
		up_buffer_append_format(&curve, ", by %s workers %s faster%s",
					quantity_count((double)model->workers).text,
					quantity_ratio(model->speedup).text,
					model->kind == SPEEDUP_LAW ? " (law)" : "");
	formula_append_trips(&trips, &fit->trips);
	up_buffer_append_format(&range, "%s … %s", quantity_count(fit->least).text,
				quantity_count(fit->most).text);
	grid_add(grid, model->name);
	grid_add(grid, up_buffer_string(&curve));
	grid_add(grid, up_buffer_string(&trips));
	grid_add(grid, up_buffer_string(&range));
	grid_add(grid, quantity_share(fit->residual).text);
	grid_add(grid, isnan(fit->holdout) ? "-" : quantity_share(fabs(fit->holdout)).text);
	text->failed |= curve.failed || trips.failed || range.failed;
}

static void append_models(struct up_buffer *text, const struct prediction_set *set,
			  enum grid_style style)
{
	static const char *const names[] = {"strategy",      "time of n rows", "round trips",
					    "rows measured", "residual",       "largest missed by"};
	GRID grid = {.left = {true, true, true, false, false, false}};
	size_t refused = 0;

	append_heading(text, style, "Models");
	add_heading(&grid, sizeof names / sizeof names[0], names);
	for (size_t m = 0; m < set->models.count; m++) {
		if (set->models.items[m].refusal == NULL)
			add_model(&grid, &set->models.items[m], text);
		else
			refused++;
	}
	append_finished_grid(text, &grid, style);
	if (style == GRID_MARKDOWN && refused > 0)
		up_buffer_append_char(text, '\n');
	for (size_t m = 0; m < set->models.count; m++) {
		const struct model *model = &set->models.items[m];
		if (model->refusal != NULL)
			append_refusal(text, style, model->name, model->refusal);
	}
}

enum up_status prediction_append_text(struct up_buffer *text, const struct prediction_set *set,
				      enum grid_style style, struct up_error *err)
{
	const size_t models = set->models.count;

	for (size_t p = 0; p < set->prediction_count; p += models)
		append_size(text, &set->predictions[p], models, style);
	append_windows(text, set, style);
	append_crossovers(text, set, style);
	append_models(text, set, style);
	return up_buffer_check(text, err);
}
