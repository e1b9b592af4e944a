/* SPDX-License-Identifier: PostgreSQL */
/* How far curves drift beyond their data, and whether intervals of predictions cover what they say. */
#include "judge/predict/fit.h"

#include "stats/distribution.h"
#include "unit/planned_run.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

static void near(double value, double wanted, double error, const char *what)
{
	cr_assert(fabs(value - wanted) <= error, "%s: %.9g instead of %.9g", what, value, wanted);
}

/* A line, but for the last size, which is 10 % above it. */
Test(drift, misses_are_per_e_fold)
{
	static const double rows[] = {1000, 2000, 4000, 8000, 16000};
	struct curve_point points[5];
	double misses[5];

	for (size_t i = 0; i < 5; i++)
		points[i] = (struct curve_point){
			.rows = rows[i], .value = 500 * rows[i] * (i == 4 ? 1.1 : 1), .samples = 9};
	cr_assert_eq(drift_misses(points, 5, true, DRIFT_UP, misses), 2);
	near(misses[0], 0, 1e-6, "a line goes on");
	near(misses[1], -log(1.1) / log(2), 1e-3, "and is missed");
	cr_assert_eq(drift_misses(points, 5, true, DRIFT_DOWN, misses), 2);
	cr_assert_eq(drift_misses(points, 3, true, DRIFT_UP, misses), 0, "three sizes");
}

Test(drift, bias_and_deviation)
{
	const double one_sided[] = {-0.05, -0.07, -0.06, -0.06};
	const double chance[] = {-0.05, 0.07, 0.06, -0.06};
	double student[DRIFT_QUANTILES];
	double quantiles[DRIFT_QUANTILES];
	struct drift drift = drift_of(one_sided, 4);

	near(drift.bias, -0.06, 0.001, "bias");
	near(drift.deviation, 0.00816, 0.0001, "deviation");
	drift_student(&drift, student);
	near(student[10], student_quantile(0.021, 3), 1e-6, "three degrees");
	/* Times are longer than predicted, by more than a law that held would be off. */
	drift_quantiles(&drift, student, 100, quantiles);
	near(quantiles[DRIFT_QUANTILES / 2], 0.06, 0.001, "the middle");
	near(quantiles[10], 0.06 + student[10] * drift.deviation * sqrt(1.25), 0.001, "the end");
	drift_quantiles(&drift, student, 0.1, quantiles);
	near(quantiles[10], 0.06 + 0.3 * normal_quantile(0.021), 0.001, "the least");
	drift = drift_of(chance, 4);
	near(drift.bias, 0, 0, "what chance explains is no bias");
	drift = drift_of(one_sided, 1);
	cr_assert(isnan(drift.deviation));
	drift_student(&drift, student);
	drift_quantiles(&drift, student, 1, quantiles);
	cr_assert(isnan(quantiles[3]));
}

/* ---- coverage ----------------------------------------------------------- */

static const int64_t sizes[] = {1000, 2000, 5000, 10000, 20000, 50000};

#define SIZES 6
#define FAMILIES 4
#define SAMPLES 10
/* Of a sample, and of all samples of one size of one strategy. */
#define NOISE 0.04
#define DISCREPANCY 0.01

/* ns of n rows: a + b n + c n ln n, and slope more for each row above the knee. */
struct law {
	double a, b, c, knee, slope;
};

static double uniform(struct up_random *random, double low, double high)
{
	return low + (high - low) * up_random_unit(random);
}

/* Every other law has a knee, anywhere from the smallest size to ten times the largest, from which on
 * rows cost up to twice as much. */
static struct law draw_law(struct up_random *random)
{
	const double b = 500 * exp(uniform(random, 0, log(4)));
	struct law law = {.a = uniform(random, 0, 8e6), .b = b, .c = b * uniform(random, 0, 0.15)};

	law.knee = 1000 * exp(uniform(random, 0, log(500)));
	law.slope = (up_random_below(random, 2) == 0 ? 0 : b) * uniform(random, 0, 1);
	return law;
}

static double law_at(const struct law *law, double n)
{
	return law->a + law->b * n + law->c * n * log(n) + law->slope * fmax(0, n - law->knee);
}

struct coverage {
	size_t count;
	size_t covered;
	size_t above; /* of those that are not covered, truth was longer */
};

static void add_family(struct planned_run *planned, const struct law *law, size_t number,
		       struct up_random *random)
{
	static const char *const names[FAMILIES] = {"unnest", "copy-temp", "json", "merge-unnest"};
	const struct planned_family family = {.name = names[number], .b = 1000};
	const size_t first = planned->run.samples.count;

	planned_run_add(planned, &family, sizes, SIZES, 0, SAMPLES);
	for (size_t s = 0; s < SIZES; s++) {
		const double off = DISCREPANCY * fake_normal(random);
		for (size_t i = 0; i < SAMPLES; i++) {
			struct sample *sample =
				&planned->run.samples.items[first + s * SAMPLES + i];
			sample->update_ns = (int64_t)(law_at(law, (double)sizes[s]) *
						      exp(off + NOISE * fake_normal(random))) -
					    sample->commit_ns;
		}
	}
}

static void hold(const struct fit *fit, const struct law *law, double rows,
		 struct up_random *random, struct coverage *coverage)
{
	const struct fit_load load = {rows, 2, 0, 1, NULL};
	const double truth = law_at(law, rows) * exp(DISCREPANCY * fake_normal(random));
	const struct interval interval = fit_time_interval(fit, &load);

	coverage->count++;
	coverage->covered += interval.low <= truth && truth <= interval.high;
	coverage->above += truth > interval.high;
}

static void simulate(size_t run, const double *rows, size_t count, struct coverage *coverage)
{
	struct up_random random = up_random_at(2701, 10, run);
	PLANNED_RUN planned = {0};
	FAMILY_LIST families = {0};
	SHARED_ERROR shared = {0};
	struct law laws[FAMILIES];

	for (size_t f = 0; f < FAMILIES; f++) {
		laws[f] = draw_law(&random);
		add_family(&planned, &laws[f], f, &random);
	}
	planned_run_summarise(&planned);
	cr_assert_eq(family_list_make(&planned.run, &planned.summaries, &families, NULL), UP_OK);
	cr_assert_eq(families.count, FAMILIES);
	cr_assert_eq(shared_error_make(&planned.run, families.items, FAMILIES, &shared, NULL),
		     UP_OK);
	for (size_t f = 0; f < FAMILIES; f++) {
		FIT fit = {0};
		cr_assert_eq(fit_make(&planned.run, &families.items[f], &shared, run, &fit, NULL),
			     UP_OK);
		for (size_t r = 0; r < count; r++)
			hold(&fit, &laws[f], rows[r], &random, &coverage[r]);
	}
}

/* Of 600 intervals of each size (UPBENCH_COVERAGE_RUNS=150), 96.5, 96.7 and 96.5 % covered the times
 * beyond the data, 96.8 % the one within, and 98.8 and 99.2 % those below.  With a DISCREPANCY of 0.03
 * they are 96.8, 98.0, 97.8; 92.5; 99.3 and 98.7 %. */
Test(drift, intervals_cover_laws_with_knees_and_logarithms)
{
	static const double rows[] = {100, 300, 7000, 100000, 500000, 1000000};
	const char *asked = getenv("UPBENCH_COVERAGE_RUNS");
	const size_t runs = asked != NULL ? strtoul(asked, NULL, 10) : 8;
	struct coverage coverage[6] = {0};

	for (size_t r = 0; r < runs; r++)
		simulate(r, rows, 6, coverage);
	for (size_t i = 0; i < 6; i++) {
		const struct coverage *at = &coverage[i];
		const double count = (double)at->count;
		/* Families of a run share their drift: two of them count as one. */
		const double slack = 3 * sqrt(0.93 * 0.07 / (count / 2));
		printf("%7.0f rows: %.1f %% of %zu covered, %.1f %% above\n", rows[i],
		       100 * (double)at->covered / count, at->count,
		       100 * (double)at->above / count);
		cr_expect((double)at->covered >= (0.93 - slack) * count, "%.0f rows: %zu of %zu",
			  rows[i], at->covered, at->count);
	}
}
