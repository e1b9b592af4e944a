/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/edition.h"

#define BILLION 1000000000u

/* In integers, because a compiler may fuse a product and a sum of doubles on one
 * machine and not on another.  Scaling by a power of two is exact. */
static uint64_t billionths(double share)
{
	uint64_t scaled = (uint64_t)(share * 0x1p53);
	return (uint64_t)(((unsigned __int128)scaled * BILLION + ((uint64_t)1 << 52)) >> 53);
}

/* How many of the first n are in. */
static uint64_t share_of(uint64_t n, uint64_t share)
{
	return n * share / BILLION;
}

/* The place of the member with that number, from 0: the smallest n of which
 * share_of(n + 1) is number + 1. */
static uint64_t place_of(uint64_t number, uint64_t share)
{
	return ((number + 1) * BILLION + share - 1) / share - 1;
}

enum up_status edition_check_shares(double changed, double new, struct up_error *err)
{
	if (!(changed >= 0 && changed <= 1))
		return up_fail(err, UP_INVALID, "changed: %g is not between 0 and 1", changed);
	if (!(new >= 0 && new <= 1))
		return up_fail(err, UP_INVALID, "new: %g is not between 0 and 1", new);
	return UP_OK;
}

struct edition_shares edition_shares_of(double changed, double new)
{
	return (struct edition_shares){.changed = billionths(changed), .new = billionths(new)};
}

bool edition_is_new(const struct edition_shares *shares, size_t row)
{
	return shares->new != 0 && share_of(row + 1, shares->new) > share_of(row, shares->new);
}

size_t edition_new_count(const struct edition_shares *shares, size_t rows)
{
	return shares->new != 0 ? share_of(rows, shares->new) : 0;
}

/* The number of a row among those that are not new. */
static uint64_t old_ordinal(const struct edition_shares *shares, size_t row)
{
	return row - edition_new_count(shares, row);
}

/* Counts among the rows that are not new: were both shares taken of the same
 * numbers, half new and half changed would leave nothing changed. */
bool edition_is_changed(const struct edition_shares *shares, size_t row)
{
	if (shares->changed == 0 || edition_is_new(shares, row))
		return false;
	uint64_t ordinal = old_ordinal(shares, row);
	return share_of(ordinal + 1, shares->changed) > share_of(ordinal, shares->changed);
}

size_t edition_changed_count(const struct edition_shares *shares, size_t rows)
{
	return share_of(old_ordinal(shares, rows), shares->changed);
}

size_t edition_changed_ordinal(const struct edition_shares *shares, size_t row)
{
	return share_of(old_ordinal(shares, row), shares->changed);
}

/* Of the first n rows ceil(n * rest) are not new, where rest is what `new` leaves of one.  The row
 * with a number among them is the last n for which that is no more than the number. */
size_t edition_changed_row(const struct edition_shares *shares, size_t ordinal)
{
	const uint64_t old = place_of(ordinal, shares->changed);

	if (shares->new == 0)
		return old;
	return old * BILLION / (BILLION - shares->new);
}
