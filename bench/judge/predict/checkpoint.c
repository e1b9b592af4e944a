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

bool checkpoint_is_unlimited(const struct checkpoint_policy *policy, double wal_bytes,
			     double images)
{
	const double distance = checkpoint_distance(policy);

	return wal_bytes >= distance && checkpoint_added_wal(images, 1) >= distance;
}

static double count_by_wal(const struct checkpoint_policy *policy, double wal_bytes, double images)
{
	const double distance = checkpoint_distance(policy);
	const double added = isnan(images) ? 0 : checkpoint_added_wal(images, 1);

	if (wal_bytes < distance)
		return 0;
	if (checkpoint_is_unlimited(policy, wal_bytes, images))
		return NAN;
	return floor((wal_bytes - added) / (distance - added));
}

double checkpoint_count(const struct checkpoint_policy *policy, double wal_bytes, double images,
			double ns)
{
	const double by_wal = count_by_wal(policy, wal_bytes, images);
	const double by_time = floor(ns / policy->timeout_ns);

	if (isnan(by_wal) || isnan(by_time))
		return NAN;
	return fmax(by_wal, by_time);
}

double checkpoint_added_wal(double images, double count)
{
	return COST_PAGE_BYTES * images * count;
}

static bool any_in(const struct run_case *of)
{
	for (size_t s = 0; of != NULL && s < of->count; s++) {
		const struct sample *sample = of->samples[s];
		if (sample->phase == PHASE_MEASURE && sample->checkpoints > 0)
			return true;
	}
	return false;
}

bool checkpoint_in_samples(const struct run *run, const struct family *family)
{
	for (size_t c = 0; c < family->count; c++) {
		if (any_in(run_find_case(run, family->cases[c]->case_name)))
			return true;
	}
	return false;
}
