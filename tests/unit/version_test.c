/* SPDX-License-Identifier: PostgreSQL */
#include "asset/version.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(version, is_three_numbers)
{
	int numbers[3];
	int end = 0;

	cr_assert_eq(sscanf(upbench_version(), "%d.%d.%d%n", &numbers[0], &numbers[1], &numbers[2],
			    &end),
		     3);
	cr_assert_eq((size_t)end, strlen(upbench_version()));
}

Test(version, revision_is_hexadecimal_or_unknown)
{
	const char *revision = upbench_revision();
	size_t digits = strspn(revision, "0123456789abcdef");

	if (strcmp(revision, "unknown") == 0)
		return;
	cr_expect_geq(digits, 12, "%s", revision);
	cr_expect(strcmp(revision + digits, "") == 0 || strcmp(revision + digits, "-dirty") == 0,
		  "%s", revision);
}
