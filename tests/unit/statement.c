/* SPDX-License-Identifier: PostgreSQL */
#include "pg/statement.h"

#include "pg/binding.h"
#include "pg/gone_statement.h"

#include <criterion/criterion.h>

static struct up_error err;

static void make_relation(struct up_relation *relation, const char *schema)
{
	static const struct up_column columns[] = {
		{(char *)"select", UP_TYPE_VARCHAR, 68, false, NULL},
		{(char *)"say \"hi\"", UP_TYPE_NUMERIC, ((12 << 16) | 2) + 4, true, NULL},
		{(char *)"Größe; --", UP_TYPE_TIMESTAMPTZ, -1, true, NULL},
	};
	const struct up_column scope = {(char *)"user", UP_TYPE_TEXT, -1, false, NULL};

	cr_assert_eq(up_relation_init(relation, schema, "from\"where", &scope, &err), UP_OK);
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		cr_assert_eq(up_relation_add(relation, &columns[c], &err), UP_OK);
}

Test(statement, quotes_names)
{
	static const struct {
		const char *name, *quoted;
	} names[] = {
		{"a", "\"a\""},         {"", "\"\""},         {"Select", "\"Select\""},
		{"a\"b", "\"a\"\"b\""}, {"\"", "\"\"\"\""},   {"a.b c", "\"a.b c\""},
		{"it's", "\"it's\""},   {"a\\b", "\"a\\b\""},
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		UP_BUFFER sql = {0};
		up_sql_identifier(&sql, names[i].name);
		cr_expect_str_eq(up_buffer_string(&sql), names[i].quoted);
	}
}

static void pieces(struct up_buffer *sql, const struct up_relation *relation)
{
	up_sql_table(sql, relation);
	up_buffer_append_char(sql, '\n');
	up_sql_columns(sql, relation);
	up_buffer_append_char(sql, '\n');
	up_sql_column_definitions(sql, relation);
	up_buffer_append_char(sql, '\n');
	up_sql_update_from(sql, &(struct up_sql_update){relation, "incoming", "$1", false, false});
	up_buffer_append_char(sql, '\n');
	up_sql_update_row(sql, relation, false);
}

#define TABLE "\"from\"\"where\""
#define PIECES(table)                                                                              \
	table "\n\"select\", \"say \"\"hi\"\"\", \"Größe; --\"\n"                                \
	      "\"select\" character varying(64), \"say \"\"hi\"\"\" numeric(12,2), "               \
	      "\"Größe; --\" timestamp with time zone\n"                                         \
	      "UPDATE " table " AS t SET \"say \"\"hi\"\"\" = u.\"say \"\"hi\"\"\", "              \
	      "\"Größe; --\" = u.\"Größe; --\" FROM incoming AS u (\"select\", "               \
	      "\"say \"\"hi\"\"\", \"Größe; --\") WHERE t.\"user\" = $1 AND "                    \
	      "t.\"select\" = u.\"select\"\n"                                                      \
	      "UPDATE " table " AS t SET \"say \"\"hi\"\"\" = $2, \"Größe; --\" = $3 "           \
	      "WHERE t.\"user\" = $4 AND t.\"select\" = $1"

Test(statement, is_made_of_quoted_names)
{
	UP_RELATION relation = {0};
	UP_BUFFER sql = {0};

	make_relation(&relation, NULL);
	pieces(&sql, &relation);
	cr_expect_str_eq(up_buffer_string(&sql), PIECES(TABLE));
}

Test(statement, names_the_schema_when_there_is_one)
{
	UP_RELATION relation = {0};
	UP_BUFFER sql = {0};

	make_relation(&relation, "my \"schema\"");
	pieces(&sql, &relation);
	cr_expect_str_eq(up_buffer_string(&sql), PIECES("\"my \"\"schema\"\"\"." TABLE));
}

Test(statement, brings_rows_in_three_ways)
{
	UP_RELATION relation = {0};
	UP_BUFFER sql = {0};

	make_relation(&relation, NULL);
	const struct up_sql_update update = {&relation, "(SELECT 1)", "$9", true, false};
	const struct up_sql_update plain = {&relation, "incoming", "$1", false, false};
#define KEY "\"select\""
#define B "\"say \"\"hi\"\"\""
#define C "\"Größe; --\""
#define DIFFERENCE(from) "(t." B ", t." C ") IS DISTINCT FROM (" from "." B ", " from "." C ")"
	up_sql_update_from(&sql, &update);
	cr_expect_str_eq(sql.data,
			 "UPDATE " TABLE " AS t SET " B " = u." B ", " C " = u." C
			 " FROM (SELECT 1) AS u (" KEY ", " B ", " C
			 ") WHERE t.\"user\" = $9 AND t." KEY " = u." KEY " AND " DIFFERENCE("u"));
	up_buffer_clear(&sql);
	up_sql_merge(&sql, &update);
	cr_expect_str_eq(sql.data, "MERGE INTO " TABLE " AS t USING (SELECT 1) AS u (" KEY ", " B
				   ", " C ") ON t.\"user\" = $9 AND t." KEY " = u." KEY
				   " WHEN MATCHED AND " DIFFERENCE("u") " THEN UPDATE SET " B
									" = u." B ", " C " = u." C);
	up_buffer_clear(&sql);
	up_sql_merge(&sql, &plain);
	cr_expect(strstr(sql.data, " WHEN MATCHED THEN UPDATE SET ") != NULL, "%s", sql.data);
	up_buffer_clear(&sql);
	up_sql_upsert(&sql, &update);
	cr_expect_str_eq(sql.data,
			 "INSERT INTO " TABLE " AS t (\"user\", " KEY ", " B ", " C
			 ") OVERRIDING SYSTEM VALUE SELECT $9, u.* FROM (SELECT 1) AS u (" KEY
			 ", " B ", " C ") ON CONFLICT (\"user\", " KEY ") DO UPDATE SET " B
			 " = EXCLUDED." B ", " C " = EXCLUDED." C " WHERE " DIFFERENCE("EXCLUDED"));
	up_buffer_clear(&sql);
	up_sql_update_row(&sql, &relation, true);
	cr_expect(strstr(sql.data, " AND (t." B ", t." C ") IS DISTINCT FROM ($2, $3)") != NULL,
		  "%s", sql.data);
}

Test(statement, defines_every_type)
{
	static const struct {
		enum up_type type;
		int32_t modifier;
		const char *definition, *name;
	} types[] = {
		{UP_TYPE_BOOL, -1, "boolean", "boolean"},
		{UP_TYPE_INT4, -1, "integer", "integer"},
		{UP_TYPE_INT8, -1, "bigint", "bigint"},
		{UP_TYPE_FLOAT8, -1, "double precision", "double precision"},
		{UP_TYPE_DATE, -1, "date", "date"},
		{UP_TYPE_TIMESTAMPTZ, -1, "timestamp with time zone", "timestamp with time zone"},
		{UP_TYPE_NUMERIC, -1, "numeric", "numeric"},
		{UP_TYPE_NUMERIC, (5 << 16) + 4, "numeric(5,0)", "numeric"},
		{UP_TYPE_NUMERIC, ((1000 << 16) | 1000) + 4, "numeric(1000,1000)", "numeric"},
		{UP_TYPE_NUMERIC, ((2 << 16) | (-3 & 0x7ff)) + 4, "numeric(2,-3)", "numeric"},
		{UP_TYPE_TEXT, -1, "text", "text"},
		{UP_TYPE_VARCHAR, -1, "character varying", "character varying"},
		{UP_TYPE_VARCHAR, 5, "character varying(1)", "character varying"},
		{UP_TYPE_VARCHAR, 10485764, "character varying(10485760)", "character varying"},
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const struct up_column column = {(char *)"c", types[i].type, types[i].modifier,
						 true, NULL};
		UP_RELATION relation = {0};
		UP_BUFFER sql = {0};
		UP_BUFFER expected = {0};

		cr_assert_eq(up_relation_init(&relation, NULL, "t", &column, &err), UP_OK);
		cr_assert_eq(up_relation_add(&relation, &column, &err), UP_OK);
		up_sql_column_definitions(&sql, &relation);
		up_buffer_append_format(&expected, "\"c\" %s", types[i].definition);
		cr_expect_str_eq(up_buffer_string(&sql), up_buffer_string(&expected));
		up_buffer_clear(&sql);
		up_sql_type(&sql, &column);
		cr_expect_str_eq(up_buffer_string(&sql), types[i].name);
	}
}

/* A key of two columns, one of another type, and an array behind them; no scope. */
static void make_keys(struct up_relation *relation, bool scoped)
{
	static const struct up_column columns[] = {
		{(char *)"a", UP_TYPE_INT4, -1, false, NULL},
		{(char *)"b", UP_TYPE_OTHER, -1, false, (char *)"public.\"My type\""},
		{(char *)"c", UP_TYPE_VARCHAR, 24, true, NULL},
		{(char *)"d", UP_TYPE_OTHER, -1, true, (char *)"integer[]"},
	};
	static const struct up_column scope = {(char *)"s", UP_TYPE_TEXT, -1, false, NULL};

	cr_assert_eq(up_relation_init(relation, NULL, "t", scoped ? &scope : NULL, &err), UP_OK);
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
		cr_assert_eq(up_relation_add(relation, &columns[c], &err), UP_OK);
	cr_assert_eq(up_relation_set_key(relation, 2, &err), UP_OK);
}

Test(statement, takes_a_key_of_several_columns_and_no_scope)
{
	UP_RELATION relation = {0};
	UP_BUFFER sql = {0};

	make_keys(&relation, false);
	const struct up_sql_update update = {&relation, "incoming", NULL, true, false};
	up_sql_column_definitions(&sql, &relation);
	cr_expect_str_eq(sql.data, "\"a\" integer, \"b\" public.\"My type\", "
				   "\"c\" character varying(20), \"d\" integer[]");
	up_buffer_clear(&sql);
	up_sql_key_columns(&sql, &relation);
	cr_expect_str_eq(sql.data, "\"a\", \"b\"");
	up_buffer_clear(&sql);
	up_sql_update_from(&sql, &update);
	cr_expect_str_eq(
		sql.data,
		"UPDATE \"t\" AS t SET \"c\" = u.\"c\", \"d\" = u.\"d\" FROM incoming AS u "
		"(\"a\", \"b\", \"c\", \"d\") WHERE t.\"a\" = u.\"a\" AND t.\"b\"::public.\"My "
		"type\" = u.\"b\" "
		"AND (t.\"c\", t.\"d\"::text) IS DISTINCT FROM (u.\"c\", u.\"d\"::text)");
	up_buffer_clear(&sql);
	up_sql_merge(&sql, &update);
	cr_expect_str_eq(
		sql.data,
		"MERGE INTO \"t\" AS t USING incoming AS u (\"a\", \"b\", \"c\", \"d\") ON "
		"t.\"a\" = u.\"a\" AND t.\"b\"::public.\"My type\" = u.\"b\" WHEN MATCHED AND "
		"(t.\"c\", "
		"t.\"d\"::text) IS DISTINCT FROM (u.\"c\", u.\"d\"::text) THEN UPDATE SET "
		"\"c\" = u.\"c\", \"d\" = u.\"d\"");
	up_buffer_clear(&sql);
	up_sql_upsert(&sql, &update);
	cr_expect_str_eq(
		sql.data,
		"INSERT INTO \"t\" AS t (\"a\", \"b\", \"c\", \"d\") OVERRIDING SYSTEM VALUE "
		"SELECT u.* FROM incoming AS u (\"a\", \"b\", \"c\", \"d\") ON CONFLICT (\"a\", "
		"\"b\") DO UPDATE SET "
		"\"c\" = EXCLUDED.\"c\", \"d\" = EXCLUDED.\"d\" WHERE (t.\"c\", "
		"t.\"d\"::text) IS DISTINCT FROM (EXCLUDED.\"c\", EXCLUDED.\"d\"::text)");
	up_buffer_clear(&sql);
	up_sql_update_row(&sql, &relation, true);
	cr_expect_str_eq(sql.data,
			 "UPDATE \"t\" AS t SET \"c\" = $3, \"d\" = $4::text::integer[] WHERE "
			 "t.\"a\" = $1 AND t.\"b\"::public.\"My type\" = $2::text::public.\"My "
			 "type\" AND (t.\"c\", "
			 "t.\"d\"::text) IS DISTINCT FROM ($3, $4::text::integer[]::text)");
}

Test(statement, takes_a_key_that_is_unique_without_the_scope)
{
	UP_RELATION relation = {0};
	UP_BUFFER sql = {0};

	make_keys(&relation, true);
	relation.scope_outside_key = true;
	up_sql_key_columns(&sql, &relation);
	cr_expect_str_eq(sql.data, "\"a\", \"b\"");
	up_buffer_clear(&sql);
	up_sql_upsert(&sql, &(struct up_sql_update){&relation, "incoming", "$1", false, false});
	cr_expect_str_eq(strstr(sql.data, " ON CONFLICT "),
			 " ON CONFLICT (\"a\", \"b\") DO UPDATE SET \"c\" = EXCLUDED.\"c\", "
			 "\"d\" = EXCLUDED.\"d\" WHERE t.\"s\" = EXCLUDED.\"s\"");
	up_buffer_clear(&sql);
	up_sql_upsert(&sql, &(struct up_sql_update){&relation, "incoming", "$1", true, false});
	cr_expect_str_eq(strstr(sql.data, " WHERE "),
			 " WHERE t.\"s\" = EXCLUDED.\"s\" AND (t.\"c\", t.\"d\"::text) IS DISTINCT "
			 "FROM (EXCLUDED.\"c\", EXCLUDED.\"d\"::text)");
}

Test(statement, takes_a_key_of_several_columns_in_a_scope)
{
	UP_RELATION relation = {0};
	UP_BUFFER sql = {0};

	make_keys(&relation, true);
	const struct up_sql_update update = {&relation, "incoming", "$1", false, false};
	up_sql_key_columns(&sql, &relation);
	cr_expect_str_eq(sql.data, "\"s\", \"a\", \"b\"");
	up_buffer_clear(&sql);
	up_sql_update_from(&sql, &update);
	cr_expect_str_eq(
		sql.data,
		"UPDATE \"t\" AS t SET \"c\" = u.\"c\", \"d\" = u.\"d\" FROM incoming AS u "
		"(\"a\", \"b\", \"c\", \"d\") WHERE t.\"s\" = $1 AND t.\"a\" = u.\"a\" AND "
		"t.\"b\"::public.\"My type\" = u.\"b\"");
	up_buffer_clear(&sql);
	up_sql_upsert(&sql, &update);
	cr_expect_str_eq(sql.data,
			 "INSERT INTO \"t\" AS t (\"s\", \"a\", \"b\", \"c\", \"d\") OVERRIDING "
			 "SYSTEM VALUE "
			 "SELECT $1, u.* FROM incoming AS u (\"a\", \"b\", \"c\", \"d\") ON "
			 "CONFLICT (\"s\", \"a\", "
			 "\"b\") DO UPDATE SET \"c\" = EXCLUDED.\"c\", \"d\" = EXCLUDED.\"d\"");
	up_buffer_clear(&sql);
	up_sql_update_row(&sql, &relation, false);
	cr_expect_str_eq(sql.data,
			 "UPDATE \"t\" AS t SET \"c\" = $3, \"d\" = $4::text::integer[] WHERE "
			 "t.\"s\" = $5 AND t.\"a\" = $1 AND t.\"b\"::public.\"My type\" = "
			 "$2::text::public.\"My type\"");
}

/* A source that is in shards by the scope. */
Test(statement, joins_and_inserts_the_scope_that_the_source_has)
{
	UP_RELATION relation = {0};
	UP_BUFFER sql = {0};

	make_relation(&relation, NULL);
	const struct up_sql_update update = {&relation, "(SELECT * FROM s)", "$1", false, true};
#define FROM "(SELECT * FROM s) AS u (" KEY ", " B ", " C ")"
#define SAME "t.\"user\" = u.\"user\" AND t." KEY " = u." KEY
#define MATCH "t.\"user\" = $1 AND " SAME
#define VALUES "u.\"user\", u." KEY ", u." B ", u." C
#define COLUMNS " (\"user\", " KEY ", " B ", " C ") OVERRIDING SYSTEM VALUE "
#define MISSING FROM " WHERE NOT EXISTS (SELECT FROM " TABLE " AS t WHERE " MATCH ")"
	up_sql_update_from(&sql, &update);
	cr_expect_str_eq(sql.data, "UPDATE " TABLE " AS t SET " B " = u." B ", " C " = u." C
				   " FROM " FROM " WHERE " MATCH);
	up_buffer_clear(&sql);
	up_sql_merge_all(&sql, &update);
	cr_expect_str_eq(sql.data, "MERGE INTO " TABLE " AS t USING " FROM " ON " MATCH
				   " WHEN MATCHED THEN UPDATE SET " B " = u." B ", " C " = u." C
				   " WHEN NOT MATCHED THEN INSERT" COLUMNS "VALUES (" VALUES ")");
	up_buffer_clear(&sql);
	up_sql_insert_missing(&sql, &update);
	cr_expect_str_eq(sql.data,
			 "INSERT INTO " TABLE " AS t" COLUMNS "SELECT " VALUES " FROM " MISSING);
	up_buffer_clear(&sql);
	up_sql_count_missing(&sql, &update);
	cr_expect_str_eq(sql.data, "SELECT count(*) FROM " MISSING);
}

Test(statement, finds_gone_rows_by_the_scope_that_the_keys_have)
{
	static const struct up_gone delete = {.action = UP_GONE_DELETE};
	UP_RELATION relation = {0};
	UP_BUFFER sql = {0};
	struct up_sql_gone what = {
		.relation = &relation, .gone = &delete, .from = "(SELECT 1)", .scope = "$1"};
#define GONE(condition)                                                                            \
	"DELETE FROM " TABLE " AS t WHERE t.\"user\" = $1 AND NOT EXISTS (SELECT FROM (SELECT "    \
	"1) AS u WHERE " condition ")"

	make_relation(&relation, NULL);
	cr_assert_eq(up_sql_gone(&sql, &what, NULL, &err), UP_OK);
	cr_expect_str_eq(sql.data, GONE("t." KEY " = u." KEY));
	up_buffer_clear(&sql);
	what.has_scope = true;
	cr_assert_eq(up_sql_gone(&sql, &what, NULL, &err), UP_OK);
	cr_expect_str_eq(sql.data, GONE(SAME));
}

Test(statement, lets_another_type_travel_as_text)
{
	const struct up_column native = {(char *)"n", UP_TYPE_VARCHAR, 24, true, NULL};
	const struct up_column other = {(char *)"o", UP_TYPE_OTHER, -1, true, (char *)"bpchar"};
	UP_BUFFER sql = {0};

	up_sql_transfer_type(&sql, &native);
	up_sql_cast(&sql, &native);
	cr_expect_str_eq(sql.data, "character varying");
	up_buffer_clear(&sql);
	up_sql_transfer_type(&sql, &other);
	up_sql_cast(&sql, &other);
	cr_expect_str_eq(sql.data, "text::bpchar");
	up_buffer_clear(&sql);
	up_sql_type(&sql, &other);
	cr_expect_str_eq(sql.data, "bpchar");
}

/* Row n: a key, a null for odd n, and the epoch. */
static void fill(struct up_batch *batch, size_t rows)
{
	for (size_t n = 0; n < rows; n++) {
		up_vector_append_bytes(&batch->vectors[0], "kéy,\t", 6);
		if (n % 2 == 1)
			up_vector_append_null(&batch->vectors[1]);
		else
			up_vector_append_bytes(&batch->vectors[1], "1.50", 4);
		up_vector_append_int64(&batch->vectors[2], 0);
		cr_assert_eq(up_batch_end_row(batch, &err), UP_OK);
	}
}

static void expect_params(const struct up_params *params, const char *const *values, int count)
{
	cr_assert_eq(params->count, count);
	for (int i = 0; i < params->count; i++)
		cr_expect_eq(params->formats[i], 0, "text");
	for (int i = 0; i < count; i++) {
		if (values[i] == NULL)
			cr_expect_null(params->values[i], "parameter %d", i + 1);
		else
			cr_expect_str_eq(params->values[i], values[i], "parameter %d", i + 1);
	}
}

Test(binding, gives_the_values_in_their_order)
{
	static const char *const values[] = {
		"",
		"kéy,\t",
		"1.50",
		"1970-01-01 00:00:00+00",
		"kéy,\t",
		NULL,
		"1970-01-01 00:00:00+00",
		"{1.50,NULL}",
		"{\"kéy,\t\"}",
		"{}",
		"scope",
	};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BINDING binding = {0};
	struct up_params params;

	make_relation(&relation, NULL);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	fill(&batch, 2);
	for (int times = 0; times < 2; times++) { /* the memory is kept, the content is not */
		up_binding_clear(&binding);
		up_binding_add_string(&binding, "");
		up_binding_add_row(&binding, &batch, 0);
		up_binding_add_row(&binding, &batch, 1);
		up_binding_add_array(&binding, &batch.vectors[1], 0, 2);
		up_binding_add_array(&binding, &batch.vectors[0], 1, 1);
		up_binding_add_array(&binding, &batch.vectors[0], 1, 0);
		up_binding_add_string(&binding, "scope");
		cr_assert_eq(up_binding_params(&binding, &params, &err), UP_OK);
		expect_params(&params, values, sizeof values / sizeof *values);
	}
}

Test(binding, ends_at_the_limit_of_the_protocol)
{
	UP_BINDING binding = {0};
	struct up_params params = {.count = -1};

	cr_assert_eq(up_binding_params(&binding, &params, &err), UP_OK);
	cr_expect_eq(params.count, 0);
	for (int i = 0; i < 65535; i++)
		up_binding_add_string(&binding, i == 65534 ? "last" : "x");
	cr_assert_eq(up_binding_params(&binding, &params, &err), UP_OK);
	cr_expect_eq(params.count, 65535);
	cr_expect_str_eq(params.values[65534], "last");

	up_binding_add_string(&binding, "one more");
	params.count = -1;
	cr_expect_eq(up_binding_params(&binding, &params, &err), UP_UNSUPPORTED);
	cr_expect_str_eq(err.message, "65536 parameters in one statement, of at most 65535");
	cr_expect_eq(params.count, -1);
}
