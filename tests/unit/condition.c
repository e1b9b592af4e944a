/* SPDX-License-Identifier: PostgreSQL */
/* The names of errors. */
#include "pg/condition.h"

#include <criterion/criterion.h>

Test(condition, has_the_name_of_an_sqlstate)
{
	cr_expect_str_eq(up_condition_name("22P02"), "invalid_text_representation");
	cr_expect_str_eq(up_condition_name("23505"), "unique_violation");
	cr_expect_str_eq(up_condition_name("XX000"), "internal_error");
	cr_expect_null(up_condition_name("ZQ999"));
	cr_expect_null(up_condition_name("2350"));
	cr_expect_null(up_condition_name(""));
}
