/* SPDX-License-Identifier: PostgreSQL */
/*
 * The differential test: every strategy of the registry over every hostile
 * fixture, each time against what the client computes the table to be.  A new
 * strategy is here without an edit.
 */
#include "db/server.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "source/memory.h"
#include "strategy/strategy.h"
#include "sync/sync.h"
#include "trial/hostile.h"
#include "trial/target.h"

#include <criterion/criterion.h>
#include <stdio.h>

static void exec(struct up_conn *conn, const char *sql)
{
	struct up_error err = {0};
	cr_assert_eq(up_conn_exec(conn, sql, &err), UP_OK, "%s\n%s", err.message, sql);
}

/* Makes the table anew, with rows of the scope and the same keys for another. */
static void make_table(struct up_conn *conn, const struct hostile *fixture)
{
	struct up_error err = {0};

	cr_assert_eq(target_make(conn, &fixture->relation, &err), UP_OK, "%s", err.message);
	cr_assert_eq(target_fill(conn, &fixture->before, &err), UP_OK, "%s", err.message);
}

static struct digest read_table(struct up_conn *conn, const struct up_relation *relation,
				const char *scope)
{
	struct up_error err = {0};
	struct digest digest = {0};

	cr_assert_eq(target_read(conn, relation, scope, &digest, &err), UP_OK, "%s", err.message);
	return digest;
}

/* One way to run a strategy. */
struct variant {
	size_t chunk;
	size_t workers;
	size_t batch_rows; /* small, so that even these few rows are streamed; 0: whole */
	bool skip_unchanged;
	bool tuned;
};

static const struct variant variants[] = {
	{.workers = 1},
	{.workers = 1, .chunk = 1},
	{.workers = 1, .chunk = 7},
	{.workers = 1, .batch_rows = 11},
	{.workers = 1, .batch_rows = 11, .chunk = 4},
	{.workers = 3},
	{.workers = 2, .batch_rows = 13, .skip_unchanged = true},
	{.workers = 1, .skip_unchanged = true},
	{.workers = 1, .tuned = true},
};

static int64_t count_differences(const struct hostile *fixture)
{
	UP_BUFFER scratch = {0};
	int64_t differences = 0;

	/* Fixtures list the rows that both batches have in the same order. */
	for (size_t after = 0, before = 0; after < fixture->after.row_count; after++) {
		struct digest key[2] = {0};
		struct digest row[2] = {0};
		if (before == fixture->before.row_count)
			break;
		digest_begin_row(&scratch);
		digest_add_value(&scratch, &fixture->after.vectors[0], after);
		digest_end_row(&key[0], &scratch);
		digest_begin_row(&scratch);
		digest_add_value(&scratch, &fixture->before.vectors[0], before);
		digest_end_row(&key[1], &scratch);
		if (!digest_equal(&key[0], &key[1]))
			continue; /* a new one */
		digest_add_row(&row[0], &scratch, &fixture->after, after);
		digest_add_row(&row[1], &scratch, &fixture->before, before++);
		differences += !digest_equal(&row[0], &row[1]);
	}
	return differences;
}

/* Two syncs on the same connections: what the first one kept must serve the
 * second. */
static void run_strategy(const struct hostile *fixture, const char *name,
			 const struct up_strategy *strategy, const struct variant *variant,
			 size_t *ran)
{
	UP_SOURCE *source = NULL;
	UP_POOL pool = {0};
	UP_SYNC *sync = NULL;
	struct up_error err = {0};
	struct up_sync_result result;
	const struct digest expected = target_digest(&fixture->after);
	const struct digest untouched = target_digest(&fixture->before);

	cr_assert_eq(up_pool_open(test_conninfo(), variant->workers, &pool, &err), UP_OK, "%s",
		     err.message);
	struct up_conn *conn = pool.conns[0];
	exec(conn, UP_TEXT_SESSION);
	make_table(conn, fixture);
	cr_assert_eq(up_memory_open(&fixture->after, &source, &err), UP_OK);
	const struct up_sync_options options = {
		.pool = &pool,
		.relation = &fixture->relation,
		.scope = TARGET_SCOPE,
		.source = source,
		.strategy = strategy,
		.update = {.chunk = variant->chunk, .skip_unchanged = variant->skip_unchanged},
		.tuned = variant->tuned,
		.batch_rows = variant->batch_rows,
	};
	enum up_status status = up_sync_open(&options, &sync, &err);
	if (status == UP_UNSUPPORTED)
		return;
	cr_assert_eq(status, UP_OK, "%s over %s: %s", strategy->name, name, err.message);

	(*ran)++;
	for (int run = 1; run <= 2; run++) {
		cr_assert_eq(up_sync_run(sync, &result, &err), UP_OK, "%s over %s, run %d: %s",
			     strategy->name, name, run, err.message);
		const struct digest found = read_table(conn, &fixture->relation, TARGET_SCOPE);
		cr_expect(digest_equal(&found, &expected),
			  "%s over %s, variant %td, run %d: the table is wrong (%lld rows of %lld)",
			  strategy->name, name, variant - variants, run, (long long)found.rows,
			  (long long)expected.rows);
		int64_t updates =
			(int64_t)(run == 1 ? fixture->before.row_count : fixture->after.row_count);
		if (variant->skip_unchanged)
			updates = run == 1 ? count_differences(fixture) : 0;
		cr_expect_eq(result.rows_updated, updates,
			     "%s over %s, variant %td, run %d: %lld rows updated, not %lld",
			     strategy->name, name, variant - variants, run,
			     (long long)result.rows_updated, (long long)updates);
		const struct digest others =
			read_table(conn, &fixture->relation, TARGET_OTHER_SCOPE);
		cr_expect(digest_equal(&others, &untouched), "%s over %s touched another scope",
			  strategy->name, name);
		if (run == 1 && fixture->before.row_count < fixture->after.row_count &&
		    strategy->flags & UP_STRATEGY_BOUND)
			break; /* prepared for the rows that existed then */
	}
}

static void run_fixture(const struct hostile_maker *maker, const char *schema)
{
	UP_CONN *conn = NULL;
	struct up_error err = {0};
	struct hostile fixture = {0};
	size_t count;
	const struct up_strategy *const *all = up_strategies(&count);
	UP_BUFFER sql = {0};

	cr_assert_eq(maker->make(&fixture, &err), UP_OK, "%s", err.message);
	fixture.relation.schema = strdup(schema);
	cr_assert_eq(up_conn_open(test_conninfo(), &conn, &err), UP_OK, "%s", err.message);
	up_buffer_append_string(&sql, UP_TEXT_SESSION "; CREATE SCHEMA ");
	up_sql_identifier(&sql, schema);
	exec(conn, sql.data);

	for (size_t s = 0; s < count; s++) {
		size_t ran = 0;
		if (all[s]->flags & UP_STRATEGY_IDLE)
			continue;
		for (size_t v = 0; v < sizeof variants / sizeof variants[0]; v++)
			run_strategy(&fixture, maker->name, all[s], &variants[v], &ran);
		bool excused =
			(all[s]->flags & UP_STRATEGY_WHOLE_ROWS) != 0 && fixture.relation.partial;
		cr_expect(ran > 0 || excused, "%s never ran over %s", all[s]->name, maker->name);
	}
	up_buffer_clear(&sql);
	up_buffer_append_string(&sql, "DROP SCHEMA ");
	up_sql_identifier(&sql, schema);
	up_buffer_append_string(&sql, " CASCADE");
	exec(conn, sql.data);
	hostile_release(&fixture);
}

Test(strategies, over_every_fixture)
{
	char schema[64];

	for (size_t f = 0; hostile_makers[f].name != NULL; f++) {
		snprintf(schema, sizeof schema, "hostile \"schema\" %zu", f);
		run_fixture(&hostile_makers[f], schema);
	}
}
