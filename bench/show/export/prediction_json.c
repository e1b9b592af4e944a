/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/prediction_json.h"

#include "record/json_value.h"
#include "show/export/json.h"
#include "show/words/size_threshold.h"

#include <math.h>
#include <stdio.h>

/* A number where something is known. */
static json_t *number_if(bool known, double value)
{
	return json_value_number(known ? value : NAN);
}

static json_t *strategy_of(const struct model *model)
{
	return json_value_text(model->family->cases[0]->key.strategy);
}

/* Index of the block that a model belongs to. */
static json_t *workload_of(const struct prediction_set *set, const struct model *model)
{
	const size_t m = (size_t)(model - set->models.items);
	size_t block = 0;

	while (m >= set->blocks[block].first + set->blocks[block].count)
		block++;
	return json_integer((json_int_t)block);
}

/* The bytes and both ends of their interval; prediction is NULL where nothing is known. */
static int set_cost(json_t *object, enum cost cost, const struct prediction *prediction)
{
	const struct interval none = {NAN, NAN};
	const struct interval interval =
		prediction != NULL ? prediction->cost_intervals[cost] : none;
	const double bytes = prediction != NULL ? prediction->costs[cost] : NAN;
	char low[64];
	char high[64];
	int failed = json_object_set_new(object, cost_name(cost), json_value_number(round(bytes)));

	snprintf(low, sizeof low, "%s_low", cost_name(cost));
	snprintf(high, sizeof high, "%s_high", cost_name(cost));
	failed |= json_object_set_new(object, low, json_value_number(round(interval.low)));
	failed |= json_object_set_new(object, high, json_value_number(round(interval.high)));
	return failed;
}

/* Of a model, at so many rows. */
struct place {
	const struct model *model;
	double rows;
};

static json_t *describe_threshold(const void *context, size_t index)
{
	const struct place *place = context;
	const struct size_threshold *threshold = &place->model->thresholds.items[index];

	return export_json_object(
		"name", json_string(size_threshold_name(threshold->kind)), "rows",
		json_value_number(threshold->rows), "limit", json_value_number(threshold->limit),
		"figure", json_value_number(round(size_threshold_figure(threshold, place->rows))),
		"remedy", json_string(size_threshold_remedy(threshold->kind)));
}

/* Those that begin up to there: the list is in the order of rows. */
static json_t *describe_thresholds(const struct model *model, double rows)
{
	const struct place place = {.model = model, .rows = rows};
	const struct size_threshold_list *list = &model->thresholds;
	size_t count = 0;

	while (count < list->count && list->items[count].rows <= rows)
		count++;
	return export_json_array(count, describe_threshold, &place);
}

static bool outgrows_cache(const struct model *model, double rows)
{
	const struct size_threshold *threshold =
		size_threshold_find(&model->thresholds, THRESHOLD_SHARED_BUFFERS);

	return threshold != NULL && threshold->rows <= rows;
}

static json_t *describe_prediction(const void *context, size_t index)
{
	const struct prediction_set *set = context;
	const struct prediction *prediction = &set->predictions[index];
	const struct model *model = prediction->model;
	const bool known = prediction->refusal == NULL;
	json_t *object = export_json_object(
		"strategy", strategy_of(model), "case", json_value_text(model->name), "rows",
		json_value_number(prediction->rows), factor_table[FACTOR_RTT].column,
		export_json_level(FACTOR_RTT, prediction->rtt_ns), "workers",
		json_value_number((double)model->workers), "predicted_ns",
		number_if(known, round(prediction->ns)), "low_ns",
		number_if(known, round(prediction->low_ns)), "high_ns",
		number_if(known, round(prediction->high_ns)), "round_trips",
		number_if(known, prediction->trips));
	int failed = 0;

	for (enum cost cost = 0; cost < COST_COUNT; cost++)
		failed |= set_cost(object, cost, known ? prediction : NULL);
	failed |= json_object_set_new(
		object, "rtt_extrapolated",
		known ? json_boolean(fit_extrapolates_rtt(&model->fit, prediction->rtt_ns))
		      : json_null());
	failed |= json_object_set_new(object, "checkpoints",
				      number_if(known, prediction->checkpoints));
	failed |= json_object_set_new(object, "checkpoint_wal_bytes",
				      number_if(known, round(prediction->added_wal)));
	failed |= json_object_set_new(object, "workload", workload_of(set, model));
	failed |=
		json_object_set_new(object, "outgrows_cache",
				    json_boolean(known && outgrows_cache(model, prediction->rows)));
	failed |= json_object_set_new(object, "thresholds",
				      describe_thresholds(model, prediction->rows));
	failed |= json_object_set_new(object, "reason", json_value_text(prediction->refusal));
	failed |= json_object_set_new(object, "measured_ns",
				      json_value_number(round(prediction->measured_ns)));
	return export_json_check(object, failed);
}

static json_t *describe_crossover(const void *context, size_t index)
{
	const struct prediction_set *set = context;
	const struct crossover *crossover = &set->crossovers.items[index];

	return export_json_object(
		"before", json_value_text(crossover->before->name), "after",
		json_value_text(crossover->after->name), "rows",
		json_value_number(ceil(crossover->rows)), factor_table[FACTOR_RTT].column,
		export_json_level(FACTOR_RTT, crossover->rtt_ns), "of_fastest",
		json_boolean(crossover->of_fastest), "measured", json_boolean(crossover->is_within),
		"thresholds_before", describe_thresholds(crossover->before, crossover->rows),
		"thresholds_after", describe_thresholds(crossover->after, crossover->rows),
		"extrapolated", json_boolean(!crossover->is_within), "workload",
		workload_of(set, crossover->before));
}

static json_t *describe_window(const void *context, size_t index)
{
	static const char *const ends[] = {
		[WINDOW_FULL] = "full",
		[WINDOW_BEYOND] = "beyond what is predicted",
		[WINDOW_NOTHING] = "below what is predicted",
		[WINDOW_NONE] = "round trips alone take longer",
		[WINDOW_REFUSED] = "not predicted",
	};
	const struct prediction_set *set = context;
	const struct window *window = &set->windows[index];
	const bool known = window->end == WINDOW_FULL || window->end == WINDOW_BEYOND ||
			   window->end == WINDOW_NONE;

	return export_json_object(
		"strategy", strategy_of(window->model), "case",
		json_value_text(window->model->name), factor_table[FACTOR_RTT].column,
		export_json_level(FACTOR_RTT, window->rtt_ns), "rows",
		number_if(known, window->rows), "end", json_string(ends[window->end]),
		"by_interval", json_boolean(!window->without_interval), "thresholds",
		describe_thresholds(window->model, known ? window->rows : 0), "reason",
		json_value_text(window->refusal), "workload", workload_of(set, window->model));
}

static json_t *describe_trips(const struct trips *trips)
{
	return export_json_object("fixed", number_if(trips->known, trips->fixed), "each",
				  number_if(trips->known, trips->each), "chunk",
				  number_if(trips->known, trips->chunk), "exact",
				  json_boolean(trips->known && trips->exact));
}

static json_t *describe_model(const void *context, size_t index)
{
	static const char *const forms[] = {
		[CURVE_POLYNOMIAL] = "a + b n + c n^2",
		[CURVE_POWER] = "a + b n^p",
	};
	static const char *const kinds[] = {
		[SPEEDUP_NONE] = "none", [SPEEDUP_MEASURED] = "measured", [SPEEDUP_LAW] = "law"};
	const struct prediction_set *set = context;
	const struct model *model = &set->models.items[index];
	const bool known = model->refusal == NULL;
	const struct fit *fit = &model->fit;
	const struct curve *curve = &fit->time;
	const bool is_power = curve->form == CURVE_POWER;
	const char *form =
		(curve->terms & CURVE_LOGARITHM) != 0 ? "a + b n + c n ln n" : forms[curve->form];

	return export_json_object(
		"strategy", strategy_of(model), "case", json_value_text(model->name), "workers",
		json_value_number((double)model->workers), "sizes",
		number_if(known, (double)fit->sizes), "rows_min", number_if(known, fit->least),
		"rows_max", number_if(known, fit->most), "form",
		json_value_text(known ? form : NULL), "a", number_if(known, curve->a), "b",
		number_if(known, curve->b), "c", number_if(known && !is_power, curve->c), "p",
		number_if(known && is_power, curve->p), "d", number_if(known, curve->d), "residual",
		number_if(known, fit->residual), "holdout", number_if(known, fit->holdout),
		"round_trips", known ? describe_trips(&model->trips) : json_null(), "speedup",
		number_if(known, model->speedup.factor), "speedup_by",
		json_string(kinds[model->speedup.kind]), "reason", json_value_text(model->refusal),
		"workload", workload_of(set, model));
}

/* What the models of a block have in common. */
static json_t *describe_workload(const void *context, size_t index)
{
	const struct prediction_set *set = context;
	const struct model *model = &set->models.items[set->blocks[index].first];
	const struct case_key *key = &model->family->cases[0]->key;
	json_t *object = json_object();
	int failed = json_object_set_new(object, "arm", json_value_text(key->arm));

	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if ((factors_of_workload() & ~FAMILY_FACTORS & FACTOR_BIT(factor)) != 0)
			failed |= json_object_set_new(
				object, factor_table[factor].column,
				factor == FACTOR_TABLE_ROWS &&
						factor_is_default(factor, &key->factors)
					? json_null()
					: factor_to_json(factor, &key->factors));
	}
	return export_json_check(object, failed);
}

static json_t *describe_checkpoints(const struct checkpoint_policy *policy)
{
	return export_json_object("max_wal_bytes", json_value_number(policy->max_wal_bytes),
				  "timeout_ns", json_value_number(policy->timeout_ns),
				  "distance_bytes", json_value_number(checkpoint_distance(policy)));
}

static json_t *describe_windows(const struct prediction_set *set)
{
	return set->window_count == 0
		       ? json_null()
		       : export_json_object(
				 "window_ns", json_value_number(set->window_ns), "rows",
				 export_json_array(set->window_count, describe_window, set));
}

enum up_status prediction_append_json(struct up_buffer *text, const struct prediction_set *set,
				      struct up_error *err)
{
	json_t *root = export_json_object(
		"workloads", export_json_array(set->block_count, describe_workload, set),
		"predictions", export_json_array(set->prediction_count, describe_prediction, set),
		"scaled_for_rows", number_if(set->similitude.rows > 0, set->similitude.rows),
		"checkpointing", describe_checkpoints(&set->checkpoints), "crossovers",
		export_json_array(set->crossovers.count, describe_crossover, set), "window",
		describe_windows(set), "model",
		export_json_array(set->models.count, describe_model, set));

	return export_json_append(text, root, 0, err);
}
