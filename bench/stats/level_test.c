/* SPDX-License-Identifier: PostgreSQL */
#include "stats/level_test.h"

#include "stats/distribution.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#define PRIOR_CORRELATION 0.4
#define PRIOR_COUNT 40
#define LEAST_CORRELATED 0.1
#define MOST_CORRELATED 0.9
/* Squares below this share of the whole series' are rounding. */
#define ROUNDING 1e-12

enum up_status level_test_init(struct level_test *test, const double *values, size_t count,
			       struct up_error *err)
{
	*test = (struct level_test){
		.values = values,
		.sums = calloc(count + 1, sizeof *test->sums),
		.squares = calloc(count + 1, sizeof *test->squares),
		.products = calloc(count + 1, sizeof *test->products),
	};
	if (test->sums == NULL || test->squares == NULL || test->products == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a series of %zu values",
			       count);
	for (size_t i = 0; i < count; i++) {
		/* Equal values are exactly 0 so. */
		const double value = values[i] - values[0];
		const double before = i > 0 ? values[i - 1] - values[0] : 0;
		test->sums[i + 1] = test->sums[i] + value;
		test->squares[i + 1] = test->squares[i] + value * value;
		test->products[i + 1] = test->products[i] + value * before;
	}
	return UP_OK;
}

void level_test_release(struct level_test *test)
{
	free(test->sums);
	free(test->squares);
	free(test->products);
	*test = (struct level_test){0};
}

/* ---- segments --------------------------------------------------------- */

static double sum_of(const struct level_test *test, size_t begin, size_t end)
{
	return test->sums[end] - test->sums[begin];
}

/* From the first value of the series. */
static double mean_of(const struct level_test *test, size_t begin, size_t end)
{
	return sum_of(test, begin, end) / (double)(end - begin);
}

/* What the values of segments differ from their means by. */
struct residue {
	double squares;
	double products;
};

static void add_segment(struct residue *residue, const struct level_test *test, size_t begin,
			size_t end)
{
	const double mean = mean_of(test, begin, end);
	const double sum = sum_of(test, begin, end);
	/* Each product of neighbors has one value that is not the first, and one that is not the
	 * last. */
	const double paired = 2 * sum - (test->sums[begin + 1] - test->sums[begin]) -
			      (test->sums[end] - test->sums[end - 1]);

	residue->squares += test->squares[end] - test->squares[begin] - mean * sum;
	residue->products += test->products[end] - test->products[begin + 1] - mean * paired +
			     (double)(end - begin - 1) * mean * mean;
}

/* ---- the test --------------------------------------------------------- */

/* V(count): the sum in closed form. */
static double mean_variance(double r, size_t count)
{
	const double k = (double)count;

	return (1 + r) / (1 - r) / k - 2 * r * (1 - pow(r, k)) / ((1 - r) * (1 - r) * k * k);
}

struct noise {
	double variance;
	double correlation;
	double degrees; /* of freedom */
};

static double correlation_of(const struct residue *residue, double n, double means)
{
	const double correlation = residue->squares > 0 ? residue->products / residue->squares : 0;
	return correlation + means * (1 + 3 * correlation) / n;
}

/* What n has to lose to make the variance unbiased: the mean of a segment follows its values. */
static double lost(const size_t *begins, size_t segments, size_t cut, size_t count, double r)
{
	double lost = 0;

	for (size_t s = 0; s < segments; s++) {
		const size_t end = s + 1 < segments ? begins[s + 1] : cut;
		lost += (double)(end - begins[s]) * mean_variance(r, end - begins[s]);
	}
	return lost + (double)(count - cut) * mean_variance(r, count - cut);
}

static struct noise find_noise(const struct residue *residue, const size_t *begins, size_t segments,
			       size_t cut, size_t count, enum level_rule rule)
{
	const double n = (double)count;
	const double g = (double)(segments + 1);
	double r;

	if (rule == LEVEL_SUSTAINED) {
		r = correlation_of(residue, n, g + 2);
		r = fmin(fmax(r, LEAST_CORRELATED), MOST_CORRELATED);
		return (struct noise){residue->squares / (n - g), r,
				      fmax(n * (1 - r) / (1 + r) - g, 1)};
	}
	r = (n * correlation_of(residue, n, g) + PRIOR_COUNT * PRIOR_CORRELATION) /
	    (n + PRIOR_COUNT);
	r = fmin(fmax(r, 0), MOST_CORRELATED);
	const double independent = fmax(n - lost(begins, segments, cut, count, r), 1);
	const double degrees = n * (1 - r * r) / (1 + r * r) - g;
	return (struct noise){residue->squares / independent, r,
			      fmax(fmin(degrees, independent), 1)};
}

static double p_value_of(const struct level_test *test, const struct residue *others,
			 const size_t *begins, size_t segments, size_t cut, size_t count,
			 enum level_rule rule)
{
	const size_t begin = begins[segments - 1];
	const double difference = fabs(mean_of(test, cut, count) - mean_of(test, begin, cut));
	struct residue residue = *others;

	add_segment(&residue, test, begin, cut);
	add_segment(&residue, test, cut, count);
	if (residue.squares <= ROUNDING * test->squares[count])
		return difference > 0 ? 0 : 1;
	const struct noise noise = find_noise(&residue, begins, segments, cut, count, rule);
	const double variance = noise.variance * (mean_variance(noise.correlation, cut - begin) +
						  mean_variance(noise.correlation, count - cut));
	return 2 * student_lower(-difference / sqrt(variance), noise.degrees);
}

static double cube(size_t count)
{
	return (double)count * (double)count * (double)count;
}

/* Of all cuts of the segment: what the cubes of the numbers of values before them come to. */
static double cubes_of(size_t begin, size_t count)
{
	double sum = 0;

	for (size_t cut = begin + LEVEL_SUDDEN_SEGMENT; cut + LEVEL_SUDDEN_SEGMENT <= count; cut++)
		sum += cube(cut - begin);
	return sum;
}

static double between(const struct level_test *test, size_t begin, size_t cut, size_t end)
{
	const double difference = mean_of(test, cut, end) - mean_of(test, begin, cut);

	return (double)(cut - begin) * (double)(end - cut) * difference * difference;
}

/* The values that differ are fewer than a cut has to have behind it, as the last two of three. */
static bool begins_later(const struct level_test *test, size_t begin, size_t cut, size_t count)
{
	for (size_t later = count - LEVEL_SUDDEN_SEGMENT + 1; later < count; later++) {
		if (between(test, begin, later, count) > between(test, begin, cut, count))
			return true;
	}
	return false;
}

struct level_cut level_test_find(const struct level_test *test, const size_t *begins,
				 size_t segments, size_t count, enum level_rule rule)
{
	const bool is_sudden = rule == LEVEL_SUDDEN;
	const size_t least = is_sudden ? LEVEL_SUDDEN_SEGMENT : LEVEL_SUSTAINED_SEGMENT;
	const size_t begin = begins[segments - 1];
	const double cubes = is_sudden ? cubes_of(begin, count) : 1;
	struct level_cut best = {.p_value = 1, .share = 1};
	struct residue others = {0};

	for (size_t s = 0; s + 1 < segments; s++)
		add_segment(&others, test, begins[s], begins[s + 1]);
	for (size_t cut = begin + least; cut + least <= count; cut++) {
		const double share = is_sudden ? cube(cut - begin) / cubes : 1;
		const double p_value =
			p_value_of(test, &others, begins, segments, cut, count, rule);
		if (best.position == 0 || p_value * best.share < best.p_value * share)
			best = (struct level_cut){cut, p_value, share};
	}
	if (is_sudden && best.position != 0 && begins_later(test, begin, best.position, count))
		return (struct level_cut){.p_value = 1, .share = 1};
	return best;
}

size_t level_test_refine(const struct level_test *test, size_t begin, size_t end, size_t position,
			 size_t reach)
{
	const size_t first = position > reach ? position - reach : 0;
	size_t best = position;
	double most = -1;

	for (size_t cut = first; cut <= position + reach; cut++) {
		if (cut < begin + LEVEL_SUDDEN_SEGMENT || cut + LEVEL_SUDDEN_SEGMENT > end)
			continue;
		if (between(test, begin, cut, end) > most) {
			most = between(test, begin, cut, end);
			best = cut;
		}
	}
	return best;
}
