/* SPDX-License-Identifier: PostgreSQL */
/* Which rows the table has: asked by keys of several columns, without a scope, by other types. */
#include "sync/classify.h"
#include "sync/create.h"

#include "db/server.h"
#include "pg/text.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

static struct up_column column_of(const char *name, enum up_type type, const char *type_name)
{
	return (struct up_column){.name = (char *)(uintptr_t)name,
				  .type = type,
				  .type_modifier = -1,
				  .type_name = (char *)(uintptr_t)type_name};
}

static void add(struct up_relation *relation, const char *name, enum up_type type,
		const char *type_name)
{
	const struct up_column column = column_of(name, type, type_name);
	OK(up_relation_add(relation, &column, &err));
}

static void append_text(struct up_vector *vector, const char *text)
{
	up_vector_append_bytes(vector, text, strlen(text));
}

static enum up_status classify(struct up_conn *conn, const struct up_batch *batch,
			       const char *scope, struct up_buffer *known)
{
	UP_CLASSIFIER classifier = {0};

	OK(up_classifier_init(&classifier, conn, batch->relation, scope, &err));
	return up_classify(&classifier, batch, (int64_t)batch->row_count, known, &err);
}

/* More keys than one statement asks for; every third is there, and its number alone is. */
Test(classify, finds_keys_of_two_columns)
{
	enum {
		ROWS = 20000
	};
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER known = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn,
			"CREATE TEMPORARY TABLE k (n integer, t text, v integer, UNIQUE (n, t)); "
			"INSERT INTO k SELECT n, CASE n % 3 WHEN 0 THEN 'here' ELSE 'there' END, 0 "
			"FROM generate_series(0, 19999) n; ANALYZE k",
			&err));
	OK(up_relation_init(&relation, "pg_temp", "k", NULL, &err));
	add(&relation, "n", UP_TYPE_INT4, NULL);
	add(&relation, "t", UP_TYPE_TEXT, NULL);
	add(&relation, "v", UP_TYPE_INT4, NULL);
	OK(up_relation_set_key(&relation, 2, &err));
	OK(up_batch_init(&batch, &relation, &err));
	for (int32_t n = 0; n < ROWS; n++) {
		up_vector_append_int32(&batch.vectors[0], ROWS - 1 - n);
		append_text(&batch.vectors[1], "here");
		up_vector_append_int32(&batch.vectors[2], 1);
		OK(up_batch_end_row(&batch, &err));
	}
	up_buffer_append_char(&known, 'x'); /* what is appended to */
	OK(classify(conn, &batch, NULL, &known));
	cr_assert_eq(known.length, ROWS + 1);
	cr_expect_eq(known.data[0], 'x');
	for (int32_t n = 0; n < ROWS; n++)
		cr_assert_eq(known.data[n + 1] == UP_CLASS_KNOWN, (ROWS - 1 - n) % 3 == 0, "%d", n);

	up_vector_append_int32(&batch.vectors[0], 1);
	up_vector_append_null(&batch.vectors[1]);
	up_vector_append_int32(&batch.vectors[2], 1);
	OK(up_batch_end_row(&batch, &err));
	cr_expect_eq(classify(conn, &batch, NULL, &known), UP_INVALID);
	cr_expect_str_eq(err.message, "row 20001 has no t: a key cannot be null");
}

/* The server compares: blanks at the end of a character(4) do not count. */
Test(classify, lets_the_server_compare_other_types)
{
	static const char *const keys[] = {"a", "b   ", "c", "a   "};
	static const char expected[] = {UP_CLASS_KNOWN, UP_CLASS_KNOWN, UP_CLASS_NEW,
					UP_CLASS_KNOWN};
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER known = {0};
	const struct up_column scope = column_of("s", UP_TYPE_TEXT, NULL);

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(
		conn,
		"CREATE TEMPORARY TABLE c (s text, k character(4), v integer); INSERT INTO c "
		"VALUES ('me', 'a', 0), ('me', 'b', 0), ('you', 'c', 0)",
		&err));
	OK(up_relation_init(&relation, "pg_temp", "c", &scope, &err));
	add(&relation, "k", UP_TYPE_OTHER, "bpchar");
	add(&relation, "v", UP_TYPE_INT4, NULL);
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
		append_text(&batch.vectors[0], keys[k]);
		up_vector_append_int32(&batch.vectors[1], 1);
		OK(up_batch_end_row(&batch, &err));
	}
	OK(classify(conn, &batch, "me", &known));
	cr_assert_eq(known.length, sizeof expected);
	for (size_t row = 0; row < sizeof expected; row++)
		cr_expect_eq(known.data[row], expected[row], "row %zu", row);
}

struct spelled_key {
	enum up_type type;
	const char *text; /* as a session with UP_TEXT_SESSION prints it */
};

/* The server prints these keys in another way than they are sent: with fewer digits, with more
 * zeros, or as the settings of the session tell. */
Test(classify, finds_keys_that_the_session_prints_differently)
{
	static const struct spelled_key cases[] = {
		{UP_TYPE_FLOAT4, "0.33333334"},
		{UP_TYPE_FLOAT8, "0.1"},
		{UP_TYPE_FLOAT8, "NaN"},
		{UP_TYPE_NUMERIC, "1.5"},
		{UP_TYPE_DATE, "2024-02-29"},
		{UP_TYPE_TIMESTAMP, "2024-02-29 12:00:00"},
		{UP_TYPE_TIMESTAMPTZ, "2024-02-29 12:00:00+00"},
		{UP_TYPE_BYTEA, "\\x6b6579"},
		{UP_TYPE_BOOL, "t"},
	};
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, "SET bytea_output = 'escape'", &err));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *type = up_type_info(cases[i].type)->name;
		UP_RELATION relation = {0};
		UP_BATCH batch = {0};
		UP_BUFFER known = {0};
		UP_BUFFER sql = {0};

		up_buffer_append_format(
			&sql,
			"SET timezone = 'UTC'; SET datestyle = 'ISO'; DROP TABLE IF EXISTS f; "
			"CREATE TEMPORARY TABLE f (k %s, v integer); INSERT INTO f VALUES ('%s%s', "
			"0); SET timezone = 'Asia/Tokyo'; SET datestyle = 'German'",
			type, cases[i].text, cases[i].type == UP_TYPE_NUMERIC ? "00" : "");
		OK(up_buffer_check(&sql, &err));
		OK(up_conn_exec(conn, sql.data, &err));
		OK(up_relation_init(&relation, "pg_temp", "f", NULL, &err));
		add(&relation, "k", cases[i].type, NULL);
		add(&relation, "v", UP_TYPE_INT4, NULL);
		OK(up_batch_init(&batch, &relation, &err));
		OK(up_text_parse(&batch.vectors[0], cases[i].text, strlen(cases[i].text), &err));
		up_vector_append_int32(&batch.vectors[1], 1);
		OK(up_batch_end_row(&batch, &err));
		OK(classify(conn, &batch, NULL, &known));
		cr_assert_eq(known.length, 1);
		cr_expect_eq(known.data[0], UP_CLASS_KNOWN, "%s", type);
	}
}

/* Of a table without a scope only the keys of the batch are asked for, whatever the caller wants. */
Test(classify, does_not_read_a_table_without_a_scope_whole)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER known = {0};
	UP_FREE char *read = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(
		conn,
		"CREATE TEMPORARY TABLE w (id bigint PRIMARY KEY, v integer); INSERT INTO w "
		"SELECT n, 0 FROM generate_series(1, 10000) n; ANALYZE w",
		&err));
	OK(up_relation_init(&relation, "pg_temp", "w", NULL, &err));
	add(&relation, "id", UP_TYPE_INT8, NULL);
	add(&relation, "v", UP_TYPE_INT4, NULL);
	OK(up_batch_init(&batch, &relation, &err));
	for (int64_t id = 9999; id < 10003; id++) {
		up_vector_append_int64(&batch.vectors[0], id);
		up_vector_append_int32(&batch.vectors[1], 1);
		OK(up_batch_end_row(&batch, &err));
	}
	OK(classify(conn, &batch, NULL, &known));
	cr_assert_eq(known.length, 4);
	for (size_t row = 0; row < 4; row++)
		cr_expect_eq(known.data[row], row < 2 ? UP_CLASS_KNOWN : UP_CLASS_NEW);
	OK(up_conn_exec(conn, "BEGIN", &err));
	OK(classify(conn, &batch, NULL, &known));
	OK(up_conn_query_value(conn, "SELECT pg_stat_get_xact_tuples_returned('w'::regclass) < 100",
			       &read, &err));
	cr_expect_str_eq(read, "t");
}

/* What both forms of COPY escape, and what only the server does. */
static const char *const escaped[] = {"a\tb", "a\\b",   "a\nb",   "a\rb", "a\bb",
				      "a\fb", "a\vb",   "\\b",    "\\\\", "\\N",
				      "",     "a\\\bb", "\\\\\b", "b\\",  "\xc3\xa9\v"};
#define ESCAPED (sizeof escaped / sizeof escaped[0])

/* Every text is there with the number 1 alone. */
static void expect_half(struct up_classifier *classifier, const struct up_batch *batch,
			int64_t rows)
{
	UP_BUFFER known = {0};

	OK(up_classify(classifier, batch, rows, &known, &err));
	cr_assert_eq(known.length, 2 * ESCAPED);
	for (size_t row = 0; row < known.length; row++)
		cr_expect_eq(known.data[row], row % 2 == 0 ? UP_CLASS_KNOWN : UP_CLASS_NEW,
			     "row %zu", row);
}

/* Read or asked for, by one key or two, the answer is the same. */
Test(classify, finds_texts_that_copy_escapes)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_CLASSIFIER classifier = {0};
	int64_t count;
	const struct up_column scope = column_of("s", UP_TYPE_TEXT, NULL);

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE e (s text, t text, n integer, v integer)",
			&err));
	OK(up_relation_init(&relation, "pg_temp", "e", &scope, &err));
	add(&relation, "t", UP_TYPE_TEXT, NULL);
	add(&relation, "n", UP_TYPE_INT4, NULL);
	add(&relation, "v", UP_TYPE_INT4, NULL);
	OK(up_relation_set_key(&relation, 2, &err));
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t pass = 0; pass < 2; pass++) {
		up_batch_clear(&batch);
		for (size_t k = 0; k < ESCAPED * (pass + 1); k++) {
			append_text(&batch.vectors[0], escaped[k / (pass + 1)]);
			up_vector_append_int32(&batch.vectors[1], 1 + (int32_t)(k % (pass + 1)));
			up_vector_append_int32(&batch.vectors[2], 0);
			OK(up_batch_end_row(&batch, &err));
		}
		if (pass == 0)
			OK(up_create(conn, &batch, "it's", &count, &err));
	}
	OK(up_classifier_init(&classifier, conn, &relation, "it's", &err));
	cr_expect_geq(classifier.table_keys, 1);
	expect_half(&classifier, &batch, 1000);
	cr_expect(classifier.has_all);
	up_classifier_restart(&classifier);
	expect_half(&classifier, &batch, 0);
	cr_expect_not(classifier.has_all);
}

static void append_numbers(struct up_batch *batch, int64_t first, int64_t end)
{
	up_batch_clear(batch);
	for (int64_t n = first; n < end; n++) {
		up_vector_append_int64(&batch->vectors[0], n);
		up_vector_append_int32(&batch->vectors[1], 1);
		OK(up_batch_end_row(batch, &err));
	}
}

/* The planner knows of no rows, and there are more than may be read for three: these are asked for.
 * A sync of more rows reads them all. */
Test(classify, reads_no_more_keys_than_the_rows_are_worth)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER known = {0};
	UP_CLASSIFIER classifier = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, "CREATE TEMPORARY TABLE g (id bigint PRIMARY KEY, v integer)", &err));
	OK(up_relation_init(&relation, "pg_temp", "g", NULL, &err));
	add(&relation, "id", UP_TYPE_INT8, NULL);
	add(&relation, "v", UP_TYPE_INT4, NULL);
	OK(up_batch_init(&batch, &relation, &err));
	OK(up_classifier_init(&classifier, conn, &relation, NULL, &err));
	OK(up_conn_exec(conn, "INSERT INTO g SELECT n, 0 FROM generate_series(1, 1000) n", &err));
	classifier.table_keys = 0;

	append_numbers(&batch, 999, 1002);
	OK(up_classify(&classifier, &batch, 3, &known, &err));
	cr_expect_not(classifier.has_all);
	cr_expect_eq(classifier.keys.count, 0);
	cr_expect_gt(classifier.table_keys, 3 * 8);
	append_numbers(&batch, 999, 1002);
	OK(up_classify(&classifier, &batch, 1000, &known, &err));
	cr_expect(classifier.has_all);
	cr_expect_eq(classifier.table_keys, 1000);
	/* What was new has been created by the next batch. */
	append_numbers(&batch, 1000, 1003);
	OK(up_classify(&classifier, &batch, 1000, &known, &err));
	static const char expected[] = {1, 1, 0, 1, 1, 0, 1, 1, 0};
	cr_assert_eq(known.length, sizeof expected);
	for (size_t row = 0; row < sizeof expected; row++)
		cr_expect_eq(known.data[row], expected[row], "row %zu", row);
}
