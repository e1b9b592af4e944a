/* SPDX-License-Identifier: PostgreSQL */
/*
 * Bets and what they decide.  The errors are simulated with a fixed seed, looking at the bets after
 * every pair: at a true ratio of exactly the threshold, by noise whose median is 0.
 */
#include "stats/decision.h"
#include "base/random.h"
#include "stats/bet.h"
#include "stats/distribution.h"

#include <criterion/criterion.h>
#include <math.h>

#define THRESHOLD 0.05
#define CASES 2

Test(decision, capital)
{
	static const struct {
		size_t heads, tosses;
		double capital;
		double precision;
	} known[] = {
		{0, 0, 1, 1e-12},       {1, 1, 1.5, 1e-12},     {6, 6, 18.14, 0.005},
		{7, 7, 31.875, 1e-9},   {9, 9, 102.3, 0.05},    {10, 10, 186.1, 0.05},
		{11, 12, 52.42, 0.005}, {12, 13, 89.94, 0.005}, {5, 10, 0.37, 0.005},
	};

	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
		cr_expect_float_eq(exp(bet_log_capital(known[k].heads, known[k].tosses)),
				   known[k].capital, known[k].precision, "%zu of %zu: %g",
				   known[k].heads, known[k].tosses,
				   exp(bet_log_capital(known[k].heads, known[k].tosses)));
	/* 2^1001 / 1001: far beyond what a sum of numbers that are no logarithms would hold. */
	cr_expect_float_eq(bet_log_capital(20000, 20000), 20001 * log(2) - log(20001), 1e-6);
}

/* Its mean, over all tosses of a fair coin, is 1. */
Test(decision, fair_bet)
{
	for (size_t tosses = 1; tosses <= 30; tosses++) {
		double mean = 0;
		double ways = 1;
		for (size_t heads = 0; heads <= tosses; heads++) {
			mean += ways *
				exp(bet_log_capital(heads, tosses) - (double)tosses * log(2));
			ways *= (double)(tosses - heads) / (double)(heads + 1);
		}
		cr_expect_float_eq(mean, 1, 1e-9, "%zu tosses: %g", tosses, mean);
	}
}

/* So many pairs with one and the same ratio. */
static enum decision decide(size_t pairs, double ratio, int64_t cases)
{
	struct decision_counts counts = {0};

	for (size_t p = 0; p < pairs; p++)
		decision_count(&counts, 100, 100 * ratio, THRESHOLD);
	cr_expect_eq(counts.pairs, pairs);
	return decision_of(&counts, cases);
}

/* 2 M / 0.025 is 160 for two cases, and 1 / 0.025 is 40: 7 in 7 make 31.9, 8 in 8 56.8. */
Test(decision, limits)
{
	cr_expect_eq(decide(0, 1, 1), DECISION_OPEN);
	cr_expect_eq(decide(9, 1.06, CASES), DECISION_OPEN);
	cr_expect_eq(decide(10, 1.06, CASES), DECISION_REGRESSED);
	cr_expect_eq(decide(9, 1.06, 1), DECISION_REGRESSED);
	cr_expect_eq(decide(10, 1 / 1.06, CASES), DECISION_IMPROVED);
	cr_expect_eq(decide(7, 1.04, CASES), DECISION_OPEN);
	cr_expect_eq(decide(8, 1.04, CASES), DECISION_EQUIVALENT);
	cr_expect_eq(decide(8, 1 / 1.04, CASES), DECISION_EQUIVALENT);
}

/* ---- simulations ------------------------------------------------------ */

#if defined __OPTIMIZE__ && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define TRIALS 4000
#else
#define TRIALS 500
#endif

enum {
	PAIRS = 80
};

static double draw_normal(struct up_random *random)
{
	return normal_quantile(up_random_unit(random) * (1 - 1e-12) + 5e-13);
}

/* Draws the noise of a pair; its median is 0. */
typedef double noise(struct up_random *random, size_t pair);

static double normal(struct up_random *random, size_t pair)
{
	(void)pair;
	return 0.035 * draw_normal(random);
}

/* Student's with two degrees of freedom, by its quantile. */
static double heavy_tails(struct up_random *random, size_t pair)
{
	const double u = up_random_unit(random) * (1 - 1e-12) + 5e-13;

	(void)pair;
	return 0.035 * (2 * u - 1) / sqrt(2 * u * (1 - u));
}

static double exponential(struct up_random *random, size_t pair)
{
	(void)pair;
	return 0.035 * (-log1p(-up_random_unit(random)) - log(2));
}

/* One hump just below 0, the other one far above. */
static double two_humps(struct up_random *random, size_t pair)
{
	const bool above = up_random_unit(random) < 0.5;

	(void)pair;
	return above ? 0.2 + 0.01 * draw_normal(random) : -0.001 - 0.01 * up_random_unit(random);
}

/* What is above 0 becomes ten times as wide, and what is below as narrow. */
static double drift(struct up_random *random, size_t pair)
{
	const double passed = (double)pair / PAIRS;
	const double drawn = draw_normal(random);

	return 0.01 * drawn * (drawn > 0 ? 1 + 9 * passed : 10 - 9 * passed);
}

static noise *const noises[] = {normal, heavy_tails, exponential, two_humps, drift};

/* The first decision, and after how many pairs; PAIRS where there is none. */
static enum decision run_trial(noise *of, double effect, double sign, uint64_t stream,
			       uint64_t trial, size_t *pairs)
{
	struct up_random random = up_random_at(31, stream, trial);
	struct decision_counts counts = {0};
	enum decision decision = DECISION_OPEN;

	for (*pairs = 0; *pairs < PAIRS && decision == DECISION_OPEN; ++*pairs) {
		const double difference = sign * (effect + of(&random, *pairs));
		decision_count(&counts, 1, exp(difference), THRESHOLD);
		decision = decision_of(&counts, CASES);
	}
	return decision;
}

/* What a share can exceed its expectation by, by chance: four standard errors. */
static double leeway(double share)
{
	return 4 * sqrt(share * (1 - share) / TRIALS);
}

Test(decision, error_at_the_threshold)
{
	const double of_change = DECISION_LEVEL / 2 / CASES;

	for (size_t n = 0; n < sizeof noises / sizeof noises[0]; n++) {
		for (int sign = -1; sign <= 1; sign += 2) {
			const enum decision change =
				sign > 0 ? DECISION_REGRESSED : DECISION_IMPROVED;
			int counts[4] = {0};
			size_t pairs;
			for (uint64_t t = 0; t < TRIALS; t++)
				counts[run_trial(noises[n], log1p(THRESHOLD), sign, n, t,
						 &pairs)]++;
			cr_expect_leq(counts[change] / (double)TRIALS,
				      of_change + leeway(of_change), "noise %zu, %d: %d", n, sign,
				      counts[change]);
			cr_expect_leq(counts[DECISION_EQUIVALENT] / (double)TRIALS,
				      DECISION_LEVEL + leeway(DECISION_LEVEL),
				      "noise %zu, %d: %d are equivalent", n, sign,
				      counts[DECISION_EQUIVALENT]);
		}
	}
}

/* Two arms that are alike, and one that is 10 % slower. */
Test(decision, pairs_needed)
{
	static const struct {
		double effect;
		enum decision decision;
		double pairs; /* at most, in the mean */
	} expected[] = {{0, DECISION_EQUIVALENT, 15}, {0.10, DECISION_REGRESSED, 18}};

	for (size_t e = 0; e < sizeof expected / sizeof expected[0]; e++) {
		double sum = 0;
		int right = 0;
		for (uint64_t t = 0; t < TRIALS; t++) {
			size_t pairs;
			right += run_trial(normal, log1p(expected[e].effect), 1, 100 + e, t,
					   &pairs) == expected[e].decision;
			sum += (double)pairs;
		}
		cr_expect_leq(sum / TRIALS, expected[e].pairs, "+%g: %g pairs", expected[e].effect,
			      sum / TRIALS);
		cr_expect_geq(right, TRIALS * 98 / 100, "+%g: %d of %d", expected[e].effect, right,
			      TRIALS);
	}
}
