/* SPDX-License-Identifier: PostgreSQL */
/* The fillfactor under which a page gets a number of rows. */
#include "measure/clone/density.h"

#include <criterion/criterion.h>

Test(clone_density, is_reached_by_a_fillfactor)
{
	cr_expect_eq(density_fillfactor(100, 100, 100, 8192), 100);
	cr_expect_eq(density_fillfactor(100, 100, 70, 8192), 70);
	cr_expect_eq(density_fillfactor(50, 100, 100, 8192), 50);
	cr_expect_eq(density_fillfactor(100, 50, 50, 8192), 99);
	cr_expect_eq(density_fillfactor(50, 100, 100, 32768), 50);
}

Test(clone_density, has_limits)
{
	cr_expect_eq(density_fillfactor(1, 100, 100, 8192), 10);
	cr_expect_eq(density_fillfactor(100, 10, 90, 8192), 100);
}
