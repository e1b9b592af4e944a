/* SPDX-License-Identifier: PostgreSQL */
/* Which failures a limit of the role may explain. */
#include "measure/server/role_limits.h"

#include <criterion/criterion.h>

Test(role_limits, are_recognized_by_the_sqlstate_or_the_words)
{
	static const struct {
		const char *sqlstate, *message;
		bool expected;
	} failures[] = {
		{"57014", "canceling statement due to user request (SQLSTATE 57014)", true},
		{"55P03", "lock_not_available (SQLSTATE 55P03)", true},
		/* Of a peer. */
		{"", "asyncpg-copy: canceling statement due to ... (SQLSTATE 57014)", true},
		/* Of connections that are lost, whose values stay where they are or not. */
		{"", "FATAL: 25P03; server closed the connection unexpectedly", true},
		{"", "FATAL: terminating connection due to transaction timeout", true},
		{"", "FATAL: terminating connection due to idle-in-transaction timeout", true},
		{"23505", "duplicate key value; Key (n)=(57014) already exists. (SQLSTATE 23505)",
		 false},
		{"", "57014", false},
		{"", "25P03", false},
		{"", "", false},
	};

	for (size_t f = 0; f < sizeof failures / sizeof *failures; f++) {
		struct up_error failure = {.status = UP_STATEMENT};

		snprintf(failure.sqlstate, sizeof failure.sqlstate, "%s", failures[f].sqlstate);
		snprintf(failure.message, sizeof failure.message, "%s", failures[f].message);
		cr_expect_eq(role_limits_may_explain(&failure), failures[f].expected, "%s",
			     failures[f].message);
	}
}
