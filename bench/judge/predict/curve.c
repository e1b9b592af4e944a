/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/curve.h"

#include "stats/nnls.h"

#include <math.h>
#include <string.h>

#define LEAST_POWER 0.05
#define MOST_POWER 4.0
#define POWER_STEP 0.1
#define POWER_STEPS 40
/* How far from the power of all samples that of some of them is looked for. */
#define NEAR 0.3
#define GOLDEN 0.6180339887498949
#define GOLDEN_STEPS 30
/* By which a form must be better than those that grow less (curve.h). */
#define SQUARE_PENALTY 10.0
#define STEEP_PENALTY 25.0
/* The standard error of the median of normal values is so many times that of their mean. */
#define MEDIAN_ERROR 1.2533
/* A value smaller than this share of the largest is weighted as if it were that large. */
#define NEGLIGIBLE 1e-3

/* What c is for. */
static double bend(unsigned terms, double rows)
{
	return rows * ((terms & CURVE_LOGARITHM) != 0 ? log(fmax(1, rows)) : rows);
}

double curve_at(const struct curve *curve, double rows, double latency)
{
	double value = curve->a + curve->d * latency;

	if (curve->form == CURVE_POWER)
		return value + curve->b * pow(rows, curve->p);
	return value + curve->b * rows + curve->c * bend(curve->terms, rows);
}

size_t curve_parameters(const struct curve *curve)
{
	size_t count = curve->form == CURVE_POWER ? 1 : 0;

	count += curve->has_d ? 1 : 0;
	return count + (size_t)__builtin_popcount(curve->terms);
}

static bool is_equal(double a, double b)
{
	return fabs(a - b) <= 0;
}

size_t curve_sizes(const struct curve_point *points, size_t count)
{
	size_t sizes = 0;

	for (size_t i = 0; i < count; i++) {
		size_t before = 0;
		while (before < i && !is_equal(points[before].rows, points[i].rows))
			before++;
		sizes += before == i;
	}
	return sizes;
}

static double largest(const struct curve_point *points, size_t count)
{
	double most = 0;

	for (size_t i = 0; i < count; i++)
		most = points[i].value > most ? points[i].value : most;
	return most;
}

double curve_point_error(const struct curve_point *point)
{
	return MEDIAN_ERROR * point->spread / sqrt(fmax(1, (double)point->samples));
}

/* Of the error of a median; most: of all values. */
static double weight(const struct curve_point *point, double most)
{
	const double error = hypot(curve_point_error(point), CURVE_DISCREPANCY);

	if (!(most > 0))
		return 1 / error;
	return 1 / (error * fmax(point->value, NEGLIGIBLE * most));
}

/* The sum of squares that a fit makes least. */
static double chi_square(const struct curve_point *points, size_t count, const struct curve *curve)
{
	const double most = largest(points, count);
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		const double at = curve_at(curve, points[i].rows, points[i].latency);
		const double error = (points[i].value - at) * weight(&points[i], most);
		sum += error * error;
	}
	return sum;
}

/* The columns of the form, in this order: a; b; c; d. */
static void row_of(const struct curve *curve, const struct curve_point *point, double *row)
{
	double power = curve->form == CURVE_POWER ? pow(point->rows, curve->p) : point->rows;

	row[0] = (curve->terms & CURVE_CONSTANT) != 0 ? 1 : 0;
	row[1] = (curve->terms & CURVE_ROWS) != 0 ? power : 0;
	row[2] = (curve->terms & (CURVE_SQUARE | CURVE_LOGARITHM)) != 0
			 ? bend(curve->terms, point->rows)
			 : 0;
	row[3] = curve->has_d ? point->latency : 0;
}

/* The coefficients of a form; p is given. */
static void solve(const struct curve_point *points, size_t count, struct curve *curve)
{
	struct nnls problem = {.columns = NNLS_COLUMNS};
	const double most = largest(points, count);
	double x[NNLS_COLUMNS];

	for (size_t i = 0; i < count; i++) {
		const struct curve_point *point = &points[i];
		double factor = weight(point, most);
		double row[NNLS_COLUMNS];
		row_of(curve, point, row);
		for (size_t c = 0; c < NNLS_COLUMNS; c++)
			row[c] *= factor;
		nnls_add(&problem, row,
			 factor * (curve->has_d ? point->value : point->value - point->latency));
	}
	nnls_solve(&problem, x);
	curve->a = x[0];
	curve->b = x[1];
	curve->c = x[2];
	curve->d = curve->has_d ? x[3] : 1;
}

static double error_at(const struct curve_point *points, size_t count, double p,
		       struct curve *curve)
{
	curve->p = p;
	solve(points, count, curve);
	return chi_square(points, count, curve);
}

/* The power of least error from low to high, where there is one valley. */
static void search_power(const struct curve_point *points, size_t count, double low, double high,
			 struct curve *curve)
{
	double left = high - GOLDEN * (high - low);
	double right = low + GOLDEN * (high - low);
	double at_left = error_at(points, count, left, curve);
	double at_right = error_at(points, count, right, curve);

	for (int step = 0; step < GOLDEN_STEPS; step++) {
		if (at_left <= at_right) {
			high = right;
			right = left;
			at_right = at_left;
			left = high - GOLDEN * (high - low);
			at_left = error_at(points, count, left, curve);
		} else {
			low = left;
			left = right;
			at_left = at_right;
			right = low + GOLDEN * (high - low);
			at_right = error_at(points, count, right, curve);
		}
	}
	error_at(points, count, (low + high) / 2, curve);
}

static void fit_power(const struct curve_point *points, size_t count, struct curve *curve)
{
	double best = LEAST_POWER;
	double least = INFINITY;

	for (int step = 0; step < POWER_STEPS; step++) {
		double p = LEAST_POWER + step * POWER_STEP;
		double error = error_at(points, count, p, curve);
		if (error < least) {
			least = error;
			best = p;
		}
	}
	search_power(points, count, fmax(best - POWER_STEP, LEAST_POWER),
		     fmin(best + POWER_STEP, MOST_POWER), curve);
}

static double penalty(const struct curve *curve, size_t sizes)
{
	const bool has_square = (curve->terms & CURVE_SQUARE) != 0;
	const bool is_steep = has_square || (curve->form == CURVE_POWER && curve->p > 1);

	if (is_steep && sizes < CURVE_STEEP_SIZES)
		return STEEP_PENALTY;
	return has_square && (curve->terms & CURVE_ROWS) != 0 ? SQUARE_PENALTY : 0;
}

static double criterion(const struct curve_point *points, size_t count, const struct curve *curve)
{
	const unsigned growing = curve->terms & ~(unsigned)CURVE_CONSTANT;
	const int powers = curve->form == CURVE_POWER ? 1 : 0;

	return chi_square(points, count, curve) + 2 * (powers + __builtin_popcount(growing)) +
	       penalty(curve, curve_sizes(points, count));
}

/* What delays the points alike in proportion to their rows cannot be distinguished from the
 * server's work: it takes two delays at one size. */
static bool latency_shows(const struct curve_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (is_equal(points[i].rows, points[j].rows) &&
			    !is_equal(points[i].latency, points[j].latency))
				return true;
		}
	}
	return false;
}

/* A term that the solution does without makes it another form, which is tried, too. */
static bool is_whole(const struct curve *curve)
{
	return ((curve->terms & CURVE_CONSTANT) == 0 || curve->a > 0) &&
	       ((curve->terms & CURVE_ROWS) == 0 || curve->b > 0) &&
	       ((curve->terms & (CURVE_SQUARE | CURVE_LOGARITHM)) == 0 || curve->c > 0);
}

/* Lines first. */
static const struct curve forms[] = {
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_CONSTANT},
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_ROWS},
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_CONSTANT | CURVE_ROWS},
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_ROWS | CURVE_LOGARITHM},
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_CONSTANT | CURVE_ROWS | CURVE_LOGARITHM},
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_SQUARE},
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_CONSTANT | CURVE_SQUARE},
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_ROWS | CURVE_SQUARE},
	{.form = CURVE_POLYNOMIAL, .terms = CURVE_CONSTANT | CURVE_ROWS | CURVE_SQUARE},
	{.form = CURVE_POWER, .terms = CURVE_ROWS},
	{.form = CURVE_POWER, .terms = CURVE_CONSTANT | CURVE_ROWS},
};

#define LINES 3
#define FORMS (sizeof forms / sizeof forms[0])

/* Of the first forms, those that pass, the one that ranks first; before: powers are looked
 * for near its own.  Where nothing is above 0 no form passes. */
static struct curve choose(const struct curve_point *points, size_t count, size_t tried,
			   const struct curve *before)
{
	const size_t sizes = curve_sizes(points, count);
	const bool has_d = latency_shows(points, count);
	struct curve best = {.form = CURVE_POLYNOMIAL, .d = 1, .criterion = INFINITY};

	for (size_t f = 0; f < tried; f++) {
		struct curve trial = forms[f];
		if (curve_parameters(&trial) >= sizes)
			continue;
		trial.has_d = has_d;
		if (trial.form != CURVE_POWER)
			solve(points, count, &trial);
		else if (before == NULL || before->form != CURVE_POWER)
			fit_power(points, count, &trial);
		else
			search_power(points, count, fmax(before->p - NEAR, LEAST_POWER),
				     fmin(before->p + NEAR, MOST_POWER), &trial);
		if (!is_whole(&trial))
			continue;
		trial.criterion = criterion(points, count, &trial);
		if (trial.criterion < best.criterion)
			best = trial;
	}
	best.is_line = tried == LINES;
	return best;
}

static enum up_status fit(const struct curve_point *points, size_t count, size_t tried,
			  struct curve *curve, struct up_error *err)
{
	const size_t sizes = curve_sizes(points, count);

	if (sizes < CURVE_LEAST_SIZES)
		return up_fail(err, UP_INVALID,
			       "a curve requires at least %d numbers of rows, the run has %zu: "
			       "measure more with --rows",
			       CURVE_LEAST_SIZES, sizes);
	*curve = choose(points, count, tried, NULL);
	return UP_OK;
}

enum up_status curve_fit(const struct curve_point *points, size_t count, struct curve *curve,
			 struct up_error *err)
{
	return fit(points, count, FORMS, curve, err);
}

enum up_status curve_fit_line(const struct curve_point *points, size_t count, struct curve *curve,
			      struct up_error *err)
{
	return fit(points, count, LINES, curve, err);
}

void curve_refit(const struct curve_point *points, size_t count, struct curve *curve)
{
	*curve = choose(points, count, curve->is_line ? LINES : FORMS, curve);
}
