/* SPDX-License-Identifier: PostgreSQL */
/*
 * The differential test: every strategy of the registry over every hostile
 * fixture, each time against what the client computes the table to be.  A new
 * strategy is here without an edit.
 */
#include "db/fixture.h"
#include "db/server.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "source/memory.h"
#include "strategy/strategy.h"
#include "sync/create.h"
#include "sync/sync.h"
#include "trial/digest.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define SCOPE "it's \"me\"\\"
#define OTHER_SCOPE "somebody else"

static void exec(struct up_conn *conn, const char *sql)
{
	struct up_error err = {0};
	cr_assert_eq(up_conn_exec(conn, sql, &err), UP_OK, "%s\n%s", err.message, sql);
}

/* Makes the table anew, with rows of the scope and the same keys for another. */
static void make_table(struct up_conn *conn, const struct fixture *fixture)
{
	const struct up_relation *relation = &fixture->relation;
	UP_BUFFER sql = {0};
	struct up_error err = {0};
	int64_t created;

	up_buffer_append_string(&sql, "DROP TABLE IF EXISTS ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, "; CREATE TABLE ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " (");
	up_sql_identifier(&sql, relation->scope.name);
	up_buffer_append_string(&sql, " text NOT NULL, ");
	up_sql_column_definitions(&sql, relation);
	up_buffer_append_string(&sql, ", UNIQUE (");
	up_sql_identifier(&sql, relation->scope.name);
	up_buffer_append_string(&sql, ", ");
	up_sql_identifier(&sql, relation->columns[0].name);
	up_buffer_append_string(&sql, "))");
	exec(conn, up_buffer_string(&sql));
	cr_assert_eq(up_create(conn, &fixture->before, SCOPE, &created, &err), UP_OK, "%s",
		     err.message);
	cr_assert_eq(up_create(conn, &fixture->before, OTHER_SCOPE, &created, &err), UP_OK, "%s",
		     err.message);
}

struct reading {
	struct up_batch row;
	struct up_buffer scratch;
	struct digest digest;
};

static enum up_status receive(void *context, const char *line, size_t length, struct up_error *err)
{
	struct reading *reading = context;

	up_batch_clear(&reading->row);
	UP_TRY(up_text_parse_copy_row(&reading->row, line, length, err));
	digest_add_row(&reading->digest, &reading->scratch, &reading->row, 0);
	return UP_OK;
}

static struct digest read_table(struct up_conn *conn, const struct up_relation *relation,
				const char *scope)
{
	struct reading reading = {0};
	UP_BUFFER sql = {0};
	struct up_error err = {0};

	up_buffer_append_string(&sql, "COPY (SELECT ");
	up_sql_columns(&sql, relation);
	up_buffer_append_string(&sql, " FROM ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " WHERE ");
	up_sql_identifier(&sql, relation->scope.name);
	up_buffer_append_string(&sql, " = ");
	cr_assert_eq(up_conn_append_literal(conn, &sql, scope, strlen(scope), &err), UP_OK);
	up_buffer_append_string(&sql, ") TO STDOUT");
	cr_assert_eq(up_batch_init(&reading.row, relation, &err), UP_OK);
	cr_assert_eq(up_conn_copy_out(conn, sql.data, receive, &reading, &err), UP_OK, "%s",
		     err.message);
	up_batch_release(&reading.row);
	up_buffer_release(&reading.scratch);
	return reading.digest;
}

static struct digest digest_of(const struct up_batch *batch)
{
	UP_BUFFER scratch = {0};
	struct digest digest = {0};

	for (size_t row = 0; row < batch->row_count; row++)
		digest_add_row(&digest, &scratch, batch, row);
	return digest;
}

/* Two syncs on one connection: what the first one kept must serve the second. */
static void run_strategy(struct up_conn *conn, const struct fixture *fixture, const char *name,
			 const struct up_strategy *strategy, size_t chunk)
{
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;
	struct up_error err = {0};
	struct up_sync_result result;
	const struct digest expected = digest_of(&fixture->after);
	const struct digest untouched = digest_of(&fixture->before);

	make_table(conn, fixture);
	cr_assert_eq(up_memory_open(&fixture->after, &source, &err), UP_OK);
	const struct up_sync_options options = {
		.conn = conn,
		.relation = &fixture->relation,
		.scope = SCOPE,
		.source = source,
		.strategy = strategy,
		.update = {.chunk = chunk},
	};
	enum up_status status = up_sync_open(&options, &sync, &err);
	if (status == UP_UNSUPPORTED)
		return;
	cr_assert_eq(status, UP_OK, "%s over %s: %s", strategy->name, name, err.message);

	for (int run = 1; run <= 2; run++) {
		cr_assert_eq(up_sync_run(sync, &result, &err), UP_OK, "%s over %s, run %d: %s",
			     strategy->name, name, run, err.message);
		const struct digest found = read_table(conn, &fixture->relation, SCOPE);
		cr_expect(digest_equal(&found, &expected),
			  "%s over %s, chunk %zu, run %d: the table is wrong (%lld rows of %lld)",
			  strategy->name, name, chunk, run, (long long)found.rows,
			  (long long)expected.rows);
		int64_t known =
			(int64_t)(run == 1 ? fixture->before.row_count : fixture->after.row_count);
		cr_expect_eq(result.rows_updated, known, "%s over %s, run %d: %lld rows updated",
			     strategy->name, name, run, (long long)result.rows_updated);
		const struct digest others = read_table(conn, &fixture->relation, OTHER_SCOPE);
		cr_expect(digest_equal(&others, &untouched), "%s over %s touched another scope",
			  strategy->name, name);
		if (run == 1 && fixture->before.row_count < fixture->after.row_count &&
		    strategy->flags & UP_STRATEGY_BOUND)
			break; /* prepared for the rows that existed then */
	}
}

static void run_fixture(const struct fixture_maker *maker, const char *schema)
{
	UP_CONN *conn = NULL;
	struct up_error err = {0};
	struct fixture fixture = {0};
	size_t count;
	const struct up_strategy *const *all = up_strategies(&count);
	UP_BUFFER sql = {0};

	maker->make(&fixture);
	fixture.relation.schema = strdup(schema);
	cr_assert_eq(up_conn_open(test_conninfo(), &conn, &err), UP_OK, "%s", err.message);
	up_buffer_append_string(&sql, UP_TEXT_SESSION "; CREATE SCHEMA ");
	up_sql_identifier(&sql, schema);
	exec(conn, sql.data);

	size_t ran = 0;
	for (size_t s = 0; s < count; s++) {
		if (all[s]->flags & UP_STRATEGY_IDLE)
			continue;
		/* A connection each: what a strategy leaves in its session is its own. */
		UP_CONN *own = NULL;
		cr_assert_eq(up_conn_open(test_conninfo(), &own, &err), UP_OK, "%s", err.message);
		exec(own, UP_TEXT_SESSION);
		run_strategy(own, &fixture, maker->name, all[s], 0);
		ran++;
		if (all[s]->flags & UP_STRATEGY_CHUNKED) {
			run_strategy(own, &fixture, maker->name, all[s], 1);
			run_strategy(own, &fixture, maker->name, all[s], 7);
		}
	}
	cr_assert_gt(ran, 0);
	up_buffer_clear(&sql);
	up_buffer_append_string(&sql, "DROP SCHEMA ");
	up_sql_identifier(&sql, schema);
	up_buffer_append_string(&sql, " CASCADE");
	exec(conn, sql.data);
	fixture_release(&fixture);
}

Test(strategies, over_every_fixture)
{
	char schema[64];

	for (size_t f = 0; fixture_makers[f].name != NULL; f++) {
		snprintf(schema, sizeof schema, "hostile \"schema\" %zu", f);
		run_fixture(&fixture_makers[f], schema);
	}
}
