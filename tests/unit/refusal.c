/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/refusal.h"

#include <criterion/criterion.h>
#include <stdio.h>

static bool is_refusal(enum up_status status, const char *sqlstate)
{
	struct up_error err = {.status = status};

	snprintf(err.sqlstate, sizeof err.sqlstate, "%s", sqlstate);
	return refusal_is(&err);
}

Test(refusal, is_about_the_statement)
{
	static const char *const states[] = {"0A000", "42501", "42601", "42883", "54011", "XX000"};

	for (size_t s = 0; s < sizeof states / sizeof states[0]; s++)
		cr_expect(is_refusal(UP_STATEMENT, states[s]), "%s", states[s]);
}

/* Rows, other sessions, resources, a trigger that raises, data that is damaged. */
Test(refusal, is_nothing_that_may_end_otherwise)
{
	static const char *const states[] = {"",      "22001", "23505", "23514", "40001", "40P01",
					     "53100", "55P03", "57014", "57P01", "P0001", "XX001"};

	for (size_t s = 0; s < sizeof states / sizeof states[0]; s++)
		cr_expect_not(is_refusal(UP_STATEMENT, states[s]), "%s", states[s]);
	cr_expect_not(is_refusal(UP_CONNECTION, "42501"));
	cr_expect_not(is_refusal(UP_TIMEOUT, "0A000"));
}
