/* SPDX-License-Identifier: PostgreSQL */
#include "stats/alternative.h"

#include "stats/distribution.h"

#include <math.h>

double alternative_p_value(double at_least, double at_most, enum alternative alternative)
{
	switch (alternative) {
	case ALTERNATIVE_GREATER:
		return fmin(at_least, 1);
	case ALTERNATIVE_LESS:
		return fmin(at_most, 1);
	default:
		return fmin(2 * fmin(at_least, at_most), 1);
	}
}

double alternative_exact(const double *probability, size_t greatest, size_t seen,
			 enum alternative alternative)
{
	double at_least = 0, at_most = 0;

	for (size_t s = 0; s <= greatest; s++) {
		at_most += s <= seen ? probability[s] : 0;
		at_least += s >= seen ? probability[s] : 0;
	}
	return alternative_p_value(at_least, at_most, alternative);
}

double alternative_normal(double excess, double deviation, enum alternative alternative)
{
	/* Everything is tied: whichever way the values are dealt, the sum is the same. */
	if (!(deviation > 0))
		return 1;
	return alternative_p_value(normal_lower((0.5 - excess) / deviation),
				   normal_lower((excess + 0.5) / deviation), alternative);
}

size_t alternative_interval_rank(const double *probability, size_t limit, double tail)
{
	/* What is exactly the tail must not be lost to the rounding of 1 - confidence. */
	const double enough = tail * (1 + 1e-9);
	double sum = 0;
	size_t rank = 0;

	while (rank < limit && (sum += probability[rank]) <= enough)
		rank++;
	return rank;
}
