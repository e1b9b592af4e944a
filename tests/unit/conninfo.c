/* SPDX-License-Identifier: PostgreSQL */
#include "pg/conninfo.h"

#include <criterion/criterion.h>

Test(conninfo, a_check_needs_no_server)
{
	static const char *const right[] = {"shop", "", "host=db dbname=shop",
					    "postgresql://db/shop",
					    "host=/no/such/directory password='a b'"};
	struct up_error err;

	for (size_t r = 0; r < sizeof right / sizeof *right; r++)
		cr_expect_eq(up_conninfo_check(right[r], "--dbname", &err), UP_OK, "%s", right[r]);
}

Test(conninfo, a_check_repeats_no_password)
{
	static const char *const wrong[] = {"password=se cret", "host=db password='secret",
					    "postgresql://me:se%zzcret@db/shop"};
	struct up_error err;

	for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
		cr_expect_eq(up_conninfo_check(wrong[w], "--dbname", &err), UP_INVALID, "%s",
			     wrong[w]);
		cr_expect_str_eq(err.message,
				 "--dbname: libpq does not understand this connection string (not "
				 "repeated here, since it may hold a password)");
	}
	cr_expect_eq(up_conninfo_check("hots=db", "dbname", &err), UP_INVALID);
	cr_expect_str_eq(err.message, "dbname: invalid connection option \"hots\"");
}
