/* SPDX-License-Identifier: PostgreSQL */
#include "base/error.h"

#include <criterion/criterion.h>
#include <string.h>

static struct up_error err;

Test(error, is_one_line_that_a_terminal_can_show)
{
	up_fail(&err, UP_INVALID, "%s", "a\nb\t\033[2J\177\xc2\x9b\u00fc");
	cr_expect_str_eq(err.message, "a b \\x1b[2J\\x7f\\x9b\u00fc");
	up_error_prefix(&err, "\033");
	cr_expect_str_eq(err.message, "\\x1b: a b \\x1b[2J\\x7f\\x9b\u00fc");
}

Test(error, that_is_long_is_cut)
{
	char text[2 * sizeof err.message];

	memset(text, '\033', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	up_fail(&err, UP_INVALID, "%s", text);
	cr_expect_eq(strlen(err.message) % 4, 0);
	cr_expect_gt(strlen(err.message), sizeof err.message - 8);
	cr_expect_lt(strlen(err.message), sizeof err.message);
}
