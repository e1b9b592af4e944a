/* SPDX-License-Identifier: PostgreSQL */
/* Plans of a run: what is captured, when, and whether a change is marked. */
#include "asset/asset.h"
#include "db/server.h"
#include "judge/summary/summarize.h"
#include "measure/plan/capture.h"
#include "measure/subject/program_subject.h"
#include "measure/trial/rounds.h"
#include "record/run.h"

#include <criterion/criterion.h>
#include <math.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)
#define ROWS 100

static char directory[] = "/tmp/upbench-test-XXXXXX";

/* One case of eight measured samples after a cold one and so many warm-ups. */
static void add_case(struct case_list *cases, const char *strategy, const char *setting,
		     int64_t warmup)
{
	const struct sampling sampling = {.samples = 8,
					  .min_samples = 8,
					  .warmup = warmup,
					  .budget_ns = INT64_C(60000000000)};
	const struct factors factors = {
		.rows = ROWS,
		.columns = 20,
		.changed = 1,
		.workers = 1,
		.settings = (char *)(uintptr_t)setting,
	};

	struct contender contender;

	cr_assert(contender_find(strategy, &contender));
	OK(case_list_add(cases, &contender, &factors, &sampling, &err));
}

static void run_cases(struct case_list *cases, struct run *run)
{
	SERVER server = {0};
	RUN_WRITER writer = {0};
	struct rounds_result result;
	const struct server_options options = {
		.dbname = test_conninfo(),
		.schema_sql = asset_find("schema/program.sql")->data,
	};

	cr_assert_not_null(mkdtemp(directory));
	OK(server_open(&options, &server, &err));
	OK(run_writer_open(directory, &writer, &err));
	for (size_t c = 0; c < cases->count; c++)
		OK(case_record(&cases->items[c], manifest_add_case(&writer.manifest), &err));
	const struct rounds_options rounds = {.seed = 1, .memory = INT64_MAX};
	SUBJECT *subject = NULL;
	OK(program_subject_open(options.schema_sql, &subject, &err));
	cases->subject = subject;
	struct server_list servers = {.items = &server, .subjects = &subject, .count = 1};
	OK(rounds_run(&servers, cases, &rounds, NULL, &writer, &result, &err));
	text_list_release(&servers.other_runs); /* of other tests on this server */
	cr_expect_eq(result.failed + result.mismatch, 0);
	cr_expect_eq(result.plans_refused.status, UP_OK, "%s", result.plans_refused.message);
	OK(run_writer_manifest(&writer, &err));
	OK(run_read(directory, run, &err));
}

static void remove_run(void)
{
	static const char *const files[] = {"run.json", "samples.csv", "plans.json"};

	for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
		UP_FREE char *path = run_path(directory, files[f]);
		cr_expect_eq(remove(path), 0, "%s", path);
	}
	cr_expect_eq(rmdir(directory), 0);
}

static const struct summary *summary_of(const struct summary_list *list, const char *case_name)
{
	for (size_t s = 0; s < list->count; s++) {
		if (strcmp(list->items[s].case_name, case_name) == 0)
			return &list->items[s];
	}
	cr_assert_fail("there is no %s", case_name);
	return NULL;
}

/* The server makes five custom plans before it considers a generic one. */
static void expect_flip(const struct run *run, const char *case_name, int64_t first, size_t count)
{
	size_t seen = 0;

	for (size_t s = 0; s < run->samples.count; s++) {
		const struct sample *sample = &run->samples.items[s];
		if (strcmp(sample->case_name, case_name) != 0)
			continue;
		seen++;
		cr_expect_eq(sample->plan,
			     sample->sample <= 5 ? SAMPLE_PLAN_CUSTOM : SAMPLE_PLAN_GENERIC,
			     "sample %d", (int)sample->sample);
		cr_expect_eq(sample->phase == PHASE_MEASURE, sample->sample >= first);
	}
	cr_expect_eq(seen, count);
}

static const struct plan_shape *expect_plan(const struct run *run, const char *case_name,
					    int64_t explained, enum sample_plan plan)
{
	const struct case_plans *plans = plan_list_find(&run->plans, case_name);

	cr_assert_not_null(plans, "%s", case_name);
	cr_expect_eq(plans->sample, explained, "the first warm-up, or the cold sample");
	cr_expect_eq(plans->plan, (int)plan);
	cr_expect_eq(plans->statements, 1, "one of ten samples is explained");
	cr_assert_eq(plans->shape_count, 1);
	cr_expect_eq(plans->shapes[0].actual_rows, ROWS);
	cr_expect_eq(plans->shapes[0].loops, 1);
	/* Each row is a record, and so is at least one of the indexes. */
	const struct plan_cost *cost = &plans->shapes[0].cost;
	cr_expect_geq(cost->wal_records, 2 * ROWS);
	cr_expect_gt(cost->wal_bytes, cost->wal_records);
	cr_expect_gt(cost->wal_fpi, 0);
	cr_expect_gt(cost->buffers_dirtied, 0);
	/* A generic plan, too, as the table was truncated when it was restored. */
	cr_expect_gt(cost->planning_ns, 0);
	return &plans->shapes[0];
}

Test(plans, of_a_run)
{
	CASE_LIST cases = {0};
	RUN run = {0};
	SUMMARY_LIST summaries = {0};

	UP_CONN *conn = NULL;
	OK(up_conn_open(test_conninfo(), &conn, &err));
	if (conn->server_version < 140000)
		cr_skip_test("the server does not count plans");
	add_case(&cases, "unnest-binary", "client_min_messages=error", 0);
	add_case(&cases, "unnest-binary", "plan_cache_mode=force_generic_plan", 1);
	add_case(&cases, "unnest", "client_min_messages=error", 1);
	add_case(&cases, "null", NULL, 1);
	add_case(&cases, "unnest-binary", NULL, 1);
	const char *flipping = cases.items[0].name;
	const char *generic = cases.items[1].name;
	const char *unprepared = cases.items[2].name;
	const char *warmed = cases.items[4].name;
	run_cases(&cases, &run);
	OK(summarise(&run, &summaries, &err));
	remove_run();

	/* Without warm-ups there are two populations, of which the second counts. */
	expect_flip(&run, flipping, 2, 9);
	cr_expect_eq(summary_of(&summaries, flipping)->n, 4);
	/* Warm-ups go on until the fifth execution is behind. */
	expect_flip(&run, warmed, 6, 13);
	cr_expect_eq(summary_of(&summaries, warmed)->n, 8);
	cr_expect_null(summary_of(&summaries, warmed)->plan_change);
	cr_expect_str_eq(summary_of(&summaries, flipping)->plan_change,
			 "custom \u2192 generic at sample 6");
	cr_expect_null(summary_of(&summaries, generic)->plan_change);
	cr_expect_null(summary_of(&summaries, unprepared)->plan_change);

	cr_expect_eq(expect_plan(&run, warmed, 2, SAMPLE_PLAN_CUSTOM)->estimated_rows, ROWS);
	/* A time with EXPLAIN in it is no time of the case. */
	cr_expect_eq(expect_plan(&run, flipping, 1, SAMPLE_PLAN_CUSTOM)->estimated_rows, ROWS);
	cr_expect(isnan(summary_of(&summaries, flipping)->cold_ns));
	cr_expect_gt(summary_of(&summaries, warmed)->cold_ns, 0);
	/* An array that is not known counts as ten elements. */
	cr_expect_leq(expect_plan(&run, generic, 2, SAMPLE_PLAN_GENERIC)->estimated_rows, 10);
	expect_plan(&run, unprepared, 2, SAMPLE_PLAN_UNKNOWN);
	cr_expect_eq(run.plans.count, 4, "null has no plan");
}

static void exec(struct up_conn *conn, const char *sql)
{
	OK(up_conn_exec(conn, sql, &err));
}

static void make_relation(struct up_relation *relation)
{
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};
	OK(up_relation_init(relation, NULL, "thing", &scope, &err));
}

Test(plans, are_captured_between_begin_and_end_alone)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	PLAN_CAPTURE capture = {0};
	UP_FREE char *level = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	make_relation(&relation);
	exec(conn, "CREATE TEMPORARY TABLE thing (n integer); CREATE TEMPORARY TABLE other (n "
		   "integer); INSERT INTO thing SELECT generate_series(1, 7)");
	exec(conn, "UPDATE \"thing\" SET n = n");
	OK(plan_capture_begin(&capture, conn, &relation, &err));
	exec(conn, "SELECT count(*) FROM \"thing\"");
	exec(conn, "INSERT INTO other SELECT n FROM \"thing\"");
	exec(conn, "DO $$ BEGIN RAISE NOTICE E'plan:\\n{'; END $$");
	exec(conn, "UPDATE \"thing\" SET n = n WHERE n > 2");
	exec(conn, "WITH done AS (UPDATE \"thing\" SET n = n RETURNING n) SELECT count(*) FROM "
		   "done");
	OK(plan_capture_end(&capture, &err));
	exec(conn, "UPDATE \"thing\" SET n = n");

	cr_expect_eq(capture.plans.statements, 2, "%d", (int)capture.plans.statements);
	cr_assert_eq(capture.plans.shape_count, 2);
	cr_expect_str_eq(capture.plans.shapes[0].shape, "Update thing (Seq Scan thing)");
	cr_expect_eq(capture.plans.shapes[0].actual_rows, 5);
	cr_expect_eq(capture.plans.shapes[1].actual_rows, 7);
	OK(up_conn_query_value(conn, "SHOW auto_explain.log_min_duration", &level, &err));
	cr_expect_str_eq(level, "-1");
}

Test(plans, a_role_that_may_not_has_none)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	PLAN_CAPTURE capture = {0};
	UP_FREE char *messages = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	make_relation(&relation);
	exec(conn, "SET client_min_messages = warning; SET SESSION AUTHORIZATION pg_monitor");
	cr_expect_eq(plan_capture_begin(&capture, conn, &relation, &err), UP_UNSUPPORTED);
	cr_expect_not_null(strstr(err.message, "auto_explain"), "%s", err.message);
	cr_expect_null(capture.conn);
	OK(up_conn_query_value(conn, "SHOW client_min_messages", &messages, &err));
	cr_expect_str_eq(messages, "warning");
}

static void expect_no_values(const struct plan_shape *shape)
{
	UP_FREE char *plan = json_dumps(shape->plan, 0);

	cr_assert_not_null(plan);
	cr_expect_null(strstr(shape->query, "secret"), "%s", shape->query);
	cr_expect_null(strstr(shape->query, "4711"), "%s", shape->query);
	cr_expect_null(strstr(plan, "secret"), "%s", plan);
	cr_expect_null(strstr(plan, "4711"), "%s", plan);
}

/* Literals and parameters get into conditions of all kinds. */
Test(plans, of_a_connection_that_keeps_values_out_have_none)
{
	static const char *const updates[] = {
		"UPDATE \"thing\" SET word = CASE n WHEN 4711 THEN 'it''s secret' WHEN 2 "
		"THEN E'\\\\secret' ELSE word END WHERE n IN (4711, 2) AND word <> 'secret'",
		"UPDATE \"thing\" AS t SET word = v.word FROM (VALUES (4711, 'secret'), (2, "
		"'secret')) AS v (n, word) WHERE t.n = v.n AND t.word || 'secret' <> v.word",
		"UPDATE \"thing\" AS t SET word = o.word FROM \"thing\" AS o "
		"WHERE t.n = o.n + 4711 AND (o.word = 'secret' OR t.word = 'secret')",
		"UPDATE \"thing\" SET word = 'secret' WHERE n = ANY ('{4711,2}') AND "
		"current_user = 'secret'",
		"UPDATE \"thing\" SET word = g::text FROM generate_series(4711, 4712) AS g "
		"WHERE n = g AND g <> 4713",
		"UPDATE \"thing\" SET word = 'secret' WHERE n = (SELECT max(n) FROM (SELECT n "
		"FROM \"thing\" TABLESAMPLE bernoulli (47.11) REPEATABLE (4711) "
		"ORDER BY n + 4711, word = 'secret' LIMIT 4711) AS s)",
		"INSERT INTO \"thing\" (n, word) VALUES (4711, 'secret') ON CONFLICT (n) "
		"DO UPDATE SET word = 'secret' WHERE \"thing\".word <> 'secret'",
		"PREPARE change (integer, text) AS UPDATE \"thing\" SET word = $2 "
		"WHERE n = $1 AND word <> $2; EXECUTE change (4711, 'secret')",
	};
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	size_t conditions = 0;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	up_conn_keep_values_out(conn);
	make_relation(&relation);
	exec(conn, "CREATE TEMPORARY TABLE thing (n integer PRIMARY KEY, word text)");
	exec(conn, "INSERT INTO thing SELECT n, 'x' FROM generate_series(1, 9000) AS n");
	for (size_t u = 0; u < sizeof updates / sizeof updates[0]; u++) {
		PLAN_CAPTURE capture = {0};

		OK(plan_capture_begin(&capture, conn, &relation, &err));
		exec(conn, updates[u]);
		OK(plan_capture_end(&capture, &err));
		cr_assert_eq(capture.plans.shape_count, 1, "%s", updates[u]);
		expect_no_values(&capture.plans.shapes[0]);
		UP_FREE char *plan = json_dumps(capture.plans.shapes[0].plan, 0);
		conditions += strchr(plan, '?') != NULL;
	}
	cr_expect_geq(conditions, 7, "%zu of the plans have a condition", conditions);
}

static char *plan_of(struct up_conn *conn, const char *sql)
{
	UP_RELATION relation = {0};
	PLAN_CAPTURE capture = {0};

	make_relation(&relation);
	OK(plan_capture_begin(&capture, conn, &relation, &err));
	exec(conn, sql);
	OK(plan_capture_end(&capture, &err));
	cr_assert_eq(capture.plans.shape_count, 1, "%s", sql);
	json_t *scan = json_array_get(json_object_get(capture.plans.shapes[0].plan, "Plans"), 0);
	const char *condition = json_string_value(json_object_get(scan, "Filter"));
	cr_assert_not_null(condition);
	return strdup(condition);
}

/* Two plans of the same kind stay equal. */
Test(plans, without_values_are_the_same_for_other_values)
{
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	up_conn_keep_values_out(conn);
	exec(conn, "CREATE TEMPORARY TABLE thing (n integer, price numeric, word text)");
	UP_FREE char *one =
		plan_of(conn, "UPDATE \"thing\" SET n = n WHERE n > 5 AND price > 2.5 AND "
			      "word > 'a'");
	UP_FREE char *other =
		plan_of(conn, "UPDATE \"thing\" SET n = n WHERE n > -6 AND price > -2 "
			      "AND word > E'it''s \\\\ secret'");
	cr_expect_str_eq(one, "((n > ?) AND (price > ?) AND (word > ?::text))");
	cr_expect_str_eq(other, one);
}

/* A prepared statement with a generic plan is planned once. */
Test(plans, have_the_time_to_plan_them)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	make_relation(&relation);
	exec(conn, "SET plan_cache_mode = force_generic_plan; CREATE TEMPORARY TABLE thing "
		   "(n integer); PREPARE change AS UPDATE \"thing\" SET n = 1");
	for (int execution = 0; execution < 2; execution++) {
		PLAN_CAPTURE capture = {0};

		OK(plan_capture_begin(&capture, conn, &relation, &err));
		exec(conn, "SELECT 1");
		exec(conn, "EXECUTE change");
		OK(plan_capture_end(&capture, &err));
		cr_assert_eq(capture.plans.shape_count, 1);
		const int64_t ns = capture.plans.shapes[0].cost.planning_ns;
		cr_expect(execution == 0 ? ns > 0 : ns == 0, "%d: %d ns", execution, (int)ns);
	}
	UP_FREE char *setting = NULL;
	OK(up_conn_query_value(conn, "SHOW log_planner_stats", &setting, &err));
	cr_expect_str_eq(setting, "off");
}

struct heard {
	char severity[16];
	char message[64];
	char detail[64];
	int count;
};

static void hear(void *context, const char *severity, const char *message, const char *detail)
{
	struct heard *heard = context;

	snprintf(heard->severity, sizeof heard->severity, "%s", severity);
	snprintf(heard->message, sizeof heard->message, "%s", message);
	snprintf(heard->detail, sizeof heard->detail, "%s", detail != NULL ? detail : "");
	heard->count++;
}

Test(plans, notices_reach_who_listens)
{
	UP_CONN *conn = NULL;
	struct heard heard = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	exec(conn, "DO $$ BEGIN RAISE NOTICE 'nobody'; END $$");
	up_conn_receive_notices(conn, hear, &heard);
	exec(conn, "DO $$ BEGIN RAISE WARNING E'two\\nlines' USING DETAIL = 'and more'; END $$");
	up_conn_receive_notices(conn, NULL, NULL);
	exec(conn, "DO $$ BEGIN RAISE NOTICE 'nobody'; END $$");
	cr_expect_eq(heard.count, 1);
	cr_expect_str_eq(heard.severity, "WARNING");
	cr_expect_str_eq(heard.message, "two\nlines");
	cr_expect_str_eq(heard.detail, "and more");
}
