/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/model.h"

#include "base/cleanup.h"
#include "judge/predict/checkpoint.h"
#include "record/case_key.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

void model_release(struct model *model)
{
	free(model->name);
	free(model->short_name);
	free(model->refusal);
	speedup_release(&model->speedup);
	fit_release(&model->fit);
}

void model_list_release(struct model_list *list)
{
	for (size_t m = 0; m < list->count; m++)
		model_release(&list->items[m]);
	free(list->items);
	*list = (struct model_list){0};
}

/* ---- the list --------------------------------------------------------- */

static enum up_status name_model(struct model *model, struct up_error *err)
{
	struct case_key key = model->family->cases[0]->key; /* borrows what it points to */
	UP_BUFFER name = {0};
	UP_BUFFER short_name = {0};

	key.factors.workers = model->workers;
	case_key_append_name(&name, &key, FAMILY_FACTORS);
	case_key_append_name(&short_name, &key, factors_of_workload());
	UP_TRY(up_buffer_check(&name, err));
	UP_TRY(up_buffer_check(&short_name, err));
	model->name = up_buffer_detach(&name);
	model->short_name = up_buffer_detach(&short_name);
	return UP_OK;
}

/* What the models of a list are made of. */
struct source {
	const struct run *run;
	const struct family_list *families;
	const struct shared_error *shared;
	uint64_t seed;
};

static bool has_fit(const struct source *source, const struct family *family)
{
	FIT fit = {0};
	return family != NULL &&
	       fit_make(source->run, family, source->shared, 0, &fit, NULL) == UP_OK;
}

/* Whether --workers predicts what has no curve of its own. */
static bool is_derivable(const struct source *source, const struct model *model)
{
	UP_CLEANUP(speedup_release) struct speedup speedup = {0};
	const struct family *one = speedup_sibling(source->families, model->family, 1);

	return model->workers > 1 && has_fit(source, one) &&
	       speedup_make(source->run, source->families, one, model->workers, 0, &speedup,
			    NULL) == UP_OK;
}

static enum up_status refuse(const struct source *source, struct model *model,
			     const struct up_error *why, struct up_error *err)
{
	UP_BUFFER text = {0};

	up_buffer_append_string(&text, why->message);
	if (is_derivable(source, model))
		up_buffer_append_format(&text, ", or predict it by --workers %" PRId64,
					model->workers);
	UP_TRY(up_buffer_check(&text, err));
	model->refusal = up_buffer_detach(&text);
	return UP_OK;
}

static enum up_status fill(const struct source *source, struct model *model, struct up_error *err)
{
	struct up_error why;

	UP_TRY(name_model(model, err));
	enum up_status status = fit_make(source->run, model->family, source->shared, source->seed,
					 &model->fit, &why);
	model->has_checkpoints = checkpoint_in_samples(source->run, model->family);
	model->trips = model->fit.trips;
	if (status == UP_OK && model->workers != family_workers(model->family))
		status = speedup_make(source->run, source->families, model->family, model->workers,
				      source->seed, &model->speedup, &why);
	if (status == UP_OK && model->speedup.kind != SPEEDUP_NONE)
		model->trips = speedup_trips(source->run, source->families, model->family,
					     &model->speedup, &model->fit.trips);
	if (status == UP_OK)
		size_threshold_list_find(source->run, model->family, &model->fit,
					 (double)model->workers /
						 (double)family_workers(model->family),
					 &model->thresholds);
	if (status == UP_INVALID)
		return refuse(source, model, &why, err);
	if (status != UP_OK)
		*err = why;
	return status;
}

/* Whether it is this family that speaks for that number of workers: the one that was measured
 * with so many, or, when that has no curve, the one with one worker. */
static bool speaks_for(const struct source *source, const struct family *family, int64_t workers)
{
	const struct family_list *families = source->families;

	if (workers == 0)
		return true;
	if (family_workers(family) == workers)
		return workers == 1 || speedup_sibling(families, family, 1) == NULL ||
		       has_fit(source, family);
	return family_workers(family) == 1 &&
	       !has_fit(source, speedup_sibling(families, family, workers));
}

static bool is_of(const struct family *family, const char *strategy)
{
	const char *name = family->cases[0]->key.strategy;
	return name != NULL && strcmp(name, strategy) == 0;
}

/* Has a family before it the same strategy? */
static bool is_again(const struct family_list *families, size_t place)
{
	const char *name = families->items[place].cases[0]->key.strategy;

	for (size_t f = 0; f < place; f++) {
		if (name != NULL && is_of(&families->items[f], name))
			return true;
	}
	return false;
}

static enum up_status check_strategy(const struct family_list *families, const char *strategy,
				     struct up_error *err)
{
	UP_BUFFER names = {0};

	for (size_t f = 0; f < families->count; f++) {
		const char *name = families->items[f].cases[0]->key.strategy;
		if (is_of(&families->items[f], strategy))
			return UP_OK;
		if (name == NULL || is_again(families, f))
			continue;
		up_buffer_append_format(&names, "%s%s", names.length > 0 ? ", " : "", name);
	}
	return up_fail(err, UP_INVALID,
		       "the run has no result of strategy \"%s\"; it has results of: %s", strategy,
		       up_buffer_string(&names));
}

static bool is_wanted(const struct family *family, const struct model_request *request)
{
	for (size_t s = 0; s < request->strategy_count; s++) {
		if (is_of(family, request->strategies[s]))
			return family->role != ROLE_IDLE;
	}
	return request->strategy_count == 0 && family->role != ROLE_IDLE;
}

/* What does nothing has no curve; it is left out beside others. */
static enum up_status check_idle(const struct family_list *families,
				 const struct model_request *request, struct up_error *err)
{
	for (size_t s = 0; s < request->strategy_count; s++) {
		for (size_t f = 0; f < families->count; f++) {
			const struct family *family = &families->items[f];
			if (is_of(family, request->strategies[s]) && family->role != ROLE_IDLE)
				return UP_OK;
		}
	}
	return request->strategy_count == 0
		       ? UP_OK
		       : up_fail(err, UP_INVALID,
				 "nothing can be predicted: %s updates nothing, and is not ranked",
				 request->strategies[0]);
}

enum up_status model_list_make(const struct run *run, const struct family_list *families,
			       const struct model_request *request, struct model_list *list,
			       struct up_error *err)
{
	const int64_t workers = request->workers;
	MODEL_LIST new = {.items = calloc(families->count + 1, sizeof(struct model))};
	SHARED_ERROR shared = {0};
	const struct source source = {run, families, &shared, request->seed};

	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for models");
	for (size_t s = 0; s < request->strategy_count; s++)
		UP_TRY(check_strategy(families, request->strategies[s], err));
	UP_TRY(check_idle(families, request, err));
	UP_TRY(shared_error_make(run, families->items, families->count, &shared, err));
	for (size_t f = 0; f < families->count; f++) {
		const struct family *family = &families->items[f];
		if (!is_wanted(family, request) || !speaks_for(&source, family, workers))
			continue;
		struct model *model = &new.items[new.count++];
		*model = (struct model){
			.family = family,
			.workers = workers > 0 ? workers : family_workers(family),
			.speedup = {.factor = 1},
		};
		UP_TRY(fill(&source, model, err));
	}
	*list = new;
	new = (struct model_list){0};
	return UP_OK;
}

/* ---- predictions ------------------------------------------------------ */

double model_trips(const struct model *model, double rows)
{
	return trips_at(&model->trips, rows);
}

static struct fit_load load_of(const struct model *model, double rows, double rtt_ns)
{
	return (struct fit_load){
		.rows = rows,
		.trips = model_trips(model, rows),
		.rtt_ns = rtt_ns,
		.speedup = model->speedup.factor,
		.speedups = model->speedup.resamples,
	};
}

/* At the rows, and at the most that were measured: a crossover or a window is somewhere between. */
static enum up_status check_rtt(const struct model *model, double rows, double rtt_ns,
				struct up_error *err)
{
	const struct fit_load asked = load_of(model, rows, rtt_ns);
	const struct fit_load most = load_of(model, model->fit.most, rtt_ns);

	UP_TRY(fit_check_rtt(&model->fit, &most, err));
	return fit_check_rtt(&model->fit, &asked, err);
}

enum up_status model_check(const struct model *model, double rows, double rtt_ns, bool extrapolate,
			   struct up_error *err)
{
	if (model->refusal != NULL)
		return up_fail(err, UP_INVALID, "%s", model->refusal);
	if (rtt_ns > 0 && !model->trips.known)
		return up_fail(err, UP_INVALID, "unknown number of round trips");
	UP_TRY(check_rtt(model, rows, rtt_ns, err));
	UP_TRY(fit_check_table(&model->fit, rows, err));
	if (rows > size_threshold_most_rows(&model->thresholds))
		return up_fail(
			err, UP_INVALID,
			"a statement with more than %s rows cannot be sent: a message of the "
			"protocol ends at 1 GiB; measure with --chunk",
			quantity_count(size_threshold_most_rows(&model->thresholds)).text);
	return extrapolate ? UP_OK : fit_check_rows(&model->fit, rows, err);
}

double model_trip_factor(const struct model *model)
{
	return model->refusal == NULL && model->fit.trips.known ? model->fit.time.d : 1;
}

double model_time(const struct model *model, double rows, double rtt_ns)
{
	const struct fit_load load = load_of(model, rows, rtt_ns);
	return fit_time(&model->fit, &load);
}

struct interval model_time_interval(const struct model *model, double rows, double rtt_ns)
{
	const struct fit_load load = load_of(model, rows, rtt_ns);
	return fit_time_interval(&model->fit, &load);
}
