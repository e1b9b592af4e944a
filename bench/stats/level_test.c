/* SPDX-License-Identifier: PostgreSQL */
#include "stats/level_test.h"

#include "stats/distribution.h"
#include "stats/statistics.h"

#include <math.h>
#include <string.h>

#define MOST_CORRELATED 0.9

struct noise {
	double variance;
	double correlation;
	size_t degrees; /* of freedom */
};

static size_t begin_of(const struct change_point *points, size_t segment)
{
	return segment > 0 ? points[segment - 1].position : 0;
}

static size_t end_of(const struct change_point *points, size_t count, size_t segment, size_t size)
{
	return segment < count ? points[segment].position : size;
}

/* Sums over the segments what their values differ from their means by, and sets these. */
static struct noise find_noise(const double *series, size_t size, struct change_point *points,
			       size_t count)
{
	const double n = (double)size;
	double squares = 0;
	double products = 0;

	for (size_t s = 0; s <= count; s++) {
		const size_t begin = begin_of(points, s);
		const size_t end = end_of(points, count, s, size);
		const double mean = statistics_mean(series + begin, end - begin);
		for (size_t i = begin; i < end; i++) {
			squares += (series[i] - mean) * (series[i] - mean);
			if (i > begin)
				products += (series[i] - mean) * (series[i - 1] - mean);
		}
		if (s > 0)
			points[s - 1].after = mean;
		if (s < count)
			points[s].before = mean;
	}
	double correlation = squares > 0 ? products / squares : 0;
	correlation += (1 + 3 * correlation) / n;
	correlation = fmin(fmax(correlation, LEVEL_TEST_CORRELATION), MOST_CORRELATED);
	const double degrees = n * (1 - correlation) / (1 + correlation) - (double)(count + 1);
	return (struct noise){squares / (n - (double)(count + 1)), correlation,
			      degrees > 1 ? (size_t)degrees : 1};
}

static double variance_of_mean(const struct noise *noise, size_t count)
{
	double sum = 1;
	double power = 1;

	for (size_t j = 1; j < count; j++) {
		power *= noise->correlation;
		sum += 2 * (1 - (double)j / (double)count) * power;
	}
	return noise->variance * sum / (double)count;
}

/* Two-sided, of point p. */
static double p_value_of(const struct noise *noise, size_t size, const struct change_point *points,
			 size_t count, size_t p)
{
	const double difference = fabs(points[p].after - points[p].before);
	const double variance =
		variance_of_mean(noise, points[p].position - begin_of(points, p)) +
		variance_of_mean(noise, end_of(points, count, p + 1, size) - points[p].position);

	if (!(variance > 0))
		return difference > 0 ? 0 : 1;
	return 2 * student_lower(-difference / sqrt(variance), (double)noise->degrees);
}

void level_test_keep(const double *series, size_t size, double level, struct change_point *points,
		     size_t *count)
{
	while (*count > 0) {
		const struct noise noise = find_noise(series, size, points, *count);
		size_t least = 0;
		double most = -1;
		for (size_t p = 0; p < *count; p++) {
			const double p_value = p_value_of(&noise, size, points, *count, p);
			if (p_value > most) {
				most = p_value;
				least = p;
			}
		}
		if (most <= level)
			return;
		memmove(&points[least], &points[least + 1], (*count - least - 1) * sizeof *points);
		--*count;
	}
}
