/* SPDX-License-Identifier: PostgreSQL */
#include "stats/pairwise.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define VALUE_STEPS 24

struct pairs {
	const double *a;
	size_t a_count;
	const double *b; /* NULL: means within a */
	size_t b_count;
};

/* Halved before they are added, since the sum of two doubles may be none. */
static double mean(double x, double y)
{
	return x / 2 + y / 2;
}

static double difference(double a, double b)
{
	return fmax(-DBL_MAX, fmin(DBL_MAX, b - a));
}

/* Rounding is monotonic, so along the rows and columns of what is compared here nothing
 * gets smaller, and the place of the limit only moves back. */
static size_t count_up_to(const struct pairs *pairs, double limit)
{
	size_t total = 0;

	if (pairs->b == NULL) {
		size_t end = pairs->a_count;
		for (size_t i = 0; i < pairs->a_count; i++) {
			while (end > i && mean(pairs->a[i], pairs->a[end - 1]) > limit)
				end--;
			if (end <= i)
				break;
			total += end - i;
		}
		return total;
	}
	size_t end = 0;
	for (size_t i = 0; i < pairs->a_count; i++) {
		while (end < pairs->b_count && difference(pairs->a[i], pairs->b[end]) <= limit)
			end++;
		total += end;
	}
	return total;
}

/* Doubles in their order as whole numbers, neighbors next to each other. */
static uint64_t place_of(double value)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof bits);
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static double value_at(uint64_t place)
{
	uint64_t bits = place >> 63 ? place & ~(UINT64_C(1) << 63) : ~place;
	double value;
	memcpy(&value, &bits, sizeof value);
	return value;
}

/* The least of the values above limit, of which there are some. */
static double next_above(const struct pairs *pairs, double limit)
{
	double least = DBL_MAX;

	if (pairs->b == NULL) {
		size_t end = pairs->a_count;
		for (size_t i = 0; i < pairs->a_count; i++) {
			while (end > i && mean(pairs->a[i], pairs->a[end - 1]) > limit)
				end--;
			size_t first = end > i ? end : i;
			if (first < pairs->a_count)
				least = fmin(least, mean(pairs->a[i], pairs->a[first]));
		}
		return least;
	}
	size_t end = 0;
	for (size_t i = 0; i < pairs->a_count; i++) {
		while (end < pairs->b_count && difference(pairs->a[i], pairs->b[end]) <= limit)
			end++;
		if (end < pairs->b_count)
			least = fmin(least, difference(pairs->a[i], pairs->b[end]));
	}
	return least;
}

/* The middle of the values at first, which is near to what is sought in most samples; the
 * middle of the doubles later, which is sure to come to an end. */
static uint64_t middle_of(uint64_t low, uint64_t high, int step)
{
	if (step < VALUE_STEPS) {
		uint64_t middle = place_of(mean(value_at(low), value_at(high)));
		if (low <= middle && middle < high)
			return middle;
	}
	return low + (high - low) / 2;
}

static double find(const struct pairs *pairs, double least, double greatest, size_t rank)
{
	uint64_t low = place_of(least), high = place_of(greatest);

	for (int step = 0; low < high; step++) {
		uint64_t middle = middle_of(low, high, step);
		size_t up_to = count_up_to(pairs, value_at(middle));
		if (up_to == rank - 1)
			return next_above(pairs, value_at(middle)) + 0.0;
		if (up_to >= rank)
			high = middle;
		else
			low = middle + 1;
	}
	return value_at(low) + 0.0; /* of two zeros the positive one */
}

double pairwise_mean(const double *sorted, size_t count, size_t rank)
{
	struct pairs pairs = {.a = sorted, .a_count = count};
	return find(&pairs, sorted[0], sorted[count - 1], rank);
}

double pairwise_difference(const double *a, size_t a_count, const double *b, size_t b_count,
			   size_t rank)
{
	struct pairs pairs = {.a = a, .a_count = a_count, .b = b, .b_count = b_count};
	return find(&pairs, difference(a[a_count - 1], b[0]), difference(a[0], b[b_count - 1]),
		    rank);
}
