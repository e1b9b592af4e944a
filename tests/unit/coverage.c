/* SPDX-License-Identifier: PostgreSQL */
/*
 * How often the 95 % intervals that the program uses cover the truth, in simulations
 * with a fixed seed: between 93 and 97 %, for 10 to 100 values of skewed and of two-humped
 * distributions.
 *
 * The cheap ones are repeated 4,000 times, which makes the error of the simulation 0.35 %;
 * the bootstrap ones, of 2,000 resamples each as in the program, 400 to 2,000 times (1.1 to
 * 0.5 %), so that all take about 20 seconds on two cores.  Without optimization, or under a sanitizer,
 * there is a tenth of that, and three standard errors of leeway.
 */
#include "judge/compare/evidence.h"
#include "stats/distribution.h"
#include "stats/paired.h"
#include "stats/unpaired.h"
#include "unit/fake_run.h"

#include <criterion/criterion.h>
#include <math.h>

#if defined __OPTIMIZE__ && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define SHARE_OF_TRIALS 1
#else
#define SHARE_OF_TRIALS 10
#endif

#define MOST 100

struct distribution {
	const char *name;
	double spread;   /* of the logarithm; 0: not log-normal */
	double humps[5]; /* share of the first, its center and width, those of the second */
};

/* Without spread and humps, exponential. */
static const struct distribution distributions[] = {
	{"log-normal", 0.5, {0}},
	{"wide log-normal", 1, {0}},
	{"exponential", 0, {0}},
	{"70 % and 30 %", 0, {0.7, 10, 0.5, 15, 0.5}},
	{"60 % and a wider 40 %", 0, {0.6, 10, 0.5, 15, 1}},
	{"halves that overlap", 0, {0.5, 8, 1, 12, 1}},
	{"halves far apart", 0, {0.5, 8, 0.3, 12, 0.3}},
};
#define DISTRIBUTION_COUNT (sizeof distributions / sizeof distributions[0])

static const size_t counts[] = {10, 15, 20, 30, 50, MOST};
#define COUNT_COUNT (sizeof counts / sizeof counts[0])

static double draw(const struct distribution *of, struct up_random *random)
{
	const double *humps = of->humps;

	if (of->spread > 0)
		return exp(of->spread * fake_normal(random));
	if (humps[0] > 0)
		return up_random_unit(random) < humps[0]
			       ? humps[1] + humps[2] * fake_normal(random)
			       : humps[3] + humps[4] * fake_normal(random);
	return -log(1 - up_random_unit(random));
}

static double median_of(const struct distribution *of)
{
	const double *humps = of->humps;
	double low = 0, high = 30;

	if (of->spread > 0)
		return 1;
	if (!(humps[0] > 0))
		return M_LN2;
	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2;
		double below = humps[0] * normal_lower((middle - humps[1]) / humps[2]) +
			       (1 - humps[0]) * normal_lower((middle - humps[3]) / humps[4]);
		*(below < 0.5 ? &low : &high) = middle;
	}
	return low;
}

/* One simulated interval; the truth that it ought to cover goes to *truth. */
typedef struct interval simulation(const struct distribution *of, size_t count,
				   struct up_random *random, double *truth);

static void expect_coverage(const char *what, size_t count, int covered, int trials)
{
	double coverage = (double)covered / trials;
	double leeway = SHARE_OF_TRIALS > 1 ? 3 * sqrt(0.05 * 0.95 / trials) : 0;

	cr_expect(coverage >= 0.93 - leeway && coverage <= 0.97 + leeway,
		  "%s, %zu values: %.2f %% covered", what, count, 100 * coverage);
}

static void simulate(simulation *function, const struct distribution *of, size_t count, int trials)
{
	int covered = 0;

	trials /= SHARE_OF_TRIALS;
	for (int t = 0; t < trials; t++) {
		struct up_random random = up_random_at(42, count, (uint64_t)t);
		double truth;
		struct interval got = function(of, count, &random, &truth);
		covered += got.low <= truth && truth <= got.high;
	}
	expect_coverage(of->name, count, covered, trials);
}

static void simulate_all(simulation *function)
{
	for (size_t d = 0; d < DISTRIBUTION_COUNT; d++) {
		for (size_t c = 0; c < COUNT_COUNT; c++)
			simulate(function, &distributions[d], counts[c], 4000);
	}
}

static struct interval median(const struct distribution *of, size_t count, struct up_random *random,
			      double *truth)
{
	double values[MOST];

	for (size_t i = 0; i < count; i++)
		values[i] = draw(of, random);
	statistics_sort(values, count);
	*truth = median_of(of);
	return statistics_median_interval(values, count, 0.95);
}

Test(coverage, median)
{
	simulate_all(median);
}

/* Of two like things differences are symmetric, however skewed the things are. */
static struct interval paired(const struct distribution *of, size_t count, struct up_random *random,
			      double *truth)
{
	double values[MOST];

	for (size_t i = 0; i < count; i++)
		values[i] = draw(of, random) - draw(of, random);
	*truth = 0;
	return paired_interval(values, count, 0.95);
}

Test(coverage, paired)
{
	simulate_all(paired);
}

static struct interval unpaired(const struct distribution *of, size_t count,
				struct up_random *random, double *truth)
{
	double a[MOST], b[MOST];

	for (size_t i = 0; i < count; i++) {
		a[i] = draw(of, random);
		b[i] = draw(of, random) + 2;
	}
	*truth = 2;
	return unpaired_interval(a, count, b, count, 0.95);
}

Test(coverage, unpaired)
{
	for (size_t d = 0; d < DISTRIBUTION_COUNT; d++) {
		for (size_t c = 0; c < COUNT_COUNT; c++)
			simulate(unpaired, &distributions[d], counts[c], 1000);
	}
}

/* Slow rounds are slow for both. */
static struct interval ratio(const struct distribution *of, size_t count, struct up_random *random,
			     double *truth)
{
	double a[MOST], b[MOST];

	for (size_t i = 0; i < count; i++) {
		double round = 1 + 0.2 * up_random_unit(random);
		a[i] = 1.5 * round * draw(of, random);
		b[i] = round * draw(of, random);
	}
	*truth = 1.5;
	return statistics_ratio_interval(a, b, count, 0.95, up_random_next(random));
}

/* Three of them in two tests, so that they can run side by side. */
Test(coverage, ratio_of_few_pairs)
{
	for (size_t d = 0; d < DISTRIBUTION_COUNT; d += 2) {
		for (size_t c = 0; c < COUNT_COUNT - 2; c++)
			simulate(ratio, &distributions[d], counts[c], 2000);
	}
}

Test(coverage, ratio_of_many_pairs)
{
	for (size_t d = 0; d < DISTRIBUTION_COUNT; d += 2) {
		for (size_t c = COUNT_COUNT - 2; c < COUNT_COUNT; c++)
			simulate(ratio, &distributions[d], counts[c], 1500);
	}
}

/* ---- sessions: evidence_weigh() itself -------------------------------- */

enum {
	EACH = 5,  /* values per session and side */
	MANY = 120 /* values per side */
};

/* Two sides whose values are exp() of what is drawn; side b is shifted. */
struct sides {
	double values[2][MANY];
	int64_t rounds[2][MANY];
	int64_t sessions[2][MANY];
};

/* Sessions that differ by `between` standard deviations of one value.  Pairs share their session, so
 * what differs between sessions is there between the sides of a session. */
static struct contrast draw_sessions(struct sides *sides, const struct distribution *of,
				     size_t session_count, double between, double shift,
				     bool paired, struct up_random *random)
{
	for (size_t side = 0; side < 2; side++) {
		double session = 0;
		for (size_t i = 0; i < session_count * EACH; i++) {
			if (i % EACH == 0)
				session = between * fake_normal(random);
			sides->values[side][i] =
				draw(of, random) * exp(session + (side == 1 ? shift : 0));
			sides->rounds[side][i] = (int64_t)i + 1;
			sides->sessions[side][i] = (int64_t)(i / EACH) + 1;
		}
	}
	return (struct contrast){
		.paired = paired,
		.base = {sides->values[0], sides->rounds[0], sides->sessions[0],
			 session_count * EACH},
		.new = {sides->values[1], sides->rounds[1], sides->sessions[1],
			session_count * EACH},
	};
}

/* How many of the trials have their interval over the truth, and how many were called worse. */
struct outcome {
	int covered;
	int worse;
	int contradictions; /* verdict and interval of a single case disagree */
};

static struct outcome try_sessions(const struct distribution *of, size_t session_count,
				   double between, double shift, double margin, bool paired,
				   int trials)
{
	struct outcome outcome = {0};

	for (int t = 0; t < trials; t++) {
		struct up_random random = up_random_at(43, session_count, (uint64_t)t);
		struct sides sides;
		struct evidence evidence;
		struct up_error err;
		const struct contrast contrast =
			draw_sessions(&sides, of, session_count, between, shift, paired, &random);
		cr_assert_eq(evidence_weigh(&contrast, margin, &evidence, &err), UP_OK);
		cr_assert(evidence.by_session);
		outcome.covered +=
			evidence.interval.low <= shift && shift <= evidence.interval.high;
		outcome.worse += evidence.worse <= 0.025;
		outcome.contradictions +=
			(evidence.worse <= 0.025) != (evidence.interval.low >= margin);
	}
	return outcome;
}

/* Of normal logarithms.  With three sessions on each side Welch's interval covers 96.6 %, so the error of
 * the simulation must be small: 0.13 %. */
static void expect_session_coverage(bool paired)
{
	static const double between[] = {0, 0.5, 2};
	static const size_t session_counts[] = {3, 4, 5, 6};
	const int trials = 20000 / SHARE_OF_TRIALS;

	for (size_t b = 0; b < 3; b++) {
		for (size_t s = 0; s < 4; s++) {
			const struct outcome outcome =
				try_sessions(&distributions[0], session_counts[s], between[b], 0, 0,
					     paired, trials);
			expect_coverage(paired ? "paired sessions" : "sessions of two runs",
					session_counts[s], outcome.covered, trials);
			cr_expect_eq(outcome.contradictions, 0);
		}
	}
}

Test(coverage, sessions_of_pairs)
{
	expect_session_coverage(true);
}

Test(coverage, sessions_of_two_runs)
{
	expect_session_coverage(false);
}

/* The standard error of one session's estimate over `between`: values of 0.5 and sessions of 0.25
 * on each side.  The truth at the border is called worse in 2.5 %, 8 standard errors beyond it nearly
 * always. */
Test(coverage, sessions_are_called_as_often_as_the_level_has_it)
{
	const double between = 0.25;
	const double margin = 0.05;
	const int trials = 4000 / SHARE_OF_TRIALS;
	const double leeway = 3 * sqrt(0.025 * 0.975 / trials);
	const double error = sqrt(2 * between * between / 3 + 2 * 0.5 * 0.5 / (3 * EACH));
	const struct outcome border =
		try_sessions(&distributions[0], 3, between, margin, margin, true, trials);
	const struct outcome beyond = try_sessions(&distributions[0], 3, between,
						   margin + 8 * error, margin, true, trials);

	cr_expect(fabs((double)border.worse / trials - 0.025) <= leeway, "%d of %d", border.worse,
		  trials);
	cr_expect_geq(beyond.worse, trials * 9 / 10, "%d of %d", beyond.worse, trials);
	cr_expect_eq(border.contradictions + beyond.contradictions, 0);
}
