/* SPDX-License-Identifier: PostgreSQL */
#include "stats/monotone.h"

#include <math.h>

static double secant(const double *x, const double *y, size_t k)
{
	return (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
}

/* Slopes at the points before they are limited: the mean of the secants on both sides, and none
 * where these have different signs. */
static void find_slopes(const double *x, const double *y, size_t count, double *slopes)
{
	slopes[0] = secant(x, y, 0);
	slopes[count - 1] = secant(x, y, count - 2);
	for (size_t k = 1; k + 1 < count; k++) {
		const double before = secant(x, y, k - 1);
		const double after = secant(x, y, k);
		slopes[k] = before * after > 0 ? (before + after) / 2 : 0;
	}
}

static void limit_slopes(const double *x, const double *y, size_t count, double *slopes)
{
	for (size_t k = 0; k + 1 < count; k++) {
		const double rise = secant(x, y, k);
		if (!(fabs(rise) > 0)) {
			slopes[k] = slopes[k + 1] = 0;
			continue;
		}
		const double length = hypot(slopes[k] / rise, slopes[k + 1] / rise);
		if (length > 3) {
			slopes[k] *= 3 / length;
			slopes[k + 1] *= 3 / length;
		}
	}
}

double monotone_at(const double *x, const double *y, size_t count, double at)
{
	double slopes[MONOTONE_MOST];
	size_t k = 0;

	if (count == 0 || count > MONOTONE_MOST || !(at >= x[0] && at <= x[count - 1]))
		return NAN;
	if (count == 1)
		return y[0];
	find_slopes(x, y, count, slopes);
	limit_slopes(x, y, count, slopes);
	while (k + 2 < count && at > x[k + 1])
		k++;
	const double width = x[k + 1] - x[k];
	const double t = (at - x[k]) / width;
	const double u = 1 - t;
	/* Hermite's basis. */
	return y[k] * u * u * (1 + 2 * t) + y[k + 1] * t * t * (1 + 2 * u) +
	       width * (slopes[k] * t * u * u - slopes[k + 1] * t * t * u);
}
