/* SPDX-License-Identifier: PostgreSQL */
/* Programs of a server that root may run, and the account that root lends to it may not. */
#include "measure/process/account.h"

#include "base/cleanup.h"
#include "measure/server/cluster.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const programs[] = {"initdb", "postgres"};

static void place_of(char *path, size_t size, const char *directory, const char *program)
{
	snprintf(path, size, "%s/%s", directory, program);
}

Test(account, that_cannot_reach_the_server_is_named_with_the_remedy)
{
	char directory[] = "/tmp/upbench-test-XXXXXX";
	char path[64], expected[160];
	struct up_error err = {0};
	struct account account;
	struct cluster *cluster = NULL;

	cr_assert_eq(account_choose(&account, &err), UP_OK, "%s", err.message);
	if (!account.borrowed)
		cr_skip_test("only root lends an account");
	cr_assert_not_null(mkdtemp(directory)); /* that only root can enter */
	for (size_t p = 0; p < 2; p++) {
		place_of(path, sizeof path, directory, programs[p]);
		UP_CLOSE int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, S_IRWXU);
		cr_assert_geq(fd, 0);
		cr_assert_eq(fchmod(fd, 0755), 0);
	}

	const struct cluster_options options = {.bin_dir = directory};
	cr_expect_eq(cluster_start(&options, &cluster, &err), UP_IO);
	cr_expect_null(cluster);
	snprintf(expected, sizeof expected,
		 "cannot execute %s/initdb: Permission denied; user %s must", directory,
		 account.name);
	cr_expect_not_null(strstr(err.message, expected), "%s", err.message);
	cr_expect_not_null(strstr(err.message, "copy the server"), "%s", err.message);

	for (size_t p = 0; p < 2; p++) {
		place_of(path, sizeof path, directory, programs[p]);
		cr_assert_eq(remove(path), 0);
	}
	cr_assert_eq(rmdir(directory), 0);
}
