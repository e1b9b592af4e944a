/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The default of `upbench plan`, so that both give the same. */
#define SEED 1914

void plot_line_list_release(struct plot_line_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].cases);
	}
	free(list->items);
	model_list_release(&list->models);
	family_list_release(&list->families);
	*list = (struct plot_line_list){0};
}

static enum up_status add_case(struct plot_line_list *list, const struct plot_cases *cases,
			       const struct summary *summary, struct up_error *err)
{
	const factor_set but = FACTOR_BIT(FACTOR_ROWS);
	size_t at = 0;

	while (at < list->count &&
	       !case_key_equal(&list->items[at].cases[0]->key, &summary->key, but))
		at++;
	struct plot_line *line = &list->items[at];
	if (at == list->count) {
		UP_BUFFER name = {0};
		plot_cases_family(&name, summary);
		UP_TRY(up_buffer_check(&name, err));
		line->cases = calloc(cases->count, sizeof(struct summary *));
		if (line->cases == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
		line->name = up_buffer_detach(&name);
		list->count++;
	}
	line->cases[line->count++] = summary;
	return UP_OK;
}

/* Colors and dashes are numbered as they come. */
static void give_looks(struct plot_line_list *list)
{
	size_t colors = 0;
	size_t dashes = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct plot_line *line = &list->items[i];
		for (size_t k = 0; k < i; k++) {
			const struct plot_line *other = &list->items[k];
			const struct case_key *a = &line->cases[0]->key;
			const struct case_key *b = &other->cases[0]->key;
			if (case_key_equal(a, b, CASE_KEY_ARM | (CASE_KEY_ARM - 1)))
				line->color = other->color;
			if (case_key_equal(a, b, CASE_KEY_CONTENDER | FACTOR_BIT(FACTOR_ROWS)))
				line->dash = other->dash;
		}
		line->color = line->color != 0 ? line->color : ++colors;
		line->dash = line->dash != 0 ? line->dash : ++dashes;
	}
}

static int compare_ends(const void *left, const void *right)
{
	const struct plot_line *a = left;
	const struct plot_line *b = right;
	double a_ns = a->cases[a->count - 1]->median_ns;
	double b_ns = b->cases[b->count - 1]->median_ns;

	if (a_ns != b_ns)
		return a_ns < b_ns ? -1 : 1;
	return (a->cases[0] > b->cases[0]) - (a->cases[0] < b->cases[0]);
}

/* ---- models ----------------------------------------------------------- */

static bool is_in(const struct family *family, const struct summary *summary)
{
	for (size_t c = 0; c < family->count; c++) {
		if (family->cases[c] == summary)
			return true;
	}
	return false;
}

static const struct model *find_model(const struct model_list *models, const struct summary *of)
{
	for (size_t m = 0; m < models->count; m++) {
		if (models->items[m].refusal == NULL && is_in(models->items[m].family, of))
			return &models->items[m];
	}
	return NULL;
}

/* A size with another plan than that of the curve is no point of it; NaN: there is none. */
static bool is_below_turn(const struct model *model, const struct summary *summary)
{
	return (double)summary->key.factors.rows <= model->fit.turn;
}

/* A case that failed has no model, but others on its line may. */
static void give_model(struct plot_line *line, const struct model_list *models)
{
	for (size_t c = 0; c < line->count; c++) {
		const struct summary *summary = line->cases[c];
		const struct model *model = find_model(models, summary);
		if (model == NULL || is_below_turn(model, summary))
			continue;
		if (line->model == NULL)
			line->least = (double)summary->key.factors.rows;
		line->model = model;
		line->most = (double)summary->key.factors.rows;
		line->rtt_ns = fmax(0, (double)summary->key.factors.rtt_ns);
	}
}

static enum up_status make_models(const struct run *run, const struct summary_list *summaries,
				  struct plot_line_list *list, struct up_error *err)
{
	const struct model_request request = {.seed = SEED};

	UP_TRY(family_list_make(run, summaries, &list->families, err));
	UP_TRY(model_list_make(run, &list->families, &request, &list->models, err));
	for (size_t i = 0; i < list->count; i++)
		give_model(&list->items[i], &list->models);
	return UP_OK;
}

enum up_status plot_line_list_make(const struct run *run, const struct summary_list *summaries,
				   const struct plot_cases *cases, struct plot_line_list *list,
				   struct up_error *err)
{
	PLOT_LINE_LIST new = {0};

	if (cases->count == 0 ||
	    cases->items[0]->key.factors.rows == cases->items[cases->count - 1]->key.factors.rows)
		return UP_OK;
	new.items = calloc(cases->count, sizeof(struct plot_line));
	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for plots");
	for (size_t i = 0; i < cases->count; i++)
		UP_TRY(add_case(&new, cases, cases->items[i], err));
	qsort(new.items, new.count, sizeof *new.items, compare_ends);
	give_looks(&new);
	UP_TRY(make_models(run, summaries, &new, err));
	*list = new;
	new = (struct plot_line_list){0};
	return UP_OK;
}

bool plot_line_is_curve(const struct plot_line *line)
{
	return line->model != NULL && line->most > line->least;
}

double plot_line_step(const struct plot_line *line)
{
	if (line->model == NULL || !(line->rtt_ns > 0))
		return 0;
	const struct trips *trips = &line->model->fit.trips;
	return trips->known && trips->each > 0 ? trips->chunk : 0;
}

bool plot_line_is_fitted(const struct plot_line *line, const struct summary *summary)
{
	return line->model != NULL && is_in(line->model->family, summary) &&
	       !is_below_turn(line->model, summary);
}

const struct plot_line *plot_line_list_find(const struct plot_line_list *list,
					    const struct summary *summary)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct plot_line *line = &list->items[i];
		for (size_t c = 0; c < line->count; c++) {
			if (line->cases[c] == summary)
				return line;
		}
	}
	return NULL;
}
