/* SPDX-License-Identifier: PostgreSQL */
/* Holm's correction against values computed by hand from its definition. */
#include "stats/holm.h"

#include <criterion/criterion.h>
#include <math.h>

Test(holm, each_is_multiplied_by_those_that_are_left)
{
	/* Sorted: 0.005 x 4, 0.01 x 3, 0.03 x 2, and 0.04 x 1, which is raised to 0.06. */
	double p[] = {0.01, 0.04, 0.03, 0.005};
	static const double expected[] = {0.03, 0.06, 0.06, 0.02};
	holm_correct(p, 4);
	for (size_t i = 0; i < 4; i++)
		cr_expect_float_eq(p[i], expected[i], 1e-15, "%zu: %g", i, p[i]);
}

Test(holm, nan_stays_and_does_not_count)
{
	double p[] = {NAN, 0.02, NAN, 0.01};
	holm_correct(p, 4);
	cr_expect(isnan(p[0]) && isnan(p[2]));
	cr_expect_float_eq(p[3], 0.02, 1e-15);
	cr_expect_float_eq(p[1], 0.02, 1e-15);
}

Test(holm, ends_of_the_range)
{
	double p[] = {0, 1e-300, 0.9, 1, 0};
	holm_correct(p, 5);
	cr_expect(p[0] == 0 && p[4] == 0);
	cr_expect_float_eq(p[1] / 3e-300, 1, 1e-12, "tiny ones keep their digits");
	cr_expect(p[2] == 1 && p[3] == 1);
	holm_correct(p, 0);
	double one = 0.3;
	holm_correct(&one, 1);
	cr_expect_eq(one, 0.3);
}
