/* SPDX-License-Identifier: PostgreSQL */
/* The text of scripts; there is no server, and the types of parameters are given. */
#include "measure/script/listing.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static void make_relation(struct up_relation *relation)
{
	static const struct up_column columns[] = {
		{(char *)"a", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"b\nb", UP_TYPE_TEXT, -1, true, NULL},
		{(char *)"m", UP_TYPE_OTHER, -1, true, (char *)"x.mood"},
	};
	static const struct up_column scope = {(char *)"s", UP_TYPE_TEXT, -1, false, NULL};

	OK(up_relation_init(relation, "x", "t", &scope, &err));
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		OK(up_relation_add(relation, &columns[c], &err));
	OK(up_relation_set_key(relation, 1, &err));
}

/* As a server would; a word for each parameter, of all statements together. */
static void set_types(struct recording *recording, const char *types)
{
	for (size_t i = 0; i < recording->count; i++) {
		struct recorded *item = &recording->items[i];
		for (size_t p = 0; p < item->parameter_count; p++) {
			const size_t length = strcspn(types, " ");
			item->parameters[p].type = strndup(types, length);
			types += length + strspn(types + length, " ");
		}
	}
	cr_expect_str_empty(types);
}

static void expect_script(const char *strategy, const struct up_update_options *update, bool tuned,
			  const char *types, const char *const *notes, const char *expected)
{
	struct up_conn conn = {.server_version = 150000};
	UP_RELATION relation = {0};
	RECORDING recording = {0};
	UP_BUFFER text = {0};

	make_relation(&relation);
	const struct recording_request request = {.relation = &relation,
						  .strategy = up_strategy_find(strategy),
						  .update = *update,
						  .tuned = tuned};
	OK(recording_make(&conn, &request, &recording, &err));
	set_types(&recording, types);
	listing_append(&text, &request, &recording, notes);
	OK(up_buffer_check(&text, &err));
	cr_expect_str_eq(text.data, expected, "%s", text.data);
}

Test(listing, names_arrays_by_their_columns)
{
	static const char *const notes[] = {"Arrays.", "Two\nlines.", NULL};
	const struct up_update_options update = {.chunk = 500};

	expect_script("unnest-binary", &update, true, "integer[] text[] text[] text", notes,
		      "-- unnest-binary: UPDATE of many rows of \"x\".\"t\"\n"
		      "-- A statement takes 500 rows; the last one of a sync takes the rest.\n"
		      "--\n"
		      "-- It requires:\n"
		      "--   Arrays.\n"
		      "--   Two lines.\n"
		      "\n"
		      "-- Once per connection, prepared under this name:\n"
		      "--   $1 integer[], binary: \"a\", key, an element per row\n"
		      "--   $2 text[], binary: \"b b\", an element per row\n"
		      "--   $3 text[], binary: \"m\", an element per row, as the text of its type, "
		      "x.mood\n"
		      "--   $4 text: \"s\", whose rows they are\n"
		      "PREPARE \"upsync_arrays\" (integer[], text[], text[], text) AS\n"
		      "UPDATE \"x\".\"t\" AS t SET \"b\n"
		      "b\" = u.\"b\n"
		      "b\", \"m\" = u.\"m\" FROM (SELECT unnest($1::integer[]), "
		      "unnest($2::text[]), unnest($3::text[])::x.mood) AS u (\"a\", \"b\n"
		      "b\", \"m\") WHERE t.\"s\" = $4 AND t.\"a\" = u.\"a\";\n"
		      "\n"
		      "BEGIN;\n"
		      "\n"
		      "-- For this transaction alone:\n"
		      "--   plan_cache_mode: a generic plan takes every array for ten elements and "
		      "joins by a nested loop\n"
		      "--   work_mem: a hash of all rows in memory lets the table be updated in "
		      "its own order\n"
		      "--   jit: compiling twenty unnest() calls costs more than it can save\n"
		      "SET LOCAL plan_cache_mode = 'force_custom_plan';SET LOCAL work_mem = "
		      "'256MB';SET LOCAL jit = 'off';\n"
		      "\n"
		      "-- For each chunk of rows: EXECUTE \"upsync_arrays\"\n"
		      "\n"
		      "COMMIT;\n");
}

Test(listing, has_parameters_of_a_row)
{
	const struct up_update_options update = {.skip_unchanged = true};

	expect_script("row-pipeline", &update, false, "integer text text text", NULL,
		      "-- row-pipeline: UPDATE of many rows of \"x\".\"t\"\n"
		      "-- Rows that have the right values already are left alone.\n"
		      "\n"
		      "-- Once per connection, prepared under this name:\n"
		      "--   $1 integer, binary: \"a\", key\n"
		      "--   $2 text: \"b b\"\n"
		      "--   $3 text: \"m\", as the text of its type, x.mood\n"
		      "--   $4 text: \"s\", whose rows they are\n"
		      "PREPARE \"upsync_row\" (integer, text, text, text) AS\n"
		      "UPDATE \"x\".\"t\" AS t SET \"b\n"
		      "b\" = $2, \"m\" = $3::text::x.mood WHERE t.\"s\" = $4 AND t.\"a\" = $1 AND "
		      "(t.\"b\n"
		      "b\", t.\"m\"::text) IS DISTINCT FROM ($2, $3::text::x.mood::text);\n"
		      "\n"
		      "BEGIN;\n"
		      "\n"
		      "-- Pipeline mode: from here on send without waiting for answers.\n"
		      "\n"
		      "-- For each row: EXECUTE \"upsync_row\"\n"
		      "\n"
		      "-- Synchronization point: wait for all answers.\n"
		      "\n"
		      "COMMIT;\n");
}

Test(listing, shows_two_rows_of_a_chunk)
{
	const struct up_update_options update = {0};

	expect_script(
		"values", &update, false, "integer text text integer text x.mood text", NULL,
		"-- values: UPDATE of many rows of \"x\".\"t\"\n"
		"-- A statement takes 100 rows; the last one of a sync takes the rest.\n"
		"\n"
		"-- Once per connection, prepared under this name:\n"
		"--   $1 integer: \"a\", key\n"
		"--   $2 text: \"b b\"\n"
		"--   $3 text: \"m\", as the text of its type, x.mood\n"
		"--   $4 to $6: the next row, and so on\n"
		"--   $7 text: \"s\", whose rows they are\n"
		"-- This is for 2 rows; any other number has a statement of its own.\n"
		"PREPARE \"upsync_values\" (integer, text, text, integer, text, x.mood, text) AS\n"
		"UPDATE \"x\".\"t\" AS t SET \"b\n"
		"b\" = u.\"b\n"
		"b\", \"m\" = u.\"m\" FROM (VALUES ($1::integer, $2::text, $3::text::x.mood), ($4, "
		"$5, $6)) AS u (\"a\", \"b\n"
		"b\", \"m\") WHERE t.\"s\" = $7 AND t.\"a\" = u.\"a\";\n"
		"\n"
		"BEGIN;\n"
		"\n"
		"-- For each chunk of rows: EXECUTE \"upsync_values\"\n"
		"\n"
		"COMMIT;\n");
}

Test(listing, has_no_literals)
{
	const struct up_update_options update = {0};

	expect_script(
		"case-when", &update, false, "", NULL,
		"-- case-when: UPDATE of many rows of \"x\".\"t\"\n"
		"\n"
		"BEGIN;\n"
		"\n"
		"-- For all rows:\n"
		"-- NULL /* value */ stands for a quoted literal, or a null; 2 rows are shown.\n"
		"UPDATE \"x\".\"t\" SET \"b\n"
		"b\" = CASE \"a\" WHEN NULL /* value */ THEN NULL /* value */::text WHEN NULL /* "
		"value */ THEN NULL /* value */ END, \"m\" = CASE \"a\" WHEN NULL /* value */ THEN "
		"NULL /* value */::x.mood WHEN NULL /* value */ THEN NULL /* value */ END WHERE "
		"\"s\" = NULL /* value */ AND \"a\" IN (NULL /* value */, NULL /* value */);\n"
		"\n"
		"COMMIT;\n");
}

Test(listing, says_what_a_document_is)
{
	const struct up_update_options update = {0};

	expect_script(
		"json", &update, false, "json text", NULL,
		"-- json: UPDATE of many rows of \"x\".\"t\"\n"
		"\n"
		"BEGIN;\n"
		"\n"
		"-- For all rows, with parameters, unnamed (psql needs a name):\n"
		"--   $1 json: an array with an object per row, whose members are \"a\", \"b b\", "
		"\"m\"\n"
		"--   $2 text: \"s\", whose rows they are\n"
		"PREPARE \"upbench_1\" (json, text) AS\n"
		"UPDATE \"x\".\"t\" AS t SET \"b\n"
		"b\" = u.\"b\n"
		"b\", \"m\" = u.\"m\" FROM (SELECT j.\"a\"::integer, j.\"b\n"
		"b\"::text, j.\"m\"::x.mood FROM json_to_recordset($1::json) AS j (\"a\" integer, "
		"\"b\n"
		"b\" text, \"m\" text)) AS u (\"a\", \"b\n"
		"b\", \"m\") WHERE t.\"s\" = $2 AND t.\"a\" = u.\"a\";\n"
		"\n"
		"COMMIT;\n");
}

Test(listing, ends_a_COPY_of_text)
{
	const struct up_update_options update = {0};

	expect_script("copy-temp", &update, true, "text", NULL,
		      "-- copy-temp: UPDATE of many rows of \"x\".\"t\"\n"
		      "\n"
		      "BEGIN;\n"
		      "\n"
		      "-- For this transaction alone:\n"
		      "--   work_mem: a hash of all rows in memory lets the table be updated in "
		      "its own order\n"
		      "--   jit: the join is read once: compiling it costs more than it can save\n"
		      "SET LOCAL work_mem = '256MB';SET LOCAL jit = 'off';\n"
		      "\n"
		      "-- In one message with the COPY behind it:\n"
		      "CREATE TEMPORARY TABLE upsync_incoming (\"a\" integer, \"b\n"
		      "b\" text, \"m\" x.mood) ON COMMIT DROP;\n"
		      "\n"
		      "-- For all rows, each with these columns:\n"
		      "--   \"a\", \"b b\", \"m\"\n"
		      "-- A line per row, columns separated by tabs, \\N for a null; \\\\, \\t, "
		      "\\n and \\r in values.\n"
		      "COPY pg_temp.upsync_incoming FROM STDIN;\n"
		      "\\.\n"
		      "\n"
		      "-- When all rows are sent, with parameters, unnamed (psql needs a name):\n"
		      "--   $1 text: \"s\", whose rows they are\n"
		      "PREPARE \"upbench_1\" (text) AS\n"
		      "UPDATE \"x\".\"t\" AS t SET \"b\n"
		      "b\" = u.\"b\n"
		      "b\", \"m\" = u.\"m\" FROM (SELECT * FROM pg_temp.upsync_incoming) AS u "
		      "(\"a\", \"b\n"
		      "b\", \"m\") WHERE t.\"s\" = $1 AND t.\"a\" = u.\"a\";\n"
		      "\n"
		      "COMMIT;\n");
}

Test(listing, keeps_a_binary_COPY_from_psql)
{
	const struct up_update_options update = {0};

	expect_script("copy-staging", &update, false, "text", NULL,
		      "-- copy-staging: UPDATE of many rows of \"x\".\"t\"\n"
		      "\n"
		      "-- Once per connection:\n"
		      "CREATE TEMPORARY TABLE upsync_incoming (\"a\" integer, \"b\n"
		      "b\" text, \"m\" text) ON COMMIT DELETE ROWS;\n"
		      "\n"
		      "BEGIN;\n"
		      "\n"
		      "-- For all rows, each with these columns:\n"
		      "--   \"a\", \"b b\", \"m\"\n"
		      "-- psql takes no binary rows from a script: this is for your client library "
		      "alone.\n"
		      "-- COPY pg_temp.upsync_incoming FROM STDIN (FORMAT binary);\n"
		      "\n"
		      "-- When all rows are sent, with parameters, unnamed (psql needs a name):\n"
		      "--   $1 text: \"s\", whose rows they are\n"
		      "PREPARE \"upbench_1\" (text) AS\n"
		      "UPDATE \"x\".\"t\" AS t SET \"b\n"
		      "b\" = u.\"b\n"
		      "b\", \"m\" = u.\"m\" FROM (SELECT s.\"a\", s.\"b\n"
		      "b\", s.\"m\"::x.mood FROM pg_temp.upsync_incoming AS s) AS u (\"a\", \"b\n"
		      "b\", \"m\") WHERE t.\"s\" = $1 AND t.\"a\" = u.\"a\";\n"
		      "\n"
		      "COMMIT;\n");
}

/* In the schema of the table, under a name that is the same in each script. */
Test(listing, drops_a_permanent_table)
{
	const struct up_update_options update = {0};

	expect_script("copy-unlogged", &update, false, "text", NULL,
		      "-- copy-unlogged: UPDATE of many rows of \"x\".\"t\"\n"
		      "\n"
		      "-- Once per connection:\n"
		      "CREATE UNLOGGED TABLE \"x\".upsync_incoming_1 (\"a\" integer, \"b\n"
		      "b\" text, \"m\" text);\n"
		      "\n"
		      "BEGIN;\n"
		      "\n"
		      "-- In one message with the COPY behind it:\n"
		      "TRUNCATE \"x\".upsync_incoming_1;\n"
		      "\n"
		      "-- For all rows, each with these columns:\n"
		      "--   \"a\", \"b b\", \"m\"\n"
		      "-- psql takes no binary rows from a script: this is for your client library "
		      "alone.\n"
		      "-- COPY \"x\".upsync_incoming_1 FROM STDIN (FORMAT binary);\n"
		      "\n"
		      "-- When all rows are sent, with parameters, unnamed (psql needs a name):\n"
		      "--   $1 text: \"s\", whose rows they are\n"
		      "PREPARE \"upbench_1\" (text) AS\n"
		      "UPDATE \"x\".\"t\" AS t SET \"b\n"
		      "b\" = u.\"b\n"
		      "b\", \"m\" = u.\"m\" FROM (SELECT s.\"a\", s.\"b\n"
		      "b\", s.\"m\"::x.mood FROM \"x\".upsync_incoming_1 AS s) AS u (\"a\", \"b\n"
		      "b\", \"m\") WHERE t.\"s\" = $1 AND t.\"a\" = u.\"a\";\n"
		      "\n"
		      "COMMIT;\n"
		      "\n"
		      "-- Before the connection is given up:\n"
		      "DROP TABLE \"x\".upsync_incoming_1;\n");
}

Test(listing, begins_no_transaction_where_there_is_none)
{
	const struct up_update_options update = {0};

	expect_script("row-autocommit", &update, false, "integer text text text", NULL,
		      "-- row-autocommit: UPDATE of many rows of \"x\".\"t\"\n"
		      "\n"
		      "-- No BEGIN: each statement is a transaction of its own.\n"
		      "\n"
		      "-- For each row, with parameters, unnamed (psql needs a name):\n"
		      "--   $1 integer: \"a\", key\n"
		      "--   $2 text: \"b b\"\n"
		      "--   $3 text: \"m\", as the text of its type, x.mood\n"
		      "--   $4 text: \"s\", whose rows they are\n"
		      "PREPARE \"upbench_1\" (integer, text, text, text) AS\n"
		      "UPDATE \"x\".\"t\" AS t SET \"b\n"
		      "b\" = $2, \"m\" = $3::text::x.mood WHERE t.\"s\" = $4 AND t.\"a\" = $1;\n");
}

Test(listing, says_what_a_chunk_of_one_is)
{
	const struct up_update_options update = {.chunk = 1};

	expect_script("values", &update, false, "integer text text text", NULL,
		      "-- values: UPDATE of many rows of \"x\".\"t\"\n"
		      "-- A statement takes 1 row.\n"
		      "\n"
		      "-- Once per connection, prepared under this name:\n"
		      "--   $1 integer: \"a\", key\n"
		      "--   $2 text: \"b b\"\n"
		      "--   $3 text: \"m\", as the text of its type, x.mood\n"
		      "--   $4 text: \"s\", whose rows they are\n"
		      "PREPARE \"upsync_values\" (integer, text, text, text) AS\n"
		      "UPDATE \"x\".\"t\" AS t SET \"b\n"
		      "b\" = u.\"b\n"
		      "b\", \"m\" = u.\"m\" FROM (VALUES ($1::integer, $2::text, "
		      "$3::text::x.mood)) AS u (\"a\", \"b\n"
		      "b\", \"m\") WHERE t.\"s\" = $4 AND t.\"a\" = u.\"a\";\n"
		      "\n"
		      "BEGIN;\n"
		      "\n"
		      "-- For each row: EXECUTE \"upsync_values\"\n"
		      "\n"
		      "COMMIT;\n");
}
