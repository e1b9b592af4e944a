/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/trips.h"

#include "base/cleanup.h"
#include "judge/summary/measured.h"
#include "record/manifest.h"
#include "stats/nnls.h"

#include <math.h>

#define ROUNDING 1e-6

static bool is_autocommit(const struct run *run, const struct sample *sample)
{
	const struct manifest_strategy *strategy =
		manifest_strategy(&run->manifest, sample->key.strategy);
	return strategy != NULL && strategy->is_autocommit == FACT_YES;
}

double trips_of_sample(const struct run *run, const struct sample *sample)
{
	double counted = (double)sample->round_trips;
	double workers = sample->key.factors.workers > 1 ? (double)sample->key.factors.workers : 1;

	/* Those of the other stages are not counted. */
	if (sample->round_trips == UNMEASURED || sample->key.factors.whole_sync == 1)
		return NAN;
	if (sample->key.peer != NULL || sample->commit_ns == UNMEASURED ||
	    manifest_role(&run->manifest, sample->key.strategy) == ROLE_IDLE)
		return counted;
	if (workers <= 1)
		return counted + 1;
	/* Where each statement is a transaction, begin and commit are those of the first
	 * connection alone. */
	const bool autocommit = is_autocommit(run, sample);
	double begin = autocommit ? 2 : sample->key.factors.tuned == 1 ? workers : workers - 1;
	double commit = autocommit ? 1 : workers;
	return begin + fmax(0, counted - begin) / workers + commit;
}

double trips_median(const struct run *run, const char *case_name)
{
	const struct run_case *of = run_find_case(run, case_name);
	UP_FREE double *values = malloc((of->count + 1) * sizeof *values);
	size_t count = 0;

	for (size_t s = 0; s < of->count && values != NULL; s++) {
		const struct sample *sample = of->samples[s];
		if (measured_counts(of, sample) && sample->round_trips != UNMEASURED)
			values[count++] = trips_of_sample(run, sample);
	}
	if (count == 0)
		return NAN;
	statistics_sort(values, count);
	return statistics_median(values, count);
}

static bool fits(const struct trips *trips, const double *rows, const double *counts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (fabs(trips_at(trips, rows[i]) - counts[i]) > ROUNDING * fmax(1, counts[i]))
			return false;
	}
	return true;
}

static double pieces(double rows, double chunk)
{
	return ceil(rows / chunk - ROUNDING);
}

/* The line through the smallest and the largest size, in pieces of chunk rows. */
static struct trips line(const double *rows, const double *counts, size_t count, double chunk)
{
	size_t low = 0;
	size_t high = 0;

	for (size_t i = 0; i < count; i++) {
		low = rows[i] < rows[low] ? i : low;
		high = rows[i] > rows[high] ? i : high;
	}
	double more = pieces(rows[high], chunk) - pieces(rows[low], chunk);
	struct trips trips = {.known = true, .exact = true, .chunk = chunk};
	trips.each = more > 0 ? (counts[high] - counts[low]) / more : 0;
	trips.fixed = counts[low] - trips.each * pieces(rows[low], chunk);
	return trips;
}

struct trips trips_fit(const double *rows, const double *counts, size_t count, double chunk)
{
	struct nnls problem = {.columns = 2};
	double x[NNLS_COLUMNS];

	for (size_t i = 0; i < count; i++) {
		if (isnan(counts[i]))
			return (struct trips){0};
		double factor = 1 / fmax(1, counts[i]);
		const double row[] = {factor, factor * rows[i]};
		nnls_add(&problem, row, factor * counts[i]);
	}
	if (count == 0)
		return (struct trips){0};
	struct trips trips = line(rows, counts, count, chunk > 0 ? chunk : 1);
	if (!fits(&trips, rows, counts, count))
		trips = line(rows, counts, count, 1);
	if (fits(&trips, rows, counts, count))
		return trips;
	nnls_solve(&problem, x);
	return (struct trips){.known = true, .fixed = x[0], .each = x[1], .chunk = 1};
}

/* Those that go with the rows, of each of so many workers. */
static double shared(const struct trips *one, double rows, double workers)
{
	return one->each > 0 ? one->each * pieces(rows, one->chunk * workers) : 0;
}

struct trips trips_of_workers(const struct trips *one, double rows, const double *workers,
			      const double *counts, size_t count, double asked)
{
	struct trips trips = {.known = one->known, .exact = one->exact, .each = one->each};
	double mean = 0;
	double mean_rest = 0;
	double squares = 0;
	double products = 0;

	for (size_t i = 0; i < count; i++) {
		mean += workers[i] / (double)count;
		mean_rest += (counts[i] - shared(one, rows, workers[i])) / (double)count;
	}
	for (size_t i = 0; i < count; i++) {
		const double rest = counts[i] - shared(one, rows, workers[i]);
		squares += (workers[i] - mean) * (workers[i] - mean);
		products += (workers[i] - mean) * (rest - mean_rest);
	}
	if (!one->known || !(squares > 0) || isnan(mean_rest))
		return (struct trips){0};
	const double per_worker = products / squares;
	trips.chunk = one->chunk * asked;
	trips.fixed = mean_rest + per_worker * (asked - mean);
	if (fabs(trips.fixed - round(trips.fixed)) <= ROUNDING)
		trips.fixed = round(trips.fixed);
	for (size_t i = 0; i < count; i++) {
		const double at = shared(one, rows, workers[i]) + mean_rest +
				  per_worker * (workers[i] - mean);
		trips.exact &= fabs(at - counts[i]) <= ROUNDING * fmax(1, counts[i]);
	}
	return trips;
}

double trips_at(const struct trips *trips, double rows)
{
	if (!trips->known)
		return NAN;
	return trips->fixed + trips->each * pieces(rows, trips->chunk);
}
