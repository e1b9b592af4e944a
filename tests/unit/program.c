/* SPDX-License-Identifier: PostgreSQL */
/* The tables that the program is made of, and the experiments that it ships. */
#include "asset/asset.h"
#include "cli/command/commands.h"
#include "cli/experiment/run_options.h"

#include <criterion/criterion.h>

static struct up_error err;

Test(program, has_sound_tables)
{
	enum up_status status = command_table_check(&upbench_program, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
}

/* A private cluster has stock max_connections, 100, and every case keeps its own. */
#define MAX_CONNECTIONS 90

/* A group whose factors all repeat those of another would add nothing. */
static void check_experiment(const struct asset *asset)
{
	EXPERIMENT experiment = {0};
	CASE_LIST cases = {0};

	enum up_status status = experiment_read(asset->data, asset->name, run_specs,
						sizeof(struct run_options), &experiment, &err);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cr_assert_not_null(experiment.description, "%s", asset->name);
	for (size_t g = 0; g < experiment.group_count; g++) {
		const char *option;
		size_t before = cases.count;
		struct run_options *values = experiment.groups[g].values;
		if (experiment.needs != NULL) /* a server, which is not asked here */
			values->dbname = strdup("dbname=x");
		status = run_options_add_cases(values, &cases, &option, &err);
		cr_assert_eq(status, UP_OK, "%s: %s", asset->name, err.message);
		cr_expect_gt(cases.count, before, "%s: group %s has no case of its own",
			     asset->name, experiment.groups[g].name);
	}
	size_t connections = 0;
	for (size_t c = 0; c < cases.count; c++)
		connections +=
			(size_t)cases.items[c].key.factors.workers + (cases.items[c].peer != NULL);
	cr_expect_leq(connections, MAX_CONNECTIONS, "%s: %zu connections", asset->name,
		      connections);
}

Test(program, ships_experiments_that_have_cases)
{
	size_t count = 0;

	for (const struct asset *a = asset_next("experiments/", NULL); a != NULL;
	     a = asset_next("experiments/", a)) {
		check_experiment(a);
		count++;
	}
	cr_expect_gt(count, 0);
	cr_expect_not_null(asset_find("experiments/default.ini"));
}
