/* SPDX-License-Identifier: PostgreSQL */
/* The strategies that COPY their rows into a table: how their statement is planned. */
#include "db/server.h"
#include "measure/case/contender.h"
#include "measure/script/recording.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static void make_relation(struct up_relation *relation, const char *schema)
{
	static const struct up_column columns[] = {
		{(char *)"n", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"word", UP_TYPE_TEXT, -1, true, NULL},
		{(char *)"day", UP_TYPE_DATE, -1, true, NULL},
	};

	OK(up_relation_init(relation, schema, "thing", NULL, &err));
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		OK(up_relation_add(relation, &columns[c], &err));
	OK(up_relation_set_key(relation, 1, &err));
}

/* ---- plans ------------------------------------------------------------ */

/* plan() is the text of a plan with all that is in it, but for the alias of the bare name. */
static const char tables[] =
	"CREATE TEMPORARY TABLE thing (n integer PRIMARY KEY, word text, day date);"
	"INSERT INTO thing SELECT n, n, '2000-01-01' FROM generate_series(1, 5000) AS n;"
	"CREATE TEMPORARY TABLE upsync_incoming AS SELECT * FROM thing WHERE n % 3 = 0;"
	"CREATE TEMPORARY TABLE upbench_floor AS SELECT * FROM thing WHERE n % 3 = 0;"
	"ANALYZE thing; ANALYZE upsync_incoming; ANALYZE upbench_floor;"
	"CREATE FUNCTION pg_temp.plan(sql text, source text) RETURNS text LANGUAGE plpgsql AS $$"
	"DECLARE line text; plan text := '';"
	"BEGIN FOR line IN EXECUTE 'EXPLAIN (VERBOSE) ' || sql LOOP"
	"  plan := plan || regexp_replace(replace(line, source || ' u', source), '\\mu\\.',"
	"                                 source || '.', 'g') || E'\\n';"
	"END LOOP; RETURN plan; END $$";

static enum up_status keep_statement(void *context, const struct up_message *message,
				     struct up_error *unused)
{
	(void)unused;
	if (message->kind == UP_MESSAGE_PARAMS)
		up_buffer_append_string(context, message->sql);
	return UP_OK;
}

/* Of floor the statement alone: what it prepares asks the server. */
static void append_statement(struct up_buffer *sql, struct up_conn *conn, const char *name,
			     const struct up_relation *relation, bool skip_unchanged)
{
	const struct up_recorder recorder = {
		.record = keep_statement, .context = sql, .literal = RECORDING_LITERAL};
	const struct up_update_options options = {.skip_unchanged = skip_unchanged};
	struct contender contender;
	RECORDING recording = {0};

	cr_assert(contender_find(name, &contender));
	const struct up_strategy *strategy = contender.strategy;
	if (strcmp(name, "floor") == 0) {
		struct up_update update = {.strategy = strategy,
					   .conn = conn,
					   .relation = relation,
					   .options = options};
		conn->recorder = &recorder;
		OK(strategy->finish(&update, &err));
		conn->recorder = NULL;
		return;
	}
	const struct recording_request request = {
		.relation = relation, .strategy = strategy, .update = options};
	OK(recording_make(conn, &request, &recording, &err));
	for (size_t i = 0; i < recording.count; i++) {
		if (recording.items[i].kind == UP_MESSAGE_PARAMS)
			up_buffer_append_string(sql, recording.items[i].sql);
	}
}

static char *plan_of(struct up_conn *conn, const char *sql, const char *source)
{
	UP_BUFFER query = {0};
	char *plan = NULL;

	up_buffer_append_format(&query, "SELECT pg_temp.plan($sql$%s$sql$, '%s')", sql, source);
	OK(up_conn_query_value(conn, up_buffer_string(&query), &plan, &err));
	return plan;
}

/* The statement as it is and with the bare name in place of the query have one plan. */
static void expect_flattened(struct up_conn *conn, const char *name, const char *source,
			     const struct up_relation *relation, bool skip_unchanged)
{
	UP_BUFFER sql = {0};
	UP_BUFFER bare = {0};
	char query[80];

	append_statement(&sql, conn, name, relation, skip_unchanged);
	snprintf(query, sizeof query, "(SELECT * FROM pg_temp.%s)", source);
	const char *at = strstr(up_buffer_string(&sql), query);
	cr_assert_not_null(at, "%s: %s", name, sql.data);
	up_buffer_append_format(&bare, "%.*spg_temp.%s%s", (int)(at - sql.data), sql.data, source,
				at + strlen(query));
	UP_FREE char *plan = plan_of(conn, sql.data, source);
	UP_FREE char *plan_of_bare = plan_of(conn, up_buffer_string(&bare), source);
	cr_expect_str_eq(plan, plan_of_bare, "%s: %s\n%s", name, plan, plan_of_bare);
	cr_expect_not_null(strstr(plan, source), "%s", plan);
}

Test(incoming, query_costs_nothing)
{
	static const struct {
		const char *strategy, *source;
	} statements[] = {
		{"copy-temp", "upsync_incoming"},   {"copy-staging", "upsync_incoming"},
		{"upsert-copy", "upsync_incoming"}, {"merge-copy", "upsync_incoming"},
		{"floor", "upbench_floor"},
	};
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, tables, &err));
	make_relation(&relation, "pg_temp");
	for (size_t s = 0; s < sizeof statements / sizeof *statements; s++) {
		if (strcmp(statements[s].strategy, "merge-copy") == 0 &&
		    conn->server_version < 150000)
			continue;
		expect_flattened(conn, statements[s].strategy, statements[s].source, &relation,
				 false);
		expect_flattened(conn, statements[s].strategy, statements[s].source, &relation,
				 true);
	}
}
