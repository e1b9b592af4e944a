/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/fit.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "judge/predict/plan_group.h"
#include "judge/predict/working_set.h"
#include "judge/summary/measured.h"
#include "stats/distribution.h"

#include <math.h>
#include <stdlib.h>

#define RESAMPLES 500
#define CONFIDENCE 0.95
/* Of normal values, the standard deviation over the median of absolute deviations. */
#define DEVIATION 1.4826

void fit_release(struct fit *fit)
{
	free(fit->resamples);
	free(fit->errors);
	fit->resamples = NULL;
	fit->errors = NULL;
}

/* ---- samples ---------------------------------------------------------- */

static double touched(const struct run_case *of, const struct sample *sample, const void *context)
{
	(void)of;
	return working_set_of(context, sample);
}

/* In the order of the file. */
static size_t collect(const struct run *run, const struct summary *summary, measured_figure *figure,
		      const void *context, double *values)
{
	return measured_collect(run_find_case(run, summary->case_name), PHASE_MEASURE, figure,
				context, values);
}

static double median_of(double *values, size_t count)
{
	statistics_sort(values, count);
	return statistics_median(values, count);
}

/* ---- fitting ---------------------------------------------------------- */

/* The samples of a family, case by case, and what is made of them. */
struct data {
	const struct run *run;
	const struct family *family;
	double *values;             /* owned: scratch */
	double *times;              /* owned: of case after case */
	size_t *first;              /* owned: where a case's times begin; one more than cases */
	struct curve_point *points; /* owned: one a case */
	double *rows;               /* owned: likewise */
	double *counts;             /* owned: round trips likewise */
};

static void data_release(struct data *data)
{
	free(data->values);
	free(data->times);
	free(data->first);
	free(data->points);
	free(data->rows);
	free(data->counts);
}

static enum up_status data_init(struct data *data, const struct run *run,
				const struct family *family, struct up_error *err)
{
	const size_t samples = run->samples.count + 1;
	const size_t cases = family->count + 1;

	data->run = run;
	data->family = family;
	data->values = calloc(samples, sizeof(*data->values));
	data->times = calloc(samples, sizeof(*data->times));
	data->first = calloc(cases, sizeof(*data->first));
	data->points = calloc(cases, sizeof(*data->points));
	data->rows = calloc(cases, sizeof(*data->rows));
	data->counts = calloc(cases, sizeof(*data->counts));
	if (data->values == NULL || data->times == NULL || data->first == NULL ||
	    data->points == NULL || data->rows == NULL || data->counts == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a fit");
	return UP_OK;
}

static double spread_of(double *values, size_t count, double median)
{
	for (size_t i = 0; i < count; i++)
		values[i] = fabs(values[i] - median);
	return median > 0 ? DEVIATION * median_of(values, count) / median : 0;
}

static struct curve_point point_of(double rows, double *values, size_t count)
{
	struct curve_point point = {.rows = rows, .samples = count};

	point.value = median_of(values, count);
	point.spread = spread_of(values, count, point.value);
	return point;
}

static double rtt_ns_of(const struct summary *summary)
{
	return fmax(0, (double)summary->key.factors.rtt_ns);
}

static void read_cases(struct data *data, struct trips *trips)
{
	const struct family *family = data->family;
	double chunk = 0;

	for (size_t c = 0; c < family->count; c++) {
		const struct summary *summary = family->cases[c];
		double *times = data->times + data->first[c];
		size_t count = collect(data->run, summary, measured_time, NULL, times);
		data->first[c + 1] = data->first[c] + count;
		memcpy(data->values, times, count * sizeof *times);
		data->rows[c] = (double)summary->key.factors.rows;
		data->points[c] = point_of(data->rows[c], data->values, count);
		data->counts[c] = trips_median(data->run, summary->case_name);
		if (summary->key.factors.chunk > 0)
			chunk = (double)summary->key.factors.chunk *
				(summary->key.factors.workers > 1
					 ? (double)summary->key.factors.workers
					 : 1);
	}
	*trips = trips_fit(data->rows, data->counts, family->count, chunk);
	for (size_t c = 0; c < family->count && trips->known; c++)
		data->points[c].latency = data->counts[c] * rtt_ns_of(family->cases[c]);
}

/* Times at several delays make one curve only when the round trips are known. */
static enum up_status check_delays(const struct data *data, const struct trips *trips,
				   struct up_error *err)
{
	for (size_t c = 0; c < data->family->count; c++) {
		if (!trips->known && rtt_ns_of(data->family->cases[c]) > 0)
			return up_fail(
				err, UP_INVALID,
				"measured with a delay, and with an unknown number of round trips");
	}
	return UP_OK;
}

typedef enum up_status curve_function(const struct curve_point *points, size_t count,
				      struct curve *curve, struct up_error *err);

/* A curve of what is taken of the samples, of the medians from least on; most: the largest of all. */
static bool fit_figure(struct data *data, measured_figure *figure, const void *context,
		       double least, curve_function *make, struct curve *curve, double *most)
{
	const struct family *family = data->family;
	UP_FREE struct curve_point *points = calloc(family->count + 1, sizeof *points);
	size_t known = 0;

	*most = 0;
	for (size_t c = 0; c < family->count && points != NULL; c++) {
		size_t count = collect(data->run, family->cases[c], figure, context, data->values);
		if (count == 0)
			continue;
		points[known] = point_of(data->rows[c], data->values, count);
		*most = fmax(*most, points[known].value);
		known += points[known].value >= least;
	}
	return points != NULL && make(points, known, curve, NULL) == UP_OK;
}

/* Is it known? */
static bool fit_one_cost(struct data *data, enum cost cost, struct fit *fit)
{
	const size_t offset = cost_offset(cost);
	const bool is_peak = cost == COST_BACKEND || cost == COST_CLIENT;
	curve_function *const make = is_peak ? curve_fit_line : curve_fit;
	double most;

	if (!fit_figure(data, measured_member, &offset, -INFINITY, make, &fit->costs[cost], &most))
		return false;
	if (!cost_is_growth(cost) || !(most > 0))
		return true;
	const bool is_known =
		fit_figure(data, measured_member, &offset, FIT_LEAST_PAGES * COST_PAGE_BYTES, make,
			   &fit->costs[cost], &most);
	fit->has_steps |= !is_known;
	return is_known;
}

static void fit_costs(struct data *data, struct fit *fit)
{
	for (enum cost cost = 0; cost < COST_COUNT; cost++)
		fit->cost_known[cost] = fit_one_cost(data, cost, fit);
	fit->cache = working_set_cache(data->run);
	fit->touched_known = fit_figure(data, touched, data->run, -INFINITY, curve_fit,
					&fit->touched, &fit->touched_most);
}

static double relative_error(const struct curve *curve, const struct curve_point *point)
{
	return curve_at(curve, point->rows, point->latency) / point->value - 1;
}

static enum up_status hold_out(const struct data *data, struct fit *fit, struct up_error *err)
{
	UP_FREE struct curve_point *smaller = calloc(data->family->count, sizeof *smaller);
	struct curve curve;
	size_t count = 0;

	if (smaller == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a fit");
	fit->holdout = NAN;
	for (size_t c = 0; c < data->family->count; c++) {
		if (data->rows[c] >= fit->most)
			continue;
		smaller[count++] = data->points[c];
		fit->next = fmax(fit->next, data->rows[c]);
	}
	if (curve_fit(smaller, count, &curve, NULL) != UP_OK)
		return UP_OK;
	for (size_t c = 0; c < data->family->count; c++) {
		double error = relative_error(&curve, &data->points[c]);
		if (data->rows[c] >= fit->most &&
		    (isnan(fit->holdout) || fabs(error) > fabs(fit->holdout)))
			fit->holdout = error;
	}
	return UP_OK;
}

/* ---- intervals -------------------------------------------------------- */

static bool has_samples(const struct data *data)
{
	for (size_t c = 0; c < data->family->count; c++) {
		if (data->points[c].samples < FIT_LEAST_SAMPLES)
			return false;
	}
	return true;
}

static double resampled_median(struct data *data, size_t of, struct up_random *random)
{
	const double *times = data->times + data->first[of];
	const size_t count = data->first[of + 1] - data->first[of];

	for (size_t i = 0; i < count; i++)
		data->values[i] = times[up_random_below(random, count)];
	return median_of(data->values, count);
}

static enum up_status resample(struct data *data, uint64_t seed, struct fit *fit,
			       struct up_error *err)
{
	const size_t cases = data->family->count;
	const size_t parameters = curve_parameters(&fit->time);
	UP_FREE struct curve_point *points = calloc(cases, sizeof *points);
	/* A curve through all points has residuals of 0 and knows nothing of its error. */
	const double freedom = cases > parameters ? (double)(cases - parameters) : 1;
	const double larger = sqrt((double)cases / freedom);

	fit->resamples = calloc(RESAMPLES, sizeof(*fit->resamples));
	fit->errors = calloc(RESAMPLES, sizeof(*fit->errors));
	if (points == NULL || fit->resamples == NULL || fit->errors == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a fit");
	memcpy(points, data->points, cases * sizeof *points);
	for (size_t r = 0; r < RESAMPLES; r++) {
		struct up_random random = up_random_at(seed, cases, r);
		for (size_t c = 0; c < cases; c++)
			points[c].value = resampled_median(data, c, &random);
		fit->resamples[r] = fit->time;
		curve_refit(points, cases, &fit->resamples[r]);
		size_t drawn = up_random_below(&random, cases);
		double error = relative_error(&fit->time, &data->points[drawn]);
		fit->errors[r] = exp(larger * log1p(error) * (r % 2 == 0 ? 1 : -1));
	}
	fit->resample_count = RESAMPLES;
	return UP_OK;
}

enum up_status fit_make(const struct run *run, const struct family *family, uint64_t seed,
			struct fit *fit, struct up_error *err)
{
	UP_CLEANUP(data_release) struct data data = {0};
	PLAN_GROUP group = {0};
	FIT new = {.least = INFINITY};

	UP_TRY(plan_group_make(run, family, CURVE_LEAST_SIZES, &group, err));
	family = &group.family;
	new.turn = group.turn;
	UP_TRY(data_init(&data, run, family, err));
	read_cases(&data, &new.trips);
	UP_TRY(check_delays(&data, &new.trips, err));
	UP_TRY(curve_fit(data.points, family->count, &new.time, err));
	new.sizes = curve_sizes(data.points, family->count);
	for (size_t c = 0; c < family->count; c++) {
		new.least = fmin(new.least, data.rows[c]);
		new.most = fmax(new.most, data.rows[c]);
		new.residual = fmax(new.residual, fabs(relative_error(&new.time, &data.points[c])));
	}
	UP_TRY(hold_out(&data, &new, err));
	fit_costs(&data, &new);
	if (has_samples(&data))
		UP_TRY(resample(&data, seed, &new, err));
	*fit = new;
	new = (struct fit){0};
	return UP_OK;
}

/* ---- predictions ------------------------------------------------------ */

double fit_least_rows(const struct fit *fit)
{
	return isnan(fit->turn) ? fmax(1, ceil(fit->least / FIT_REACH)) : fit->least;
}

double fit_most_rows(const struct fit *fit)
{
	return fit->most * FIT_REACH;
}

enum up_status fit_check_rows(const struct fit *fit, double rows, struct up_error *err)
{
	if (rows > fit_most_rows(fit))
		return up_fail(err, UP_INVALID,
			       "%.0f rows are more than %d times the largest measured size (%.0f)",
			       rows, FIT_REACH, fit->most);
	if (rows < fit->least && !isnan(fit->turn))
		return up_fail(err, UP_INVALID,
			       "its plan turns between %.0f and %.0f rows, and %.0f are below",
			       fit->turn, fit->least, rows);
	if (rows < fit_least_rows(fit))
		return up_fail(err, UP_INVALID,
			       "%.0f rows are less than 1/%d of the smallest that was measured "
			       "(%.0f)",
			       rows, FIT_REACH, fit->least);
	return UP_OK;
}

/* Round trips that are not known do not matter where they take no time. */
static double latency(const struct fit_load *load)
{
	return load->rtt_ns > 0 ? load->trips * load->rtt_ns : 0;
}

static double time_of(const struct curve *curve, const struct fit_load *load)
{
	return curve_at(curve, load->rows, 0) / load->speedup + curve->d * latency(load);
}

double fit_time(const struct fit *fit, const struct fit_load *load)
{
	return time_of(&fit->time, load);
}

/* The standard deviation of the logarithm of a time beyond what was measured. */
static double strain(const struct fit *fit, double rows)
{
	const double missed = isnan(fit->holdout) ? 0 : log1p(fit->holdout);

	if (rows <= fit->most)
		return 0;
	return fmax(fabs(missed), CURVE_DISCREPANCY) * log(rows / fit->most) /
	       log(fit->most / fit->next);
}

struct interval fit_time_interval(const struct fit *fit, const struct fit_load *load)
{
	const double strained = strain(fit, load->rows);
	double values[RESAMPLES];

	if (fit->resample_count == 0 || isnan(latency(load)))
		return (struct interval){NAN, NAN};
	/* Resamples are in no order, so quantiles in order are as good as drawn ones. */
	for (size_t r = 0; r < fit->resample_count; r++) {
		double deviate = normal_quantile(((double)r + 0.5) / RESAMPLES);
		values[r] = exp(strained * deviate) * fit->errors[r] *
			    time_of(&fit->resamples[r], load);
	}
	statistics_sort(values, fit->resample_count);
	return (struct interval){
		statistics_quantile(values, fit->resample_count, (1 - CONFIDENCE) / 2),
		statistics_quantile(values, fit->resample_count, (1 + CONFIDENCE) / 2),
	};
}

double fit_cost(const struct fit *fit, enum cost cost, double rows)
{
	return fit->cost_known[cost] ? curve_at(&fit->costs[cost], rows, 0) : NAN;
}

bool fit_outgrows_cache(const struct fit *fit, double rows)
{
	return fit->touched_known && fit->touched_most <= fit->cache &&
	       curve_at(&fit->touched, rows, 0) > fit->cache;
}
