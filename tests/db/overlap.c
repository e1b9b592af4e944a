/* SPDX-License-Identifier: PostgreSQL */
/* A sync that overlaps with its fetch: a fetch that fails, what rows refer to, the time. */
#include "base/event.h"
#include "db/server.h"
#include "model/relation.h"
#include "pg/pool.h"
#include "sync/sync.h"

#include <criterion/criterion.h>
#include <inttypes.h>

static struct up_error err;

struct row {
	int32_t key;
	const char *refers_to; /* NULL: null */
};

/* A row is a page. */
struct pages {
	struct up_source source;
	const struct row *rows;
	size_t count;
	size_t next;
	bool fails; /* behind its rows */
	bool waits; /* likewise, until it is interrupted */
	struct up_event interrupted;
};

static enum up_status read_page(struct up_source *source, struct up_batch *batch, size_t limit,
				size_t *read, struct up_error *error)
{
	struct pages *pages = (struct pages *)source;

	(void)limit;
	*read = 0;
	while (pages->waits && pages->next == pages->count) {
		if (up_event_wait(&pages->interrupted, INT64_C(3600000000000)))
			return up_fail(error, UP_INTERRUPTED, "interrupted");
	}
	if (pages->next == pages->count && pages->fails)
		return up_fail(error, UP_IO, "page %zu: the connection was closed", pages->next);
	if (pages->next == pages->count)
		return UP_OK;
	const struct row *row = &pages->rows[pages->next++];
	up_vector_append_int32(&batch->vectors[0], row->key);
	if (row->refers_to == NULL)
		up_vector_append_null(&batch->vectors[1]);
	else
		up_vector_append_bytes(&batch->vectors[1], row->refers_to, strlen(row->refers_to));
	*read = 1;
	return up_batch_end_row(batch, error);
}

static enum up_status rewind_pages(struct up_source *source, struct up_error *error)
{
	(void)error;
	((struct pages *)source)->next = 0;
	return UP_OK;
}

static void interrupt_pages(struct up_source *source)
{
	up_event_set(&((struct pages *)source)->interrupted);
}

static void make_relation(struct up_relation *relation)
{
	static char names[][8] = {"owner", "key", "value"};
	const struct up_column scope = {
		.name = names[0], .type = UP_TYPE_TEXT, .type_modifier = -1};
	const struct up_column columns[] = {
		{.name = names[1], .type = UP_TYPE_INT4, .type_modifier = -1},
		{.name = names[2], .type = UP_TYPE_TEXT, .type_modifier = -1, .nullable = true}};

	cr_assert_eq(up_relation_init(relation, "test_overlap", "t", &scope, &err), UP_OK);
	cr_assert_eq(up_relation_add(relation, &columns[0], &err), UP_OK);
	cr_assert_eq(up_relation_add(relation, &columns[1], &err), UP_OK);
}

#define TABLES                                                                                     \
	"SELECT pg_advisory_lock(hashtext('test_overlap')); "                                      \
	"DROP SCHEMA IF EXISTS test_overlap CASCADE; CREATE SCHEMA test_overlap; "                 \
	"CREATE TABLE test_overlap.t (owner text, key integer, value text CHECK (value <> "        \
	"'refused'), "                                                                             \
	"UNIQUE (owner, key)); "                                                                   \
	"CREATE TABLE test_overlap.named (owner text, name text, rows bigint, "                    \
	"UNIQUE (owner, name)); "                                                                  \
	"INSERT INTO test_overlap.t VALUES ('o', 1, 'old'), ('o', 2, 'old'), ('p', 1, 'old')"

#define STATE                                                                                      \
	"SELECT coalesce((SELECT string_agg(concat(owner, key, '=', value), ' ' ORDER BY owner, "  \
	"key) "                                                                                    \
	"FROM test_overlap.t), '') || ' | ' || coalesce((SELECT string_agg("                       \
	"concat(owner, name, '=', rows), ' ' ORDER BY owner, name) FROM test_overlap.named), '')"

static enum up_status run(const char *strategy, struct pages *pages, struct up_pool *pool,
			  struct up_sync_result *result)
{
	static const struct up_reference reference = {
		.column = 1, .table = "named", .scope = "owner", .key = "name", .count = "rows"};
	UP_RELATION relation = {0};
	UP_SYNC *sync = NULL;

	make_relation(&relation);
	pages->source = (struct up_source){.relation = &relation,
					   .read = read_page,
					   .rewind = rewind_pages,
					   .interrupt = interrupt_pages};
	cr_assert_eq(up_conn_exec(pool->conns[0], "DISCARD ALL", &err), UP_OK, "%s", err.message);
	cr_assert_eq(up_conn_exec(pool->conns[0], TABLES, &err), UP_OK, "%s", err.message);
	const struct up_sync_options options = {
		.pool = pool,
		.relation = &relation,
		.scope = "o",
		.source = &pages->source,
		.strategy = up_strategy_find(strategy),
		.reference = &reference,
		.overlap = true,
	};
	cr_assert_eq(up_sync_open(&options, &sync, &err), UP_OK, "%s", err.message);
	return up_sync_run(sync, result, &err);
}

static void expect_state(struct up_pool *pool, const char *strategy, const char *expected)
{
	UP_FREE char *state = NULL;

	cr_assert_eq(up_conn_query_value(pool->conns[0], STATE, &state, &err), UP_OK, "%s",
		     err.message);
	cr_expect_str_eq(state, expected, "%s: %s", strategy, state);
}

static const char *const strategies[] = {"copy-temp",    "copy-staging", "copy-unlogged",
					 "row-pipeline", "unnest",       "upsert-copy"};

/* A stage is active between its begin and its end, and the stages before the commit are at work while
 * pages are fetched: each page has a row. */
static void expect_stretches(const struct up_sync_result *result, const char *strategy)
{
	cr_expect_eq(result->begin_ns[UP_STAGE_FETCH], 0);
	cr_expect_eq(result->end_ns[UP_STAGE_COMMIT], result->total_ns, "%s", strategy);
	for (int stage = 0; stage < UP_STAGE_COUNT; stage++) {
		const int64_t begin = result->begin_ns[stage];
		const int64_t end = result->end_ns[stage];
		cr_expect_geq(begin, 0, "%s, stage %d", strategy, stage);
		cr_expect_leq(result->stage_ns[stage], end - begin, "%s, stage %d", strategy,
			      stage);
		cr_expect_leq(end, result->total_ns, "%s, stage %d", strategy, stage);
		if (result->stage_ns[stage] == 0)
			cr_expect_eq(end, 0, "%s, stage %d", strategy, stage);
	}
	cr_expect_geq(result->begin_ns[UP_STAGE_COMMIT], result->end_ns[UP_STAGE_UPDATE]);
	cr_expect_geq(result->end_ns[UP_STAGE_UPDATE], result->end_ns[UP_STAGE_FETCH], "%s",
		      strategy);
}

/* Key 1 comes three times, and 3, which is new, twice: the last of each counts. */
static const struct row repeated[] = {{1, "a"},  {3, "a"}, {2, "b"}, {1, "b"},
				      {3, NULL}, {1, "c"}, {4, "c"}};

Test(overlap, takes_the_last_of_rows_that_come_in_several_pages)
{
	UP_POOL pool = {0};

	cr_assert_eq(up_pool_open(test_conninfo(), 1, &pool, &err), UP_OK, "%s", err.message);
	for (size_t s = 0; s < sizeof strategies / sizeof strategies[0]; s++) {
		struct pages pages = {.rows = repeated,
				      .count = sizeof repeated / sizeof repeated[0]};
		struct up_sync_result result;
		int64_t critical = 0;

		cr_assert_eq(run(strategies[s], &pages, &pool, &result), UP_OK, "%s: %s",
			     strategies[s], err.message);
		expect_state(&pool, strategies[s], "o1=c o2=b o3= o4=c p1=old | ob=1 oc=2");
		cr_expect_eq(result.rows_fetched, 7);
		cr_expect_eq(result.rows_created, 2);
		cr_expect_eq(result.rows_updated, 5);
		cr_expect_eq(result.references, 2);
		for (int stage = 0; stage < UP_STAGE_COUNT; stage++)
			critical += result.critical_ns[stage];
		cr_expect_eq(critical, result.total_ns, "%" PRId64 ", %" PRId64, critical,
			     result.total_ns);
		expect_stretches(&result, strategies[s]);
	}
}

Test(overlap, leaves_no_trace_of_a_fetch_that_fails)
{
	UP_POOL pool = {0};

	cr_assert_eq(up_pool_open(test_conninfo(), 1, &pool, &err), UP_OK, "%s", err.message);
	for (size_t s = 0; s < sizeof strategies / sizeof strategies[0]; s++) {
		struct pages pages = {.rows = repeated, .count = 5, .fails = true};
		struct up_sync_result result;

		cr_expect_eq(run(strategies[s], &pages, &pool, &result), UP_IO, "%s",
			     strategies[s]);
		cr_expect_str_eq(err.message, "page 5: the connection was closed");
		expect_state(&pool, strategies[s], "o1=old o2=old p1=old | ");
	}
}

/* A value that the server refuses, in a page before one that never comes. */
Test(overlap, ends_at_a_failure_while_its_source_waits)
{
	static const struct row refused[] = {{5, "refused"}};
	UP_POOL pool = {0};

	cr_assert_eq(up_pool_open(test_conninfo(), 1, &pool, &err), UP_OK, "%s", err.message);
	for (size_t s = 0; s < sizeof strategies / sizeof strategies[0]; s++) {
		struct pages pages = {.rows = refused, .count = 1, .waits = true};
		struct up_sync_result result;

		cr_assert_eq(up_event_init(&pages.interrupted, &err), UP_OK);
		cr_expect_eq(run(strategies[s], &pages, &pool, &result), UP_STATEMENT, "%s: %s",
			     strategies[s], err.message);
		expect_state(&pool, strategies[s], "o1=old o2=old p1=old | ");
		up_event_release(&pages.interrupted);
	}
}

Test(overlap, is_refused_where_it_would_not_be_one_transaction)
{
	cr_expect_eq(up_sync_check_overlap(up_strategy_find("row-autocommit"), 1, &err),
		     UP_UNSUPPORTED);
	cr_expect_str_eq(err.message, "row-autocommit commits by itself: a fetch that fails would "
				      "leave a part");
	cr_expect_eq(up_sync_check_overlap(up_strategy_find("copy-temp"), 2, &err), UP_UNSUPPORTED);
	cr_expect_eq(up_sync_check_overlap(up_strategy_find("copy-temp"), 1, &err), UP_OK);
}
