/* SPDX-License-Identifier: PostgreSQL */
/*
 * The differential test: every strategy of the registry over every hostile
 * fixture, a test for each.  A new strategy is here without an edit.
 */
#include "db/differential.h"
#include "db/server.h"
#include "measure/case/contender.h"
#include "measure/conformance/fixture_types.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>

static const struct variant variants[] = {
	{.workers = 1},
	{.workers = 1, .chunk = 1},
	{.workers = 1, .chunk = 7},
	{.workers = 1, .batch_rows = 11},
	{.workers = 1, .batch_rows = 11, .chunk = 4},
	{.workers = 1, .batch_rows = 9, .overlap = true},
	{.workers = 1, .batch_rows = 5, .overlap = true, .chunk = 3, .skip_unchanged = true},
	{.workers = 1, .overlap = true, .tuned = true},
	{.workers = 3},
	{.workers = 2, .batch_rows = 13, .skip_unchanged = true},
	{.workers = 1, .skip_unchanged = true},
	{.workers = 1, .tuned = true},
};

static void run_strategy(const struct differential *differential, const struct up_pool *pool,
			 const struct up_strategy *strategy)
{
	const struct up_relation *relation = &differential->fixture->relation;
	size_t ran = 0;

	for (size_t v = 0; v < sizeof variants / sizeof variants[0]; v++) {
		UP_BUFFER text = {0};
		struct up_error err = {0};
		/* It is prepared with all rows, and would write them for each part. */
		if (variants[v].overlap && strategy == &contender_floor)
			continue;
		variant_append(&text, &variants[v]);
		enum up_status status =
			differential_run(differential, pool, strategy, &variants[v], &err);
		if (status == UP_UNSUPPORTED)
			continue;
		cr_assert_eq(status, UP_OK, "%s, %s: %s", strategy->name, text.data, err.message);
		ran++;
	}
	bool excused = (strategy->flags & UP_STRATEGY_WHOLE_ROWS) != 0 && relation->partial;
	cr_expect(ran > 0 || excused, "%s never ran", strategy->name);
}

/* Each strategy of the create stage, whole and streamed, before one of the update stage. */
static void run_creators(const struct differential *differential, const struct up_pool *pool)
{
	const struct up_relation *relation = &differential->fixture->relation;
	size_t count;
	const struct up_strategy *const *creators = up_creators(&count);

	for (size_t v = 0; v < 2 * count; v++) {
		const struct variant variant = {
			.workers = 1, .batch_rows = v % 2 * 11, .create = creators[v / 2]};
		struct up_error err = {0};
		enum up_status status = differential_run(
			differential, pool, up_strategy_find("copy-temp"), &variant, &err);
		const bool excused = status == UP_UNSUPPORTED && relation->partial &&
				     (variant.create->flags & UP_STRATEGY_WHOLE_ROWS) != 0;
		cr_assert(status == UP_OK || excused, "%s, batch rows %zu: %s",
			  variant.create->name, variant.batch_rows, err.message);
	}
}

static void run_data(const struct fixture_maker *maker)
{
	UP_POOL pool = {0};
	struct up_error err = {0};
	FIXTURE fixture = {0};
	struct differential differential;
	char schema[64];

	cr_assert_eq(maker->make(&fixture, &err), UP_OK, "%s: %s", maker->name, err.message);
	snprintf(schema, sizeof schema, "hostile \"schema\" %s", maker->name);
	cr_assert_eq(fixture_set_schema(&fixture, schema, &err), UP_OK, "%s", err.message);
	cr_assert_eq(up_pool_open(test_conninfo(), 3, &pool, &err), UP_OK, "%s", err.message);
	cr_assert_eq(differential_open(&differential, &fixture, NULL, pool.conns[0], &err), UP_OK,
		     "%s: %s", maker->name, err.message);
	for (size_t c = 0; c < contender_count(); c++) {
		const struct contender contender = contender_at(c);
		if (contender.role != ROLE_IDLE &&
		    pool.conns[0]->server_version >= contender.strategy->min_server_version)
			run_strategy(&differential, &pool, contender.strategy);
	}
	run_creators(&differential, &pool);
	cr_assert_eq(differential_close(&differential, pool.conns[0], &err), UP_OK, "%s",
		     err.message);
}

/* A test for each; by its number, since each runs in a process of its own. */
ParameterizedTestParameters(strategies, over_hostile_data)
{
	static size_t numbers[64];
	size_t count = 0;

	for (; fixture_makers[count].name != NULL && count < 64; count++)
		numbers[count] = count;
	return cr_make_param_array(size_t, numbers, count);
}

ParameterizedTest(const size_t *number, strategies, over_hostile_data)
{
	run_data(&fixture_makers[*number]);
}
