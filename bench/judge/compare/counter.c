/* SPDX-License-Identifier: PostgreSQL */
#include "judge/compare/counter.h"

#include <math.h>

bool counter_is_exact(const struct contrast *contrast, enum metric metric)
{
	return metric_kind(metric) == METRIC_OF_CLIENT &&
	       !(contrast_greatest(&contrast->base) > contrast_least(&contrast->base)) &&
	       !(contrast_greatest(&contrast->new) > contrast_least(&contrast->new));
}

static double relative_range(const struct contrast_side *side)
{
	const double range = contrast_greatest(side) - contrast_least(side);
	const double median = contrast_median(side);

	if (!(range > 0))
		return 0;
	return median > 0 ? range / median : NAN;
}

double counter_resolution(const struct contrast *contrast)
{
	const double base = relative_range(&contrast->base);
	const double new = relative_range(&contrast->new);

	return isnan(base) || isnan(new) ? NAN : fmax(2 * fmax(base, new), COUNTER_RESOLUTION);
}

/* Whether all of `more` is beyond all of `less`, by more than the resolution. */
static bool is_apart(const struct contrast_side *less, const struct contrast_side *more,
		     double resolution)
{
	return contrast_least(more) > contrast_greatest(less) &&
	       contrast_median(more) > contrast_median(less) * (1 + resolution);
}

enum counted counter_judge(const struct contrast *contrast, double resolution)
{
	const struct contrast_side *base = &contrast->base;
	const struct contrast_side *new = &contrast->new;
	const double low = fmin(contrast_median(base), contrast_median(new));
	const double high = fmax(contrast_median(base), contrast_median(new));

	if (base->count < COUNTER_SAMPLES || new->count < COUNTER_SAMPLES)
		return COUNTED_FEW;
	if (is_apart(base, new, resolution))
		return COUNTED_MORE;
	if (is_apart(new, base, resolution))
		return COUNTED_LESS;
	return high <= low * (1 + resolution) ? COUNTED_SAME : COUNTED_OPEN;
}
