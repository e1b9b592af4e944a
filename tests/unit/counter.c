/* SPDX-License-Identifier: PostgreSQL */
/* Counters of the server: by hand, and in jobs that are drawn from a kept run, in which nothing
 * differs, or all of new by a known share. */
#include "judge/compare/counter.h"

#include "base/cleanup.h"
#include "base/random.h"
#include "judge/summary/measured.h"

#include <criterion/criterion.h>
#include <math.h>

enum {
	MOST = 10
};

static enum counted judge(const double *base, const double *new, size_t count, double *resolution)
{
	double values[2][MOST];
	memcpy(values[0], base, count * sizeof *base);
	memcpy(values[1], new, count * sizeof *new);
	const struct contrast contrast = {
		.base = {.values = values[0], .count = count},
		.new = {.values = values[1], .count = count},
	};
	*resolution = counter_resolution(&contrast);
	return counter_judge(&contrast, *resolution);
}

Test(counter, resolution_is_twice_the_range)
{
	static const double base[] = {1000, 1001, 1002, 1000, 1001, 1002};
	static const double equal[] = {1000, 1000, 1000, 1000, 1000, 1000};
	static const double more[] = {1006, 1007, 1006, 1006, 1006, 1006};
	static const double beyond[] = {1003, 1003, 1003, 1003, 1003, 1003};
	double resolution;

	cr_expect_eq(judge(equal, equal, 6, &resolution), COUNTED_SAME);
	cr_expect_eq(resolution, 0.001);
	cr_expect_eq(judge(base, more, 6, &resolution), COUNTED_MORE);
	cr_expect_float_eq(resolution, 2 * 2 / 1001., 1e-12);
	cr_expect_eq(judge(more, base, 6, &resolution), COUNTED_LESS);
	cr_expect_eq(judge(base, beyond, 6, &resolution), COUNTED_SAME, "apart, but by little");
	cr_expect_eq(judge(base, more, 5, &resolution), COUNTED_FEW);
}

Test(counter, of_nothing)
{
	static const double none[] = {0, 0, 0, 0, 0, 0};
	static const double some[] = {3, 3, 3, 3, 3, 3};
	static const double rarely[] = {0, 0, 0, 0, 0, 9};
	double resolution;

	cr_expect_eq(judge(none, none, 6, &resolution), COUNTED_SAME);
	cr_expect_eq(judge(none, some, 6, &resolution), COUNTED_MORE);
	judge(none, rarely, 6, &resolution);
	cr_expect(isnan(resolution));
}

/* ---- jobs drawn from a kept run --------------------------------------- */

/* Values of a case in the kept run. */
struct pool {
	double values[100];
	size_t count;
};

static size_t read_pools(struct pool *pools, size_t most)
{
	RUN run = {0};
	struct up_error err = {0};
	size_t count = 0;

	cr_assert_eq(run_read(TEST_RESULTS "/strategies", &run, &err), UP_OK, "%s", err.message);
	for (size_t c = 0; c < run.cases.count && count < most; c++) {
		struct pool *pool = &pools[count];
		pool->count = 0; /* of a case that had too few */
		for (size_t s = 0; s < run.cases.items[c].count; s++) {
			const struct sample *sample = run.cases.items[c].samples[s];
			if (measured_counts(&run.cases.items[c], sample) && sample->wal_bytes > 0 &&
			    pool->count < 100)
				pool->values[pool->count++] = (double)sample->wal_bytes;
		}
		count += pool->count >= 8;
	}
	return count;
}

/* How many of the jobs, of `cases` cases each, have a case that is called more or less, and how many
 * cases are called more. */
struct calls {
	size_t alarmed_jobs;
	size_t more;
	size_t cases;
};

static struct calls draw_jobs(const struct pool *pools, size_t pool_count, size_t samples,
			      double factor, size_t jobs, struct up_random *random)
{
	struct calls calls = {0};

	for (size_t j = 0; j < jobs; j++) {
		bool alarmed = false;
		for (size_t p = 0; p < pool_count; p++) {
			double base[MOST];
			double new[MOST];
			double resolution;
			for (size_t i = 0; i < samples; i++) {
				base[i] = pools[p].values[up_random_below(random, pools[p].count)];
				new[i] = factor *pools[p]
						 .values[up_random_below(random, pools[p].count)];
			}
			const enum counted counted = judge(base, new, samples, &resolution);
			alarmed = alarmed || counted == COUNTED_MORE || counted == COUNTED_LESS;
			calls.more += counted == COUNTED_MORE;
			calls.cases++;
		}
		calls.alarmed_jobs += alarmed;
	}
	return calls;
}

Test(counter, jobs_of_a_kept_run_give_no_alarm_and_find_little)
{
	static struct pool pools[40];
	const size_t count = read_pools(pools, 40);
	struct up_random random = up_random_at(1, 2, 4);
	size_t jobs = 0;
	size_t alarmed = 0;

	cr_assert_geq(count, 20);
	for (size_t samples = 2; samples <= MOST; samples++) {
		alarmed += draw_jobs(pools, count, samples, 1, 1112, &random).alarmed_jobs;
		jobs += 1112;
	}
	cr_expect_eq(alarmed, 0, "%zu of %zu jobs", alarmed, jobs);
	const struct calls small = draw_jobs(pools, count, 6, 1.002, 40, &random);
	cr_expect_geq(small.more, small.cases * 9 / 10, "+0.2 %%: %zu of %zu", small.more,
		      small.cases);
	const struct calls larger = draw_jobs(pools, count, 6, 1.005, 40, &random);
	cr_expect_eq(larger.more, larger.cases, "+0.5 %%: %zu of %zu", larger.more, larger.cases);
}
