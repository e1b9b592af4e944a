/* SPDX-License-Identifier: PostgreSQL */
/*
 * The statistic of every cut of a segment takes O(n log n): cuts are tried from left to
 * right, and sums of distances are kept up as one value after the other moves from right to
 * left.  The distance of a value to all those on the left follows from how many of them are
 * smaller and what those come to, which two Fenwick trees over the ranks know (Fenwick,
 * Software: Practice and Experience 24, 1994).  The distance to the values on the right is
 * what is left of the distance to all, which no permutation changes.
 */
#include "stats/change_point.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "stats/statistics.h"

#include <stdbool.h>
#include <string.h>

/* A segment of the series, with its own ranks. */
struct segment {
	size_t begin;
	size_t end;
	size_t cut; /* the best one; 0: too short for any */
	double q;
};

struct search {
	size_t count;
	const double *series;
	size_t *ranks;            /* by position: within its segment, from 1, ties in any order */
	double *distances;        /* by position: to all values of its segment */
	size_t *order;            /* positions, as a permutation has them */
	size_t *blocks;           /* of a permutation, by place */
	size_t *smaller;          /* Fenwick tree: how many on the left */
	double *smaller_sum;      /* Fenwick tree: and what they come to */
	struct segment *segments; /* in order */
	size_t segment_count;
};

static void search_release(struct search *search)
{
	free(search->ranks);
	free(search->distances);
	free(search->order);
	free(search->blocks);
	free(search->smaller);
	free(search->smaller_sum);
	free(search->segments);
}

/* ---- the statistic ---------------------------------------------------- */

static double energy(double left, double across, double right, size_t left_count,
		     size_t right_count)
{
	double m = (double)left_count;
	double k = (double)right_count;
	double between = across / (m * k);
	double within_left = left_count > 1 ? left / (m * (m - 1) / 2) : 0;
	double within_right = right_count > 1 ? right / (k * (k - 1) / 2) : 0;

	return m * k / (m + k) * (2 * between - within_left - within_right);
}

static void put_left(struct search *search, size_t size, size_t rank, double value)
{
	for (; rank <= size; rank += rank & -rank) {
		search->smaller[rank]++;
		search->smaller_sum[rank] += value;
	}
}

/* The sum of distances from a value to those on the left, of which there are `count`
 * with that sum. */
static double distance_left(const struct search *search, size_t rank, double value, size_t count,
			    double sum)
{
	size_t smaller = 0;
	double smaller_sum = 0;

	for (; rank > 0; rank -= rank & -rank) {
		smaller += search->smaller[rank];
		smaller_sum += search->smaller_sum[rank];
	}
	return value * (double)smaller - smaller_sum + (sum - smaller_sum) -
	       value * (double)(count - smaller);
}

/* The best cut of a segment whose values stand as search->order has them. */
static void find_cut(struct search *search, struct segment *segment)
{
	const size_t size = segment->end - segment->begin;
	double sum = 0;
	double left = 0;
	double across = 0;
	double all = 0;

	segment->cut = 0;
	if (size < (size_t)2 * CHANGE_POINT_SEGMENT)
		return;
	memset(search->smaller, 0, (size + 1) * sizeof *search->smaller);
	memset(search->smaller_sum, 0, (size + 1) * sizeof *search->smaller_sum);
	for (size_t i = segment->begin; i < segment->end; i++)
		all += search->distances[i] / 2;
	for (size_t i = 0; i + CHANGE_POINT_SEGMENT < size; i++) {
		const size_t position = search->order[segment->begin + i];
		const double value = search->series[position];
		double to_left = distance_left(search, search->ranks[position], value, i, sum);
		put_left(search, size, search->ranks[position], value);
		sum += value;
		left += to_left;
		across += search->distances[position] - 2 * to_left;
		if (i + 1 < CHANGE_POINT_SEGMENT)
			continue;
		double q = energy(left, across, all - left - across, i + 1, size - i - 1);
		if (segment->cut == 0 || q > segment->q) {
			segment->cut = segment->begin + i + 1;
			segment->q = q;
		}
	}
}

/* ---- segments --------------------------------------------------------- */

static int compare_values(const void *a, const void *b, void *context)
{
	const double *series = context;
	double x = series[*(const size_t *)a];
	double y = series[*(const size_t *)b];
	return (x > y) - (x < y);
}

/* What a segment has to know of its values, and its best cut as they stand. */
static void prepare_segment(struct search *search, struct segment *segment)
{
	size_t *order = search->order + segment->begin;
	const size_t size = segment->end - segment->begin;
	double total = 0;
	double before = 0;

	for (size_t i = 0; i < size; i++) {
		order[i] = segment->begin + i;
		total += search->series[segment->begin + i];
	}
	qsort_r(order, size, sizeof *order, compare_values, (void *)(uintptr_t)search->series);
	for (size_t i = 0; i < size; i++) {
		double value = search->series[order[i]];
		search->ranks[order[i]] = i + 1;
		/* To the i smaller ones, then to itself and those behind. */
		search->distances[order[i]] =
			value * (double)i - before + (total - before) - value * (double)(size - i);
		before += value;
	}
	for (size_t i = 0; i < size; i++)
		order[i] = segment->begin + i;
	find_cut(search, segment);
}

static void split(struct search *search, size_t index)
{
	struct segment *segment = &search->segments[index];

	memmove(segment + 2, segment + 1,
		(search->segment_count - index - 1) * sizeof *search->segments);
	segment[1] = (struct segment){.begin = segment->cut, .end = segment->end};
	segment->end = segment->cut;
	search->segment_count++;
	prepare_segment(search, &segment[0]);
	prepare_segment(search, &segment[1]);
}

/* ---- the test --------------------------------------------------------- */

/* Blocks begin at a random place, and the last one continues at the begin of the segment: else the
 * same values would always stay together. */
static void shuffle(struct search *search, const struct segment *segment, struct up_random *random)
{
	const size_t size = segment->end - segment->begin;
	const size_t count = (size + CHANGE_POINT_BLOCK - 1) / CHANGE_POINT_BLOCK;
	const size_t offset = (size_t)up_random_below(random, size);
	size_t *order = search->order + segment->begin;

	for (size_t b = 0; b < count; b++)
		search->blocks[b] = b;
	for (size_t b = count; b > 1; b--) {
		size_t j = (size_t)up_random_below(random, b);
		size_t moved = search->blocks[j];
		search->blocks[j] = search->blocks[b - 1];
		search->blocks[b - 1] = moved;
	}
	for (size_t b = 0; b < count; b++) {
		const size_t first = search->blocks[b] * CHANGE_POINT_BLOCK;
		for (size_t i = first; i < first + CHANGE_POINT_BLOCK && i < size; i++)
			*order++ = segment->begin + (i + offset) % size;
	}
}

/* Whether some segment, shuffled, has a cut as good as q. */
static bool chance_does_as_well(struct search *search, double q, struct up_random *random)
{
	for (size_t s = 0; s < search->segment_count; s++) {
		struct segment shuffled = search->segments[s];
		if (shuffled.cut == 0)
			continue;
		shuffle(search, &shuffled, random);
		find_cut(search, &shuffled);
		if (shuffled.q >= q)
			return true;
	}
	return false;
}

/* Stops where the level cannot be met any more. */
static double test(struct search *search, double q, double level, uint64_t seed)
{
	size_t as_good = 1; /* the series itself is one of its permutations */
	const double most = level * (CHANGE_POINT_PERMUTATIONS + 1);

	/* What differs by rounding alone is the same. */
	q -= 1e-9 * (q > 0 ? q : -q);
	for (size_t p = 0; p < CHANGE_POINT_PERMUTATIONS && (double)as_good <= most; p++) {
		struct up_random random = up_random_at(seed, search->segment_count, p);
		as_good += chance_does_as_well(search, q, &random);
	}
	return (double)as_good / (CHANGE_POINT_PERMUTATIONS + 1);
}

/* ---- the search ------------------------------------------------------- */

/* The segment with the best cut; segment_count when none can be cut. */
static size_t best_segment(const struct search *search)
{
	size_t best = search->segment_count;

	for (size_t s = 0; s < search->segment_count; s++) {
		const struct segment *segment = &search->segments[s];
		if (segment->cut != 0 &&
		    (best == search->segment_count || segment->q > search->segments[best].q))
			best = s;
	}
	return best;
}

static void search_all(struct search *search, double level, uint64_t seed,
		       struct change_point *points, size_t *found)
{
	for (;;) {
		size_t best = best_segment(search);
		/* A best cut of nothing is one of values that are all the same. */
		if (best == search->segment_count || !(search->segments[best].q > 0))
			return;
		double p_value = test(search, search->segments[best].q, level, seed);
		if (p_value > level)
			return;
		memmove(&points[best + 1], &points[best], (*found - best) * sizeof *points);
		points[best] = (struct change_point){.position = search->segments[best].cut,
						     .p_value = p_value};
		++*found;
		split(search, best);
	}
}

static void set_means(const struct search *search, struct change_point *points)
{
	for (size_t s = 0; s < search->segment_count; s++) {
		const struct segment *segment = &search->segments[s];
		double mean = statistics_mean(search->series + segment->begin,
					      segment->end - segment->begin);
		if (s > 0)
			points[s - 1].after = mean;
		if (s + 1 < search->segment_count)
			points[s].before = mean;
	}
}

enum up_status change_points_find(const double *series, size_t count, double level, uint64_t seed,
				  struct change_point *points, size_t *found, struct up_error *err)
{
	UP_CLEANUP(search_release)
	struct search search = {
		.count = count,
		.series = series,
		.ranks = calloc(count + 1, sizeof *search.ranks),
		.distances = calloc(count + 1, sizeof *search.distances),
		.order = calloc(count + 1, sizeof *search.order),
		.blocks = calloc(count / CHANGE_POINT_BLOCK + 1, sizeof *search.blocks),
		.smaller = calloc(count + 1, sizeof *search.smaller),
		.smaller_sum = calloc(count + 1, sizeof *search.smaller_sum),
		.segments = calloc(count + 1, sizeof *search.segments),
		.segment_count = 1,
	};

	if (search.ranks == NULL || search.distances == NULL || search.order == NULL ||
	    search.smaller == NULL || search.smaller_sum == NULL || search.segments == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a series of %zu values",
			       count);
	*found = 0;
	search.segments[0].end = count;
	prepare_segment(&search, &search.segments[0]);
	search_all(&search, level, seed, points, found);
	set_means(&search, points);
	return UP_OK;
}
