/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/fit.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "judge/predict/plan_group.h"
#include "text/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CONFIDENCE 0.95

void fit_release(struct fit *fit)
{
	free(fit->resamples);
	free(fit->errors);
	free(fit->drifts[DRIFT_UP]);
	free(fit->drifts[DRIFT_DOWN]);
	*fit = (struct fit){0};
}

/* ---- fitting ---------------------------------------------------------- */

static double grown(int64_t bytes)
{
	return bytes > 0 ? (double)bytes : 0;
}

/* The pages that it found, each of which had one full-page image since the checkpoint before the
 * sample, and those that it added. */
static double touched(const struct run_case *of, const struct sample *sample, const void *context)
{
	const struct run *run = context;

	(void)of;
	if (run->manifest.checkpoint != FACT_YES || sample->wal_fpi == UNMEASURED ||
	    sample->table_bytes == UNMEASURED)
		return NAN;
	return COST_PAGE_BYTES * (double)sample->wal_fpi + grown(sample->table_bytes) +
	       grown(sample->index_bytes) + grown(sample->toast_bytes);
}

/* Without a checkpoint before each sample it depends on what was changed before. */
static double images(const struct run_case *of, const struct sample *sample, const void *context)
{
	const struct run *run = context;

	(void)of;
	return run->manifest.checkpoint == FACT_YES && sample->wal_fpi != UNMEASURED
		       ? (double)sample->wal_fpi
		       : NAN;
}

static enum up_status fit_costs(struct family_times *times, struct fit *fit, struct up_error *err)
{
	UP_FREE struct curve_point *points = calloc(times->count + 1, sizeof *points);
	size_t count;

	if (points == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a fit");
	for (enum cost cost = 0; cost < COST_COUNT; cost++) {
		const size_t offset = cost_offset(cost);
		count = family_times_points(times, measured_member, &offset, points);
		fit->costs[cost] = byte_law_fit(points, count, cost_kind(cost));
	}
	count = family_times_points(times, images, times->run, points);
	fit->images_known = curve_fit(points, count, &fit->images, NULL) == UP_OK;
	count = family_times_points(times, touched, times->run, points);
	fit->touched_known = curve_fit(points, count, &fit->touched, NULL) == UP_OK;
	for (size_t i = 0; i < count; i++)
		fit->touched_most = fmax(fit->touched_most, points[i].value);
	return UP_OK;
}

static double relative_error(const struct curve *curve, const struct curve_point *point)
{
	return curve_at(curve, point->rows, point->latency) / point->value - 1;
}

static enum up_status fit_curve(const struct family_times *times, const struct curve_point *points,
				size_t count, struct curve *curve, struct up_error *err)
{
	return times->is_line ? curve_fit_line(points, count, curve, err)
			      : curve_fit(points, count, curve, err);
}

static enum up_status hold_out(const struct family_times *times, struct fit *fit,
			       struct up_error *err)
{
	UP_FREE struct curve_point *smaller = calloc(times->count, sizeof *smaller);
	struct curve curve;
	size_t count = 0;

	if (smaller == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a fit");
	fit->holdout = NAN;
	for (size_t c = 0; c < times->count; c++) {
		if (times->points[c].rows < fit->most)
			smaller[count++] = times->points[c];
	}
	if (fit_curve(times, smaller, count, &curve, NULL) != UP_OK)
		return UP_OK;
	for (size_t c = 0; c < times->count; c++) {
		const double error = relative_error(&curve, &times->points[c]);
		if (times->points[c].rows >= fit->most &&
		    (isnan(fit->holdout) || fabs(error) > fabs(fit->holdout)))
			fit->holdout = error;
	}
	return UP_OK;
}

/* The sizes, and how far the outermost are from the next. */
static void describe(const struct family_times *times, struct fit *fit)
{
	double next = 0;
	double second = INFINITY;

	fit->least = INFINITY;
	fit->sizes = curve_sizes(times->points, times->count);
	for (size_t c = 0; c < times->count; c++) {
		fit->least = fmin(fit->least, times->points[c].rows);
		fit->most = fmax(fit->most, times->points[c].rows);
		fit->residual =
			fmax(fit->residual, fabs(relative_error(&fit->time, &times->points[c])));
	}
	for (size_t c = 0; c < times->count; c++) {
		const double rows = times->points[c].rows;
		next = rows < fit->most ? fmax(next, rows) : next;
		second = rows > fit->least ? fmin(second, rows) : second;
	}
	fit->step[DRIFT_UP] = log(fit->most / next);
	fit->step[DRIFT_DOWN] = log(second / fit->least);
}

/* ---- intervals -------------------------------------------------------- */

/* Of either sign: neither is more likely. */
static double drawn_error(const struct shared_error *shared, struct up_random *random)
{
	if (shared->residual_count == 0)
		return 1;
	const double residual = shared->residuals[up_random_below(random, shared->residual_count)];
	return exp(up_random_below(random, 2) == 0 ? residual : -residual);
}

static enum up_status resample(struct family_times *times, const struct shared_error *shared,
			       uint64_t seed, struct fit *fit, struct up_error *err)
{
	UP_FREE struct curve_point *points = calloc(times->count, sizeof *points);

	fit->resamples = calloc(FIT_RESAMPLES, sizeof(*fit->resamples));
	fit->errors = calloc(FIT_RESAMPLES, sizeof(*fit->errors));
	if (points == NULL || fit->resamples == NULL || fit->errors == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a fit");
	for (enum drift_direction d = DRIFT_UP; d <= DRIFT_DOWN; d++) {
		fit->drifts[d] = calloc(FIT_RESAMPLES, sizeof(*fit->drifts[d]));
		if (fit->drifts[d] == NULL)
			return up_fail(err, UP_NO_MEMORY, "out of memory for a fit");
		drift_quantiles(&fit->drift[d], shared->student[d], fit->step[d], fit->drifts[d]);
	}
	memcpy(points, times->points, times->count * sizeof *points);
	for (size_t r = 0; r < FIT_RESAMPLES; r++) {
		struct up_random random = up_random_at(seed, times->count, r);
		for (size_t c = 0; c < times->count; c++)
			points[c].value = family_times_redraw(times, c, &random);
		fit->resamples[r] = fit->time;
		curve_refit(points, times->count, &fit->resamples[r]);
		fit->errors[r] = drawn_error(shared, &random);
	}
	return UP_OK;
}

static void describe_rtt(const struct family *family, struct fit *fit)
{
	fit->least_rtt_ns = INFINITY;
	fit->most_rtt_ns = 0;
	for (size_t c = 0; c < family->count; c++) {
		const double rtt_ns = family_rtt_ns(family->cases[c]);
		fit->least_rtt_ns = fmin(fit->least_rtt_ns, rtt_ns);
		fit->most_rtt_ns = fmax(fit->most_rtt_ns, rtt_ns);
	}
}

static void describe_table(const struct family *family, struct fit *fit)
{
	const int64_t rows = family_table_rows(family);
	const double share = family->cases[0]->key.factors.new;

	fit->table_rows = rows != UNMEASURED ? (double)rows : INFINITY;
	fit->old_share = isnan(share) ? 1 : 1 - share;
}

enum up_status fit_make(const struct run *run, const struct family *family,
			const struct shared_error *shared, uint64_t seed, struct fit *fit,
			struct up_error *err)
{
	PLAN_GROUP group = {0};
	FAMILY_TIMES times = {0};
	FIT new = {0};

	UP_TRY(plan_group_make(run, family, CURVE_LEAST_SIZES, &group, err));
	new.turn = group.turn;
	describe_rtt(&group.family, &new);
	describe_table(family, &new);
	UP_TRY(family_times_make(run, &group.family, &times, err));
	UP_TRY(fit_curve(&times, times.points, times.count, &new.time, err));
	new.trips = times.trips;
	memcpy(new.drift, shared->drift, sizeof new.drift);
	describe(&times, &new);
	UP_TRY(hold_out(&times, &new, err));
	UP_TRY(fit_costs(&times, &new, err));
	if (family_times_least_samples(&times) >= FIT_LEAST_SAMPLES)
		UP_TRY(resample(&times, shared, seed, &new, err));
	*fit = new;
	new = (struct fit){0};
	return UP_OK;
}

/* ---- predictions ------------------------------------------------------ */

double fit_least_rows(const struct fit *fit)
{
	return isnan(fit->turn) ? fmax(1, ceil(fit->least / FIT_REACH)) : fit->least;
}

double fit_table_most(const struct fit *fit)
{
	return fit->old_share > 0 ? floor(fit->table_rows / fit->old_share) : INFINITY;
}

double fit_most_rows(const struct fit *fit)
{
	return fmin(fit->most * FIT_REACH, fit_table_most(fit));
}

enum up_status fit_check_table(const struct fit *fit, double rows, struct up_error *err)
{
	if (rows <= fit_table_most(fit))
		return UP_OK;
	return up_fail(err, UP_INVALID, "%s rows%s are more than the table's %s",
		       quantity_count(ceil(rows * fit->old_share)).text,
		       fit->old_share < 1 ? " that are not new" : "",
		       quantity_count(fit->table_rows).text);
}

enum up_status fit_check_rows(const struct fit *fit, double rows, struct up_error *err)
{
	UP_TRY(fit_check_table(fit, rows, err));
	if (rows > fit->most * FIT_REACH)
		return up_fail(err, UP_INVALID,
			       "%s rows are more than %d times the largest measured size (%s)",
			       quantity_count(rows).text, FIT_REACH,
			       quantity_count(fit->most).text);
	if (rows < fit->least && !isnan(fit->turn))
		return up_fail(err, UP_INVALID,
			       "its plan turns between %s and %s rows, and %s %s below",
			       quantity_count(fit->turn).text, quantity_count(fit->least).text,
			       quantity_count(rows).text, rows > 1 ? "are" : "is");
	if (rows < fit_least_rows(fit))
		return up_fail(err, UP_INVALID,
			       "%s %s less than 1/%d of the smallest that was measured (%s)",
			       quantity_counted(rows, "row").text, rows > 1 ? "are" : "is",
			       FIT_REACH, quantity_count(fit->least).text);
	return UP_OK;
}

bool fit_extrapolates_rtt(const struct fit *fit, double rtt_ns)
{
	return rtt_ns < fit->least_rtt_ns - 0.5 || rtt_ns > fit->most_rtt_ns + 0.5;
}

/* Round trips that are not known do not matter where they take no time. */
static double latency(const struct fit_load *load)
{
	return load->rtt_ns > 0 ? load->trips * load->rtt_ns : 0;
}

/* The part of a measured time that a shorter delay takes away. */
static double removed(const struct fit *fit, const struct fit_load *load)
{
	return load->rtt_ns < fit->least_rtt_ns
		       ? fit->time.d * load->trips * (fit->least_rtt_ns - load->rtt_ns)
		       : 0;
}

/* How many e-folds beyond the data; 0 within. */
static double beyond(const struct fit *fit, double rows, enum drift_direction *direction)
{
	*direction = rows < fit->least ? DRIFT_DOWN : DRIFT_UP;
	return fmax(0, *direction == DRIFT_UP ? log(rows / fit->most) : log(fit->least / rows));
}

/* drifted: the logarithm of what the curve is off by. */
static double time_of(const struct curve *curve, const struct fit_load *load, double speedup,
		      double drifted)
{
	return exp(drifted) * curve_at(curve, load->rows, 0) / speedup + curve->d * latency(load);
}

enum up_status fit_check_rtt(const struct fit *fit, const struct fit_load *load,
			     struct up_error *err)
{
	const double less = removed(fit, load);

	if (!(less > 0) || fit_time(fit, load) >= FIT_LEAST_LEFT * (fit_time(fit, load) + less))
		return UP_OK;
	return up_fail(
		err, UP_INVALID,
		"at the measured round-trip time of %s nearly all of the time is waiting, and "
		"the rest is not known: measure with --rtt 0",
		quantity_duration(fit->least_rtt_ns).text);
}

double fit_time(const struct fit *fit, const struct fit_load *load)
{
	enum drift_direction direction;
	const double x = beyond(fit, load->rows, &direction);

	return time_of(&fit->time, load, load->speedup, -fit->drift[direction].bias * x);
}

struct interval fit_time_interval(const struct fit *fit, const struct fit_load *load)
{
	enum drift_direction direction;
	const double x = beyond(fit, load->rows, &direction);
	const double less = removed(fit, load);
	double values[FIT_RESAMPLES];

	if (fit->resamples == NULL || isnan(latency(load)))
		return (struct interval){NAN, NAN};
	/* Resamples are in no order, so quantiles in order are as good as drawn ones. */
	for (size_t r = 0; r < FIT_RESAMPLES; r++) {
		const double drifted = x > 0 ? x * fit->drifts[direction][r] : 0;
		if (isnan(drifted))
			return (struct interval){NAN, NAN};
		const double time = time_of(
			&fit->resamples[r], load,
			load->speedups != NULL ? load->speedups[r] : load->speedup, drifted);
		/* Errors are shares of what was measured. */
		values[r] = fmax(0, fit->errors[r] * (time + less) - less);
	}
	statistics_sort(values, FIT_RESAMPLES);
	return (struct interval){
		statistics_quantile(values, FIT_RESAMPLES, (1 - CONFIDENCE) / 2),
		statistics_quantile(values, FIT_RESAMPLES, (1 + CONFIDENCE) / 2),
	};
}

double fit_images(const struct fit *fit, double rows)
{
	return fit->images_known ? curve_at(&fit->images, rows, 0) : NAN;
}
