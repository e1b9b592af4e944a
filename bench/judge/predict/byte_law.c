/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/byte_law.h"

#include "judge/predict/resource.h"
#include "stats/distribution.h"
#include "stats/nnls.h"

#include <math.h>
#include <string.h>

#define CONFIDENCE 0.975 /* of each end */
#define BOTH 3U          /* base and slope, as a mask of columns */

/* Standard deviations of the bytes of one size. */
static const struct {
	double share;
	double bytes;
} errors[] = {
	[BYTES_FLOW] = {0.002, 1},
	[BYTES_FILE] = {0.002, 2 * COST_PAGE_BYTES},
	[BYTES_INDEX] = {0.15, 4 * COST_PAGE_BYTES},
	[BYTES_PEAK] = {0.05, 512 * 1024},
};

/* floor: what any number of rows takes. */
static double error_of(enum byte_kind kind, double floor, double bytes)
{
	return hypot(errors[kind].share * fmax(0, bytes - floor), errors[kind].bytes);
}

static double floor_of(const struct curve_point *points, size_t count, enum byte_kind kind)
{
	double least = INFINITY;

	for (size_t i = 0; i < count; i++)
		least = fmin(least, points[i].value);
	return kind == BYTES_PEAK ? least : 0;
}

/* The rows of the smallest size above `rows`; INFINITY: there is none. */
static double next_size(const struct curve_point *points, size_t count, double rows)
{
	double next = INFINITY;

	for (size_t i = 0; i < count; i++)
		next = points[i].rows > rows ? fmin(next, points[i].rows) : next;
	return next;
}

struct line {
	double base;
	double slope;
	double chi_square;
	unsigned mask; /* of the columns that it may have */
	double gram[2][2];
};

static struct line fit_line(const struct curve_point *points, size_t count, double least,
			    enum byte_kind kind, unsigned mask)
{
	const double floor = floor_of(points, count, kind);
	struct nnls problem = {.columns = 2};
	struct line line = {.mask = mask};
	double x[NNLS_COLUMNS];

	for (size_t i = 0; i < count; i++) {
		const double factor = 1 / error_of(kind, floor, points[i].value);
		const double row[] = {(mask & 1) != 0 ? factor : 0,
				      (mask & 2) != 0 ? factor * points[i].rows : 0};
		if (points[i].rows >= least)
			nnls_add(&problem, row, factor * points[i].value);
	}
	nnls_solve(&problem, x);
	line.base = x[0];
	line.slope = x[1];
	for (size_t i = 0; i < 2; i++)
		memcpy(line.gram[i], problem.gram[i], sizeof line.gram[i]);
	for (size_t i = 0; i < count; i++) {
		const double off = points[i].value - line.base - line.slope * points[i].rows;
		if (points[i].rows >= least)
			line.chi_square += pow(off / error_of(kind, floor, points[i].value), 2);
	}
	return line;
}

/* Akaike's criterion; forms that a term was taken from are tried by themselves. */
static struct line choose(const struct curve_point *points, size_t count, double least,
			  enum byte_kind kind)
{
	struct line best = fit_line(points, count, least, kind, BOTH);

	for (unsigned mask = 1; mask < BOTH && kind != BYTES_PEAK; mask++) {
		const struct line line = fit_line(points, count, least, kind, mask);
		if (line.chi_square + 2 * __builtin_popcount(mask) <=
		    best.chi_square + 2 * __builtin_popcount(best.mask))
			best = line;
	}
	return best;
}

/* The inverse of the normal equations, of the columns that there are. */
static void invert(const struct line *line, double covariance[2][2])
{
	const double(*g)[2] = line->gram;
	const double determinant = g[0][0] * g[1][1] - g[0][1] * g[1][0];

	memset(covariance, 0, 2 * sizeof *covariance);
	if (line->mask != BOTH) {
		const size_t only = line->mask == 1 ? 0 : 1;
		covariance[only][only] = 1 / g[only][only];
		return;
	}
	covariance[0][0] = g[1][1] / determinant;
	covariance[1][1] = g[0][0] / determinant;
	covariance[0][1] = covariance[1][0] = -g[0][1] / determinant;
}

static void take(struct byte_law *law, const struct line *line, size_t sizes)
{
	const double freedom = (double)sizes - __builtin_popcount(line->mask);
	const double misfit = freedom > 0 ? line->chi_square / freedom : 0;

	law->base = line->base;
	law->slope = line->slope;
	invert(line, law->covariance);
	law->reach = normal_quantile(CONFIDENCE);
	if (misfit > 1)
		law->reach = sqrt(misfit) * student_quantile(CONFIDENCE, freedom);
}

static double most_of(const struct curve_point *points, size_t count)
{
	double most = 0;

	for (size_t i = 0; i < count; i++)
		most = fmax(most, points[i].value);
	return most;
}

/* How many are left of those that came to rest. */
static size_t keep_resting(struct curve_point *points, size_t count, enum byte_kind kind)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (kind != BYTES_PEAK || points[i].rise <= errors[kind].bytes / 2)
			points[kept++] = points[i];
	}
	return kept;
}

struct byte_law byte_law_fit(struct curve_point *points, size_t count, enum byte_kind kind)
{
	const size_t measured = curve_sizes(points, count);

	count = keep_resting(points, count, kind);
	size_t sizes = curve_sizes(points, count);
	struct byte_law law = {.kind = kind, .least = next_size(points, count, 0)};

	law.floor = floor_of(points, count, kind);
	law.known = sizes >= BYTE_LAW_LEAST_SIZES;
	law.rises = !law.known && measured >= BYTE_LAW_LEAST_SIZES;
	if (!law.known || !(most_of(points, count) > 0))
		return law;
	struct line line = choose(points, count, law.least, kind);
	while (sizes > BYTE_LAW_LEAST_SIZES &&
	       line.chi_square >
		       BYTE_LAW_MISFIT * ((double)sizes - __builtin_popcount(line.mask))) {
		law.least = next_size(points, count, law.least);
		sizes--;
		line = choose(points, count, law.least, kind);
	}
	take(&law, &line, sizes);
	return law;
}

static double line_at(const struct byte_law *law, double rows)
{
	const double bytes = law->base + law->slope * rows;
	const bool is_file = law->kind == BYTES_FILE || law->kind == BYTES_INDEX;

	return is_file ? COST_PAGE_BYTES * ceil(fmax(0, bytes / COST_PAGE_BYTES - 1e-6)) : bytes;
}

struct interval byte_law_interval(const struct byte_law *law, double rows)
{
	const double(*c)[2] = law->covariance;
	const double at = line_at(law, rows);

	if (!law->known)
		return (struct interval){NAN, NAN};
	if (!(at > 0))
		return (struct interval){0, 0};
	const double variance = c[0][0] + 2 * c[0][1] * rows + c[1][1] * rows * rows;
	/* The size that is predicted is no nearer to the line than those that were measured. */
	const double reach =
		law->reach * sqrt(variance + pow(error_of(law->kind, law->floor, at), 2));
	return (struct interval){fmax(0, at - reach), at + reach};
}

double byte_law_at(const struct byte_law *law, double rows)
{
	const struct interval interval = byte_law_interval(law, rows);

	if (!law->known || (interval.high > BYTE_LAW_WIDEST * interval.low &&
			    interval.high - interval.low > BYTE_LAW_SMALL))
		return NAN;
	return line_at(law, rows);
}
