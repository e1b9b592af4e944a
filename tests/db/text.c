/* SPDX-License-Identifier: PostgreSQL */
/*
 * The text of every type, against a real server: hostile values go there as
 * parameters, as arrays and by COPY, from sessions of any DateStyle and TimeZone,
 * and come back as the same values and as the very same text.
 */
#include "pg/text.h"

#include "db/server.h"
#include "measure/workload/hostile_values.h"
#include "pg/binding.h"
#include "pg/conn.h"
#include "pg/statement.h"

#include <criterion/criterion.h>

static struct up_error err;

/* Criterion tells its runner of every assertion, also of one that holds: too slow
 * for one a value. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)
#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

/* One column for each type, named by it, behind a key that numbers the rows. */
enum {
	FIRST = 1,
	COLUMNS = FIRST + UP_TYPE_NATIVE_COUNT
};

static const char *const sessions[] = {
	UP_TEXT_SESSION,
	"SET datestyle = 'German'; SET timezone = 'Asia/Kathmandu'",
	"SET datestyle = 'SQL, DMY'; SET timezone = 'America/New_York'",
	("SET datestyle = 'Postgres, MDY'; SET timezone = 'Europe/Dublin'; "
	 "SET extra_float_digits = 0; SET array_nulls = on; SET intervalstyle = 'sql_standard'"),
};

static void make_relation(struct up_relation *relation)
{
	const struct up_column scope = {(char *)"scope", UP_TYPE_TEXT, -1, false, NULL};
	const struct up_column key = {(char *)"n", UP_TYPE_INT4, -1, false, NULL};

	OK(up_relation_init(relation, "pg_temp", "hostile", &scope, &err));
	OK(up_relation_add(relation, &key, &err));
	for (int type = 0; type < UP_TYPE_NATIVE_COUNT; type++) {
		UP_FREE char *name = strdup(up_type_info((enum up_type)type)->short_name);
		const struct up_column column = {name, (enum up_type)type, -1, true, NULL};
		OK(up_relation_add(relation, &column, &err));
	}
}

static void append_text(struct up_vector *vector, const struct hostile_texts *texts, size_t row)
{
	if (row >= texts->count || texts->values[row].bytes == NULL)
		up_vector_append_null(vector);
	else
		up_vector_append_bytes(vector, texts->values[row].bytes, texts->values[row].length);
}

static void append_int32(struct up_vector *vector, const struct hostile_int32s *values, size_t row)
{
	if (row >= values->count)
		up_vector_append_null(vector);
	else
		up_vector_append_int32(vector, values->values[row]);
}

static void append_int64(struct up_vector *vector, const struct hostile_int64s *values, size_t row)
{
	if (row >= values->count)
		up_vector_append_null(vector);
	else if (vector->type != UP_TYPE_FLOAT8)
		up_vector_append_int64(vector, values->values[row]);
	else {
		double value;
		memcpy(&value, &values->values[row], sizeof value);
		up_vector_append_double(vector, value);
	}
}

/* Narrower than what there is a list of. */
static void append_narrow(struct up_vector *vector, size_t row)
{
	if (vector->type == UP_TYPE_INT2 && row < hostile_int4.count) {
		up_vector_append_int16(vector, (int16_t)hostile_int4.values[row]);
	} else if (vector->type == UP_TYPE_FLOAT4 && row < hostile_float8.count) {
		double value;
		memcpy(&value, &hostile_float8.values[row], sizeof value);
		up_vector_append_float(vector, (float)value);
	} else {
		up_vector_append_null(vector);
	}
}

static void append_uuid(struct up_vector *vector, size_t row)
{
	char bytes[16];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(row * 17 + i * 31);
	up_vector_append_fixed(vector, bytes);
}

/* As the server prints them: see model/type.h. */
static void append_jsonb(struct up_vector *vector, size_t row)
{
	static const char *const texts[] = {
		"{}",   "[]",  "null",         "\"\\t\\\\ \\\"日本語\"",
		"\"\"", "1.0", "\"NULL {,}\"", "{\"b\": [true, -0.10], \"aa\": {\"\": \"'\"}}",
	};

	if (row >= sizeof texts / sizeof texts[0])
		up_vector_append_null(vector);
	else
		up_vector_append_bytes(vector, texts[row], strlen(texts[row]));
}

static void append_hostile(struct up_vector *vector, size_t row)
{
	switch (vector->type) {
	case UP_TYPE_INT2:
	case UP_TYPE_FLOAT4:
		append_narrow(vector, row);
		break;
	case UP_TYPE_UUID:
		append_uuid(vector, row);
		break;
	case UP_TYPE_BYTEA:
		append_text(vector, &hostile_nullable_text, row);
		break;
	case UP_TYPE_JSONB:
		append_jsonb(vector, row);
		break;
	case UP_TYPE_BOOL:
		if (row % 3 == 2)
			up_vector_append_null(vector);
		else
			up_vector_append_bool(vector, row % 3 == 1);
		break;
	case UP_TYPE_INT4:
		append_int32(vector, &hostile_int4, row);
		break;
	case UP_TYPE_INT8:
		append_int64(vector, &hostile_int8, row);
		break;
	case UP_TYPE_FLOAT8:
		append_int64(vector, &hostile_float8, row);
		break;
	case UP_TYPE_DATE:
		append_int32(vector, &hostile_date, row);
		break;
	case UP_TYPE_TIMESTAMP:
	case UP_TYPE_TIMESTAMPTZ:
		append_int64(vector, &hostile_timestamptz, row);
		break;
	case UP_TYPE_NUMERIC:
		append_text(vector, &hostile_nullable_numeric_12_2, row);
		break;
	case UP_TYPE_TEXT:
		append_text(vector, &hostile_nullable_text, row);
		break;
	case UP_TYPE_VARCHAR:
		append_text(vector, &hostile_varchar20, row);
		break;
	case UP_TYPE_OTHER:
	case UP_TYPE_COUNT:
		break;
	}
}

static void make_batch(struct up_batch *batch, const struct up_relation *relation)
{
	OK(up_batch_init(batch, relation, &err));
	for (size_t row = 0; row < HOSTILE_MAX; row++) {
		up_vector_append_int32(&batch->vectors[0], (int32_t)row);
		for (size_t c = FIRST; c < COLUMNS; c++)
			append_hostile(&batch->vectors[c], row);
		OK(up_batch_end_row(batch, &err));
	}
}

/* ---- there ------------------------------------------------------------ */

typedef void sender(struct up_conn *conn, const struct up_batch *batch);

static void send_parameters(struct up_conn *conn, const struct up_batch *batch)
{
	UP_BUFFER sql = {0};
	UP_BINDING binding = {0};

	up_buffer_append_string(&sql, "INSERT INTO pg_temp.hostile VALUES (");
	for (size_t c = 0; c < COLUMNS; c++)
		up_buffer_append_format(&sql, "%s$%zu", c > 0 ? ", " : "", c + 1);
	up_buffer_append_char(&sql, ')');
	for (size_t row = 0; row < batch->row_count; row++) {
		struct up_params params;
		int64_t rows = 0;
		up_binding_clear(&binding);
		up_binding_add_row(&binding, batch, row);
		OK(up_binding_params(&binding, &params, &err));
		OK(up_conn_exec_params(conn, sql.data, &params, &rows, NULL, &err));
		CHECK(rows == 1, "row %zu", row);
	}
}

static void send_arrays(struct up_conn *conn, const struct up_batch *batch)
{
	UP_BUFFER sql = {0};
	UP_BINDING binding = {0};
	struct up_params params;
	int64_t rows = 0;

	up_buffer_append_string(&sql, "INSERT INTO pg_temp.hostile SELECT * FROM unnest(");
	for (size_t c = 0; c < COLUMNS; c++) {
		up_buffer_append_format(&sql, "%s$%zu::", c > 0 ? ", " : "", c + 1);
		up_sql_type(&sql, &batch->relation->columns[c]);
		up_buffer_append_string(&sql, "[]");
		up_binding_add_array(&binding, &batch->vectors[c], 0, batch->row_count);
	}
	up_buffer_append_char(&sql, ')');
	OK(up_binding_params(&binding, &params, &err));
	OK(up_conn_exec_params(conn, sql.data, &params, &rows, NULL, &err));
	CHECK(rows == (int64_t)batch->row_count, "%d rows", (int)rows);
}

static void send_copy(struct up_conn *conn, const struct up_batch *batch)
{
	UP_BUFFER data = {0};
	int64_t rows = 0;

	OK(up_conn_copy_begin(conn, "COPY pg_temp.hostile FROM STDIN", &err));
	for (size_t row = 0; row < batch->row_count; row++)
		up_text_append_copy_row(&data, batch, row);
	OK(up_buffer_check(&data, &err));
	OK(up_conn_copy_put(conn, &data, &err));
	OK(up_conn_copy_end(conn, &rows, &err));
	CHECK(rows == (int64_t)batch->row_count, "%d rows", (int)rows);
}

/* ---- and back --------------------------------------------------------- */

static enum up_status receive(void *context, const char *row, size_t length, struct up_error *error)
{
	return up_text_parse_copy_row(context, row, length, error);
}

static void value_text(struct up_buffer *text, const struct up_batch *batch, size_t c, size_t row)
{
	up_buffer_clear(text);
	if (up_vector_is_null(&batch->vectors[c], row))
		up_buffer_append_string(text, "null");
	else
		up_text_append(text, &batch->vectors[c], row);
}

/* As text, and for fixed-width values by their bytes. */
static void check_same(const struct up_batch *expected, const struct up_batch *got)
{
	UP_BUFFER a = {0};
	UP_BUFFER b = {0};

	CHECK(got->row_count == expected->row_count, "%zu rows", got->row_count);
	for (size_t row = 0; row < expected->row_count; row++) {
		for (size_t c = 0; c < COLUMNS; c++) {
			const struct up_vector *vector = &expected->vectors[c];
			size_t width = up_type_info(vector->type)->width;
			value_text(&a, expected, c, row);
			value_text(&b, got, c, row);
			CHECK(up_vector_is_null(vector, row) ==
					      up_vector_is_null(&got->vectors[c], row) &&
				      strcmp(up_buffer_string(&a), up_buffer_string(&b)) == 0,
			      "%s: %s became %s", expected->relation->columns[c].name,
			      up_buffer_string(&a), up_buffer_string(&b));
			CHECK(width == 0 || up_vector_is_null(vector, row) ||
				      memcmp(vector->values.data + row * width,
					     got->vectors[c].values.data + row * width, width) == 0,
			      "%s: %s has other bytes", expected->relation->columns[c].name,
			      up_buffer_string(&a));
		}
	}
}

static void round_trip(sender *send)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER sql = {0};

	make_relation(&relation);
	make_batch(&batch, &relation);
	up_buffer_append_string(&sql, "CREATE TABLE ");
	up_sql_table(&sql, &relation);
	up_buffer_append_string(&sql, " (");
	up_sql_column_definitions(&sql, &relation);
	up_buffer_append_char(&sql, ')');
	for (size_t s = 0; s < sizeof sessions / sizeof *sessions; s++) {
		UP_CONN *conn = NULL;
		UP_BATCH got = {0};

		OK(up_conn_open(test_conninfo(), &conn, &err));
		OK(up_conn_exec(conn, sessions[s], &err));
		OK(up_conn_exec(conn, sql.data, &err));
		send(conn, &batch);

		OK(up_batch_init(&got, &relation, &err));
		OK(up_conn_exec(conn, UP_TEXT_SESSION, &err));
		OK(up_conn_copy_out(conn,
				    "COPY (SELECT * FROM pg_temp.hostile ORDER BY n) TO STDOUT",
				    receive, &got, &err));
		check_same(&batch, &got);
	}
}

Test(text, goes_there_and_back_as_parameters)
{
	round_trip(send_parameters);
}

Test(text, goes_there_and_back_as_arrays)
{
	round_trip(send_arrays);
}

Test(text, goes_there_and_back_by_copy)
{
	round_trip(send_copy);
}

/* What the server's output functions make of the values. Floats are left out:
 * the server writes the shortest text that means them, we write one that does. */
Test(text, is_what_the_server_prints)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BINDING binding = {0};

	make_relation(&relation);
	make_batch(&batch, &relation);
	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, UP_TEXT_SESSION, &err));
	for (size_t c = FIRST; c < COLUMNS; c++) {
		const struct up_vector *vector = &batch.vectors[c];
		UP_BUFFER sql = {0};
		UP_BUFFER text = {0};
		struct up_params params;
		UP_RESULT *result = NULL;

		if (vector->type == UP_TYPE_FLOAT4 || vector->type == UP_TYPE_FLOAT8)
			continue;
		up_buffer_append_string(&sql, "SELECT unnest($1::");
		up_sql_type(&sql, &relation.columns[c]);
		up_buffer_append_string(&sql, "[])");
		up_binding_clear(&binding);
		up_binding_add_array(&binding, vector, 0, batch.row_count);
		OK(up_binding_params(&binding, &params, &err));
		OK(up_conn_exec_params(conn, sql.data, &params, NULL, &result, &err));
		CHECK(PQntuples(result) == (int)batch.row_count, "%d", PQntuples(result));
		for (int row = 0; row < PQntuples(result); row++) {
			value_text(&text, &batch, c, (size_t)row);
			const char *printed =
				PQgetisnull(result, row, 0) ? "null" : PQgetvalue(result, row, 0);
			CHECK(strcmp(up_buffer_string(&text), printed) == 0, "%s: %s, not %s",
			      relation.columns[c].name, up_buffer_string(&text), printed);
		}
	}
}

/* What the server has and a vector cannot hold is refused rather than bent. */
Test(text, beyond_what_a_vector_holds_is_refused)
{
	UP_CONN *conn = NULL;
	UP_FREE char *text = NULL;
	struct up_vector vector;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, UP_TEXT_SESSION, &err));
	OK(up_conn_query_value(conn, "SELECT timestamptz '294276-12-31 23:59:59.999999+00'", &text,
			       &err));
	up_vector_init(&vector, UP_TYPE_TIMESTAMPTZ);
	cr_expect_eq(up_text_parse(&vector, text, strlen(text), &err), UP_INVALID);
	cr_expect_str_eq(err.message, "not a value of type timestamp with time zone");
	up_vector_release(&vector);
}
