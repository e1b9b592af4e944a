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

	cr_expect_eq(checkpoint_count(&policy, 512 * MIB - 1, 0, 1e9), 0);
	cr_expect_eq(checkpoint_count(&policy, 600 * MIB, 0, 10e9), 1);
	cr_expect_eq(checkpoint_count(&policy, 1024 * MIB, NAN, 10e9), 2);
	cr_expect_eq(checkpoint_count(&policy, 1 * MIB, 0, 900e9), 3);
	cr_expect(isnan(checkpoint_count(&policy, NAN, 0, 1e9)));
	policy.timeout_ns = NAN;
	cr_expect(isnan(checkpoint_count(&policy, 600 * MIB, 0, 1e9)));
}

/* What is written in all, by counting on until no further one is met. */
Test(checkpoint, the_wal_that_they_add_brings_about_more)
{
	const double wal = 1208 * MIB;

	for (double pages = 0; pages < 65536; pages += 4096) {
		const double added = 8192 * pages;
		double met = 0;
		while (wal + met * added >= (met + 1) * 512 * MIB)
			met++;
		cr_expect_eq(checkpoint_count(&stock, wal, pages, 1e9), met, "%g pages", pages);
	}
	cr_expect_eq(checkpoint_count(&stock, wal, 32768, 1e9), 3, "2 by what it writes itself");
	cr_expect(isnan(checkpoint_count(&stock, wal, 65536, 1e9)));
	cr_expect(checkpoint_is_unlimited(&stock, wal, 65536));
	cr_expect(!checkpoint_is_unlimited(&stock, 511 * MIB, 65536));
	cr_expect(!checkpoint_is_unlimited(&stock, wal, NAN));
	cr_expect_eq(checkpoint_count(&stock, 511 * MIB, 65536, 1e9), 0);
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
