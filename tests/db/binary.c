/* SPDX-License-Identifier: PostgreSQL */
/*
 * What is encoded in binary, against a real server: it must take every value, hold what the
 * batch holds (as its text says), and send the same bytes back.
 */
#include "pg/binary.h"

#include "base/clock.h"
#include "base/random.h"
#include "db/server.h"
#include "pg/conn.h"
#include "pg/statement.h"
#include "pg/text.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

/* Criterion tells its runner of every assertion that holds, too: too slow for one a value. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)

/* ---- server ----------------------------------------------------------- */

static struct up_conn *connect_to_server(void)
{
	struct up_conn *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, UP_TEXT_SESSION, &err));
	return conn;
}

/* Two columns: the number of the row, and values of one type. */
static void make_relation(struct up_relation *relation, enum up_type type)
{
	const struct up_column columns[] = {{(char *)"key", UP_TYPE_INT4, -1, false, NULL},
					    {(char *)"value", type, -1, true, NULL}};

	char table[32];

	/* Not the type's name alone: a table's rows are a type, and that one would be found. */
	snprintf(table, sizeof table, "%s values", up_type_info(type)->short_name);
	OK(up_relation_init(relation, "pg_temp", table, &columns[0], &err));
	for (size_t c = 0; c < COUNT_OF(columns); c++)
		OK(up_relation_add(relation, &columns[c], &err));
}

static void make_table(struct up_conn *conn, const struct up_relation *relation)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "DROP TABLE IF EXISTS ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, "; CREATE TABLE ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " (");
	up_sql_column_definitions(&sql, relation);
	up_buffer_append_char(&sql, ')');
	OK(up_conn_exec(conn, sql.data, &err));
}

static void append_insert(struct up_buffer *sql, const struct up_relation *relation)
{
	up_buffer_append_string(sql, "INSERT INTO ");
	up_sql_table(sql, relation);
}

/* ---- ways in ---------------------------------------------------------- */

static void encode_copy(struct up_buffer *data, const struct up_batch *batch)
{
	/* In two pieces, so that a first row other than 0 is seen as well. */
	const size_t half = batch->row_count / 2;

	up_binary_append_copy_header(data);
	OK(up_binary_append_copy_rows(data, batch, 0, half, &err));
	OK(up_binary_append_copy_rows(data, batch, half, batch->row_count - half, &err));
	up_binary_append_copy_trailer(data);
	OK(up_buffer_check(data, &err));
}

static void send_by_copy(struct up_conn *conn, const struct up_batch *batch)
{
	UP_BUFFER data = {0};
	UP_BUFFER sql = {0};
	int64_t rows;

	up_buffer_append_string(&sql, "COPY ");
	up_sql_table(&sql, batch->relation);
	up_buffer_append_string(&sql, " FROM STDIN (FORMAT binary)");
	encode_copy(&data, batch);
	OK(up_conn_copy_begin(conn, sql.data, &err));
	OK(up_conn_copy_put(conn, &data, &err));
	OK(up_conn_copy_end(conn, &rows, &err));
	cr_assert_eq(rows, (int64_t)batch->row_count);
}

/* All parameters in one buffer; where each begins is not known before the last is in. */
struct parameters {
	struct up_buffer bytes;
	size_t offsets[2];
	int lengths[2];
	int count;
};

static void end_parameter(struct parameters *parameters, size_t offset)
{
	parameters->offsets[parameters->count] = offset;
	parameters->lengths[parameters->count] = (int)(parameters->bytes.length - offset);
	parameters->count++;
}

static void run(struct up_conn *conn, const char *sql, const struct parameters *parameters,
		const bool *null, PGresult **result)
{
	static const int binary[] = {1, 1};
	const char *values[2];
	int64_t rows;

	for (int i = 0; i < parameters->count; i++)
		values[i] = null != NULL && null[i]
				    ? NULL
				    : up_buffer_string(&parameters->bytes) + parameters->offsets[i];
	OK(up_conn_exec_params(conn, sql,
			       &(struct up_params){.count = parameters->count,
						   .values = values,
						   .lengths = parameters->lengths,
						   .formats = binary},
			       &rows, result, &err));
}

static void send_by_arrays(struct up_conn *conn, const struct up_batch *batch)
{
	UP_BUFFER sql = {0};
	struct parameters parameters = {0};

	append_insert(&sql, batch->relation);
	up_buffer_append_string(&sql, " SELECT unnest($1::int4[]), unnest($2::");
	up_sql_type(&sql, &batch->relation->columns[1]);
	up_buffer_append_string(&sql, "[])");
	for (size_t c = 0; c < 2; c++) {
		size_t offset = parameters.bytes.length;
		OK(up_binary_append_array(&parameters.bytes, &batch->vectors[c], 0,
					  batch->row_count, &err));
		end_parameter(&parameters, offset);
	}
	run(conn, sql.data, &parameters, NULL, NULL);
	up_buffer_release(&parameters.bytes);
}

static void send_by_parameters(struct up_conn *conn, const struct up_batch *batch)
{
	UP_BUFFER sql = {0};
	struct parameters parameters = {0};

	append_insert(&sql, batch->relation);
	up_buffer_append_string(&sql, " VALUES ($1, $2)");
	for (size_t row = 0; row < batch->row_count; row++) {
		bool null[2];

		parameters.count = 0;
		up_buffer_clear(&parameters.bytes);
		for (size_t c = 0; c < 2; c++) {
			size_t offset = parameters.bytes.length;
			null[c] = up_vector_is_null(&batch->vectors[c], row);
			if (!null[c])
				OK(up_binary_append_value(&parameters.bytes, &batch->vectors[c],
							  row, &err));
			end_parameter(&parameters, offset);
		}
		run(conn, sql.data, &parameters, null, NULL);
	}
	up_buffer_release(&parameters.bytes);
}

/* ---- ways back -------------------------------------------------------- */

static enum up_status receive_text(void *context, const char *row, size_t length,
				   struct up_error *error)
{
	return up_text_parse_copy_row(context, row, length, error);
}

static enum up_status receive_bytes(void *context, const char *row, size_t length,
				    struct up_error *error)
{
	(void)error;
	up_buffer_append(context, row, length);
	return UP_OK;
}

static void copy_out(struct up_conn *conn, const struct up_relation *relation, const char *format,
		     up_copy_receiver *receive, void *context)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "COPY (SELECT key, value FROM ");
	up_sql_table(&sql, relation);
	up_buffer_append_format(&sql, " ORDER BY key) TO STDOUT (FORMAT %s)", format);
	OK(up_conn_copy_out(conn, sql.data, receive, context, &err));
}

static bool same_value(const struct up_vector *a, const struct up_vector *b, size_t row)
{
	const struct up_type_info *info = up_type_info(a->type);
	size_t length, other;

	if (up_vector_is_null(a, row) || up_vector_is_null(b, row))
		return up_vector_is_null(a, row) && up_vector_is_null(b, row);
	if (info->storage == UP_STORAGE_BIT)
		return up_vector_bool(a, row) == up_vector_bool(b, row);
	if (a->type == UP_TYPE_FLOAT4 && isnan(up_vector_float(a, row)))
		return isnan(up_vector_float(b, row));
	if (a->type == UP_TYPE_FLOAT8 && isnan(up_vector_double(a, row)))
		return isnan(up_vector_double(b, row));
	if (info->storage == UP_STORAGE_FIXED)
		return memcmp(a->values.data + row * info->width,
			      b->values.data + row * info->width, info->width) == 0;
	const char *bytes = up_vector_bytes(a, row, &length);
	const char *others = up_vector_bytes(b, row, &other);
	return length == other && memcmp(bytes, others, length) == 0;
}

static void check_table(struct up_conn *conn, const struct up_batch *batch, const char *way)
{
	const char *type = up_type_info(batch->relation->columns[1].type)->name;
	UP_BATCH found = {0};

	OK(up_batch_init(&found, batch->relation, &err));
	copy_out(conn, batch->relation, "text", receive_text, &found);
	cr_assert_eq(found.row_count, batch->row_count, "%s, %s: %zu rows", type, way,
		     found.row_count);
	for (size_t row = 0; row < batch->row_count; row++) {
		UP_BUFFER text = {0};
		up_text_append_copy_row(&text, &found, row);
		CHECK(same_value(&batch->vectors[0], &found.vectors[0], row) &&
			      same_value(&batch->vectors[1], &found.vectors[1], row),
		      "%s, %s: row %zu came back as %.200s", type, way, row, text.data);
	}
}

/* COPY in binary runs the send function of the type over each value. */
static void check_sent_rows(struct up_conn *conn, const struct up_batch *batch)
{
	UP_BUFFER ours = {0};
	UP_BUFFER theirs = {0};

	encode_copy(&ours, batch);
	copy_out(conn, batch->relation, "binary", receive_bytes, &theirs);
	CHECK(ours.length == theirs.length && memcmp(ours.data, theirs.data, ours.length) == 0,
	      "%s: the server sends other rows",
	      up_type_info(batch->relation->columns[1].type)->name);
}

static void check_sent_array(struct up_conn *conn, const struct up_batch *batch)
{
	const struct up_vector *vector = &batch->vectors[1];
	UP_BUFFER ours = {0};
	UP_BUFFER sql = {0};
	UP_RESULT *result = NULL;
	size_t length;

	OK(up_binary_append_array(&ours, vector, 0, batch->row_count, &err));
	up_buffer_append_string(&sql, "SELECT array_send(ARRAY(SELECT value FROM ");
	up_sql_table(&sql, batch->relation);
	up_buffer_append_string(&sql, " ORDER BY key))");
	OK(up_conn_exec_params(conn, sql.data, &(struct up_params){0}, NULL, &result, &err));
	unsigned char *theirs =
		PQunescapeBytea((const unsigned char *)PQgetvalue(result, 0, 0), &length);
	CHECK(ours.length == length && memcmp(ours.data, theirs, length) == 0,
	      "%s: the server sends another array", up_type_info(vector->type)->name);
	PQfreemem(theirs);
}

static void check_batch(struct up_conn *conn, const struct up_batch *batch)
{
	static const struct {
		const char *name;
		void (*send)(struct up_conn *conn, const struct up_batch *batch);
		size_t most; /* rows, for what is slow */
	} ways[] = {{"COPY", send_by_copy, SIZE_MAX},
		    {"arrays", send_by_arrays, SIZE_MAX},
		    {"parameters", send_by_parameters, 500}};

	for (size_t w = 0; w < COUNT_OF(ways); w++) {
		if (batch->row_count > ways[w].most)
			continue;
		make_table(conn, batch->relation);
		ways[w].send(conn, batch);
		check_table(conn, batch, ways[w].name);
		check_sent_rows(conn, batch);
		check_sent_array(conn, batch);
	}
}

/* ---- chosen values ---------------------------------------------------- */

/* As the server prints them. */
static const struct {
	enum up_type type;
	const char *text; /* NULL for null */
} values[] = {
	{UP_TYPE_BOOL, "t"},
	{UP_TYPE_BOOL, "f"},
	{UP_TYPE_INT2, "0"},
	{UP_TYPE_INT2, "32767"},
	{UP_TYPE_INT2, "-32768"},
	{UP_TYPE_INT4, "0"},
	{UP_TYPE_INT4, "2147483647"},
	{UP_TYPE_INT4, "-2147483648"},
	{UP_TYPE_INT8, "0"},
	{UP_TYPE_INT8, "9223372036854775807"},
	{UP_TYPE_INT8, "-9223372036854775808"},
	{UP_TYPE_FLOAT4, "0"},
	{UP_TYPE_FLOAT4, "-0"},
	{UP_TYPE_FLOAT4, "1e-45"},
	{UP_TYPE_FLOAT4, "3.4028235e+38"},
	{UP_TYPE_FLOAT4, "0.1"},
	{UP_TYPE_FLOAT4, "NaN"},
	{UP_TYPE_FLOAT4, "Infinity"},
	{UP_TYPE_FLOAT4, "-Infinity"},
	{UP_TYPE_FLOAT8, "0"},
	{UP_TYPE_FLOAT8, "-0"},
	{UP_TYPE_FLOAT8, "5e-324"},
	{UP_TYPE_FLOAT8, "1.7976931348623157e+308"},
	{UP_TYPE_FLOAT8, "0.30000000000000004"},
	{UP_TYPE_FLOAT8, "NaN"},
	{UP_TYPE_FLOAT8, "Infinity"},
	{UP_TYPE_FLOAT8, "-Infinity"},
	{UP_TYPE_DATE, "4714-11-24 BC"},
	{UP_TYPE_DATE, "4713-01-01 BC"},
	{UP_TYPE_DATE, "0001-12-31 BC"},
	{UP_TYPE_DATE, "0001-01-01"},
	{UP_TYPE_DATE, "1999-12-31"},
	{UP_TYPE_DATE, "2000-02-29"},
	{UP_TYPE_DATE, "10000-01-01"},
	{UP_TYPE_DATE, "5874897-12-31"},
	{UP_TYPE_DATE, "infinity"},
	{UP_TYPE_DATE, "-infinity"},
	{UP_TYPE_TIMESTAMP, "4714-11-24 00:00:00 BC"},
	{UP_TYPE_TIMESTAMP, "1969-12-31 23:59:59.999999"},
	{UP_TYPE_TIMESTAMP, "2000-01-01 00:00:00"},
	{UP_TYPE_TIMESTAMP, "2024-02-29 12:34:56.5"},
	{UP_TYPE_TIMESTAMP, "294247-01-10 04:00:54.775806"},
	{UP_TYPE_TIMESTAMP, "infinity"},
	{UP_TYPE_TIMESTAMP, "-infinity"},
	{UP_TYPE_TIMESTAMPTZ, "4714-11-24 00:00:00+00 BC"},
	{UP_TYPE_TIMESTAMPTZ, "0001-12-31 23:59:59.999999+00 BC"},
	{UP_TYPE_TIMESTAMPTZ, "1999-12-31 23:59:59.999999+00"},
	{UP_TYPE_TIMESTAMPTZ, "2024-02-29 12:34:56.789+00"},
	{UP_TYPE_TIMESTAMPTZ, "294247-01-10 04:00:54.775806+00"},
	{UP_TYPE_TIMESTAMPTZ, "infinity"},
	{UP_TYPE_TIMESTAMPTZ, "-infinity"},
	{UP_TYPE_UUID, "00000000-0000-0000-0000-000000000000"},
	{UP_TYPE_UUID, "ffffffff-ffff-ffff-ffff-ffffffffffff"},
	{UP_TYPE_UUID, "01234567-89ab-cdef-0123-456789abcdef"},
	{UP_TYPE_NUMERIC, "0"},
	{UP_TYPE_NUMERIC, "0.000"},
	{UP_TYPE_NUMERIC, "1"},
	{UP_TYPE_NUMERIC, "-1"},
	{UP_TYPE_NUMERIC, "9999"},
	{UP_TYPE_NUMERIC, "10000"},
	{UP_TYPE_NUMERIC, "10000.0000"},
	{UP_TYPE_NUMERIC, "-12.50"},
	{UP_TYPE_NUMERIC, "0.0001"},
	{UP_TYPE_NUMERIC, "0.00001"},
	{UP_TYPE_NUMERIC, "100000000000000000000000000000000"},
	{UP_TYPE_NUMERIC, "0.000000000000000000000000000000001"},
	{UP_TYPE_NUMERIC, "12345678901234567890.09876543210"},
	{UP_TYPE_NUMERIC, "NaN"},
	{UP_TYPE_TEXT, ""},
	{UP_TYPE_TEXT, "NULL"},
	{UP_TYPE_TEXT, "\\N"},
	{UP_TYPE_TEXT, "{\"a\",'b'}\t\r\n\\"},
	{UP_TYPE_TEXT, "日本語 \xF0\x9F\x98\x80 e\xCC\x81"},
	{UP_TYPE_TEXT, "exactly thirty-two characters..."},
	{UP_TYPE_TEXT, "thirty-three characters, as it is"},
	{UP_TYPE_VARCHAR, ""},
	{UP_TYPE_VARCHAR, "  spaces  "},
	{UP_TYPE_BYTEA, "\\x"},
	{UP_TYPE_BYTEA, "\\x00"},
	{UP_TYPE_BYTEA, "\\x5c78ff00"},
	{UP_TYPE_BYTEA, "\\x090a0d225c27ff80"},
	{UP_TYPE_JSONB, "{}"},
	{UP_TYPE_JSONB, "null"},
	{UP_TYPE_JSONB, "\"\\t\\\\ \\\"日本語\""},
	{UP_TYPE_JSONB, "{\"b\": [1, 2.50, -0.10, true, null], \"aa\": {\"\": []}}"},
};

static void append_chosen(struct up_vector *vector)
{
	for (size_t i = 0; i < COUNT_OF(values); i++) {
		if (values[i].type == vector->type)
			OK(up_text_parse(vector, values[i].text, strlen(values[i].text), &err));
	}
}

/* A text of length copies of a character; "1" with zeros around for a number. */
static void append_repeated(struct up_vector *vector, char c, size_t length)
{
	UP_BUFFER text = {0};

	for (size_t i = 0; i < length; i++)
		up_buffer_append_char(&text, c);
	up_vector_append_bytes(vector, up_buffer_string(&text), text.length);
}

static void append_long(struct up_vector *vector)
{
	static const char digits[] = "1234567890";
	UP_BUFFER number = {0};

	switch (vector->type) {
	case UP_TYPE_TEXT:
	case UP_TYPE_VARCHAR:
	case UP_TYPE_BYTEA:
		append_repeated(vector, 'x', (size_t)1 << 20);
		break;
	case UP_TYPE_NUMERIC:
		for (size_t i = 0; i < 1000; i++)
			up_buffer_append_char(&number, digits[i % 10]);
		up_vector_append_bytes(vector, number.data, number.length);
		number.data[500] = '.';
		up_vector_append_bytes(vector, number.data, number.length);
		number.data[500] = '7';
		memcpy(number.data, "-0.", 3);
		up_vector_append_bytes(vector, number.data, number.length);
		append_repeated(vector, '9', 131072);
		break;
	default:
		break;
	}
}

/* Gives each value of the second column its key, and ends the rows. */
static void number_rows(struct up_batch *batch)
{
	const size_t rows = batch->vectors[1].length;

	for (size_t row = 0; row < rows; row++)
		up_vector_append_int32(&batch->vectors[0], (int32_t)row);
	batch->row_count = rows;
	cr_assert_eq(batch->vectors[0].length, rows);
}

Test(binary, every_type_with_its_extremes)
{
	UP_CONN *conn = connect_to_server();

	for (int t = 0; t < UP_TYPE_NATIVE_COUNT; t++) {
		UP_RELATION relation = {0};
		UP_BATCH batch = {0};

		make_relation(&relation, (enum up_type)t);
		OK(up_batch_init(&batch, &relation, &err));
		append_chosen(&batch.vectors[1]);
		cr_assert_gt(batch.vectors[1].length, 1, "no values of %s", relation.table);
		append_long(&batch.vectors[1]);
		if (t == UP_TYPE_NUMERIC && conn->server_version >= 140000) {
			up_vector_append_bytes(&batch.vectors[1], "Infinity", 8);
			up_vector_append_bytes(&batch.vectors[1], "-Infinity", 9);
		}
		up_vector_append_null(&batch.vectors[1]);
		append_chosen(&batch.vectors[1]);
		number_rows(&batch);
		check_batch(conn, &batch);
	}
}

Test(binary, no_rows_nulls_and_no_nulls)
{
	UP_CONN *conn = connect_to_server();

	for (int t = 0; t < UP_TYPE_NATIVE_COUNT; t++) {
		UP_RELATION relation = {0};
		UP_BATCH batch = {0};

		make_relation(&relation, (enum up_type)t);
		OK(up_batch_init(&batch, &relation, &err));
		check_batch(conn, &batch);
		append_chosen(&batch.vectors[1]);
		number_rows(&batch);
		check_batch(conn, &batch);
		up_batch_clear(&batch);
		for (int row = 0; row < 20; row++)
			up_vector_append_null(&batch.vectors[1]);
		number_rows(&batch);
		check_batch(conn, &batch);
	}
}

/* Spellings that the server does not print, but that a source may bring. */
Test(binary, numerics_of_other_spelling)
{
	static const char *const texts[] = {"-0",   "-0.00", "007",       "000",    ".5",     "5.",
					    "-.50", "00.00", "0001.1000", "-00012", "00000.1"};
	UP_CONN *conn = connect_to_server();

	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		UP_BUFFER ours = {0};
		UP_BUFFER sql = {0};
		UP_FREE char *theirs = NULL;
		struct up_vector vector;

		up_vector_init(&vector, UP_TYPE_NUMERIC);
		up_vector_append_bytes(&vector, texts[i], strlen(texts[i]));
		OK(up_binary_append_value(&ours, &vector, 0, &err));
		up_vector_release(&vector);
		up_buffer_append_format(&sql, "SELECT numeric_send('%s') = '\\x", texts[i]);
		for (size_t b = 0; b < ours.length; b++)
			up_buffer_append_format(&sql, "%02x", (unsigned char)ours.data[b]);
		up_buffer_append_string(&sql, "'");
		OK(up_conn_query_value(conn, sql.data, &theirs, &err));
		cr_expect_str_eq(theirs, "t", "%s", texts[i]);
	}
}

/* What is no date to the server must not become one on the way. */
Test(binary, server_refuses_what_is_out_of_range)
{
	UP_CONN *conn = connect_to_server();
	static const struct {
		enum up_type type;
		int64_t value;
	} wrong[] = {
		{UP_TYPE_DATE, INT32_MIN + 1},
		{UP_TYPE_DATE, -2440589},
		{UP_TYPE_DATE, INT32_MAX - 1},
		{UP_TYPE_TIMESTAMP, INT64_MIN + 1},
		{UP_TYPE_TIMESTAMPTZ, INT64_MIN + 1000000},
		{UP_TYPE_TIMESTAMPTZ, INT64_C(-210866803200000001)},
	};

	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		UP_RELATION relation = {0};
		UP_BATCH batch = {0};
		UP_BUFFER data = {0};
		UP_BUFFER sql = {0};
		enum up_status status;
		int64_t rows;

		make_relation(&relation, wrong[i].type);
		OK(up_batch_init(&batch, &relation, &err));
		if (wrong[i].type == UP_TYPE_DATE)
			up_vector_append_int32(&batch.vectors[1], (int32_t)wrong[i].value);
		else
			up_vector_append_int64(&batch.vectors[1], wrong[i].value);
		number_rows(&batch);
		make_table(conn, &relation);
		encode_copy(&data, &batch);
		up_buffer_append_string(&sql, "COPY ");
		up_sql_table(&sql, &relation);
		up_buffer_append_string(&sql, " FROM STDIN (FORMAT binary)");
		OK(up_conn_copy_begin(conn, sql.data, &err));
		status = up_conn_copy_put(conn, &data, &err);
		if (status == UP_OK)
			status = up_conn_copy_end(conn, &rows, &err);
		cr_expect_eq(status, UP_STATEMENT, "value %zu was taken", i);
		cr_expect_str_eq(err.sqlstate, "22008"); /* datetime_field_overflow */
		up_conn_rollback(conn);
	}
}

/* ---- random values ---------------------------------------------------- */

/* The seed is of the clock, so that many runs see many values, and is printed with what is
 * wrong and at the start; BINARY_TEST_SEED repeats a run. */
static uint64_t choose_seed(void)
{
	const char *given = getenv("BINARY_TEST_SEED");
	uint64_t seed =
		given != NULL ? strtoull(given, NULL, 10) : up_random_mix((uint64_t)up_clock_ns());
	fprintf(stderr, "BINARY_TEST_SEED=%llu\n", (unsigned long long)seed);
	return seed;
}

static void append_digits(struct up_buffer *text, struct up_random *random, size_t count)
{
	/* Runs of zeros are where leaving digits out goes wrong. */
	for (size_t i = 0; i < count;) {
		size_t run = 1 + up_random_below(random, 9);
		bool zeros = up_random_below(random, 3) == 0;
		for (; run > 0 && i < count; run--, i++)
			up_buffer_append_char(
				text, zeros ? '0' : (char)('0' + up_random_below(random, 10)));
	}
}

/* As the server prints it: no leading zero, and no minus before nothing but zeros. */
static void append_random_numeric(struct up_vector *vector, struct up_random *random)
{
	UP_BUFFER text = {0};
	size_t most = up_random_below(random, 50) == 0 ? 1000 : 24;
	size_t whole = up_random_below(random, most);
	size_t scale = up_random_below(random, 3) == 0 ? 0 : up_random_below(random, most);

	if (whole > 0) {
		up_buffer_append_char(&text, (char)('1' + up_random_below(random, 9)));
		append_digits(&text, random, whole - 1);
	} else {
		up_buffer_append_char(&text, '0');
	}
	if (scale > 0) {
		up_buffer_append_char(&text, '.');
		append_digits(&text, random, scale);
	}
	bool zero = strspn(text.data, "0.") == text.length;
	if (!zero && up_random_below(random, 2) == 0) {
		UP_BUFFER negative = {0};
		up_buffer_append_char(&negative, '-');
		up_buffer_append(&negative, text.data, text.length);
		up_vector_append_bytes(vector, negative.data, negative.length);
	} else {
		up_vector_append_bytes(vector, text.data, text.length);
	}
}

static void append_random_text(struct up_vector *vector, struct up_random *random)
{
	static const char *const pieces[] = {"a",  "Z",   " ", "\\", "\"", "'",   "\t",
					     "\n", "\r",  ",", "{",  "}",  "é",   "語",
					     "😀",  "\\N", "0", ".",  "\b", "\x7f"};
	UP_BUFFER text = {0};

	for (uint64_t n = up_random_below(random, 60); n > 0; n--)
		up_buffer_append_string(&text, pieces[up_random_below(random, COUNT_OF(pieces))]);
	up_vector_append_bytes(vector, up_buffer_string(&text), text.length);
}

/* Between low and high, near as often as far. */
static int64_t random_between(struct up_random *random, int64_t low, int64_t high)
{
	int64_t value = (int64_t)up_random_next(random) >> up_random_below(random, 64);
	uint64_t above = up_random_below(random, (uint64_t)high - (uint64_t)low);

	return value < low || value > high ? (int64_t)((uint64_t)low + above) : value;
}

static void append_random(struct up_vector *vector, struct up_random *random)
{
	uint64_t bits = up_random_next(random);
	char bytes[64];

	switch (vector->type) {
	case UP_TYPE_BOOL:
		up_vector_append_bool(vector, bits & 1);
		break;
	case UP_TYPE_INT2:
		up_vector_append_int16(vector, (int16_t)bits);
		break;
	case UP_TYPE_INT4:
	case UP_TYPE_FLOAT4: /* any bits are a number, if not a usual one */
		up_vector_append_int32(vector, (int32_t)bits);
		break;
	case UP_TYPE_INT8:
	case UP_TYPE_FLOAT8:
		up_vector_append_int64(vector, (int64_t)bits);
		break;
	case UP_TYPE_DATE:
		up_vector_append_int32(vector,
				       (int32_t)random_between(random, -2440588, 2145042905));
		break;
	case UP_TYPE_TIMESTAMP:
	case UP_TYPE_TIMESTAMPTZ:
		up_vector_append_int64(vector, random_between(random, INT64_C(-210866803200000000),
							      INT64_MAX - 1));
		break;
	case UP_TYPE_NUMERIC:
		append_random_numeric(vector, random);
		break;
	case UP_TYPE_UUID:
	case UP_TYPE_BYTEA:
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)up_random_next(random);
		if (vector->type == UP_TYPE_UUID)
			up_vector_append_fixed(vector, bytes);
		else
			up_vector_append_bytes(vector, bytes, bits % (sizeof bytes + 1));
		break;
	case UP_TYPE_JSONB: {
		int length = snprintf(bytes, sizeof bytes, "{\"a\": [%u, null], \"bc\": \"%x\"}",
				      (unsigned)bits, (unsigned)(bits >> 32));
		up_vector_append_bytes(vector, bytes, (size_t)length);
		break;
	}
	default:
		append_random_text(vector, random);
	}
}

static void check_random(struct up_conn *conn, enum up_type type, size_t rows, uint64_t seed)
{
	struct up_random random = up_random_at(seed, type, 0);
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_relation(&relation, type);
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t row = 0; row < rows; row++) {
		if (up_random_below(&random, 10) == 0)
			up_vector_append_null(&batch.vectors[1]);
		else
			append_random(&batch.vectors[1], &random);
	}
	number_rows(&batch);
	check_batch(conn, &batch);
}

Test(binary, random_values_of_every_type)
{
	UP_CONN *conn = connect_to_server();
	const uint64_t seed = choose_seed();

	for (int t = 0; t < UP_TYPE_NATIVE_COUNT; t++) {
		check_random(conn, (enum up_type)t, 300, seed);
		check_random(conn, (enum up_type)t, 3000, seed + 1);
	}
}

Test(binary, random_numerics)
{
	UP_CONN *conn = connect_to_server();

	check_random(conn, UP_TYPE_NUMERIC, 20000, choose_seed());
}
