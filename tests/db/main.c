/* SPDX-License-Identifier: PostgreSQL */
/*
 * Starts one private cluster, runs all tests of db/ with it, and removes it.
 *
 * Criterion executes the program again for each test, up to main() but not
 * through it, so this runs once, and the environment is how a test learns where
 * the server is.
 */
#include "db/server.h"
#include "measure/server/cluster.h"

#include <criterion/criterion.h>
#include <stdbool.h>
#include <stdio.h>

static enum up_status run_with_cluster(struct criterion_test_set *tests, bool *passed,
				       struct up_error *err)
{
	/* What the tests write may be lost with the machine. */
	static const char *const settings[] = {"fsync=off"};
	const struct cluster_options options = {
		.settings = settings, .setting_count = sizeof settings / sizeof settings[0]};
	CLUSTER *cluster = NULL;

	UP_TRY(cluster_shield_environment(err));
	UP_TRY(cluster_start(&options, &cluster, err));
	if (setenv(TEST_CONNINFO_VARIABLE, cluster_conninfo(cluster), 1) != 0)
		return up_fail_errno(err, UP_NO_MEMORY, "cannot set " TEST_CONNINFO_VARIABLE);
	*passed = criterion_run_all_tests(tests) != 0;
	return cluster_stop(cluster, err);
}

int main(int argc, char *argv[])
{
	struct criterion_test_set *tests = criterion_initialize();
	struct up_error err = {0};
	bool passed = true;

	/* 0 when an argument only asked for something, such as --list. */
	if (criterion_handle_args(argc, argv, true) != 0 &&
	    run_with_cluster(tests, &passed, &err) != UP_OK) {
		fprintf(stderr, "db-tests: %s\n", err.message);
		passed = false;
	}
	criterion_finalize(tests);
	return passed ? EXIT_SUCCESS : EXIT_FAILURE;
}
