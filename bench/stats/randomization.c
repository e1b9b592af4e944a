/* SPDX-License-Identifier: PostgreSQL */
#include "stats/randomization.h"

#include "base/cleanup.h"
#include "base/random.h"

#include <math.h>

/* Sums in another order must not make a difference of what is equal. */
#define ROUNDING 1e-12

struct entry {
	double value;
	size_t place; /* those of base come first */
};

struct draw {
	const struct randomization *test;
	struct up_random random;
	struct entry *sorted;
	size_t count;
	size_t base_count;
	bool *is_new; /* by place */
	double *base; /* sorted, as new */
	double *new;
	double *room;
};

static int compare_entries(const void *a, const void *b)
{
	const double x = ((const struct entry *)a)->value;
	const double y = ((const struct entry *)b)->value;

	return (x > y) - (x < y);
}

static void swap_pairs(struct draw *draw)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < draw->base_count; i++) {
		if (i % 64 == 0)
			bits = up_random_next(&draw->random);
		draw->is_new[i] = bits >> (i % 64) & 1;
		draw->is_new[draw->base_count + i] = !draw->is_new[i];
	}
}

static void permute(struct draw *draw)
{
	for (size_t i = draw->count - 1; i > 0; i--) {
		const size_t other = up_random_below(&draw->random, i + 1);
		const bool is_new = draw->is_new[i];
		draw->is_new[i] = draw->is_new[other];
		draw->is_new[other] = is_new;
	}
}

/* f of both sides, as they are now. */
static void evaluate(const struct draw *draw, double *base, double *new)
{
	size_t base_count = 0;
	size_t new_count = 0;

	for (size_t i = 0; i < draw->count; i++) {
		if (draw->is_new[draw->sorted[i].place])
			draw->new[new_count++] = draw->sorted[i].value;
		else
			draw->base[base_count++] = draw->sorted[i].value;
	}
	*base = draw->test->of(draw->base, base_count, draw->room);
	*new = draw->test->of(draw->new, new_count, draw->room);
}

static double find_p(struct draw *draw)
{
	const size_t draws = draw->test->draws;
	size_t as_large = 0;
	double base;
	double new;

	evaluate(draw, &base, &new);
	for (size_t d = 1; d <= draws; d++) {
		double drawn_base;
		double drawn_new;
		if (draw->test->paired)
			swap_pairs(draw);
		else
			permute(draw);
		evaluate(draw, &drawn_base, &drawn_new);
		/* Of ratios, whose denominators may be 0. */
		as_large += drawn_new * base >= new *drawn_base *(1 - ROUNDING);
		if (as_large == RANDOMIZATION_ENOUGH)
			return (double)as_large / (double)d;
	}
	return (1 + (double)as_large) / (1 + (double)draws);
}

enum up_status randomization_test(const struct randomization *test,
				  const struct randomization_side *base,
				  const struct randomization_side *new, double *p,
				  struct up_error *err)
{
	const size_t count = base->count + new->count;
	UP_FREE struct entry *sorted = calloc(count + 1, sizeof *sorted);
	UP_FREE bool *is_new = calloc(count + 1, sizeof *is_new);
	UP_FREE double *room = calloc(3 * count + 1, sizeof *room);
	struct draw draw = {
		.test = test,
		.random = up_random_at(test->seed, 0, 0),
		.sorted = sorted,
		.count = count,
		.base_count = base->count,
		.is_new = is_new,
	};

	if (sorted == NULL || is_new == NULL || room == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a randomization test");
	draw.base = room;
	draw.new = room + count;
	draw.room = room + 2 * count;
	for (size_t i = 0; i < count; i++) {
		is_new[i] = i >= base->count;
		sorted[i] = (struct entry){
			is_new[i] ? new->values[i - base->count] : base->values[i], i};
	}
	qsort(sorted, count, sizeof *sorted, compare_entries);
	*p = count > 0 ? find_p(&draw) : NAN;
	return UP_OK;
}

double randomization_least(bool paired, size_t base_count, size_t new_count)
{
	double least = 1;

	for (size_t i = 1; i <= new_count; i++)
		least *= paired ? 0.5 : (double)i / (double)(base_count + i);
	return least;
}
