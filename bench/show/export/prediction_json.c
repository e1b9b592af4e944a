/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/prediction_json.h"

#include "record/json_value.h"
#include "show/export/json.h"

#include <math.h>

/* A model, too, may have an odd name. */
static void set_name(json_t *object, const struct model *model, int *failed)
{
	*failed |= json_object_set_new(object, "strategy",
				       json_value_text(model->family->cases[0]->key.strategy));
	*failed |= json_object_set_new(object, "case", json_value_text(model->name));
}

static void set_number(json_t *object, const char *key, double value, int *failed)
{
	*failed |= json_object_set_new(object, key, json_value_number(value));
}

static json_t *describe_prediction(const struct prediction *prediction, int *failed)
{
	const bool known = prediction->refusal == NULL;
	json_t *object = json_object();

	set_name(object, prediction->model, failed);
	set_number(object, "rows", prediction->rows, failed);
	set_number(object, "rtt_us", prediction->rtt_ns / 1e3, failed);
	set_number(object, "workers", (double)prediction->model->workers, failed);
	set_number(object, "predicted_ns", known ? round(prediction->ns) : NAN, failed);
	set_number(object, "low_ns", known ? round(prediction->low_ns) : NAN, failed);
	set_number(object, "high_ns", known ? round(prediction->high_ns) : NAN, failed);
	set_number(object, "round_trips", known ? prediction->trips : NAN, failed);
	for (enum cost cost = 0; cost < COST_COUNT; cost++)
		set_number(object, cost_name(cost), known ? round(prediction->costs[cost]) : NAN,
			   failed);
	*failed |= json_object_set_new(object, "outgrows_cache",
				       json_boolean(known && prediction->outgrows_cache));
	*failed |= json_object_set_new(object, "reason", json_value_text(prediction->refusal));
	return object;
}

static json_t *describe_crossover(const struct prediction_crossover *crossover, int *failed)
{
	json_t *object = json_object();

	*failed |= json_object_set_new(object, "before", json_value_text(crossover->before->name));
	*failed |= json_object_set_new(object, "after", json_value_text(crossover->after->name));
	set_number(object, "rows", ceil(crossover->rows), failed);
	set_number(object, "rtt_us", crossover->rtt_ns / 1e3, failed);
	*failed |= json_object_set_new(object, "of_fastest", json_boolean(crossover->of_fastest));
	*failed |= json_object_set_new(object, "measured", json_boolean(crossover->is_within));
	return object;
}

static json_t *describe_window(const struct prediction_window *window, int *failed)
{
	static const char *const ends[] = {
		[WINDOW_FULL] = "full",
		[WINDOW_BEYOND] = "beyond what is predicted",
		[WINDOW_NOTHING] = "below what is predicted",
		[WINDOW_REFUSED] = "not predicted",
	};
	const bool known = window->end == WINDOW_FULL || window->end == WINDOW_BEYOND;
	json_t *object = json_object();

	set_name(object, window->model, failed);
	set_number(object, "rtt_us", window->rtt_ns / 1e3, failed);
	set_number(object, "rows", known ? window->rows : NAN, failed);
	*failed |= json_object_set_new(object, "end", json_string(ends[window->end]));
	*failed |=
		json_object_set_new(object, "by_interval", json_boolean(!window->without_interval));
	*failed |= json_object_set_new(object, "reason", json_value_text(window->refusal));
	return object;
}

static json_t *describe_trips(const struct trips *trips, int *failed)
{
	json_t *object = json_object();

	set_number(object, "fixed", trips->known ? trips->fixed : NAN, failed);
	set_number(object, "each", trips->known ? trips->each : NAN, failed);
	set_number(object, "chunk", trips->known ? trips->chunk : NAN, failed);
	*failed |= json_object_set_new(object, "exact", json_boolean(trips->known && trips->exact));
	return object;
}

static json_t *describe_model(const struct model *model, int *failed)
{
	static const char *const forms[] = {
		[CURVE_POLYNOMIAL] = "a + b n + c n^2",
		[CURVE_POWER] = "a + b n^p",
	};
	static const char *const kinds[] = {
		[SPEEDUP_NONE] = "none", [SPEEDUP_MEASURED] = "measured", [SPEEDUP_LAW] = "law"};
	const bool known = model->refusal == NULL;
	const struct fit *fit = &model->fit;
	const struct curve *curve = &fit->time;
	const bool is_power = curve->form == CURVE_POWER;
	json_t *object = json_object();

	set_name(object, model, failed);
	set_number(object, "workers", (double)model->workers, failed);
	set_number(object, "sizes", known ? (double)fit->sizes : NAN, failed);
	set_number(object, "rows_min", known ? fit->least : NAN, failed);
	set_number(object, "rows_max", known ? fit->most : NAN, failed);
	*failed |= json_object_set_new(object, "form",
				       known ? json_string(forms[curve->form]) : json_null());
	set_number(object, "a", known ? curve->a : NAN, failed);
	set_number(object, "b", known ? curve->b : NAN, failed);
	set_number(object, "c", known && !is_power ? curve->c : NAN, failed);
	set_number(object, "p", known && is_power ? curve->p : NAN, failed);
	set_number(object, "d", known ? curve->d : NAN, failed);
	set_number(object, "residual", known ? fit->residual : NAN, failed);
	set_number(object, "holdout", known ? fit->holdout : NAN, failed);
	*failed |= json_object_set_new(object, "round_trips",
				       known ? describe_trips(&fit->trips, failed) : json_null());
	set_number(object, "speedup", known ? model->speedup : NAN, failed);
	*failed |= json_object_set_new(object, "speedup_by", json_string(kinds[model->kind]));
	*failed |= json_object_set_new(object, "reason", json_value_text(model->refusal));
	return object;
}

static json_t *describe_windows(const struct prediction_set *set, int *failed)
{
	json_t *object = json_object();
	json_t *rows = json_array();

	if (set->window_count == 0) {
		json_decref(object);
		json_decref(rows);
		return json_null();
	}
	set_number(object, "window_ns", set->window_ns, failed);
	for (size_t w = 0; w < set->window_count; w++)
		*failed |= json_array_append_new(rows, describe_window(&set->windows[w], failed));
	*failed |= json_object_set_new(object, "rows", rows);
	return object;
}

enum up_status prediction_append_json(struct up_buffer *text, const struct prediction_set *set,
				      struct up_error *err)
{
	json_t *root = json_object();
	json_t *predictions = json_array();
	json_t *crossovers = json_array();
	json_t *models = json_array();
	int failed = 0;

	for (size_t p = 0; p < set->prediction_count; p++)
		failed |= json_array_append_new(predictions,
						describe_prediction(&set->predictions[p], &failed));
	for (size_t c = 0; c < set->crossover_count; c++)
		failed |= json_array_append_new(crossovers,
						describe_crossover(&set->crossovers[c], &failed));
	for (size_t m = 0; m < set->models.count; m++)
		failed |= json_array_append_new(models,
						describe_model(&set->models.items[m], &failed));
	failed |= json_object_set_new(root, "predictions", predictions);
	failed |= json_object_set_new(root, "crossovers", crossovers);
	failed |= json_object_set_new(root, "window", describe_windows(set, &failed));
	failed |= json_object_set_new(root, "model", models);
	return export_json_append(text, root, failed, err);
}
