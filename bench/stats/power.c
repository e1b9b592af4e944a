/* SPDX-License-Identifier: PostgreSQL */
#include "stats/power.h"

#include "base/cleanup.h"
#include "stats/distribution.h"

#include <math.h>

#define LEAST_PAIRS 6
/* How much larger the standard deviation of normal values is than their median
 * absolute deviation. */
#define NORMAL_CONSISTENCY 1.4826

static double standard_deviation(const double *values, size_t count)
{
	double mean = statistics_mean(values, count);
	double largest = 0, sum = 0;

	/* Relative to the largest, whose square may be no double. */
	for (size_t i = 0; i < count; i++)
		largest = fmax(largest, fabs(values[i] - mean));
	for (size_t i = 0; i < count && largest > 0; i++)
		sum += (values[i] - mean) / largest * ((values[i] - mean) / largest);
	return count > 1 ? largest * sqrt(sum / (double)(count - 1)) : NAN;
}

double power_scale(const double *differences, size_t count)
{
	if (count < 2)
		return NAN;
	UP_FREE double *values = statistics_sorted_copy(differences, count);
	if (values == NULL)
		return NAN;
	double median = statistics_median(values, count);
	for (size_t i = 0; i < count; i++)
		values[i] = fabs(values[i] - median);
	statistics_sort(values, count);
	double deviation = statistics_median(values, count);
	return deviation > 0 ? NORMAL_CONSISTENCY * deviation
			     : standard_deviation(differences, count);
}

/* An effect of this many standard errors of the mean has that power. */
static double standard_errors(double level, double power)
{
	return normal_quantile(1 - level / 2) + normal_quantile(power);
}

double power_detectable(double scale, size_t count, double level, double power)
{
	if (count == 0)
		return NAN;
	return standard_errors(level, power) * scale * sqrt(M_PI / 3 / (double)count);
}

int64_t power_wanted(double scale, double effect, double level, double power)
{
	double root = standard_errors(level, power) * scale / fabs(effect);
	double pairs = ceil(root * root * M_PI / 3);

	if (!(pairs < 0x1p62))
		return INT64_MAX;
	return pairs > LEAST_PAIRS ? (int64_t)pairs : LEAST_PAIRS;
}
