/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/gross.h"

static bool pairs_differ(const struct contrast_side *smaller, const struct contrast_side *larger)
{
	for (size_t i = 0; i < smaller->count; i++) {
		if (!(larger->values[i] > GROSS_RATIO * smaller->values[i]))
			return false;
	}
	return smaller->count >= GROSS_SIDE;
}

static bool sides_differ(const struct contrast_side *smaller, const struct contrast_side *larger)
{
	if (smaller->count < GROSS_SIDE || larger->count < GROSS_SIDE ||
	    smaller->count + larger->count < GROSS_ALL)
		return false;
	return contrast_least(larger) > GROSS_RATIO * contrast_greatest(smaller);
}

enum gross gross_of(const struct contrast *contrast)
{
	bool (*const differ)(const struct contrast_side *, const struct contrast_side *) =
		contrast->paired ? pairs_differ : sides_differ;

	if (differ(&contrast->base, &contrast->new))
		return GROSS_WORSE;
	return differ(&contrast->new, &contrast->base) ? GROSS_BETTER : GROSS_NONE;
}
