/* SPDX-License-Identifier: PostgreSQL */
/* What is recorded of strategies: there is no server. */
#include "measure/script/recording.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static void make_relation(struct up_relation *relation)
{
	static const struct up_column columns[] = {
		{(char *)"a", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"b", UP_TYPE_TEXT, -1, true, NULL},
	};
	static const struct up_column scope = {(char *)"s", UP_TYPE_TEXT, -1, false, NULL};

	OK(up_relation_init(relation, "x", "t", &scope, &err));
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		OK(up_relation_add(relation, &columns[c], &err));
	OK(up_relation_set_key(relation, 1, &err));
}

static void expect_recording(const char *strategy, const struct up_update_options *update,
			     const char *expected)
{
	static const char *const phases[] = {"connection", "settings", "rows", "end", "release"};
	struct up_conn conn = {.server_version = 150000};
	UP_RELATION relation = {0};
	RECORDING recording = {0};
	UP_BUFFER text = {0};

	make_relation(&relation);
	const struct recording_request request = {.relation = &relation,
						  .strategy = up_strategy_find(strategy),
						  .update = *update,
						  .tuned = true};
	OK(recording_make(&conn, &request, &recording, &err));
	cr_expect_null(conn.recorder);
	for (size_t i = 0; i < recording.count; i++) {
		const struct recorded *item = &recording.items[i];
		up_buffer_append_format(&text, "%s %d %s %s %zu", phases[item->phase],
					(int)item->kind, item->name != NULL ? item->name : "-",
					item->is_binary ? "binary" : "text", item->times);
		for (size_t p = 0; p < item->parameter_count; p++)
			up_buffer_append_string(&text, item->parameters[p].is_binary ? " b" : " t");
		up_buffer_append_char(&text, '\n');
	}
	cr_expect_str_eq(text.data, expected, "%s: %s", strategy, text.data);
}

Test(recording, has_the_statements_of_a_strategy)
{
	const struct up_update_options none = {0};
	const struct up_update_options single = {.chunk = 1};

	expect_recording("row", &none, "rows 1 - text 2 t t t\n");
	expect_recording("row-pipeline", &none,
			 "connection 2 upsync_row text 1 b t t\nrows 7 - text 1\n"
			 "rows 3 upsync_row text 2\nrows 8 - text 1\n");
	expect_recording("case-when", &none, "settings 0 - text 1\nrows 0 - text 1\n");
	expect_recording("values", &none,
			 "connection 2 upsync_values text 1 t t t t t\n"
			 "rows 3 upsync_values text 1\n");
	expect_recording("values", &single,
			 "connection 2 upsync_values text 1 t t t\nrows 3 upsync_values text 2\n");
	expect_recording("copy-temp", &none,
			 "settings 0 - text 1\nrows 4 - text 1\nend 1 - text 1 t\n");
	expect_recording("copy-staging", &none,
			 "connection 0 - text 1\nsettings 0 - text 1\nrows 4 - binary 1\n"
			 "end 1 - text 1 t\n");
	expect_recording("copy-unlogged", &none,
			 "connection 0 - text 1\nsettings 0 - text 1\nrows 4 - binary 1\n"
			 "end 1 - text 1 t\nrelease 0 - text 1\n");
	expect_recording("unnest-binary", &none,
			 "connection 2 upsync_arrays text 1 b b t\nsettings 0 - text 1\n"
			 "rows 3 upsync_arrays text 1\n");
}

/* Values of every type are made up, and none of them gets into a statement. */
Test(recording, drops_values)
{
	struct up_conn conn = {.server_version = 150000};
	UP_RELATION relation = {0};
	RECORDING recording = {0};

	make_relation(&relation);
	const struct recording_request request = {.relation = &relation,
						  .strategy = up_strategy_find("case-when")};
	OK(recording_make(&conn, &request, &recording, &err));
	cr_assert_eq(recording.count, 1);
	cr_expect_str_eq(
		recording.items[0].sql,
		"UPDATE \"x\".\"t\" SET \"b\" = CASE \"a\" WHEN NULL /* value */ THEN NULL /* "
		"value */::text WHEN NULL /* value */ THEN NULL /* value */ END WHERE \"s\" = NULL "
		"/* value */ AND \"a\" IN (NULL /* value */, NULL /* value */)");
}

Test(recording, takes_the_limits_of_a_strategy)
{
	struct up_conn conn = {.server_version = 140000};
	UP_RELATION relation = {0};
	RECORDING recording = {0};
	static const struct {
		const char *strategy;
		struct up_update_options update;
		const char *message;
	} refusals[] = {
		{"row", {.chunk = 7}, "row does not split its rows into chunks"},
		{"case-when", {.skip_unchanged = true}, "case-when cannot skip unchanged rows"},
		{"values",
		 {.chunk = 40000},
		 "a chunk of 40000 rows needs 80001 parameters, of at most 65535: with 2 columns a "
		 "chunk has at most 32767 rows"},
		{"merge-copy", {0}, "merge-copy needs PostgreSQL 15, the server is 14.0"},
	};

	make_relation(&relation);
	for (size_t r = 0; r < sizeof refusals / sizeof *refusals; r++) {
		const struct recording_request request = {
			.relation = &relation,
			.strategy = up_strategy_find(refusals[r].strategy),
			.update = refusals[r].update};
		cr_expect_eq(recording_make(&conn, &request, &recording, &err), UP_UNSUPPORTED);
		cr_expect_str_eq(err.message, refusals[r].message);
		cr_expect_eq(recording.count, 0);
		cr_expect_null(conn.recorder);
	}
}
