/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/model.h"

#include "base/cleanup.h"
#include "judge/predict/scalability.h"
#include "record/case_key.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* Of the largest number of workers that was measured: what they wait for is hardly seen
 * before they do. */
#define MOST_WORKERS 2
#define LEVELS_MOST 64

void model_list_release(struct model_list *list)
{
	for (size_t m = 0; m < list->count; m++) {
		free(list->items[m].name);
		free(list->items[m].short_name);
		free(list->items[m].refusal);
		fit_release(&list->items[m].fit);
	}
	free(list->items);
	*list = (struct model_list){0};
}

static int64_t workers_of(const struct family *family)
{
	return family->cases[0]->key.factors.workers > 1 ? family->cases[0]->key.factors.workers
							 : 1;
}

/* ---- more workers than the curve is of -------------------------------- */

/* Do they differ in the workers alone? */
static bool are_siblings(const struct family *a, const struct family *b)
{
	return case_key_equal(&a->cases[0]->key, &b->cases[0]->key,
			      FAMILY_FACTORS | FACTOR_BIT(FACTOR_WORKERS));
}

static const struct family *find_sibling(const struct family_list *families,
					 const struct family *of, int64_t workers)
{
	for (size_t f = 0; f < families->count; f++) {
		const struct family *family = &families->items[f];
		if (workers_of(family) == workers && are_siblings(family, of))
			return family;
	}
	return NULL;
}

static const struct summary *find_case(const struct family *family, int64_t rows)
{
	for (size_t c = 0; c < family->count; c++) {
		const struct summary *summary = family->cases[c];
		if (summary->key.factors.rows == rows && !(summary->key.factors.rtt_ns > 0))
			return summary;
	}
	return NULL;
}

/* The throughputs of the siblings that were measured with that many rows. */
static size_t find_levels(const struct family_list *families, const struct family *of, int64_t rows,
			  double *workers, double *throughput)
{
	size_t count = 0;

	for (size_t f = 0; f < families->count && count < LEVELS_MOST; f++) {
		const struct family *family = &families->items[f];
		const struct summary *summary = find_case(family, rows);
		if (summary == NULL || !are_siblings(family, of))
			continue;
		workers[count] = (double)workers_of(family);
		throughput[count++] = (double)rows * 1e9 / summary->median_ns;
	}
	return count;
}

/* The largest size that most numbers of workers have. */
static int64_t common_rows(const struct family_list *families, const struct family *of)
{
	double workers[LEVELS_MOST];
	double throughput[LEVELS_MOST];
	int64_t best = 0;
	size_t most = 0;

	for (size_t c = 0; c < of->count; c++) {
		int64_t rows = of->cases[c]->key.factors.rows;
		size_t count = find_levels(families, of, rows, workers, throughput);
		if (count > most || (count == most && rows > best)) {
			most = count;
			best = rows;
		}
	}
	return best;
}

static double largest(const double *values, size_t count)
{
	double most = 0;

	for (size_t i = 0; i < count; i++)
		most = fmax(most, values[i]);
	return most;
}

static enum up_status find_speedup(const struct family_list *families, struct model *model,
				   struct up_error *err)
{
	double workers[LEVELS_MOST];
	double throughput[LEVELS_MOST];
	const int64_t rows = common_rows(families, model->family);
	const size_t count = find_levels(families, model->family, rows, workers, throughput);
	const struct summary *one = find_case(model->family, rows);
	const struct family *sibling = find_sibling(families, model->family, model->workers);
	const struct summary *asked = sibling != NULL ? find_case(sibling, rows) : NULL;
	struct scalability law;

	model->speedup_rows = (double)rows;
	if (one != NULL && asked != NULL) {
		model->kind = SPEEDUP_MEASURED;
		model->speedup = one->median_ns / asked->median_ns;
		return UP_OK;
	}
	enum up_status status = scalability_fit(workers, throughput, count, &law, err);
	if (status != UP_OK)
		return up_error_prefix(err, "%" PRId64 " workers were not measured",
				       model->workers);
	if ((double)model->workers > MOST_WORKERS * largest(workers, count))
		return up_fail(err, UP_INVALID,
			       "%" PRId64 " workers are more than %d times the most that were "
			       "measured (%.0f)",
			       model->workers, MOST_WORKERS, largest(workers, count));
	model->kind = SPEEDUP_LAW;
	model->speedup = scalability_at(&law, (double)model->workers) / scalability_at(&law, 1);
	return UP_OK;
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

static enum up_status refuse(struct model *model, const struct up_error *why, struct up_error *err)
{
	model->refusal = strdup(why->message);
	if (model->refusal == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for models");
	return UP_OK;
}

static enum up_status fill(const struct run *run, const struct family_list *families, uint64_t seed,
			   struct model *model, struct up_error *err)
{
	struct up_error why;

	UP_TRY(name_model(model, err));
	enum up_status status = fit_make(run, model->family, seed, &model->fit, &why);
	if (status == UP_OK && model->workers != workers_of(model->family))
		status = find_speedup(families, model, &why);
	if (status == UP_OK)
		size_threshold_list_find(run, model->family, &model->fit,
					 (double)model->workers / (double)workers_of(model->family),
					 &model->thresholds);
	if (status == UP_INVALID)
		return refuse(model, &why, err);
	if (status != UP_OK)
		*err = why;
	return status;
}

static bool has_fit(const struct run *run, const struct family *family)
{
	FIT fit = {0};
	return family != NULL && fit_make(run, family, 0, &fit, NULL) == UP_OK;
}

/* Whether it is this family that speaks for that number of workers: the one that was measured
 * with so many, or, when that has no curve, the one with one worker. */
static bool speaks_for(const struct run *run, const struct family_list *families,
		       const struct family *family, int64_t workers)
{
	if (workers == 0)
		return true;
	if (workers_of(family) == workers)
		return workers == 1 || find_sibling(families, family, 1) == NULL ||
		       has_fit(run, family);
	return workers_of(family) == 1 && !has_fit(run, find_sibling(families, family, workers));
}

static bool is_of(const struct family *family, const char *strategy)
{
	const char *name = family->cases[0]->key.strategy;
	return name != NULL && strcmp(name, strategy) == 0;
}

static enum up_status check_strategy(const struct family_list *families, const char *strategy,
				     struct up_error *err)
{
	UP_BUFFER names = {0};
	const char *last = "";

	for (size_t f = 0; f < families->count; f++) {
		const char *name = families->items[f].cases[0]->key.strategy;
		if (is_of(&families->items[f], strategy))
			return UP_OK;
		if (name == NULL || strcmp(name, last) == 0)
			continue;
		up_buffer_append_format(&names, "%s%s", names.length > 0 ? ", " : "", name);
		last = name;
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

enum up_status model_list_make(const struct run *run, const struct family_list *families,
			       const struct model_request *request, struct model_list *list,
			       struct up_error *err)
{
	const int64_t workers = request->workers;
	MODEL_LIST new = {.items = calloc(families->count + 1, sizeof(struct model))};

	if (new.items == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for models");
	for (size_t s = 0; s < request->strategy_count; s++)
		UP_TRY(check_strategy(families, request->strategies[s], err));
	for (size_t f = 0; f < families->count; f++) {
		const struct family *family = &families->items[f];
		if (!is_wanted(family, request) || !speaks_for(run, families, family, workers))
			continue;
		struct model *model = &new.items[new.count++];
		*model = (struct model){
			.family = family,
			.workers = workers > 0 ? workers : workers_of(family),
			.speedup = 1,
		};
		UP_TRY(fill(run, families, request->seed, model, err));
	}
	*list = new;
	new = (struct model_list){0};
	return UP_OK;
}

/* ---- predictions ------------------------------------------------------ */

enum up_status model_check(const struct model *model, double rows, double rtt_ns, bool extrapolate,
			   struct up_error *err)
{
	if (model->refusal != NULL)
		return up_fail(err, UP_INVALID, "%s", model->refusal);
	if (rtt_ns > 0 && !model->fit.trips.known)
		return up_fail(err, UP_INVALID, "unknown number of round trips");
	if (rows > size_threshold_most_rows(&model->thresholds))
		return up_fail(
			err, UP_INVALID,
			"a statement with more than %.0f rows cannot be sent: a message of the "
			"protocol ends at 1 GiB; measure with --chunk",
			size_threshold_most_rows(&model->thresholds));
	return extrapolate ? UP_OK : fit_check_rows(&model->fit, rows, err);
}

/* See trips.h: with W workers W begin, W commit, and share what is between. */
double model_trips(const struct model *model, double rows)
{
	double trips = trips_at(&model->fit.trips, rows);
	double workers = (double)model->workers;

	if (model->kind == SPEEDUP_NONE)
		return trips;
	return workers - 1 + fmax(0, trips - 1) / workers + workers;
}

static struct fit_load load_of(const struct model *model, double rows, double rtt_ns)
{
	return (struct fit_load){
		.rows = rows,
		.trips = model_trips(model, rows),
		.rtt_ns = rtt_ns,
		.speedup = model->speedup,
	};
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
