/* SPDX-License-Identifier: PostgreSQL */
#include "base/random.h"

#include <criterion/criterion.h>
#include <inttypes.h>

/* Answers of the published generator, whose state is the seed: Vigna,
 * https://prng.di.unimi.it/splitmix64.c. */
static const struct {
	uint64_t seed;
	uint64_t answers[5];
} published[] = {
	{1234567,
	 {6457827717110365317u, 3203168211198807973u, 9817491932198370423u, 4593380528125082431u,
	  16408922859458223821u}},
	{0,
	 {0xe220a8397b1dcdafu, 0x6e789e6aa1b965f4u, 0x06c45d188009454fu, 0xf88bb8a8724c81ecu,
	  0x1b39896a51a8749bu}},
};

Test(random, gives_the_published_answers)
{
	for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
		struct up_random random = {published[i].seed};
		for (size_t n = 0; n < 5; n++) {
			uint64_t got = up_random_next(&random);
			cr_expect_eq(got, published[i].answers[n],
				     "seed %" PRIu64 ", number %zu: %" PRIu64, published[i].seed, n,
				     got);
		}
	}
}

Test(random, takes_a_number_below_a_bound_by_multiplication)
{
	struct up_random random = {1234567}; /* first answer 6457827717110365317: 0.35008 of 2^64 */
	cr_expect_eq(up_random_below(&random, 1000), 350);
	random.state = 1234567;
	cr_expect_float_eq(up_random_unit(&random), 0.35008, 0.00001);

	for (uint64_t bound = 1; bound < 100; bound++) {
		if (up_random_below(&random, bound) >= bound)
			cr_assert_fail("%" PRIu64, bound);
		double unit = up_random_unit(&random);
		if (!(unit >= 0 && unit < 1))
			cr_assert_fail("%g", unit);
	}
	random.state = 0;
	cr_expect_eq(up_random_below(&random, UINT64_MAX), 0xe220a8397b1dcdaeu);
}

Test(random, differs_by_seed_stream_and_counter)
{
	struct up_random base = up_random_at(1, 2, 3);

	cr_expect_eq(up_random_at(1, 2, 3).state, base.state);
	cr_expect_neq(up_random_at(2, 2, 3).state, base.state);
	cr_expect_neq(up_random_at(1, 3, 3).state, base.state);
	cr_expect_neq(up_random_at(1, 2, 4).state, base.state);
	cr_expect_neq(up_random_at(1, 3, 2).state, base.state);
}
