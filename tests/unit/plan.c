/* SPDX-License-Identifier: PostgreSQL */
/* Plans: what auto_explain says, what is kept of it, written and read. */
#include "record/query_plan.h"

#include "measure/plan/explain.h"

#include <criterion/criterion.h>
#include <math.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

#define SQL "UPDATE \\\"s\\\".\\\"t\\\" SET x = 1"
#define SCAN                                                                                       \
	"{\"Node Type\": \"Seq Scan\", \"Parent Relationship\": \"%s\", \"Relation Name\": "       \
	"\"%s\", \"Plan Rows\": %d, \"Actual Rows\": 1914, \"Actual Loops\": 1}"

static void make_relation(struct up_relation *relation)
{
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};
	OK(up_relation_init(relation, "s", "t", &scope, &err));
}

static bool read_message(const char *message, struct plan_shape *shape)
{
	UP_RELATION relation = {0};
	bool found;

	make_relation(&relation);
	OK(explain_read(message, &relation, false, &found, shape, &err));
	return found;
}

/* A message of auto_explain about an update of a table, fed by a scan. */
static char *message_of(const char *query, const char *table, const char *source, int estimated)
{
	UP_BUFFER text = {0};

	up_buffer_append_format(&text,
				"duration: 1.5 ms  plan:\n{\n\"Query Text\": \"%s\", \"Plan\": "
				"{\"Node Type\": \"ModifyTable\", \"Operation\": \"Update\", "
				"\"Relation Name\": \"%s\", \"Total Cost\": 12.5, "
				"\"Shared Dirtied Blocks\": 320, \"Local Dirtied Blocks\": 3, "
				"\"WAL Records\": 7680, \"WAL FPI\": 118, \"WAL Bytes\": 1214200, "
				"\"Plans\": [",
				query, table);
	up_buffer_append_format(&text, SCAN ", " SCAN "]}}", "InitPlan", "other", 7, "Outer",
				source, estimated);
	return up_buffer_detach(&text);
}

Test(plan, of_an_update)
{
	PLAN_SHAPE shape = {0};
	UP_FREE char *message = message_of(SQL, "t", "incoming", 10);

	cr_assert(read_message(message, &shape));
	cr_expect_eq(shape.count, 1);
	cr_expect_str_eq(shape.shape, "Update t (Seq Scan other, Seq Scan incoming)");
	cr_expect_eq(shape.estimated_rows, 10, "the feed, not what stands before it");
	cr_expect_eq(shape.actual_rows, 1914);
	cr_expect_eq(shape.loops, 1);
	cr_expect_eq(shape.total_cost, 12.5);
	cr_expect_eq(shape.cost.buffers_dirtied, 323);
	cr_expect_eq(shape.cost.wal_records, 7680);
	cr_expect_eq(shape.cost.wal_fpi, 118);
	cr_expect_eq(shape.cost.wal_bytes, 1214200);
	cr_expect_eq(shape.cost.planning_ns, UNMEASURED, "it is in another message");
	cr_expect_str_eq(shape.query, "UPDATE \"s\".\"t\" SET x = 1");
	cr_expect_eq(shape.is_query_cut, FACT_NO);
	cr_expect_null(shape.jit);
	cr_expect_not_null(shape.plan);
	cr_expect_eq(shape.is_plan_cut, FACT_NO);
}

/* Before version 14 each partition is fed by a plan of its own. */
Test(plan, of_an_update_of_partitions_is_of_all_of_them)
{
	PLAN_SHAPE shape = {0};
	UP_BUFFER message = {0};

	up_buffer_append_format(
		&message,
		"plan:\n{\"Query Text\": \"" SQL "\", \"Plan\": {\"Node Type\": \"ModifyTable\", "
		"\"Operation\": \"Update\", \"Relation Name\": \"t\", \"Plans\": [" SCAN ", " SCAN
		", " SCAN "]}}",
		"InitPlan", "other", 7, "Member", "t_0", 10, "Member", "t_1", 20);
	cr_assert(read_message(message.data, &shape));
	cr_expect_eq(shape.estimated_rows, 30);
	cr_expect_eq(shape.actual_rows, 2 * 1914);
	cr_expect_eq(shape.loops, 1);
}

/* As the server writes it; a string may look like the end of the array. */
Test(plan, of_a_merge_into_partitions_is_read_in_spite_of_its_syntax)
{
	PLAN_SHAPE shape = {0};
	UP_BUFFER message = {0};

	up_buffer_append_format(
		&message,
		"plan:\n{\n  \"Query Text\": \"" SQL "\",\n  \"Plan\": {\n    \"Node Type\": "
		"\"ModifyTable\",\n    \"Operation\": \"Merge\",\n    \"Relation Name\": \"t\",\n"
		"    \"Target Tables\": [\n      {\n        \"Relation Name\": \"],\"\n      },\n"
		"      \"Tuples Updated\": 10\n    ],\n    \"Plans\": [" SCAN "]\n  }\n}",
		"Outer", "incoming", 10);
	cr_assert(read_message(message.data, &shape));
	cr_expect_str_eq(shape.shape, "Merge t (Seq Scan incoming)");
	cr_expect_eq(shape.estimated_rows, 10);
}

Test(plan, is_not_of_anything_else)
{
	PLAN_SHAPE shape = {0};
	UP_FREE char *other_table = message_of(SQL, "u", "incoming", 10);
	UP_FREE char *other_schema = message_of("UPDATE t SET x = 1", "t", "incoming", 10);
	static const char *const messages[] = {
		"",
		"relation \"t\" already exists, skipping",
		"plan:\n{",
		"plan:\n{}",
		"plan:\n[]",
		"plan:\n{\"Target Tables\": [",
		"plan:\n{\"Target Tables\": [\n],",
		"plan:\n{\"Plan\": 3}",
		"plan:\n{\"Plan\": {\"Plans\": [[], null, {\"Plans\": {}}]}}",
		"plan:\n{\"Plan\": {\"Node Type\": 7, \"Relation Name\": []}, \"Query Text\": 1}",
		("plan:\n{\"Query Text\": \"SELECT \\\"s\\\".\\\"t\\\"\", \"Plan\": {\"Node "
		 "Type\": "
		 "\"Seq Scan\", \"Relation Name\": \"t\"}}"),
	};

	cr_expect_not(read_message(other_table, &shape));
	cr_expect_not(read_message(other_schema, &shape));
	for (size_t m = 0; m < sizeof messages / sizeof messages[0]; m++)
		cr_expect_not(read_message(messages[m], &shape), "%s", messages[m]);
	cr_expect_null(shape.shape);
}

Test(plan, without_its_numbers_has_none)
{
	PLAN_SHAPE shape = {0};

	cr_assert(read_message("plan:\n{\"Query Text\": \"" SQL "\", \"Plan\": {\"Node Type\": "
			       "\"ModifyTable\", \"Operation\": \"Insert\", \"Relation Name\": "
			       "\"t\"}, \"JIT\": {\"Functions\": 3}}",
			       &shape));
	cr_expect_str_eq(shape.shape, "Insert t");
	cr_expect(isnan(shape.estimated_rows));
	cr_expect(isnan(shape.actual_rows));
	cr_expect(isnan(shape.total_cost));
	cr_expect_eq(shape.cost.wal_bytes, UNMEASURED);
	cr_expect_eq(shape.cost.buffers_dirtied, UNMEASURED);
	cr_expect_not_null(shape.jit);
}

/* Conditions and what the list of keys does not name, in arrays and below as well. */
Test(plan, without_values_has_none_in_its_strings)
{
	static const char message[] =
		"plan:\n{\"Query Text\": \"UPDATE \\\"s\\\".\\\"t\\\" SET x = 'secret'\", "
		"\"Plan\": "
		"{\"Node Type\": \"ModifyTable\", \"Operation\": \"Update\", \"Relation Name\": "
		"\"t\", "
		"\"Conflict Arbiter Indexes\": [\"secret_1\"], \"Plan Rows\": 1, \"Plans\": "
		"[{\"Node Type\": \"Seq Scan\", \"Alias\": \"t_1\", \"Filter\": \"(x = "
		"'secret'::text)\", "
		"\"Subplan Name\": \"InitPlan 1 (returns $0)\", \"Parallel Aware\": false, "
		"\"Sort Key\": [\"(x = 'secret'::text)\", \"(y + 4711)\"], "
		"\"Of A Later Server\": {\"Groups\": [[\"'secret'\", 1]]}}]}}";
	static const char expected[] =
		"{\"Node Type\": \"ModifyTable\", \"Operation\": \"Update\", \"Relation Name\": "
		"\"t\", "
		"\"Conflict Arbiter Indexes\": [\"secret_1\"], \"Plan Rows\": 1, \"Plans\": "
		"[{\"Node Type\": \"Seq Scan\", \"Alias\": \"t_1\", \"Filter\": \"(x = ?::text)\", "
		"\"Subplan Name\": \"InitPlan 1 (returns $0)\", \"Parallel Aware\": false, "
		"\"Sort Key\": [\"(x = ?::text)\", \"(y + ?)\"], "
		"\"Of A Later Server\": {\"Groups\": [[\"?\", 1]]}}]}";
	UP_RELATION relation = {0};
	PLAN_SHAPE shape = {0};
	bool found;

	make_relation(&relation);
	OK(explain_read(message, &relation, true, &found, &shape, &err));
	cr_assert(found);
	cr_expect_str_eq(shape.query, "UPDATE \"s\".\"t\" SET x = ?");
	cr_expect_str_eq(shape.shape, "Update t (Seq Scan)");
	UP_FREE char *plan = json_dumps(shape.plan, 0);
	cr_expect_str_eq(plan, expected, "%s", plan);
}

/* A literal that is longer than what is kept of a statement. */
Test(plan, without_values_has_none_where_the_statement_is_cut)
{
	UP_BUFFER query = {0};
	UP_RELATION relation = {0};
	PLAN_SHAPE shape = {0};
	bool found;

	up_buffer_append_string(&query, "UPDATE \\\"s\\\".\\\"t\\\" SET x = '");
	for (size_t i = 0; i < PLAN_QUERY_SIZE; i++)
		up_buffer_append_string(&query, "secret");
	up_buffer_append_string(&query, "', y = 'secret'");
	UP_FREE char *message = message_of(up_buffer_string(&query), "t", "incoming", 10);
	make_relation(&relation);
	OK(explain_read(message, &relation, true, &found, &shape, &err));
	cr_assert(found);
	cr_expect_str_eq(shape.query, "UPDATE \"s\".\"t\" SET x = ?, y = ?");
	cr_expect_eq(shape.is_query_cut, FACT_NO);
}

/* To be freed. */
static char *shape_of(const char *json)
{
	UP_BUFFER text = {0};
	json_t *node = json_loads(json, 0, NULL);
	cr_assert_not_null(node);
	explain_append_shape(node, &text);
	json_decref(node);
	return up_buffer_detach(&text);
}

Test(plan, shapes_tell_what_is_done_and_not_how_much)
{
	UP_FREE char *one = shape_of("{\"Node Type\": \"Nested Loop\", \"Join Type\": \"Inner\", "
				     "\"Total Cost\": 1, \"Plan Rows\": 2, \"Actual Rows\": 3}");
	UP_FREE char *same = shape_of("{\"Node Type\": \"Nested Loop\", \"Join Type\": \"Inner\", "
				      "\"Total Cost\": 9, \"Plan Rows\": 8, \"Actual Rows\": 7}");
	UP_FREE char *left = shape_of("{\"Node Type\": \"Nested Loop\", \"Join Type\": \"Left\"}");
	UP_FREE char *index = shape_of("{\"Node Type\": \"Index Scan\", \"Relation Name\": \"t\", "
				       "\"Index Name\": \"t_pkey\"}");
	UP_FREE char *order =
		shape_of("{\"Node Type\": \"Hash Join\", \"Plans\": [{\"Node Type\": \"A\"}, "
			 "{\"Node Type\": \"B\", \"Plans\": [{\"Node Type\": \"C\"}]}]}");

	cr_expect_str_eq(one, "Nested Loop");
	cr_expect_str_eq(one, same);
	cr_expect_str_eq(left, "Left Nested Loop");
	cr_expect_str_eq(index, "Index Scan t using t_pkey");
	cr_expect_str_eq(order, "Hash Join (A, B (C))");
}

Test(plan, equal_shapes_are_counted_and_the_first_is_kept)
{
	CASE_PLANS plans = {.case_name = strdup("row rows=20")};
	char name[32];

	for (int i = 0; i < 40; i++) {
		PLAN_SHAPE shape = {0};
		snprintf(name, sizeof name, "source %d", i % 10);
		UP_FREE char *message = message_of(SQL, "t", name, i);
		cr_assert(read_message(message, &shape));
		OK(case_plans_add(&plans, &shape, &err));
	}
	cr_expect_eq(plans.statements, 40);
	cr_assert_eq(plans.shape_count, PLAN_SHAPES);
	for (size_t s = 0; s < plans.shape_count; s++) {
		cr_expect_eq(plans.shapes[s].count, 4);
		cr_expect_eq(plans.shapes[s].estimated_rows, (double)s);
	}
}

Test(plan, of_megabytes_is_cut_between_characters)
{
	PLAN_SHAPE shape = {0};
	UP_BUFFER long_text = {0};
	size_t length = 0;

	/* Of three bytes each, so that the limit falls inside of one. */
	for (int i = 0; i < 200000; i++)
		up_buffer_append_string(&long_text, "\u8868");
	json_t *plan = json_pack("{s:s, s:[{s:s}]}", "Node Type", "ModifyTable", "Plans", "Filter",
				 long_text.data);
	OK(plan_shape_set(&shape, long_text.data, plan, &err));
	cr_expect_eq(shape.is_query_cut, FACT_YES);
	cr_expect_eq(strlen(shape.query), PLAN_QUERY_SIZE / 3 * 3);
	cr_expect_eq(shape.is_plan_cut, FACT_YES);
	const json_t *child = json_array_get(json_object_get(shape.plan, "Plans"), 0);
	cr_expect_eq(json_string_length(json_object_get(child, "Filter")),
		     PLAN_STRING_SIZE / 3 * 3);
	cr_expect_str_eq(json_string_value(json_object_get(shape.plan, "Node Type")),
			 "ModifyTable");
	plan_shape_release(&shape);

	/* Too much of it even so. */
	json_t *nodes = json_array();
	for (; length < PLAN_JSON_SIZE; length += 10)
		json_array_append_new(nodes, json_string("0123456789"));
	OK(plan_shape_set(&shape, NULL, json_pack("{s:o}", "Plans", nodes), &err));
	cr_expect_eq(shape.is_plan_cut, FACT_YES);
	cr_expect_null(shape.plan);
	cr_expect_null(shape.query);
}

/* ---- the file --------------------------------------------------------- */

static char directory[] = "/tmp/upbench-test-XXXXXX";

/* To be freed; the directory is removed again by remove_file(). */
static char *make_path(void)
{
	char *path;
	cr_assert_not_null(mkdtemp(directory));
	cr_assert_geq(asprintf(&path, "%s/plans.json", directory), 0);
	return path;
}

static void remove_file(const char *path)
{
	remove(path);
	cr_expect_eq(rmdir(directory), 0);
}

static void fill_list(struct plan_list *list)
{
	CASE_PLANS plans = {.case_name = strdup("unnest \"quoted\"\n\x01 settings"),
			    .sample = 2,
			    .plan = SAMPLE_PLAN_GENERIC};
	CASE_PLANS none = {.case_name = strdup("none"), .sample = UNMEASURED};
	PLAN_SHAPE full = {0};
	PLAN_SHAPE empty = {.count = 3,
			    .shape = strdup(""),
			    .estimated_rows = NAN,
			    .actual_rows = INFINITY,
			    .loops = NAN,
			    .total_cost = NAN,
			    .cost = {.wal_bytes = UNMEASURED, .wal_fpi = 7}};
	UP_FREE char *message = message_of(SQL, "t", "\\u0001\\\"\\ud83d\\ude00", 10);

	cr_assert(read_message(message, &full));
	full.jit = json_pack("{s:i}", "Functions", 41);
	OK(case_plans_add(&plans, &full, &err));
	OK(case_plans_add(&plans, &empty, &err));
	OK(plan_list_add(list, &plans, &err));
	OK(plan_list_add(list, &none, &err));
}

Test(plan, comes_back_from_its_file)
{
	PLAN_LIST list = {0};
	PLAN_LIST got = {0};
	UP_FREE char *path = make_path();

	fill_list(&list);
	OK(plan_list_write(&list, path, &err));
	OK(plan_list_read(path, &got, &err));
	remove_file(path);
	cr_assert_eq(got.count, 2);
	cr_expect_null(plan_list_find(&got, "nobody"));
	cr_expect_null(plan_list_find(&got, NULL));
	cr_expect_eq(plan_list_find(&got, "none"), &got.items[1]);
	cr_expect_eq(got.items[1].sample, UNMEASURED);
	cr_expect_eq(got.items[1].plan, SAMPLE_PLAN_UNKNOWN);
	const struct case_plans *plans = plan_list_find(&got, list.items[0].case_name);
	cr_assert_not_null(plans);
	cr_expect_eq(plans->sample, 2);
	cr_expect_eq(plans->plan, SAMPLE_PLAN_GENERIC);
	cr_expect_eq(plans->statements, 4);
	cr_assert_eq(plans->shape_count, 2);
	const struct plan_shape *before = &list.items[0].shapes[0];
	const struct plan_shape *after = &plans->shapes[0];
	cr_expect_str_eq(after->shape, before->shape);
	cr_expect_str_eq(after->query, before->query);
	cr_expect_eq(after->estimated_rows, 10);
	cr_expect_eq(after->actual_rows, 1914);
	cr_expect_eq(after->loops, 1);
	cr_expect_eq(after->total_cost, 12.5);
	cr_expect_eq(after->cost.wal_bytes, 1214200);
	cr_expect_eq(after->cost.planning_ns, UNMEASURED);
	cr_expect_eq(plans->shapes[1].cost.wal_bytes, UNMEASURED);
	cr_expect_eq(plans->shapes[1].cost.wal_fpi, 7);
	cr_expect(json_equal(after->jit, before->jit));
	cr_expect(json_equal(after->plan, before->plan));
	cr_expect_eq(plans->shapes[1].count, 3);
	cr_expect(isnan(plans->shapes[1].actual_rows), "strict JSON has no infinity");
	cr_expect_null(plans->shapes[1].query);
	cr_expect_null(plans->shapes[1].plan);
}

Test(plan, of_a_run_without)
{
	PLAN_LIST list = {0};

	OK(plan_list_read("/no/such/directory/plans.json", &list, &err));
	cr_expect_eq(list.count, 0);
}

#define SHAPE                                                                                      \
	"{\"count\": 1, \"shape\": \"x\", \"estimated_rows\": 1, \"actual_rows\": 1, \"loops\": "  \
	"1, \"total_cost\": 1, \"jit\": null, \"query\": null, \"query_cut\": false, \"plan\": "   \
	"null, \"plan_cut\": false}"
#define FILE_OF(sample, plan, statements, plans)                                                   \
	"{\"format\": 1, \"cases\": [{\"case\": \"c\", \"sample\": " sample ", \"plan\": " plan    \
	", \"statements\": " statements ", \"plans\": " plans "}]}"

Test(plan, files_that_are_none_are_refused)
{
	static const char good[] = FILE_OF("1", "null", "1", "[" SHAPE "]");
	static const char *const contents[] = {
		"",
		"[]",
		"{\"format\": 1",
		"{\"format\": 2, \"cases\": []}",
		"{\"format\": 1}",
		"{\"format\": 1, \"cases\": {}}",
		"{\"format\": 1, \"cases\": [3]}",
		"{\"format\": 1, \"cases\": [{}]}",
		"{\"format\": 1, \"cases\": [], \"cases\": []}",
		FILE_OF("\"1\"", "null", "1", "[]"),
		FILE_OF("1", "\"odd\"", "1", "[]"),
		FILE_OF("1", "3", "1", "[]"),
		FILE_OF("1", "null", "-1", "[]"),
		FILE_OF("1", "null", "1", "{}"),
		FILE_OF("1", "null", "1", "[{}]"),
		FILE_OF("1", "null", "1", "[" SHAPE ", null]"),
		FILE_OF("1", "null", "9",
			"[" SHAPE "," SHAPE "," SHAPE "," SHAPE "," SHAPE "," SHAPE "," SHAPE
			"," SHAPE "," SHAPE "]"),
	};
	UP_FREE char *path = make_path();
	PLAN_LIST list = {0};

	for (size_t c = 0; c <= sizeof contents / sizeof contents[0]; c++) {
		bool is_good = c == sizeof contents / sizeof contents[0];
		FILE *file = fopen(path, "w");
		cr_assert_not_null(file);
		fputs(is_good ? good : contents[c], file);
		fclose(file);
		enum up_status status = plan_list_read(path, &list, &err);
		if (is_good) {
			cr_expect_eq(status, UP_OK, "%s", err.message);
			continue;
		}
		cr_expect_eq(status, UP_INVALID, "%s", contents[c]);
		cr_expect_eq(strncmp(err.message, path, strlen(path)), 0, "%s", err.message);
	}
	remove_file(path);
}
