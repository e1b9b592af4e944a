/* SPDX-License-Identifier: PostgreSQL */
#include "stats/dispersion.h"

#include "stats/distribution.h"

#include <math.h>

#define LEVEL 0.95
#define STEPS 100

static double sum_of_squares(const double *values, size_t count, double center)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (values[i] - center) * (values[i] - center);
	return sum;
}

static double mean_of(const double *values, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return count > 0 ? sum / (double)count : NAN;
}

struct dispersion dispersion_of(const double *estimates, const double *errors, size_t count)
{
	struct dispersion d = {.windows = count,
			       .mean = mean_of(estimates, count),
			       .sd = NAN,
			       .sd_upper = NAN,
			       .error = NAN,
			       .ratio = NAN,
			       .ratio_interval = {NAN, NAN}};

	if (count < 2)
		return d;
	const double degrees = (double)count - 1;
	d.sd = sqrt(sum_of_squares(estimates, count, d.mean) / degrees);
	d.sd_upper = d.sd * sqrt(degrees / chi_square_quantile(1 - LEVEL, count - 1));
	d.error = sqrt(sum_of_squares(errors, count, 0) / (double)count);
	if (!(d.error > 0))
		return d;
	d.ratio = d.sd * d.sd / (d.error * d.error);
	d.ratio_interval = (struct interval){
		.low = degrees * d.ratio / chi_square_quantile((1 + LEVEL) / 2, count - 1),
		.high = degrees * d.ratio / chi_square_quantile((1 - LEVEL) / 2, count - 1),
	};
	return d;
}

double dispersion_alarm(const struct dispersion *dispersion, double margin)
{
	const double reach = margin + normal_quantile((1 + LEVEL) / 2) * dispersion->error;

	if (isnan(dispersion->sd_upper) || isnan(reach))
		return NAN;
	if (!(dispersion->sd_upper > 0))
		return 0;
	/* The lower tail, which is accurate, mirrored. */
	return 2 * student_lower(-reach / dispersion->sd_upper, (double)dispersion->windows - 1);
}

/* ---- what cases have in common ----------------------------------------- */

/* Derivatives of ln Γ by their recurrence up to 10, and from there by their asymptotic series
 * (Abramowitz and Stegun 6.3.18, 6.4.12); good to 1e-11 or so. */
static double digamma(double x)
{
	double sum = 0;

	while (x < 10) {
		sum -= 1 / x;
		x += 1;
	}
	const double y = 1 / (x * x);
	return sum + log(x) - 1 / (2 * x) -
	       y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y / 132))));
}

static double trigamma(double x)
{
	double sum = 0;

	while (x < 10) {
		sum += 1 / (x * x);
		x += 1;
	}
	const double y = 1 / (x * x);
	return sum + 1 / x + y / 2 +
	       y / x * (1.0 / 6 - y * (1.0 / 30 - y * (1.0 / 42 - y * (1.0 / 30 - y * 5 / 66))));
}

/* It falls from infinity to 0; halving needs no derivative of it. */
static double inverse_trigamma(double value)
{
	double low = 1e-8;
	double high = 1e8;

	for (int step = 0; step < STEPS; step++) {
		const double middle = sqrt(low * high);
		if (trigamma(middle) > value)
			low = middle;
		else
			high = middle;
	}
	return high;
}

struct moderation moderation_of(const double *ratios, size_t count, size_t degrees)
{
	const double half = (double)degrees / 2;
	struct moderation moderation = {NAN, NAN};
	double mean = 0;
	double squares = 0;

	if (count < 2)
		return moderation;
	for (size_t i = 0; i < count; i++) {
		if (!(ratios[i] > 0))
			return moderation;
		mean += (log(ratios[i]) - digamma(half) + log(half)) / (double)count;
	}
	for (size_t i = 0; i < count; i++)
		squares += pow(log(ratios[i]) - digamma(half) + log(half) - mean, 2);
	const double excess = squares / (double)(count - 1) - trigamma(half);
	if (!(excess > 0)) {
		moderation.degrees = INFINITY;
		moderation.ratio = exp(mean);
		return moderation;
	}
	const double common = inverse_trigamma(excess);
	moderation.degrees = 2 * common;
	moderation.ratio = exp(mean + digamma(common) - log(common));
	return moderation;
}

double moderation_apply(const struct moderation *moderation, double ratio, size_t degrees)
{
	if (isnan(moderation->degrees) || isnan(moderation->ratio))
		return ratio;
	if (isinf(moderation->degrees))
		return moderation->ratio;
	return (moderation->degrees * moderation->ratio + (double)degrees * ratio) /
	       (moderation->degrees + (double)degrees);
}
