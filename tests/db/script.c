/* SPDX-License-Identifier: PostgreSQL */
/* Scripts: psql takes those of every strategy for every kind of table. */
#include "measure/script/script.h"

#include "asset/asset.h"
#include "db/server.h"
#include "measure/conformance/fixture.h"
#include "measure/conformance/fixture_types.h"
#include "measure/script/recording.h"
#include "measure/workload/program.h"
#include "pg/statement.h"
#include "sync/update.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static const struct {
	struct up_update_options update;
	bool tuned;
} variants[] = {
	{{0}, false},
	{{.chunk = 7}, true},
	{{.chunk = 1, .skip_unchanged = true}, false},
	{{.skip_unchanged = true}, true},
};
#define VARIANTS (sizeof variants / sizeof *variants)

/* Runs a script from its beginning to its end or first failure.  Results of queries are no complaint. */
static void expect_accepted(const char *script)
{
	char path[] = "/tmp/upbench-script-XXXXXX";
	char output[2000];
	UP_BUFFER command = {0};

	FILE *file = fdopen(mkstemp(path), "w");
	cr_assert_not_null(file);
	cr_assert_geq(fputs(script, file), 0);
	cr_assert_eq(fclose(file), 0);
	up_buffer_append_format(&command,
				"PGCLIENTENCODING=UTF8 psql -X -q -v ON_ERROR_STOP=1 "
				"-d \"$" TEST_CONNINFO_VARIABLE "\" -f %s 2>&1 >/dev/null",
				path);
	FILE *psql = popen(command.data, "r");
	cr_assert_not_null(psql);
	output[fread(output, 1, sizeof output - 1, psql)] = '\0';
	cr_expect_eq(pclose(psql), 0, "%s", output);
	cr_expect_str_empty(output);
	remove(path);
}

/* What is different for a session that begins anew. */
#define NEW_SESSION "DISCARD ALL;\nSET search_path = '';\n"

/* Appends the scripts of a strategy with all options that it takes. */
static void append_scripts(struct up_buffer *text, struct up_conn *conn,
			   const struct up_relation *relation, const struct contender *contender)
{
	size_t taken = 0;

	for (size_t v = 0; v < VARIANTS; v++) {
		const struct script_request request = {.relation = relation,
						       .contender = contender,
						       .update = &variants[v].update,
						       .tuned = variants[v].tuned};
		UP_BUFFER script = {0};
		const enum up_status status = script_append(&script, conn, &request, &err);
		if (status == UP_UNSUPPORTED)
			continue;
		cr_assert_eq(status, UP_OK, "%s: %s", contender->strategy->name, err.message);
		up_buffer_append_format(text, NEW_SESSION "%s", script.data);
		taken++;
	}
	const bool excused =
		(contender->strategy->flags & UP_STRATEGY_WHOLE_ROWS) != 0 && relation->partial;
	cr_expect(taken > 0 || excused, "%s: %s", contender->strategy->name, err.message);
}

static void expect_all_accepted(struct up_conn *conn, const struct up_relation *relation)
{
	UP_BUFFER text = {0};

	for (size_t c = 0; c < contender_count(); c++) {
		const struct contender contender = contender_at(c);
		if (contender.role == ROLE_RANKED &&
		    conn->server_version >= contender.strategy->min_server_version)
			append_scripts(&text, conn, relation, &contender);
	}
	expect_accepted(text.data);
}

static void make_schema(struct up_conn *conn, const char *schema)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "CREATE SCHEMA ");
	up_sql_identifier(&sql, schema);
	OK(up_conn_exec(conn, sql.data, &err));
}

static void drop_schema(struct up_conn *conn, const char *schema)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "DROP SCHEMA ");
	up_sql_identifier(&sql, schema);
	up_buffer_append_string(&sql, " CASCADE");
	OK(up_conn_exec(conn, sql.data, &err));
}

/* A test for each; by its number, since each runs in a process of its own. */
ParameterizedTestParameters(script, of_a_fixture_is_accepted)
{
	static size_t numbers[64];
	size_t count = 0;

	for (; fixture_makers[count].name != NULL && count < 64; count++)
		numbers[count] = count;
	return cr_make_param_array(size_t, numbers, count);
}

ParameterizedTest(const size_t *number, script, of_a_fixture_is_accepted)
{
	UP_CONN *conn = NULL;
	FIXTURE fixture = {0};
	char schema[64];

	snprintf(schema, sizeof schema, "script \"%zu\"\n", *number);
	OK(fixture_makers[*number].make(&fixture, &err));
	OK(fixture_set_schema(&fixture, schema, &err));
	OK(up_conn_open(test_conninfo(), &conn, &err));
	make_schema(conn, schema);
	OK(column_kind_make_types(conn, schema, &err));
	OK(target_make(conn, &fixture.relation, fixture_definitions(&fixture), &err));
	expect_all_accepted(conn, &fixture.relation);
	drop_schema(conn, schema);
}

/* The table of the program is found by the search path. */
Test(script, of_the_program_table_is_accepted)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_RELATION narrow = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	make_schema(conn, "script_program");
	OK(up_conn_exec(conn, "SET search_path TO script_program", &err));
	OK(up_conn_exec(conn, asset_find("schema/program.sql")->data, &err));
	OK(program_relation(&relation, &err));
	OK(up_relation_narrow(&relation, relation.column_count, "script_program", &narrow, &err));
	expect_all_accepted(conn, &narrow);
	up_relation_release(&narrow);
	OK(up_relation_narrow(&relation, 5, "script_program", &narrow, &err));
	expect_all_accepted(conn, &narrow);
	drop_schema(conn, "script_program");
}

/* ---- a table of its own ------------------------------------------------ */

#define OWN_TABLE                                                                                  \
	"CREATE TYPE script_own.mood AS ENUM ('sad', 'glad');"                                     \
	"CREATE DOMAIN script_own.amount AS bigint CHECK (value > 0);"                             \
	"CREATE TABLE script_own.\"order\" (tenant integer, \"co\"\"de\" varchar(10), "            \
	"mood script_own.mood, amount script_own.amount, tags text[], doc jsonb, "                 \
	"PRIMARY KEY (tenant, \"co\"\"de\"));"                                                     \
	"INSERT INTO script_own.\"order\" VALUES (4711, 'MARKER', 'glad', 4711, '{MARKER}', "      \
	"'[\"MARKER\"]');"                                                                         \
	"CREATE FUNCTION script_own.refuse() RETURNS trigger LANGUAGE plpgsql AS "                 \
	"$$ BEGIN RAISE 'the table was touched'; END $$;"                                          \
	"CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE "                     \
	"ON script_own.\"order\" FOR EACH STATEMENT EXECUTE FUNCTION script_own.refuse()"

/* One test at a time has it, for as long as its connection. */
static struct up_conn *open_own(struct up_relation *relation)
{
	static const struct up_column columns[] = {
		{(char *)"tenant", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"co\"de", UP_TYPE_VARCHAR, 14, false, NULL},
		{(char *)"mood", UP_TYPE_OTHER, -1, true, (char *)"script_own.mood"},
		{(char *)"amount", UP_TYPE_INT8, -1, true, NULL},
		{(char *)"tags", UP_TYPE_OTHER, -1, true, (char *)"text[]"},
		{(char *)"doc", UP_TYPE_JSONB, -1, true, NULL},
	};
	struct up_conn *conn = NULL;

	OK(up_relation_init(relation, "script_own", "order", NULL, &err));
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		OK(up_relation_add(relation, &columns[c], &err));
	OK(up_relation_set_key(relation, 2, &err));
	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, "SELECT pg_advisory_lock(20261129)", &err));
	OK(up_conn_exec(conn, "SET client_min_messages = warning", &err));
	OK(up_conn_exec(conn, "DROP SCHEMA IF EXISTS script_own CASCADE", &err));
	make_schema(conn, "script_own");
	OK(up_conn_exec(conn, OWN_TABLE, &err));
	return conn;
}

static void expect_value(struct up_conn *conn, const char *sql, const char *expected)
{
	UP_FREE char *value = NULL;

	OK(up_conn_query_value(conn, sql, &value, &err));
	cr_expect_str_eq(value, expected, "%s: %s", sql, value);
}

static void append_script(struct up_buffer *text, struct up_conn *conn,
			  const struct up_relation *relation, const char *strategy,
			  const struct up_update_options *update, bool tuned)
{
	struct contender contender;

	cr_assert(contender_find(strategy, &contender));
	const struct script_request request = {
		.relation = relation, .contender = &contender, .update = update, .tuned = tuned};
	OK(script_append(text, conn, &request, &err));
}

/* Of arrays, of columns, of casts, and of what a domain is. */
Test(script, has_the_types_of_the_table)
{
	static const struct {
		const char *strategy, *prepare;
	} expected[] = {
		{"unnest-binary",
		 "PREPARE \"upsync_arrays\" (integer[], character varying[], text[], "
		 "bigint[], text[], jsonb[]) AS\n"},
		{"row-pipeline", "PREPARE \"upsync_row\" (integer, text, text, script_own.amount, "
				 "text, jsonb) AS\n"},
		{"json", "PREPARE \"upbench_1\" (json) AS\n"},
		{"copy-temp",
		 "CREATE TEMPORARY TABLE upsync_incoming (\"tenant\" integer, "
		 "\"co\"\"de\" character varying(10), \"mood\" script_own.mood, "
		 "\"amount\" bigint, \"tags\" text[], \"doc\" jsonb) ON COMMIT DROP;\n"},
	};
	const struct up_update_options none = {0};
	UP_RELATION relation = {0};
	UP_CONN *conn = open_own(&relation);

	for (size_t e = 0; e < sizeof expected / sizeof *expected; e++) {
		UP_BUFFER text = {0};
		append_script(&text, conn, &relation, expected[e].strategy, &none, false);
		cr_expect_not_null(strstr(up_buffer_string(&text), expected[e].prepare), "%s",
				   text.data);
	}
}

/* Nor fires a trigger: see OWN_TABLE. */
Test(script, has_no_value_and_leaves_the_table_alone)
{
	const struct up_update_options none = {0};
	UP_RELATION relation = {0};
	UP_CONN *conn = open_own(&relation);
	UP_BUFFER text = {0};

	for (size_t c = 0; c < contender_count(); c++) {
		const struct contender contender = contender_at(c);
		if (contender.role == ROLE_RANKED &&
		    conn->server_version >= contender.strategy->min_server_version)
			append_script(&text, conn, &relation, contender.strategy->name, &none,
				      true);
	}
	cr_expect_null(strstr(up_buffer_string(&text), "MARKER"), "%s", text.data);
	cr_expect_null(strstr(up_buffer_string(&text), "4711"), "%s", text.data);
	cr_expect_not(up_conn_in_transaction(conn));
	expect_value(conn, "SELECT count(*) FROM pg_prepared_statements", "0");
	expect_value(conn,
		     "SELECT count(*) FROM pg_class WHERE relname = 'upsync_incoming' "
		     "AND relnamespace = pg_my_temp_schema() OR relname LIKE 'upsync_incoming%' "
		     "AND relnamespace = 'script_own'::regnamespace",
		     "0");
	expect_value(conn, "SELECT \"order\"::text FROM script_own.\"order\"",
		     "(4711,MARKER,glad,4711,{MARKER},\"[\"\"MARKER\"\"]\")");
}

Test(script, of_a_table_of_its_own_is_accepted)
{
	UP_RELATION relation = {0};
	UP_CONN *conn = open_own(&relation);

	OK(up_conn_exec(conn, "DROP TRIGGER refuse ON script_own.\"order\"", &err));
	expect_all_accepted(conn, &relation);
}

/* ---- as it is sent ----------------------------------------------------- */

static enum up_status append_row(struct up_batch *rows, int32_t tenant)
{
	up_vector_append_int32(&rows->vectors[0], tenant);
	up_vector_append_bytes(&rows->vectors[1], "code", 4);
	up_vector_append_bytes(&rows->vectors[2], "sad", 3);
	up_vector_append_int64(&rows->vectors[3], 1);
	up_vector_append_bytes(&rows->vectors[4], "{}", 2);
	up_vector_append_bytes(&rows->vectors[5], "{}", 2);
	return up_batch_end_row(rows, &err);
}

/* Statements that a connection counts. */
static int64_t count_sent(const struct recording *recording)
{
	int64_t count = 0;

	for (size_t i = 0; i < recording->count; i++) {
		if (recording->items[i].kind != UP_MESSAGE_PIPELINE_BEGIN &&
		    recording->items[i].kind != UP_MESSAGE_PIPELINE_SYNC)
			count += (int64_t)recording->items[i].times;
	}
	return count;
}

/* Statements that a script does without, as they change nothing: whether the target is distributed, and how many
 * rows a MERGE created, which it returns from server 17 on. */
static int64_t count_questions(const struct up_strategy *strategy, const struct up_conn *conn)
{
	const bool asks = (strategy->requires & UP_REQUIRES_UNLOGGED_TABLE) != 0 ||
			  (strategy->flags & UP_STRATEGY_SYNCS) != 0;
	int64_t count = asks ? 1 : 0;

	if (strategy == up_strategy_find("merge-sync") && conn->server_version < 170000)
		count += 3;
	return count;
}

/* The same stage over as many rows, recorded and sent. */
static void expect_sent(struct up_conn *conn, const struct up_relation *relation,
			const struct up_strategy *strategy)
{
	const struct recording_request request = {.relation = relation,
						  .strategy = strategy,
						  .update = {.skip_unchanged = false},
						  .tuned = true};
	const struct up_pool pool = {.conns = &conn, .count = 1};
	struct up_update_stage_options options = {
		.strategy = strategy, .tuned = true, .relation = relation, .pool = &pool};
	struct up_update_stage *stage = NULL;
	RECORDING recording = {0};
	UP_BATCH rows = {0};

	if (strategy->default_chunk > 0)
		options.update.chunk = RECORDING_ROWS;
	OK(up_batch_init(&rows, relation, &err));
	for (int32_t row = 0; row < RECORDING_ROWS; row++)
		OK(append_row(&rows, row));
	OK(recording_make(conn, &request, &recording, &err));
	const int64_t before = conn->counters.statements;
	OK(up_update_stage_open(&options, &stage, &err));
	OK(up_conn_exec(conn, "BEGIN", &err));
	OK(up_update_stage_begin(stage, &err));
	OK(up_update_stage_apply(stage, &rows, &err));
	OK(up_update_stage_finish(stage, &err));
	OK(up_conn_exec(conn, "ROLLBACK", &err));
	up_update_stage_close(stage);
	const int64_t sent =
		conn->counters.statements - before - 2 - count_questions(strategy, conn);
	cr_expect_eq(count_sent(&recording), sent, "%s: %lld, not %lld", strategy->name,
		     (long long)count_sent(&recording), (long long)sent);
	for (size_t i = 0; i < recording.count; i++) {
		if (recording.items[i].kind == UP_MESSAGE_PREPARE)
			expect_value(conn, "SELECT statement FROM pg_prepared_statements",
				     recording.items[i].sql);
	}
	OK(up_conn_exec(conn, "DEALLOCATE ALL; DISCARD TEMP", &err));
}

Test(script, has_the_statements_that_are_sent)
{
	UP_RELATION relation = {0};
	UP_CONN *conn = open_own(&relation);
	size_t count;
	const struct up_strategy *const *strategies = up_strategies(&count);

	OK(up_conn_exec(conn, "DROP TRIGGER refuse ON script_own.\"order\"", &err));
	for (size_t s = 0; s < count; s++) {
		if (conn->server_version >= strategies[s]->min_server_version)
			expect_sent(conn, &relation, strategies[s]);
	}
}

/* ---- what fails -------------------------------------------------------- */

static void expect_failure(struct up_conn *conn, const struct up_relation *relation,
			   const struct contender *contender, enum up_status status,
			   const char *message)
{
	const struct up_update_options none = {0};
	const struct script_request request = {
		.relation = relation, .contender = contender, .update = &none};
	UP_BUFFER text = {0};

	cr_expect_eq(script_append(&text, conn, &request, &err), status);
	cr_expect_str_eq(err.message, message);
	cr_expect_eq(text.length, 0);
	cr_expect_not(up_conn_in_transaction(conn));
	expect_value(conn, "SELECT count(*) FROM pg_prepared_statements", "0");
}

Test(script, is_refused_where_there_is_none)
{
	UP_RELATION relation = {0};
	UP_CONN *conn = open_own(&relation);
	struct contender contender;
	const struct peer_spec peer = {.as_strategy = {.name = "psycopg"}};

	cr_assert(contender_find("floor", &contender));
	expect_failure(conn, &relation, &contender, UP_UNSUPPORTED,
		       "floor is a reference for the others: no application can use it");
	contender = (struct contender){.strategy = &peer.as_strategy, .peer = &peer};
	expect_failure(conn, &relation, &contender, UP_UNSUPPORTED,
		       "psycopg is another program, which does not show its statements");
	OK(up_conn_exec(conn, "ALTER TABLE script_own.\"order\" DROP COLUMN doc", &err));
	cr_assert(contender_find("row", &contender));
	expect_failure(conn, &relation, &contender, UP_STATEMENT,
		       "column \"doc\" of relation \"order\" does not exist (SQLSTATE 42703)");
	cr_assert(contender_find("copy-temp", &contender));
	expect_failure(conn, &relation, &contender, UP_STATEMENT,
		       "column \"doc\" of relation \"order\" does not exist (SQLSTATE 42703)");
}
