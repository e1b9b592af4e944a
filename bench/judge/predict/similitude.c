/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/similitude.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "judge/summary/measured.h"
#include "stats/distribution.h"
#include "stats/nnls.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RESAMPLES 500
#define CONFIDENCE 0.95
#define GOLDEN 0.6180339887498949
#define GOLDEN_STEPS 30
/* Of normal values: the standard deviation over the median of absolute deviations, and the standard error
 * of the median over that of the mean. */
#define DEVIATION 1.4826
#define MEDIAN_ERROR 1.2533

void similitude_release(struct similitude *similitude)
{
	for (size_t m = 0; m < similitude->count; m++)
		free(similitude->laws[m].times);
	free(similitude->laws);
	*similitude = (struct similitude){.rows = NAN};
}

/* ---- the medians ------------------------------------------------------- */

struct point {
	size_t model;
	double rows;
	double value;    /* median, ns, without round trips */
	double latency;  /* what these take */
	double weight;   /* of the relative error */
	double *samples; /* owned */
	size_t sample_count;
};

struct points {
	struct point *items; /* owned */
	size_t count;
	double most;     /* rows */
	double *scratch; /* owned; for the samples of a case */
};

static void points_release(struct points *points)
{
	for (size_t p = 0; p < points->count; p++)
		free(points->items[p].samples);
	free(points->items);
	free(points->scratch);
}

static enum up_status out_of_memory(struct up_error *err)
{
	return up_fail(err, UP_NO_MEMORY, "out of memory for a law of scaled sizes");
}

static bool has_law(const struct model *model)
{
	const int64_t workers = model->family->cases[0]->key.factors.workers;

	return model->refusal == NULL && model->workers == (workers > 1 ? workers : 1);
}

static double median_of(double *values, size_t count)
{
	statistics_sort(values, count);
	return statistics_median(values, count);
}

/* By the standard error of the median, and what no law is closer than. */
static double weight_of(const double *samples, size_t count, double *scratch)
{
	double median;

	memcpy(scratch, samples, count * sizeof *scratch);
	median = median_of(scratch, count);
	for (size_t i = 0; i < count; i++)
		scratch[i] = fabs(samples[i] - median);
	const double spread = DEVIATION * median_of(scratch, count) / median;
	return 1 / hypot(MEDIAN_ERROR * spread / sqrt((double)count), CURVE_DISCREPANCY);
}

static enum up_status add_point(struct points *points, const struct run *run, size_t model,
				const struct summary *summary, struct up_error *err)
{
	const double rtt = fmax(0, (double)summary->key.factors.rtt_ns);
	struct point *items = reallocarray(points->items, points->count + 1, sizeof *items);

	if (items == NULL)
		return out_of_memory(err);
	points->items = items;
	struct point *point = &items[points->count];
	*point = (struct point){.model = model, .rows = (double)summary->key.factors.rows};
	point->samples = calloc(run->samples.count + 1, sizeof(double));
	if (point->samples == NULL)
		return out_of_memory(err);
	points->count++;
	point->sample_count = measured_collect(run_find_case(run, summary->case_name),
					       PHASE_MEASURE, measured_time, NULL, point->samples);
	/* A delay with unknown round trips has no fit. */
	point->latency = rtt > 0 ? trips_median(run, summary->case_name) * rtt : 0;
	memcpy(points->scratch, point->samples, point->sample_count * sizeof(double));
	point->value = median_of(points->scratch, point->sample_count) - point->latency;
	point->weight = weight_of(point->samples, point->sample_count, points->scratch);
	points->most = fmax(points->most, point->rows);
	return UP_OK;
}

static enum up_status collect(const struct run *run, const struct model_list *models,
			      struct points *points, struct up_error *err)
{
	*points = (struct points){0};
	points->scratch = calloc(run->samples.count + 1, sizeof(double));
	if (points->scratch == NULL)
		return out_of_memory(err);
	for (size_t m = 0; m < models->count; m++) {
		const struct model *model = &models->items[m];
		const struct family *family = model->family;
		for (size_t c = 0; c < family->count && has_law(model); c++) {
			if ((double)family->cases[c]->key.factors.rows >= model->fit.least)
				UP_TRY(add_point(points, run, m, family->cases[c], err));
		}
	}
	return UP_OK;
}

/* ---- the fit ----------------------------------------------------------- */

/* What is fitted: a value per point, of the sizes below a limit. */
struct problem {
	const struct points *points;
	const double *values;
	double below; /* rows */
	struct similitude *to;
};

static double law_at(const struct similitude *similitude, size_t model, double rows)
{
	const struct similitude_law *law = &similitude->laws[model];

	return law->a + rows * (law->b + similitude->c * log(rows));
}

/* a and b of each model for a given c; returns the sum of squares. */
static double solve(const struct problem *problem, double c)
{
	const struct points *points = problem->points;
	struct similitude *to = problem->to;
	double sum = 0;

	to->c = c;
	for (size_t m = 0; m < to->count; m++) {
		struct nnls lines = {.columns = 2};
		double x[NNLS_COLUMNS];
		for (size_t p = 0; p < points->count; p++) {
			const double n = points->items[p].rows;
			const double value = problem->values[p];
			if (points->items[p].model != m || n >= problem->below)
				continue;
			const double bent = value - c * n * log(n);
			const double factor = points->items[p].weight / value;
			nnls_add(&lines, (double[]){factor, factor * n}, factor * bent);
		}
		nnls_solve(&lines, x);
		to->laws[m].a = x[0];
		to->laws[m].b = x[1];
	}
	for (size_t p = 0; p < points->count; p++) {
		const struct point *point = &points->items[p];
		if (point->rows >= problem->below)
			continue;
		const double error =
			point->weight *
			(law_at(to, point->model, point->rows) / problem->values[p] - 1);
		sum += error * error;
	}
	return sum;
}

/* The least squares are convex in c: it is minimized over the others.  No law has more than all of the
 * time in its logarithm. */
static void fit(const struct problem *problem)
{
	double low = 0;
	double high = 0;

	for (size_t p = 0; p < problem->points->count; p++) {
		const double n = problem->points->items[p].rows;
		high = fmax(high, problem->values[p] / (n * log(n)));
	}
	for (int step = 0; step < GOLDEN_STEPS; step++) {
		const double left = high - GOLDEN * (high - low);
		const double right = low + GOLDEN * (high - low);
		if (solve(problem, left) <= solve(problem, right))
			high = right;
		else
			low = left;
	}
	/* The golden section never reaches an end. */
	if (solve(problem, 0) > solve(problem, (low + high) / 2))
		return;
	solve(problem, 0);
}

/* ---- the bootstrap ----------------------------------------------------- */

static double normal(struct up_random *random)
{
	return normal_quantile(fmin(fmax(up_random_unit(random), 1e-12), 1 - 1e-12));
}

/* One error per point and one per size, of the same variance, CURVE_DISCREPANCY together. */
static void draw(const struct points *points, uint64_t seed, size_t resample, double *values)
{
	const double share = CURVE_DISCREPANCY / sqrt(2);

	for (size_t p = 0; p < points->count; p++) {
		const struct point *point = &points->items[p];
		struct up_random of_size = up_random_at(seed, (uint64_t)point->rows, resample);
		struct up_random random = up_random_at(seed + 1, p, resample);
		for (size_t s = 0; s < point->sample_count; s++)
			points->scratch[s] =
				point->samples[up_random_below(&random, point->sample_count)];
		const double median = median_of(points->scratch, point->sample_count);
		const double error = share * (normal(&random) + normal(&of_size));
		values[p] = fmax(median - point->latency, 1) * exp(error);
	}
}

static enum up_status resample(const struct points *points, uint64_t seed, double *values,
			       struct similitude *similitude, struct up_error *err)
{
	UP_FREE struct similitude_law *laws = calloc(similitude->count + 1, sizeof *laws);
	struct similitude drawn = {.laws = laws, .count = similitude->count};
	const struct problem problem = {points, values, INFINITY, &drawn};

	if (laws == NULL)
		return out_of_memory(err);
	for (size_t r = 0; r < RESAMPLES; r++) {
		struct up_random target = up_random_at(seed, 0, r);
		draw(points, seed, r, values);
		fit(&problem);
		for (size_t m = 0; m < similitude->count; m++) {
			const double error = CURVE_DISCREPANCY * normal(&target);
			if (similitude->laws[m].times != NULL)
				similitude->laws[m].times[r] =
					law_at(&drawn, m, similitude->rows) * exp(error);
		}
	}
	for (size_t m = 0; m < similitude->count; m++) {
		if (similitude->laws[m].times != NULL)
			statistics_sort(similitude->laws[m].times, RESAMPLES);
	}
	return UP_OK;
}

/* ---- the whole --------------------------------------------------------- */

static struct curve curve_of(const struct similitude *similitude, size_t model)
{
	const struct similitude_law *law = &similitude->laws[model];

	return (struct curve){
		.form = CURVE_POLYNOMIAL,
		.terms = CURVE_CONSTANT | CURVE_ROWS | CURVE_LOGARITHM,
		.a = law->a,
		.b = law->b,
		.c = similitude->c,
		.d = 1,
	};
}

/* How far the largest size is from what the others make of it; the law is fitted anew. */
static void hold_out(const struct points *points, const double *values, struct model_list *models,
		     struct similitude *similitude)
{
	size_t sizes = 0;
	double last = INFINITY;

	for (size_t p = 0; p < points->count; p++) {
		sizes += points->items[p].model == points->items[0].model &&
			 points->items[p].rows < points->most;
		models->items[points->items[p].model].fit.holdout = NAN;
	}
	if (sizes < 3)
		return;
	fit(&(struct problem){points, values, points->most, similitude});
	for (size_t p = 0; p < points->count; p++) {
		const struct point *point = &points->items[p];
		last = law_at(similitude, point->model, point->rows) / values[p] - 1;
		if (point->rows >= points->most)
			models->items[point->model].fit.holdout = last;
	}
}

static void describe(const struct points *points, const double *values, struct model_list *models,
		     struct similitude *similitude)
{
	hold_out(points, values, models, similitude);
	fit(&(struct problem){points, values, INFINITY, similitude});
	for (size_t m = 0; m < models->count; m++) {
		if (!similitude->laws[m].is_known)
			continue;
		models->items[m].fit.time = curve_of(similitude, m);
		models->items[m].fit.residual = 0;
	}
	for (size_t p = 0; p < points->count; p++) {
		const struct point *point = &points->items[p];
		struct fit *of = &models->items[point->model].fit;
		const double error = law_at(similitude, point->model, point->rows) / values[p] - 1;
		of->residual = fmax(of->residual, fabs(error));
	}
}

/* Whether resamples of its cases say something of their medians. */
static bool has_samples(const struct points *points, size_t model)
{
	for (size_t p = 0; p < points->count; p++) {
		if (points->items[p].model == model &&
		    points->items[p].sample_count < FIT_LEAST_SAMPLES)
			return false;
	}
	return true;
}

static enum up_status fill(const struct points *points, struct model_list *models, uint64_t seed,
			   struct similitude *similitude, struct up_error *err)
{
	UP_FREE double *values = calloc(points->count + 1, sizeof *values);

	if (values == NULL)
		return out_of_memory(err);
	for (size_t p = 0; p < points->count; p++) {
		const size_t model = points->items[p].model;
		struct similitude_law *law = &similitude->laws[model];
		values[p] = fmax(points->items[p].value, 1);
		if (!law->is_known && has_samples(points, model) &&
		    (law->times = calloc(RESAMPLES, sizeof(double))) == NULL)
			return out_of_memory(err);
		law->is_known = true;
	}
	describe(points, values, models, similitude);
	return resample(points, seed, values, similitude, err);
}

enum up_status similitude_make(const struct run *run, struct model_list *models, uint64_t seed,
			       struct similitude *similitude, struct up_error *err)
{
	UP_CLEANUP(points_release) struct points points = {0};
	SIMILITUDE new = {.rows = (double)run->manifest.scaling.rows};

	*similitude = (struct similitude){.rows = NAN};
	if (!(run->manifest.scaling.rows > 0))
		return UP_OK;
	new.laws = calloc(models->count + 1, sizeof *new.laws);
	if (new.laws == NULL)
		return out_of_memory(err);
	new.count = models->count;
	UP_TRY(collect(run, models, &points, err));
	if (points.count > 0)
		UP_TRY(fill(&points, models, seed, &new, err));
	*similitude = new;
	new = (struct similitude){0};
	return UP_OK;
}

/* ---- predictions ------------------------------------------------------- */

enum up_status similitude_check(const struct similitude *similitude, size_t model, double rows,
				struct up_error *err)
{
	if (fabs(rows / similitude->rows - 1) > SIMILITUDE_NEAR)
		return up_fail(err, UP_INVALID,
			       "the run is scaled down for %s rows, and predicts these alone: "
			       "measure again with --for-rows %.0f",
			       quantity_count(similitude->rows).text, rows);
	if (!similitude->laws[model].is_known)
		return up_fail(err, UP_INVALID,
			       "of a run that is scaled down, only what was measured can be "
			       "predicted, so no other number of workers");
	return UP_OK;
}

double similitude_time(const struct similitude *similitude, size_t model, double rows)
{
	return law_at(similitude, model, rows);
}

struct interval similitude_interval(const struct similitude *similitude, size_t model, double rows)
{
	const double *times = similitude->laws[model].times;
	const double factor =
		law_at(similitude, model, rows) / law_at(similitude, model, similitude->rows);

	if (times == NULL)
		return (struct interval){NAN, NAN};
	return (struct interval){
		factor * statistics_quantile(times, RESAMPLES, (1 - CONFIDENCE) / 2),
		factor * statistics_quantile(times, RESAMPLES, (1 + CONFIDENCE) / 2),
	};
}
