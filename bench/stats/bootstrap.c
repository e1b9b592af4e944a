/* SPDX-License-Identifier: PostgreSQL */
#include "stats/bootstrap.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "stats/distribution.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_SESSIONS 3

static const struct interval unknown = {NAN, NAN};

/* What is drawn, with replacement: whole sessions. */
struct population {
	const double *values; /* grouped by session */
	const size_t *starts; /* of sessions in values, and the end */
	size_t count;         /* of sessions */
	double *drawn;        /* room for the values that are handed to the statistic */
	bootstrap_statistic *statistic;
	void *context;
};

static size_t put(const struct population *population, size_t session, size_t at)
{
	size_t start = population->starts[session];
	size_t size = population->starts[session + 1] - start;
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

static double estimate_of(const struct population *population)
{
	size_t filled = 0;

	for (size_t i = 0; i < population->count; i++)
		filled = put(population, i, filled);
	return population->statistic(population->drawn, filled, population->context);
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

/* The quantiles of the resamples of few sessions lie too near to each other; their standard
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
	double estimate = estimate_of(population);
	if (!isfinite(away) || !isfinite(estimate))
		return unknown;
	return (struct interval){estimate - away, estimate + away};
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
