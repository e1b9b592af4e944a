/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/ranks.h"

#include <math.h>

#define WHOLE ((uint64_t)1 << 53)
#define WIDEST_POOL 256 /* ranks for each draw, of which one in 512 is drawn twice */

static uint64_t parts(double share)
{
	if (!(share > 0))
		return 0;
	return share < 1 ? (uint64_t)(share * 0x1p53) : WHOLE;
}

static uint64_t at_most(uint64_t number, uint64_t limit)
{
	return number < limit ? number : limit;
}

/* At least 1. */
static uint64_t distinct_of(const struct shape_statistics *statistics, size_t rows)
{
	const double number = statistics->n_distinct;
	double distinct;

	if (isnan(number))
		return RANKS_DEFAULT_DISTINCT;
	distinct = number < 0 ? -number * (double)rows : number;
	if (!(distinct >= 1))
		return 1;
	return distinct < 0x1p62 ? (uint64_t)(distinct + 0.5) : (uint64_t)1 << 62;
}

enum up_status ranks_init(struct ranks *ranks, const struct shape_statistics *statistics,
			  size_t rows, uint64_t capacity, struct up_error *err)
{
	const struct real_list *shares = &statistics->most_common_freqs;
	const uint64_t null = isnan(statistics->null_frac) ? 0 : parts(statistics->null_frac);
	const size_t frequent = null < WHOLE ? (size_t)at_most(shares->count, capacity) : 0;
	uint64_t *ends = calloc(frequent + 1, sizeof *ends);
	uint64_t end = null;

	if (ends == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for statistics");
	for (size_t i = 0; i < frequent; i++) {
		end = at_most(end + parts(shares->items[i]), WHOLE);
		ends[i] = end;
	}
	uint64_t distinct = distinct_of(statistics, rows);
	if (distinct < frequent)
		distinct = frequent;
	*ranks = (struct ranks){
		.null = null,
		.ends = ends,
		.frequent = frequent,
		.distinct = at_most(distinct, capacity),
	};
	return UP_OK;
}

/* How many of `pool` equally likely ranks appear among that many draws, rounded: pool (1 - (1 - 1/pool)^draws),
 * in whole numbers, as floating-point powers are not the same on every machine. */
static uint64_t appearing(uint64_t pool, uint64_t draws)
{
	const uint64_t one = (uint64_t)1 << 62;
	uint64_t power = one - one / pool;
	uint64_t missed = one;

	for (; draws > 0; draws >>= 1) {
		if ((draws & 1) != 0)
			missed = (uint64_t)((unsigned __int128)missed * power >> 62);
		power = (uint64_t)((unsigned __int128)power * power >> 62);
	}
	return (uint64_t)(((unsigned __int128)pool * (one - missed) + one / 2) >> 62);
}

void ranks_widen(struct ranks *ranks, const struct shape_statistics *statistics, size_t rows,
		 uint64_t capacity)
{
	const uint64_t rest = ranks->distinct - ranks->frequent;
	const uint64_t start = ranks->frequent > 0 ? ranks->ends[ranks->frequent - 1] : ranks->null;
	const uint64_t draws = (uint64_t)((unsigned __int128)rows * (WHOLE - start) / WHOLE);
	uint64_t low = rest;
	uint64_t high = at_most(draws * WIDEST_POOL, capacity - at_most(ranks->frequent, capacity));

	if (!(statistics->n_distinct < 0) || rest < 2 || high <= low)
		return;
	while (low < high) {
		const uint64_t middle = low + (high - low) / 2;
		if (appearing(middle, draws) >= rest)
			high = middle;
		else
			low = middle + 1;
	}
	ranks->spare = low - rest;
}

enum up_status ranks_init_scope(struct ranks *ranks, const struct shape_statistics *statistics,
				size_t tuples, size_t of_scope, size_t rows, struct up_error *err)
{
	const uint64_t distinct = distinct_of(statistics, tuples);
	uint64_t *ends = calloc(1, sizeof *ends);

	if (ends == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for statistics");
	ends[0] = of_scope < rows ? parts((double)of_scope / (double)rows) : WHOLE;
	*ranks = (struct ranks){
		.ends = ends, .frequent = 1, .distinct = distinct > 2 ? distinct : 2};
	return UP_OK;
}

void ranks_release(struct ranks *ranks)
{
	free(ranks->ends);
	*ranks = (struct ranks){0};
}

void ranks_level(struct ranks *ranks)
{
	ranks->frequent = 0;
}

void ranks_forget_nulls(struct ranks *ranks)
{
	for (size_t rank = 0; rank < ranks->frequent; rank++)
		ranks->ends[rank] =
			(uint64_t)((unsigned __int128)(ranks->ends[rank] - ranks->null) * WHOLE /
				   (WHOLE - ranks->null));
	ranks->null = 0;
}

/* The first frequent rank whose share ends behind the part; `frequent` when none does. */
static size_t find_rank(const struct ranks *ranks, uint64_t part)
{
	size_t low = 0, high = ranks->frequent;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (ranks->ends[middle] > part)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

bool ranks_draw(const struct ranks *ranks, uint64_t random, uint64_t *rank)
{
	const uint64_t part = random >> 11;
	const size_t found = find_rank(ranks, part);

	if (part < ranks->null)
		return false;
	if (found < ranks->frequent) {
		*rank = found;
		return true;
	}
	const uint64_t start = ranks->frequent > 0 ? ranks->ends[ranks->frequent - 1] : ranks->null;
	const uint64_t rest = ranks->distinct - ranks->frequent + ranks->spare;
	/* The shares of a complete list add up to a little less than 1. */
	if (rest == 0)
		*rank = ranks->frequent - 1;
	else
		*rank = ranks->frequent +
			(uint64_t)((unsigned __int128)(part - start) * rest / (WHOLE - start));
	return true;
}

/* Where the places of a frequent rank end. */
static uint64_t end_of(const struct ranks *ranks, size_t rank, uint64_t rows)
{
	if (rank + 1 == ranks->distinct)
		return rows;
	const uint64_t whole = WHOLE - ranks->null;
	const uint64_t share = ranks->ends[rank] - ranks->null;
	return (uint64_t)(((unsigned __int128)share * rows + whole / 2) / whole);
}

uint64_t ranks_at(const struct ranks *ranks, uint64_t place, uint64_t rows, uint64_t *ordinal)
{
	size_t low = 0, high = ranks->frequent;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (end_of(ranks, middle, rows) > place)
			high = middle;
		else
			low = middle + 1;
	}
	const uint64_t start = low > 0 ? end_of(ranks, low - 1, rows) : 0;
	const uint64_t rest = ranks->distinct - ranks->frequent;
	const unsigned __int128 rows_left = rows - start;
	if (low < ranks->frequent || rest == 0 || rows_left == 0) {
		*ordinal = place - start;
		return low;
	}
	const uint64_t rank = (uint64_t)((place - start) * (unsigned __int128)rest / rows_left);
	const uint64_t first = (uint64_t)((rank * rows_left + rest - 1) / rest);
	*ordinal = place - start - first;
	return low + rank;
}

uint64_t ranks_most(const struct ranks *ranks, uint64_t rows)
{
	const uint64_t rest = ranks->distinct - ranks->frequent;
	uint64_t start = 0;
	uint64_t most = 0;

	for (size_t rank = 0; rank < ranks->frequent; rank++) {
		const uint64_t end = end_of(ranks, rank, rows);
		most = end - start > most ? end - start : most;
		start = end;
	}
	const uint64_t others = rest > 0 ? (rows - start + rest - 1) / rest : 0;
	return others > most ? others : most;
}
