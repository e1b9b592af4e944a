/* SPDX-License-Identifier: PostgreSQL */
/* SQL without its literals: every kind of them, and texts that end too early. */
#include "text/outline.h"

#include <criterion/criterion.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static char *outline_of(const char *sql)
{
	UP_BUFFER text = {0};

	outline_append_sql(&text, sql);
	cr_assert_not(text.failed);
	return strdup(up_buffer_string(&text));
}

static const struct {
	const char *sql, *outline;
} examples[] = {
	{"", ""},
	{"UPDATE \"t\" SET \"a\" = $1 WHERE k1 = ANY ($2::text[])",
	 "UPDATE \"t\" SET \"a\" = $1 WHERE k1 = ANY ($2::text[])"},
	/* Strings. */
	{"a = ''", "a = ?"},
	{"a = 'secret'", "a = ?"},
	{"a = 'it''s secret'::text", "a = ?::text"},
	{"a = ''''", "a = ?"},
	{"a = 'secret\\x' AND b", "a = ? AND b"},
	{"a = 'secret\\\\' AND b", "a = ? AND b"},
	{"a = E'it\\'s secret\\\\' AND b", "a = ? AND b"},
	{"a = e'it''s secret' AND b", "a = ? AND b"},
	{"a =  E'\\\\xsecret'::bytea", "a =  ?::bytea"},
	{"a = U&'\\0441secret' UESCAPE '!'", "a = ? UESCAPE ?"},
	{"a = u&'secret'", "a = ?"},
	{"a = B'1010' OR a = x'1F' OR a = N'secret'", "a = ? OR a = ? OR a = ?"},
	{"a = 'secret'\n  'secret'", "a = ?\n  ?"},
	{"SELECT 'a'AS b", "SELECT ?AS b"},
	{"a = $$it's secret$$ AND b", "a = ? AND b"},
	{"a = $x$secret $$ secret$y$ $x$ AND b", "a = ? AND b"},
	{"a = $\xc3\xa9$secret$\xc3\xa9$", "a = ?"},
	{"interval '1 day' > date'2020-01-01'", "interval ? > date?"},
	{"a = ANY ('{1,2,3}'::integer[])", "a = ANY (?::integer[])"},
	{"a = '5.5'::numeric(10,2)", "a = ?::numeric(?,?)"},
	/* Whose meaning is not certain. */
	{"a = 'x\\'secret' AND b = 'secret'", "a = ?"},
	{"a = 'x\\\\\\' secret", "a = ?"},
	/* Numbers. */
	{"a = 1 OR a = 1.5e-3 OR a = .5 OR a = 1e+10 OR a = 0x1F OR a = 1_000",
	 "a = ? OR a = ? OR a = ? OR a = ? OR a = ? OR a = ?"},
	{"a = -1 OR a IN (-1,+2, -.5)", "a = ? OR a IN (?,?, ?)"},
	{"THEN -1 ELSE - 1", "THEN ? ELSE - ?"},
	{"a-1, (a)-1, a[1]-1, \"a\"-1, $1-1, a - 1", "a-?, (a)-?, a[?]-?, \"a\"-?, $1-?, a - ?"},
	{"col1 = k$2 AND t1.c2 = _3", "col1 = k$2 AND t1.c2 = _3"},
	{"x::varchar(20)", "x::varchar(?)"},
	{"LIMIT 5;", "LIMIT ?;"},
	{"1$$se cret$$", "??"},
	{"0xe-1", "?-?"},
	{"(doc -> 5) ->> 'secret'", "(doc -> ?) ->> ?"},
	{"doc ? 'secret'", "doc ? ?"},
	/* Words. */
	{"a = true OR a = FALSE OR a = NULL::text", "a = ? OR a = ? OR a = ?::text"},
	{"a IS NULL AND b is not null AND c IS NOT /* x */ TRUE",
	 "a IS NULL AND b is not null AND c IS NOT   TRUE"},
	{"a IS DISTINCT FROM NULL AND NOT true", "a IS DISTINCT FROM ? AND NOT ?"},
	{"ORDER BY a NULLS FIRST, truest, is_null", "ORDER BY a NULLS FIRST, truest, is_null"},
	/* Names and comments. */
	{"\"it's\" = \"a\"\"'b\" AND \"c\" = 'secret'", "\"it's\" = \"a\"\"'b\" AND \"c\" = ?"},
	{"U&\"d\\0061t\" = 'secret'", "U&\"d\\0061t\" = ?"},
	{"\xc3\xa9t\xc3\xa9 = 'secret'", "\xc3\xa9t\xc3\xa9 = ?"},
	{"a -- it's secret\n= b", "a  \n= b"},
	{"a /* secret /* it's */ secret */ = b", "a   = b"},
	{"a --", "a  "},
	/* Without an end. */
	{"a = 'secret", "a = ?"},
	{"a = 'secret''", "a = ?"},
	{"a = E'secret\\", "a = ?"},
	{"a = E'secret\\'", "a = ?"},
	{"a = $$secret$", "a = ?"},
	{"a = $x$secret$x", "a = ?"},
	{"a /* secret /* x */", "a ?"},
	{"\"secret", "?"},
	{"a = $", "a = $"},
	{"a = -", "a = -"},
	{"a = 1e", "a = ?"},
};

Test(outline, has_names_and_no_literals)
{
	for (size_t e = 0; e < COUNT_OF(examples); e++) {
		UP_FREE char *outline = outline_of(examples[e].sql);
		cr_expect_str_eq(outline, examples[e].outline, "%s: %s", examples[e].sql, outline);
	}
}

/* The server writes the value of a number differently when it is negative, or has no fraction. */
Test(outline, is_the_same_whatever_the_value)
{
	static const char *const same[][2] = {
		{"(a = 5)", "(a = '-5'::integer)"},
		{"(a = 5.5)", "(a = '-5.5'::numeric)"},
		{"(a = 5.5)", "(a = '5'::numeric)"},
		{"(a = 5)", "(a = NULL::integer)"},
		{"(a = true)", "(a = NULL::boolean)"},
		{"a=5", "a='5'::integer"},
		{"(a = '5'::bigint)", "(a = '-50'::bigint)"},
		{"(a = 'x'::text)", "(a = E'it''s \\\\'::text)"},
	};

	for (size_t s = 0; s < COUNT_OF(same); s++) {
		UP_FREE char *a = outline_of(same[s][0]);
		UP_FREE char *b = outline_of(same[s][1]);
		cr_expect_str_eq(a, b, "%s", same[s][1]);
	}
}

/* Wherever a text is cut. */
Test(outline, of_a_text_that_was_cut_keeps_no_literal)
{
	static const char *const statements[] = {
		"UPDATE \"t\" SET a = CASE k WHEN 'a secret' THEN 'it''s a secret' ELSE "
		"E'\\'secret' END",
		"UPDATE t SET a = $$secret$$, b = $x$ secret $$ $x$, c = U&'secret' /* secret */ "
		"-- secret",
		"UPDATE t SET a = '{\"secret\", \"''secret''\"}', b = ' \\\\ secret'",
	};

	for (size_t s = 0; s < COUNT_OF(statements); s++) {
		for (size_t length = 0; length <= strlen(statements[s]); length++) {
			UP_FREE char *cut = strndup(statements[s], length);
			UP_FREE char *outline = outline_of(cut);
			cr_expect_null(strstr(outline, "secr"), "%s: %s", cut, outline);
		}
	}
}

Test(outline, of_bytes_of_any_kind_ends)
{
	static const char bytes[] = "'\"\\$-/*.e0xU&N \n:i\xff;(";
	uint64_t state = 1;

	for (size_t n = 0; n < 20000; n++) {
		char text[24] = "";
		for (size_t b = 0; b < sizeof text - 1; b++) {
			state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
			text[b] = bytes[(state >> 33) % (sizeof bytes - 1)];
		}
		UP_FREE char *outline = outline_of(text);
		cr_expect_leq(strlen(outline), strlen(text));
	}
}
