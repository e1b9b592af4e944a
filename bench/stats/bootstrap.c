/* SPDX-License-Identifier: PostgreSQL */
#include "stats/bootstrap.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "stats/distribution.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_VALUES 6
#define LEAST_SESSIONS 3

static const struct interval unknown = {NAN, NAN};

/* What is drawn, with replacement: values of equal weight, or whole sessions of them. */
struct population {
	const double *values; /* grouped by session where there are sessions */
	const size_t *starts; /* of sessions in values, and the end; NULL without sessions */
	size_t count;         /* values, or sessions */
	double *drawn;        /* room for what is handed to the statistic */
	bootstrap_statistic *statistic;
	void *context;
};

static size_t put(const struct population *population, size_t unit, size_t at)
{
	if (population->starts == NULL) {
		population->drawn[at] = population->values[unit];
		return at + 1;
	}
	size_t start = population->starts[unit];
	size_t size = population->starts[unit + 1] - start;
	memcpy(population->drawn + at, population->values + start,
	       size * sizeof *population->drawn);
	return at + size;
}

static double resample(const struct population *population, struct up_random *random)
{
	size_t filled = 0;

	for (size_t i = 0; i < population->count; i++)
		filled = put(population, up_random_below(random, population->count), filled);
	return population->statistic(population->drawn, filled, population->context);
}

/* All but one of the units; population->count for none of them left out. */
static double leave_out(const struct population *population, size_t left_out)
{
	size_t filled = 0;

	for (size_t i = 0; i < population->count; i++) {
		if (i != left_out)
			filled = put(population, i, filled);
	}
	return population->statistic(population->drawn, filled, population->context);
}

/* Efron and Tibshirani, 14.15; 0 for what does not vary. */
static double acceleration(const struct population *population, double *left)
{
	double mean, largest = 0, squares = 0, cubes = 0;

	for (size_t i = 0; i < population->count; i++)
		left[i] = leave_out(population, i);
	mean = statistics_mean(left, population->count);
	for (size_t i = 0; i < population->count; i++)
		largest = fmax(largest, fabs(mean - left[i]));
	if (!(largest > 0))
		return 0;
	/* Relative to the largest: the cube of a time may be no double. */
	for (size_t i = 0; i < population->count; i++) {
		double away = (mean - left[i]) / largest;
		squares += away * away;
		cubes += away * away * away;
	}
	return cubes / (6 * pow(squares, 1.5));
}

/* Efron and Tibshirani, 14.14, ties counting half: medians of resamples have many. */
static double bias(const double *sorted, double estimate)
{
	double below = 0;

	for (size_t r = 0; r < BOOTSTRAP_RESAMPLES; r++)
		below += sorted[r] < estimate ? 1 : sorted[r] == estimate ? 0.5 : 0;
	below = fmax(0.5, fmin(BOOTSTRAP_RESAMPLES - 0.5, below));
	return normal_quantile(below / BOOTSTRAP_RESAMPLES);
}

/* False when one of them is not finite: the statistic has no sampling distribution then. */
static bool resample_all(const struct population *population, double *replicates,
			 struct up_random random)
{
	for (size_t r = 0; r < BOOTSTRAP_RESAMPLES; r++) {
		replicates[r] = resample(population, &random);
		if (!isfinite(replicates[r]))
			return false;
	}
	return true;
}

/* Efron and Tibshirani, 14.10: the quantile that stands for one of a normal distribution.
 * One value far off in thousands makes so large an acceleration that it has a pole. */
static double corrected_level(double z0, double a, double z)
{
	double slope = 1 - a * (z0 + z);

	if (slope > 0)
		return normal_lower(z0 + (z0 + z) / slope);
	return z0 + z > 0 ? 1 : 0;
}

/* left has room for one value a unit. */
static struct interval corrected_interval(const struct population *population, double *replicates,
					  double *left, double confidence)
{
	double a = acceleration(population, left);
	double z0 = bias(replicates, leave_out(population, population->count));
	double z = -normal_quantile((1 - confidence) / 2);
	statistics_sort(replicates, BOOTSTRAP_RESAMPLES);
	return (struct interval){
		statistics_quantile(replicates, BOOTSTRAP_RESAMPLES, corrected_level(z0, a, -z)),
		statistics_quantile(replicates, BOOTSTRAP_RESAMPLES, corrected_level(z0, a, z)),
	};
}

/* The quantiles of few units' resamples lie too near to each other; their standard
 * deviation does so by a factor that is known, and Student's distribution knows the rest. */
static struct interval student_interval(const struct population *population,
					const double *replicates, double confidence)
{
	double n = (double)population->count;
	double mean = statistics_mean(replicates, BOOTSTRAP_RESAMPLES);
	double squares = 0;

	for (size_t r = 0; r < BOOTSTRAP_RESAMPLES; r++)
		squares += (replicates[r] - mean) * (replicates[r] - mean);
	double error = sqrt(squares / BOOTSTRAP_RESAMPLES * n / (n - 1));
	double away = -student_quantile((1 - confidence) / 2, population->count - 1) * error;
	double estimate = leave_out(population, population->count);
	if (!isfinite(away) || !isfinite(estimate))
		return unknown;
	return (struct interval){estimate - away, estimate + away};
}

struct interval bootstrap_interval(const double *values, size_t count,
				   bootstrap_statistic *statistic, void *context, double confidence,
				   uint64_t seed)
{
	if (count < LEAST_VALUES)
		return unknown;
	UP_FREE double *drawn = malloc(2 * count * sizeof *drawn);
	UP_FREE double *replicates = malloc(BOOTSTRAP_RESAMPLES * sizeof *replicates);
	if (drawn == NULL || replicates == NULL)
		return unknown;
	struct population population = {
		.values = values,
		.count = count,
		.drawn = drawn,
		.statistic = statistic,
		.context = context,
	};
	if (!resample_all(&population, replicates, up_random_at(seed, 0, count)))
		return unknown;
	return corrected_interval(&population, replicates, drawn + count, confidence);
}

/* Puts the values of one session behind those of another, and leaves empty sessions out.
 * Returns how many are left; starts has room for one more. */
static size_t group(const double *values, const size_t *sessions, size_t count,
		    size_t session_count, double *grouped, size_t *starts)
{
	size_t left = 0, filled = 0;

	starts[0] = 0;
	for (size_t s = 0; s < session_count; s++) {
		for (size_t i = 0; i < count; i++) {
			if (sessions[i] == s)
				grouped[filled++] = values[i];
		}
		if (filled > starts[left])
			starts[++left] = filled;
	}
	return left;
}

static size_t largest_session(const size_t *starts, size_t session_count)
{
	size_t largest = 0;

	for (size_t s = 0; s < session_count; s++) {
		size_t size = starts[s + 1] - starts[s];
		largest = size > largest ? size : largest;
	}
	return largest;
}

struct interval bootstrap_session_interval(const double *values, const size_t *sessions,
					   size_t count, size_t session_count,
					   bootstrap_statistic *statistic, void *context,
					   double confidence, uint64_t seed)
{
	UP_FREE double *grouped = malloc((count + 1) * sizeof *grouped);
	UP_FREE size_t *starts = malloc((session_count + 1) * sizeof *starts);
	if (grouped == NULL || starts == NULL)
		return unknown;
	size_t left = group(values, sessions, count, session_count, grouped, starts);
	if (left < LEAST_SESSIONS)
		return unknown;
	/* The largest session may be all that is drawn. */
	UP_FREE double *drawn = malloc((left * largest_session(starts, left) + 1) * sizeof *drawn);
	UP_FREE double *replicates = malloc(BOOTSTRAP_RESAMPLES * sizeof *replicates);
	if (drawn == NULL || replicates == NULL)
		return unknown;
	struct population population = {
		.values = grouped,
		.starts = starts,
		.count = left,
		.drawn = drawn,
		.statistic = statistic,
		.context = context,
	};
	if (!resample_all(&population, replicates, up_random_at(seed, 1, count)))
		return unknown;
	return student_interval(&population, replicates, confidence);
}
