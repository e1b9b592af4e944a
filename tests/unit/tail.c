/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the tails of times show, in simulations with a fixed seed: 100 pairs, of a noise of 2.5 %.
 * "Called" is regressed by one metric of update and tails at the default thresholds, after a
 * correction for the 8 tests of one case.  It also holds with 400
 * trials and TAIL_DRAWS draws, in a minute and a half; without optimization there are fewer of both.
 */
#include "judge/compare/tail.h"

#include "judge/compare/comparison.h"
#include "stats/holm.h"
#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

#if defined __OPTIMIZE__ && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define TRIALS 200
#define DRAWS 1999
#else
#define TRIALS 100
#define DRAWS 999
#endif

#define SEED 20261129
#define PAIRS 100
#define DEVIATION 0.025
#define TESTS 8

static const enum metric tails[] = {METRIC_UPDATE_SLOW, METRIC_UPDATE_MEAN, METRIC_UPDATE_SPREAD};
#define TAIL_COUNT 3

/* What a side does to a time of 20 ms. */
struct behavior {
	double shift;
	double spread; /* times the noise */
	double share;  /* of samples that take `slow` times as long */
	double slow;
};

static const struct behavior usual = {1, 1, 0, 1};

struct trial {
	double base[PAIRS];
	double new[PAIRS];
	int64_t numbers[PAIRS];
	struct contrast contrast; /* of these */
};

static void draw(double *values, const struct behavior *of, struct up_random *random)
{
	for (size_t i = 0; i < PAIRS; i++) {
		values[i] = 2e7 * of->shift * exp(of->spread * DEVIATION * fake_normal(random));
		if (up_random_unit(random) < of->share)
			values[i] *= of->slow;
	}
}

static void make_trial(struct trial *trial, const struct behavior *base, const struct behavior *new,
		       uint64_t number)
{
	struct up_random random = up_random_at(SEED, number, 0);

	for (size_t i = 0; i < PAIRS; i++)
		trial->numbers[i] = 1;
	draw(trial->base, base, &random);
	draw(trial->new, new, &random);
	trial->contrast = (struct contrast){
		.paired = true,
		.base = {trial->base, trial->numbers, trial->numbers, PAIRS},
		.new = {trial->new, trial->numbers, trial->numbers, PAIRS},
	};
}

static struct evidence weigh(const struct contrast *contrast, enum metric metric, double threshold)
{
	struct evidence evidence;
	struct up_error err = {0};

	cr_assert_eq(tail_weigh(contrast, metric, threshold, DRAWS, 1, &evidence, &err), UP_OK,
		     "%s", err.message);
	return evidence;
}

/* ---- the statistics ---------------------------------------------------- */

Test(tail, statistics_are_those_of_the_header)
{
	double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 110};
	double room[11];

	cr_expect_float_eq(tail_mean(values, 11, room), 15, 1e-12);
	/* A tenth of 10 is 1 sample, of 11 it is 2. */
	cr_expect_float_eq(tail_slow(values, 10, room), 10, 1e-12);
	cr_expect_float_eq(tail_slow(values, 11, room), 60, 1e-12);
	/* Deviations from 6 are 0, 1, 1, 2, 2, 3, 3, 4, 4, 5 and 104; their median is 3. */
	cr_expect_float_eq(tail_spread(values, 11, room), (25 + 5 * 1.4826 * 3) / 11, 1e-12);
	cr_expect_float_eq(tail_spread(values, 1, room), 0, 1e-12);
}

/* ---- the test ---------------------------------------------------------- */

/* Four pairs that all grow have 16 swaps, and eight samples 70 ways to be four and four; one of each is
 * as large. */
Test(tail, a_test_is_that_of_all_swaps)
{
	static const double small[] = {10, 11, 12, 13};
	static const double large[] = {20, 22, 24, 26};
	const struct randomization test = {tail_mean, true, 200000, 1};
	struct randomization unpaired = test;
	const struct randomization_side base = {small, 4};
	const struct randomization_side new = {large, 4};
	struct up_error err = {0};
	double p;

	cr_assert_eq(randomization_test(&test, &base, &new, &p, &err), UP_OK);
	cr_expect_float_eq(p, 1.0 / 16, 0.02);
	cr_assert_eq(randomization_test(&test, &new, &base, &p, &err), UP_OK);
	cr_expect_float_eq(p, 1, 1e-12);
	cr_assert_eq(randomization_test(&test, &base, &base, &p, &err), UP_OK);
	cr_expect_float_eq(p, 1, 1e-12);
	unpaired.paired = false;
	cr_assert_eq(randomization_test(&unpaired, &base, &new, &p, &err), UP_OK);
	cr_expect_float_eq(p, 1.0 / 70, 0.005);
	cr_expect_float_eq(randomization_least(true, 4, 4), 1.0 / 16, 1e-12);
	cr_expect_float_eq(randomization_least(false, 4, 4), 1.0 / 70, 1e-12);
	cr_expect_float_eq(randomization_least(false, 1, 39), 1.0 / 40, 1e-12);
}

Test(tail, same_arguments_give_the_same_p_value)
{
	const struct behavior slow = {1, 1, 0.1, 1.3};
	struct trial trial;
	make_trial(&trial, &usual, &slow, 1);
	for (size_t t = 0; t < TAIL_COUNT; t++) {
		const struct evidence first = weigh(&trial.contrast, tails[t], 0);
		const struct evidence second = weigh(&trial.contrast, tails[t], 0);
		cr_expect_float_eq(first.worse, second.worse, 0);
		cr_expect_float_eq(first.better, second.better, 0);
	}
}

Test(tail, says_nothing_of_too_few)
{
	struct trial trial;
	make_trial(&trial, &usual, &(struct behavior){3, 1, 0, 1}, 1);
	trial.contrast.base.count = trial.contrast.new.count = 5;
	cr_expect(weigh(&trial.contrast, METRIC_UPDATE_MEAN, 0.05).few);
	trial.contrast.base.count = trial.contrast.new.count = 6;
	cr_expect_not(weigh(&trial.contrast, METRIC_UPDATE_MEAN, 0.05).few);
	cr_expect_lt(weigh(&trial.contrast, METRIC_UPDATE_MEAN, 0.05).worse, 0.05);
	trial.contrast.paired = false;
	trial.contrast.base.count = trial.contrast.new.count = 3;
	cr_expect(weigh(&trial.contrast, METRIC_UPDATE_MEAN, 0.05).few);
	trial.contrast.base.count = trial.contrast.new.count = 4;
	cr_expect_not(weigh(&trial.contrast, METRIC_UPDATE_MEAN, 0.05).few);
}

Test(tail, draws_grow_with_the_tests)
{
	cr_expect_eq(tail_draws(8, COMPARE_LEVEL), TAIL_DRAWS);
	/* 1,200 tests at 0.05: the smallest corrected p-value is a tenth of it. */
	cr_expect_eq(tail_draws(1200, COMPARE_LEVEL), 240000);
}

/* ---- what is called, and what is not ----------------------------------- */

/* Each p-value alone, times all tests: what Holm's correction leaves of the smallest. */
static bool is_called(const struct contrast *contrast)
{
	for (size_t t = 0; t < TAIL_COUNT; t++) {
		const double threshold = metric_threshold(tails[t]);
		if (TESTS * weigh(contrast, tails[t], threshold).worse <= COMPARE_LEVEL)
			return true;
	}
	return false;
}

static void expect_calls(const char *name, const struct behavior *base, const struct behavior *new,
			 bool paired, double least, double most)
{
	size_t calls = 0;

	for (uint64_t number = 0; number < TRIALS; number++) {
		struct trial trial;
		make_trial(&trial, base, new, number);
		trial.contrast.paired = paired;
		calls += is_called(&trial.contrast);
	}
	const double share = (double)calls / TRIALS;
	cr_expect(share >= least && share <= most, "%s: %g, not %g to %g", name, share, least,
		  most);
}

Test(tail, slow_samples_and_scatter_are_called)
{
	static const struct {
		const char *name;
		struct behavior new;
		double least;
	} rows[] = {
		{"one in five twice as slow", {1, 1, 0.2, 2}, 0.95},
		{"three in ten half as slow again", {1, 1, 0.3, 1.5}, 0.95},
		{"one in ten four times as slow", {1, 1, 0.1, 4}, 0.6},
		{"spread doubled", {1, 2, 0, 1}, 0.8},
	};
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
		expect_calls(rows[r].name, &usual, &rows[r].new, true, rows[r].least, 1);
	expect_calls("without pairs", &usual, &rows[0].new, false, rows[0].least, 1);
}

/* By a threshold that the center alone is within. */
Test(tail, what_is_alike_is_not_called)
{
	static const struct behavior rare = {1, 1, 0.05, 4};
	static const struct behavior shifted = {1.04, 1, 0, 1};
	expect_calls("like arms", &usual, &usual, true, 0, 0.01);
	expect_calls("like arms with slow samples", &rare, &rare, true, 0, 0.06);
	expect_calls("within the thresholds", &usual, &shifted, true, 0, 0.01);
}

/* Of any change at all, at the border of what is none: 5 % over all metrics and both directions. */
Test(tail, like_arms_are_told_apart_in_one_of_twenty)
{
	static const struct behavior rare = {1, 1, 0.05, 4};
	const double leeway = 3 * sqrt(0.05 * 0.95 / TRIALS);
	size_t alarms = 0;

	for (uint64_t number = 0; number < TRIALS; number++) {
		struct trial trial;
		double p_values[2 * TAIL_COUNT];
		double least = 1;
		make_trial(&trial, number % 2 ? &rare : &usual, number % 2 ? &rare : &usual,
			   number);
		for (size_t t = 0; t < TAIL_COUNT; t++) {
			const struct evidence evidence = weigh(&trial.contrast, tails[t], 0);
			p_values[2 * t] = evidence.worse;
			p_values[2 * t + 1] = evidence.better;
		}
		holm_correct(p_values, 2 * TAIL_COUNT);
		for (size_t p = 0; p < 2 * TAIL_COUNT; p++)
			least = fmin(least, p_values[p]);
		alarms += least <= COMPARE_LEVEL;
	}
	cr_expect_leq((double)alarms / TRIALS, 0.05 + leeway, "%zu of %d", alarms, TRIALS);
}

/* Times that are all 20 % longer scatter as much: swapped sides would not. */
Test(tail, a_shift_is_not_a_spread)
{
	static const struct behavior shifted = {1.2, 1, 0, 1};
	size_t worse = 0;
	size_t better = 0;

	for (uint64_t number = 0; number < TRIALS; number++) {
		struct trial trial;
		make_trial(&trial, &usual, &shifted, number);
		const struct evidence evidence = weigh(&trial.contrast, METRIC_UPDATE_SPREAD, 0);
		worse += evidence.worse <= 0.05;
		better += evidence.better <= 0.05;
	}
	const double leeway = 3 * sqrt(0.05 * 0.95 / TRIALS);
	cr_expect_leq((double)worse / TRIALS, 0.05 + leeway);
	cr_expect_leq((double)better / TRIALS, 0.05 + leeway);
}

/* ---- the words of --metric --------------------------------------------- */

Test(tail, a_word_stands_for_all_three_and_none_is_twice)
{
	char texts[][12] = {"update_slow", "wal_bytes", "tails", "update"};
	char *const words[] = {texts[0], texts[1], texts[2], texts[3]};
	const enum metric expected[] = {METRIC_UPDATE_SLOW, METRIC_WAL_BYTES, METRIC_UPDATE_MEAN,
					METRIC_UPDATE_SPREAD, METRIC_UPDATE};
	enum metric metrics[METRIC_COUNT];

	cr_assert_eq(metric_read(words, 4, metrics), 5);
	for (size_t m = 0; m < 5; m++)
		cr_expect_eq(metrics[m], expected[m]);
	for (enum metric metric = 0; metric < METRIC_COUNT; metric++) {
		cr_expect_str_eq(metric_words[metric], metric_names[metric]);
		cr_expect_eq(metric_threshold(metric) > 0,
			     metric_kind(metric) == METRIC_OF_CLOCK ||
				     metric_kind(metric) == METRIC_OF_TAIL);
	}
	cr_expect_str_eq(metric_words[METRIC_COUNT], METRIC_TAILS);
}
