/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/checkpoint.h"

#include "judge/predict/resource.h"

#include <math.h>

static double known(int64_t value)
{
	return value != UNMEASURED ? (double)value : NAN;
}

struct checkpoint_policy checkpoint_policy_of(const struct manifest *manifest)
{
	const struct manifest_checkpointing *of = &manifest->checkpointing;

	return (struct checkpoint_policy){
		.max_wal_bytes = known(of->max_wal_bytes),
		.timeout_ns = known(of->timeout_ns),
		.completion_target = of->completion_target,
		.segment_bytes = known(of->segment_bytes),
	};
}

double checkpoint_distance(const struct checkpoint_policy *policy)
{
	const double segments = floor(floor(policy->max_wal_bytes / policy->segment_bytes) /
				      (1 + policy->completion_target));

	/* fmax() would take the other one for a NaN. */
	return segments < 2 ? policy->segment_bytes : (segments - 1) * policy->segment_bytes;
}

double checkpoint_count(const struct checkpoint_policy *policy, double wal_bytes, double ns)
{
	const double by_wal = floor(wal_bytes / checkpoint_distance(policy));
	const double by_time = floor(ns / policy->timeout_ns);

	if (isnan(by_wal) || isnan(by_time))
		return NAN;
	return fmax(by_wal, by_time);
}

double checkpoint_added_wal(double images, double count)
{
	return COST_PAGE_BYTES * images * count;
}
