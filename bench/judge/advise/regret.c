/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/regret.h"

#include "base/cleanup.h"

#include <math.h>
#include <stdlib.h>

#define LOW 0.025
#define HIGH 0.975

static double least_of(const double *draw, size_t count)
{
	double least = INFINITY;

	for (size_t s = 0; s < count; s++)
		least = fmin(least, draw[s]); /* leaves out what is NaN */
	return least;
}

void regret_find(const double *draws, size_t draw_count, size_t count, struct regret *regrets)
{
	UP_FREE double *values = calloc(draw_count + 1, sizeof *values);

	for (size_t s = 0; s < count; s++) {
		regrets[s] = (struct regret){NAN, NAN, NAN};
		if (values == NULL || draw_count == 0 || isnan(draws[s]))
			continue;
		double sum = 0;
		size_t right = 0;
		for (size_t d = 0; d < draw_count; d++) {
			const double *draw = draws + d * count;
			values[d] = draw[s] - least_of(draw, count);
			sum += values[d];
			right += values[d] <= log1p(REGRET_RIGHT);
		}
		statistics_sort(values, draw_count);
		regrets[s] = (struct regret){
			.expected = sum / (double)draw_count,
			.right = (double)right / (double)draw_count,
			.low = statistics_quantile(values, draw_count, LOW),
		};
	}
}

struct regret_ratio regret_ratio(const double *draws, size_t draw_count, size_t count,
				 size_t numerator, size_t denominator)
{
	UP_FREE double *values = calloc(draw_count + 1, sizeof *values);

	if (values == NULL || draw_count == 0 || isnan(draws[numerator]) ||
	    isnan(draws[denominator]))
		return (struct regret_ratio){NAN, NAN, NAN};
	for (size_t d = 0; d < draw_count; d++)
		values[d] = draws[d * count + numerator] - draws[d * count + denominator];
	statistics_sort(values, draw_count);
	return (struct regret_ratio){
		.middle = exp(statistics_median(values, draw_count)),
		.low = exp(statistics_quantile(values, draw_count, LOW)),
		.high = exp(statistics_quantile(values, draw_count, HIGH)),
	};
}
