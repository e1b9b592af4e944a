/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/column_kind.h"

#include "pg/statement.h"
#include "pg/text.h"

static const char types[] =
	"CREATE TYPE %s.mood AS ENUM ('sad', 'ok', 'happy', 'NULL', '\\N', 'a,b', '{\"x\"}', "
	"'it''s (fine)'); "
	"CREATE TYPE %s.pair AS (number integer, note text); "
	"CREATE DOMAIN %s.short AS character varying(5); "
	"CREATE DOMAIN %s.positive AS integer CHECK (VALUE > 0); "
	"CREATE DOMAIN %s.code AS character(3) CHECK (VALUE <> 'bad'); "
	"CREATE DOMAIN %s.numbers AS integer[] CHECK (array_ndims(VALUE) = 1); "
	"CREATE DOMAIN %s.shorter AS %s.short CHECK (length(VALUE) < 5); "
	"CREATE DOMAIN %s.feeling AS %s.mood CHECK (VALUE <> 'sad'); "
	"CREATE DOMAIN %s.couple AS %s.pair; "
	"CREATE DOMAIN %s.document AS jsonb CHECK (jsonb_typeof(VALUE) <> 'number'); "
	"CREATE DOMAIN %s.stamped AS text DEFAULT 'made' NOT NULL";

#define TEXTS(...)                                                                                 \
	(const char *const[])                                                                      \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}

const struct column_kind column_kinds[] = {
	{"%s.mood", UP_TYPE_OTHER, "%s.mood",
	 TEXTS("sad", "ok", "happy", "NULL", "\\N", "a,b", "{\"x\"}", "it's (fine)"), true},
	{"%s.pair", UP_TYPE_OTHER, "%s.pair",
	 TEXTS("(1,abc)", "(,)", "(-5,\"\")", "(1,\"a,b\")", "(2,\"say \"\"hi\"\" \\\\\")",
	       "(,\"\t\n\")", "(3,NULL)"),
	 true},
	{"%s.short", UP_TYPE_VARCHAR, NULL, TEXTS("", "a", "12345", "\\N", "日本語です", " x "),
	 true},
	{"%s.positive", UP_TYPE_INT4, NULL, TEXTS("1", "2", "2147483647", "77"), true},
	{"%s.code", UP_TYPE_OTHER, "bpchar", TEXTS("a  ", "ab ", "abc", "   ", "日  ", "\\N "),
	 true},
	{"%s.numbers", UP_TYPE_OTHER, "integer[]", TEXTS("{1}", "{1,2}", "{NULL}", "{3,2,1}"),
	 true},
	{"integer[]", UP_TYPE_OTHER, "integer[]",
	 TEXTS("{}", "{1}", "{1,2,NULL}", "{{1,2},{3,4}}", "[2:3]={5,6}", "{-2147483648}"), true},
	{"text[]", UP_TYPE_OTHER, "text[]",
	 TEXTS("{}", "{a,\"b c\",NULL}", "{\"NULL\"}", "{\"\"}", "{\"{}\",\"\\\"\\\\\"}",
	       "{{x,y},{\",\",\"\n\"}}"),
	 true},
	{"%s.mood[]", UP_TYPE_OTHER, "%s.mood[]",
	 TEXTS("{}", "{sad,NULL}", "{\"NULL\",\"a,b\"}", "{\"\\\\N\",\"{\\\"x\\\"}\"}"), true},
	{"%s.pair[]", UP_TYPE_OTHER, "%s.pair[]",
	 TEXTS("{}", "{\"(1,abc)\",\"(,)\"}", "{\"(1,\\\"a,b\\\")\",NULL}"), true},
	/* Its elements are delimited by semicolons. */
	{"box[]", UP_TYPE_OTHER, "box[]", TEXTS("{}", "{(1,1),(0,0);(2,2),(1,1)}", "{(3,4),(1,2)}"),
	 false},
	{"int4range", UP_TYPE_OTHER, "int4range",
	 TEXTS("empty", "[1,5)", "(,7)", "(,)", "[3,)", "[-2,-1)"), true},
	{"tstzrange", UP_TYPE_OTHER, "tstzrange",
	 TEXTS("empty", "[\"2024-02-29 12:00:00+00\",)",
	       "(\"0044-03-15 00:00:00+00 BC\",\"2038-01-19 03:14:07.5+00\"]",
	       "[-infinity,infinity]"),
	 true},
	{"inet", UP_TYPE_OTHER, "inet",
	 TEXTS("192.168.0.1", "192.168.0.1/24", "10.0.0.0/8", "::1", "2001:db8::/32"), true},
	{"interval", UP_TYPE_OTHER, "interval",
	 TEXTS("00:00:00", "1 day", "-1 days +02:03:00", "1 year 2 mons 3 days 04:05:06.789",
	       "-00:00:01", "-1 mons +1 day"),
	 true},
	{"character(3)", UP_TYPE_OTHER, "bpchar", TEXTS("a  ", "ab ", "abc", "   ", "é' ", "\\N "),
	 true},
	{"bit(4)", UP_TYPE_OTHER, "\"bit\"", TEXTS("0000", "1010", "1111", "0001"), true},
	{"\"char\"", UP_TYPE_OTHER, "\"char\"", TEXTS("x", "Y", "'", "\"", "{"), true},
	{"time with time zone", UP_TYPE_OTHER, "time with time zone",
	 TEXTS("04:05:06+00", "04:05:06.789-08", "24:00:00+00"), true},
	{"point", UP_TYPE_OTHER, "point", TEXTS("(0,0)", "(1.5,-2)", "(1e+300,Infinity)"), false},
	{"json", UP_TYPE_OTHER, "json",
	 TEXTS("null", "{\"a\":1, \"a\" : 2}", "[ ]", "\"\\u00e4\"", "1.0e2", "\"null\""), false},
	{"tsvector", UP_TYPE_OTHER, "tsvector", TEXTS("", "'a':1 'fat':2A", "'it''s'", "'\\\\n'"),
	 true},
	{"uuid[]", UP_TYPE_OTHER, "uuid[]",
	 TEXTS("{}", "{00000000-0000-0000-0000-000000000000,NULL}",
	       "{ffffffff-ffff-ffff-ffff-ffffffffffff}"),
	 true},
	{"%s.shorter", UP_TYPE_VARCHAR, NULL, TEXTS("", "abcd", "日本", "{}"), true},
	{"%s.feeling", UP_TYPE_OTHER, "%s.mood", TEXTS("ok", "happy", "NULL", "\\N"), true},
	{"%s.couple", UP_TYPE_OTHER, "%s.pair", TEXTS("(1,abc)", "(,)", "(2,\"a,b\")"), true},
	{"%s.document", UP_TYPE_JSONB, NULL, TEXTS("null", "{}", "[1, null]", "\"x\""), false},
	{"money", UP_TYPE_OTHER, "money",
	 TEXTS("$0.00", "-$1.00", "$92,233,720,368,547,758.07", "$12.34"), true},
	{"bit varying(5)", UP_TYPE_OTHER, "bit varying", TEXTS("", "1", "10101", "0"), true},
	{"interval day to second(1)", UP_TYPE_OTHER, "interval",
	 TEXTS("00:00:00", "1 day 02:03:04.5", "-00:00:00.1"), true},
	{"timestamp(3) without time zone", UP_TYPE_TIMESTAMP, NULL,
	 TEXTS("2024-02-29 12:00:00.123", "infinity", "0044-03-15 00:00:00 BC"), true},
	{"timestamp(0) with time zone", UP_TYPE_TIMESTAMPTZ, NULL,
	 TEXTS("2024-02-29 12:00:00+00", "-infinity", "9999-12-31 23:59:59+00"), true},
	{"character varying(3)[]", UP_TYPE_OTHER, "character varying[]",
	 TEXTS("{}", "{abc,NULL}", "{日本語}", "{\" \"}"), true},
	{"numeric(4,1)[]", UP_TYPE_OTHER, "numeric[]", TEXTS("{}", "{1.5,-2.0}", "{NaN}"), true},
	{"cidr", UP_TYPE_OTHER, "cidr", TEXTS("10.0.0.0/8", "::/0", "192.168.0.1/32"), true},
	{"macaddr8", UP_TYPE_OTHER, "macaddr8",
	 TEXTS("08:00:2b:ff:fe:01:02:03", "00:00:00:00:00:00:00:00"), true},
	{"pg_lsn", UP_TYPE_OTHER, "pg_lsn", TEXTS("0/0", "FFFFFFFF/FFFFFFFF", "16/B374D848"), true},
	{"name", UP_TYPE_OTHER, "name", TEXTS("", "a", "Name \"quoted\""), true},
	{"daterange", UP_TYPE_OTHER, "daterange",
	 TEXTS("empty", "[2024-02-29,2024-03-01)", "(,infinity)"), true},
	{"jsonb[]", UP_TYPE_OTHER, "jsonb[]",
	 TEXTS("{}", "{NULL}", "{\"null\",\"{\\\"a\\\": 1}\"}"), false},
	{"tsquery", UP_TYPE_OTHER, "tsquery", TEXTS("'a'", "'fat' & !'cat'", "'a' <-> 'b'"), true},
	{"circle", UP_TYPE_OTHER, "circle", TEXTS("<(0,0),1>", "<(1.5,-2),0>"), false},
	{0},
};

size_t column_kind_count(void)
{
	return sizeof column_kinds / sizeof column_kinds[0] - 1;
}

size_t column_kind_values(const struct column_kind *kind)
{
	size_t count = 0;

	while (kind->texts[count] != NULL)
		count++;
	return count;
}

void column_kind_expand(struct up_buffer *sql, const char *template, const char *schema)
{
	const char *mark;

	while ((mark = strstr(template, "%s")) != NULL) {
		up_buffer_append(sql, template, (size_t)(mark - template));
		up_sql_identifier(sql, schema);
		template = mark + 2;
	}
	up_buffer_append_string(sql, template);
}

enum up_status column_kind_make_types(struct up_conn *conn, const char *schema,
				      struct up_error *err)
{
	UP_BUFFER sql = {0};

	column_kind_expand(&sql, types, schema);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(conn, sql.data, err);
}

enum up_status column_kind_append(const struct column_kind *kind, size_t number,
				  struct up_vector *vector, struct up_error *err)
{
	const size_t count = column_kind_values(kind);

	if (count == 0)
		return up_fail(err, UP_INVALID, "a kind of columns without values");
	const char *text = kind->texts[number % count];
	return up_text_parse(vector, text, strlen(text), err);
}

const struct column_kind *column_kind_find(const char *definition)
{
	for (const struct column_kind *kind = column_kinds; kind->definition != NULL; kind++) {
		if (strcmp(kind->definition, definition) == 0)
			return kind;
	}
	return NULL;
}
