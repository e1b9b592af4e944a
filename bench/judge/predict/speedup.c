/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/speedup.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "judge/predict/fit.h"
#include "judge/predict/scalability.h"
#include "record/case_key.h"
#include "stats/distribution.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* Of the largest number of workers that was measured: what they wait for is hardly seen
 * before they do. */
#define MOST_WORKERS 2
#define LEVELS_MOST 64

void speedup_release(struct speedup *speedup)
{
	free(speedup->resamples);
	*speedup = (struct speedup){0};
}

/* ---- what was measured ------------------------------------------------- */

/* Do they differ in the workers alone? */
static bool are_siblings(const struct family *a, const struct family *b)
{
	return case_key_equal(&a->cases[0]->key, &b->cases[0]->key,
			      FAMILY_FACTORS | FACTOR_BIT(FACTOR_WORKERS));
}

const struct family *speedup_sibling(const struct family_list *families, const struct family *of,
				     int64_t workers)
{
	for (size_t f = 0; f < families->count; f++) {
		const struct family *family = &families->items[f];
		if (family_workers(family) == workers && are_siblings(family, of))
			return family;
	}
	return NULL;
}

static const struct summary *find_case(const struct family *family, int64_t rows)
{
	for (size_t c = 0; c < family->count; c++) {
		const struct summary *summary = family->cases[c];
		if (summary->key.factors.rows == rows && !(summary->key.factors.rtt_ns > 0))
			return summary;
	}
	return NULL;
}

/* Numbers of workers that were measured with the same rows. */
struct levels {
	int64_t rows;
	size_t count;
	double workers[LEVELS_MOST];
	double ns[LEVELS_MOST];
	const struct summary *cases[LEVELS_MOST];
};

static void find_levels(const struct family_list *families, const struct family *of, int64_t rows,
			struct levels *levels)
{
	levels->rows = rows;
	levels->count = 0;
	for (size_t f = 0; f < families->count && levels->count < LEVELS_MOST; f++) {
		const struct family *family = &families->items[f];
		const struct summary *summary = find_case(family, rows);
		if (summary == NULL || !are_siblings(family, of))
			continue;
		levels->workers[levels->count] = (double)family_workers(family);
		levels->ns[levels->count] = summary->median_ns;
		levels->cases[levels->count++] = summary;
	}
}

/* With the largest size that most numbers of workers have. */
static void find_most_levels(const struct family_list *families, const struct family *of,
			     struct levels *best)
{
	struct levels levels;

	*best = (struct levels){0};
	for (size_t c = 0; c < of->count; c++) {
		find_levels(families, of, of->cases[c]->key.factors.rows, &levels);
		if (levels.count > best->count ||
		    (levels.count == best->count && levels.rows > best->rows))
			*best = levels;
	}
}

static size_t find_level(const struct levels *levels, double workers)
{
	size_t level = 0;

	while (level < levels->count && fabs(levels->workers[level] - workers) > 0)
		level++;
	return level;
}

static double largest(const double *values, size_t count)
{
	double most = 0;

	for (size_t i = 0; i < count; i++)
		most = fmax(most, values[i]);
	return most;
}

/* ---- the factor -------------------------------------------------------- */

static enum up_status by_law(const struct levels *levels, double workers, double *factor,
			     struct up_error *err)
{
	double throughput[LEVELS_MOST];
	struct scalability law;

	for (size_t l = 0; l < levels->count; l++)
		throughput[l] = (double)levels->rows * 1e9 / levels->ns[l];
	UP_TRY(scalability_fit(levels->workers, throughput, levels->count, &law, err));
	*factor = scalability_at(&law, workers) / scalability_at(&law, 1);
	return UP_OK;
}

static enum up_status find_factor(const struct levels *levels, struct speedup *speedup,
				  struct up_error *err)
{
	const size_t one = find_level(levels, 1);
	const size_t asked = find_level(levels, speedup->workers);

	speedup->kind = SPEEDUP_MEASURED;
	if (one < levels->count && asked < levels->count) {
		speedup->factor = levels->ns[one] / levels->ns[asked];
		return UP_OK;
	}
	speedup->kind = SPEEDUP_LAW;
	return by_law(levels, speedup->workers, &speedup->factor, err);
}

static double redraw(const double *samples, size_t count, double *scratch, struct up_random *random)
{
	for (size_t i = 0; i < count; i++)
		scratch[i] = samples[up_random_below(random, count)];
	statistics_sort(scratch, count);
	return statistics_median(scratch, count);
}

/* Of each level, one after another; first[l] is where they begin.  False: too few of one. */
static bool collect(const struct run *run, const struct levels *levels, double *samples,
		    size_t *first)
{
	first[0] = 0;
	for (size_t l = 0; l < levels->count; l++) {
		const size_t count =
			measured_collect(run_find_case(run, levels->cases[l]->case_name),
					 PHASE_MEASURE, measured_time, NULL, samples + first[l]);
		if (count < FIT_LEAST_SAMPLES)
			return false;
		first[l + 1] = first[l] + count;
	}
	return true;
}

static enum up_status resample(const struct run *run, const struct levels *levels, uint64_t seed,
			       struct speedup *speedup, struct up_error *err)
{
	UP_FREE double *samples = calloc(run->samples.count + 1, sizeof *samples);
	UP_FREE double *scratch = calloc(run->samples.count + 1, sizeof *scratch);
	UP_FREE double *factors = calloc(FIT_RESAMPLES, sizeof *factors);
	size_t first[LEVELS_MOST + 1];
	struct levels drawn = *levels;

	if (samples == NULL || scratch == NULL || factors == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a speed-up");
	if (!collect(run, levels, samples, first))
		return UP_OK;
	for (size_t r = 0; r < FIT_RESAMPLES; r++) {
		struct up_random random = up_random_at(seed, (uint64_t)speedup->workers, r);
		struct speedup again = *speedup;
		for (size_t l = 0; l < levels->count; l++) {
			drawn.ns[l] = redraw(samples + first[l], first[l + 1] - first[l], scratch,
					     &random);
			if (speedup->kind == SPEEDUP_LAW)
				drawn.ns[l] *=
					exp(CURVE_DISCREPANCY *
					    normal_quantile((up_random_unit(&random) + 1e-9) /
							    (1 + 2e-9)));
		}
		factors[r] =
			find_factor(&drawn, &again, NULL) == UP_OK ? again.factor : speedup->factor;
	}
	speedup->resamples = UP_TAKE(factors);
	return UP_OK;
}

enum up_status speedup_make(const struct run *run, const struct family_list *families,
			    const struct family *of, int64_t workers, uint64_t seed,
			    struct speedup *speedup, struct up_error *err)
{
	struct levels levels;
	struct speedup new = {.workers = (double)workers};

	find_most_levels(families, of, &levels);
	new.rows = (double)levels.rows;
	const enum up_status status = find_factor(&levels, &new, err);
	if (status != UP_OK)
		return up_error_prefix(err, "%" PRId64 " workers were not measured", workers);
	if (new.workers > MOST_WORKERS * largest(levels.workers, levels.count))
		return up_fail(err, UP_INVALID,
			       "%" PRId64 " workers are more than %d times the most that were "
			       "measured (%.0f)",
			       workers, MOST_WORKERS, largest(levels.workers, levels.count));
	UP_TRY(resample(run, &levels, seed, &new, err));
	*speedup = new;
	return UP_OK;
}

struct trips speedup_trips(const struct run *run, const struct family_list *families,
			   const struct family *of, const struct speedup *speedup,
			   const struct trips *one)
{
	struct levels levels;
	double counts[LEVELS_MOST];

	find_most_levels(families, of, &levels);
	for (size_t l = 0; l < levels.count; l++)
		counts[l] = trips_median(run, levels.cases[l]->case_name);
	return trips_of_workers(one, (double)levels.rows, levels.workers, counts, levels.count,
				speedup->workers);
}
