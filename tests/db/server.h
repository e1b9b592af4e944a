/* SPDX-License-Identifier: PostgreSQL */
/*
 * The private cluster that main.c starts once for all tests of db/.  Tests run
 * side by side, each in a process of its own, and share it: a test works in a
 * schema or temporary tables of its own and changes no setting of the server.
 */
#ifndef DB_SERVER_H
#define DB_SERVER_H

#include <stdlib.h>

#define TEST_CONNINFO_VARIABLE "UPBENCH_TEST_CONNINFO"

/* For libpq: superuser, database postgres. */
static inline const char *test_conninfo(void)
{
	return getenv(TEST_CONNINFO_VARIABLE);
}

#endif
