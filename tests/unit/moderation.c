/* SPDX-License-Identifier: PostgreSQL */
/* Errors over a few sessions, moderated over many cases. */
#include "judge/compare/moderation.h"

#include "stats/dispersion.h"
#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

#define PI 3.14159265358979323846
#define CASES 30

/* In builds that are slow a tenth of the trials, and three standard errors of leeway. */
#if defined __OPTIMIZE__ && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define TRIALS 600
#define LEEWAY 0.0
#else
#define TRIALS 60
#define LEEWAY (3 * sqrt(0.05 * 0.95 / TRIALS))
#endif

/* The variance that pairs let expect is known from about so many. */
#define PAIRS 60

struct setting {
	size_t cases;
	size_t sessions;
	double spread; /* of the variance of pairs from case to case: 1, or up to so many times */
	double ratio;  /* F */
	double noisy;  /* times that F, of the first case */
};

static double chi_square(size_t degrees, struct up_random *random)
{
	double sum = 0;

	for (size_t d = 0; d < degrees; d++)
		sum += pow(fake_normal(random), 2);
	return sum;
}

/* A comparison of sessions whose truth is 0. */
static struct evidence draw(const struct setting *setting, size_t number, struct up_random *random)
{
	const double S = (double)setting->sessions;
	const double within = 1e-4 * pow(setting->spread, (double)number / (double)setting->cases);
	const double ratio = setting->ratio * (number == 0 ? setting->noisy : 1);
	const double between = ratio * within;
	struct evidence evidence = {
		.count = setting->sessions,
		.by_session = true,
		.shift = sqrt(between / S) * fake_normal(random),
		.error = sqrt(between * chi_square(setting->sessions - 1, random) / (S - 1) / S),
		.within = within * chi_square(PAIRS, random) / PAIRS,
		.degrees = S - 1,
	};

	evidence_conclude(0.05, &evidence);
	return evidence;
}

/* The share of intervals over the truth, of the first case, and of all others. */
static void cover(const struct setting *setting, double *first, double *others)
{
	struct comparison items[CASES] = {0};
	struct evidence all[CASES];
	const struct comparison_list list = {.items = items, .count = setting->cases};
	size_t covered[2] = {0};
	struct up_error err;

	for (size_t c = 0; c < CASES; c++)
		items[c] = (struct comparison){
			.metric = METRIC_UPDATE, .paired = true, .threshold = 0.05};
	for (size_t t = 0; t < TRIALS; t++) {
		struct up_random random = up_random_at(11, setting->sessions, t);
		for (size_t c = 0; c < setting->cases; c++)
			all[c] = draw(setting, c, &random);
		cr_assert_eq(moderate_sessions(&list, all, NULL, &err), UP_OK);
		for (size_t c = 0; c < setting->cases; c++)
			covered[c > 0] += all[c].interval.low <= 0 && 0 <= all[c].interval.high;
	}
	*first = (double)covered[0] / TRIALS;
	*others = (double)covered[1] / (TRIALS * (double)(setting->cases - 1));
}

static void expect_coverage(const struct setting *setting)
{
	double first;
	double others;

	cover(setting, &first, &others);
	cr_expect(others >= 0.93 - LEEWAY && others <= 0.97 + LEEWAY,
		  "%zu cases, %zu sessions, F %g: %g", setting->cases, setting->sessions,
		  setting->ratio, others);
	/* It may be wider than it has to be.  Too narrow it is where its sessions happen to look like those
	 * of the others: with three, 50 times their F does so in 6 % of the draws. */
	cr_expect_geq(first, 0.91 - LEEWAY, "%zu cases, %zu sessions, the noisy one: %g",
		      setting->cases, setting->sessions, first);
}

Test(moderation, inverts_trigamma)
{
	/* trigamma is pi² / 6 at 1, and pi² / 2 at 1/2; what two ratios have too much of it gives d0. */
	const double whole[] = {exp(PI / sqrt(6)), exp(-PI / sqrt(6))};
	const double half[] = {exp(PI / sqrt(3)), exp(-PI / sqrt(3))};

	cr_expect_float_eq(moderation_of(whole, 2, 2).degrees, 2, 1e-8);
	cr_expect_float_eq(moderation_of(half, 2, 2).degrees, 1, 1e-8);
}

Test(moderation, covers_the_truth_of_cases_with_equal_noise)
{
	for (size_t s = 3; s <= 6; s++) {
		expect_coverage(&(struct setting){10, s, 1, 1, 1});
		expect_coverage(&(struct setting){10, s, 1, 4, 1});
	}
}

Test(moderation, covers_the_truth_of_cases_with_unequal_noise)
{
	for (size_t s = 3; s <= 6; s++) {
		expect_coverage(&(struct setting){10, s, 36, 1, 1});
		expect_coverage(&(struct setting){CASES, s, 36, 4, 1});
	}
}

Test(moderation, leaves_a_noisy_case_its_own_error)
{
	for (size_t s = 3; s <= 6; s++) {
		expect_coverage(&(struct setting){10, s, 1, 1, 50});
		expect_coverage(&(struct setting){CASES, s, 1, 1, 50});
	}
}

/* The evidence of the first of some alike cases, the same in each. */
static struct evidence moderate_alike(size_t cases, size_t sessions, bool paired,
				      const struct noise *noise)
{
	struct comparison items[CASES] = {0};
	struct evidence all[CASES];
	const struct comparison_list list = {.items = items, .count = cases};
	struct up_error err;

	for (size_t c = 0; c < cases; c++) {
		items[c] = (struct comparison){
			.metric = METRIC_UPDATE, .paired = paired, .threshold = 0.05};
		all[c] = (struct evidence){.count = sessions,
					   .by_session = true,
					   .error = 0.01,
					   .within = (double)sessions * 1e-4,
					   .degrees = (double)sessions - 1};
		evidence_conclude(0.05, &all[c]);
	}
	cr_assert_eq(moderate_sessions(&list, all, noise, &err), UP_OK);
	return all[0];
}

Test(moderation, takes_six_cases_or_the_noise_of_the_machine)
{
	const struct noise noise = {.common_degrees = 8, .common_ratio = 1};
	const struct noise unknown = {.common_degrees = NAN, .common_ratio = NAN};

	cr_expect_eq(moderate_alike(MODERATION_CASES - 1, 3, true, NULL).degrees, 2);
	cr_expect_eq(moderate_alike(MODERATION_CASES - 1, 3, true, &unknown).degrees, 2);
	cr_expect(isinf(moderate_alike(MODERATION_CASES, 3, true, NULL).degrees),
		  "cases that do not differ");
	cr_expect_eq(moderate_alike(MODERATION_CASES, 3, false, NULL).degrees, 2, "Welch's");
	const struct evidence known = moderate_alike(1, 3, true, &noise);
	cr_expect_eq(known.degrees, 10);
	cr_expect_float_eq(known.error, 0.01, 1e-12);
	cr_expect_lt(known.interval.high, 0.03, "half of that of two degrees");
}
