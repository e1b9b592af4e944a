/* SPDX-License-Identifier: PostgreSQL */
#include "stats/power.h"

#include "stats/distribution.h"

#include <math.h>

/* An effect of this many standard errors has that power. */
static double standard_errors(double degrees, double level, double power)
{
	return student_quantile(1 - level / 2, degrees) + student_quantile(power, degrees);
}

double power_detectable(double error, double degrees, double level, double power)
{
	return standard_errors(degrees, level, power) * error;
}

int64_t power_wanted(double error, size_t count, double effect, double level, double power)
{
	const double root = power_detectable(error, INFINITY, level, power) / fabs(effect);
	const double wanted = ceil(root * root * (double)count);

	return wanted < 0x1p62 ? (int64_t)wanted : INT64_MAX;
}

int64_t power_wanted_sessions(double error, size_t count, size_t sides, double effect, double level,
			      double power, int64_t most)
{
	int64_t enough = most + 1;
	int64_t low = 2;

	/* More sessions never show less: halve until one is enough and one less is not. */
	while (low < enough) {
		const int64_t middle = low + (enough - low) / 2;
		const double degrees = (double)(middle - 1) * (double)sides;
		const double error_then = error * sqrt((double)count / (double)middle);
		if (power_detectable(error_then, degrees, level, power) <= fabs(effect))
			enough = middle;
		else
			low = middle + 1;
	}
	return enough <= most ? enough : INT64_MAX;
}
