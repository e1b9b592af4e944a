/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/probe_cost.h"
#include "unit/fake_run.h"

#include <criterion/criterion.h>

static struct up_error err;

/* Two cases of very different sizes, turn by turn with probes, which take time, and without;
 * each case begins with a sample that is without. */
static struct fake_run make_run(size_t samples)
{
	const struct fake_case cases[] = {
		{.name = "slow", .strategy = "row", .median_ns = 1e9, .rows = 10},
		{.name = "fast", .strategy = "unnest", .median_ns = 1e6, .rows = 10},
	};
	struct fake_run fake = fake_run_make(cases, 2, samples);

	for (size_t s = 0; s < fake.run.samples.count; s++) {
		struct sample *sample = &fake.run.samples.items[s];
		const bool probed = sample->sample % 2 == 0;
		sample->update_ns = sample->key.factors.rows * (s < samples ? 1000000 : 1000);
		sample->commit_ns = 0;
		sample->probe_ns = probed ? 2000000 : UNMEASURED;
		if (probed)
			sample->update_ns += sample->update_ns / 4;
	}
	return fake;
}

Test(probe_cost, is_told_by_pairs)
{
	FAKE_RUN fake = make_run(9);
	struct probe_cost cost;
	UP_BUFFER text = {0};

	cr_assert_eq(probe_cost_find(&fake.run, &cost, &err), UP_OK);
	cr_expect_eq(cost.pairs, 8, "four of each case");
	cr_expect_float_eq(cost.probe_ns, 2e6, 0);
	cr_expect_float_eq(cost.ratio, 1.25, 1e-9);
	cr_expect_float_eq(cost.interval.low, 1.25, 1e-9);
	probe_cost_append(&text, &cost);
	cr_expect_str_eq(text.data,
			 "Reading the counters takes 2.00 ms per sample, outside the timed part; "
			 "with it, update "
			 "and commit take \u00d71.25 of the time without it (95 % interval 1.25 "
			 "\u2026 1.25, 8 pairs of samples).");
}

Test(probe_cost, needs_both)
{
	FAKE_RUN fake = make_run(9);
	struct probe_cost cost;
	UP_BUFFER text = {0};

	for (size_t s = 0; s < fake.run.samples.count; s++)
		fake.run.samples.items[s].probe_ns = 1;
	cr_assert_eq(probe_cost_find(&fake.run, &cost, &err), UP_OK);
	cr_expect_eq(cost.pairs, 0);
	probe_cost_append(&text, &cost);
	cr_expect_eq(text.length, 0);
	for (size_t s = 0; s < fake.run.samples.count; s++)
		fake.run.samples.items[s].probe_ns = UNMEASURED;
	cr_assert_eq(probe_cost_find(&fake.run, &cost, &err), UP_OK);
	cr_expect_eq(cost.pairs, 0);
}

/* A failed sample is in no pair. */
Test(probe_cost, skips_what_does_not_count)
{
	FAKE_RUN fake = make_run(4);
	struct probe_cost cost;

	fake.run.samples.items[1].status = SAMPLE_FAILED;
	cr_assert_eq(probe_cost_find(&fake.run, &cost, &err), UP_OK);
	cr_expect_eq(cost.pairs, 1, "of the other case");
	UP_BUFFER text = {0};
	probe_cost_append(&text, &cost);
	cr_expect_not_null(strstr(text.data, "(1 pair of samples)"), "%s", text.data);
}
