/* SPDX-License-Identifier: PostgreSQL */
/* Checkpoints that a statement meets. */
#include "judge/predict/checkpoint.h"

#include <criterion/criterion.h>
#include <math.h>

#define MIB 1048576.0

static const struct checkpoint_policy stock = {
	.max_wal_bytes = 1024 * MIB,
	.timeout_ns = 300e9,
	.completion_target = 0.9,
	.segment_bytes = 16 * MIB,
};

/* Those of the server: floor(64 / 1.9) = 33 segments, and 42 with the target before version 14. */
Test(checkpoint, one_is_requested_for_so_much_wal)
{
	struct checkpoint_policy policy = stock;

	cr_expect_eq(checkpoint_distance(&policy), 512 * MIB);
	policy.completion_target = 0.5;
	cr_expect_eq(checkpoint_distance(&policy), 41 * 16 * MIB);
	policy.max_wal_bytes = 32 * MIB;
	cr_expect_eq(checkpoint_distance(&policy), 16 * MIB, "each segment");
	policy.max_wal_bytes = NAN;
	cr_expect(isnan(checkpoint_distance(&policy)));
	policy = stock;
	policy.segment_bytes = NAN;
	cr_expect(isnan(checkpoint_distance(&policy)));
}

Test(checkpoint, those_met_are_counted_by_wal_and_by_time)
{
	struct checkpoint_policy policy = stock;

	cr_expect_eq(checkpoint_count(&policy, 512 * MIB - 1, 1e9), 0);
	cr_expect_eq(checkpoint_count(&policy, 600 * MIB, 10e9), 1);
	cr_expect_eq(checkpoint_count(&policy, 1024 * MIB, 10e9), 2);
	cr_expect_eq(checkpoint_count(&policy, 1 * MIB, 900e9), 3);
	cr_expect(isnan(checkpoint_count(&policy, NAN, 1e9)));
	policy.timeout_ns = NAN;
	cr_expect(isnan(checkpoint_count(&policy, 600 * MIB, 1e9)));
}

Test(checkpoint, each_adds_the_images_of_pages_once_more)
{
	cr_expect_eq(checkpoint_added_wal(1000, 0), 0);
	cr_expect_eq(checkpoint_added_wal(1000, 2), 2 * 8192 * 1000.0);
	cr_expect(isnan(checkpoint_added_wal(NAN, 1)));
	cr_expect(isnan(checkpoint_added_wal(1000, NAN)));
}

Test(checkpoint, an_older_run_has_recorded_no_policy)
{
	MANIFEST manifest;

	cr_assert_eq(manifest_parse("{\"format\": 1}", "r", &manifest, NULL), UP_OK);
	const struct checkpoint_policy none = checkpoint_policy_of(&manifest);
	cr_expect(isnan(none.max_wal_bytes));
	cr_expect(isnan(none.timeout_ns));
	cr_expect(isnan(none.completion_target));
	cr_expect(isnan(none.segment_bytes));
}
