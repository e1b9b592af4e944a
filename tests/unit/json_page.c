/* SPDX-License-Identifier: PostgreSQL */
/* Pages of JSON as rows: what every type takes, and what is refused, with its place. */
#include "source/json_page.h"

#include "pg/text.h"

#include <criterion/criterion.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

#define NAME(literal) ((char *)(uintptr_t)(literal))

#define NUMERIC_12_2 ((12 << 16 | 2) + 4)

static const struct up_column columns[] = {
	{NAME("id"), UP_TYPE_INT8, -1, false, NULL},
	{NAME("note"), UP_TYPE_TEXT, -1, true, NULL},
	{NAME("price"), UP_TYPE_NUMERIC, NUMERIC_12_2, true, NULL},
	{NAME("is_on"), UP_TYPE_BOOL, -1, true, NULL},
	{NAME("ratio"), UP_TYPE_FLOAT8, -1, true, NULL},
	{NAME("day"), UP_TYPE_DATE, -1, true, NULL},
	{NAME("at"), UP_TYPE_TIMESTAMPTZ, -1, true, NULL},
	{NAME("local"), UP_TYPE_TIMESTAMP, -1, true, NULL},
	{NAME("tags"), UP_TYPE_TEXT, -1, true, NULL},
	{NAME("extra"), UP_TYPE_JSONB, -1, true, NULL},
	{NAME("small"), UP_TYPE_INT2, -1, true, NULL},
};

static void make_relation(struct up_relation *relation)
{
	OK(up_relation_init(relation, NULL, "t", NULL, &err));
	for (size_t c = 0; c < COUNT_OF(columns); c++)
		OK(up_relation_add(relation, &columns[c], &err));
}

/* All but the id may be missing. */
static void make_map(struct up_api_map *map)
{
	OK(up_api_map_init(map, &err));
	OK(up_api_map_set(&map->rows, "data.items", &err));
	OK(up_api_map_add(map, "price", "money.price?", &err));
	OK(up_api_map_add(map, "tags", "tags[]?", &err));
	OK(up_api_map_add(map, "note", "notes[1].text?", &err));
	for (size_t c = 3; c < COUNT_OF(columns); c++) {
		char path[32];
		if (strcmp(columns[c].name, "tags") == 0)
			continue;
		snprintf(path, sizeof path, "%s?", columns[c].name);
		OK(up_api_map_add(map, columns[c].name, path, &err));
	}
}

/* What reading a page gives: the status, the facts, and the rows as lines of COPY's text. */
struct reading {
	enum up_status status;
	struct up_json_page_facts facts;
	struct up_buffer rows;
};

static void read_page(const char *text, size_t length, struct reading *reading)
{
	UP_RELATION relation = {0};
	UP_API_MAP map = {0};
	UP_BATCH batch = {0};
	struct up_json_page *page = NULL;

	make_relation(&relation);
	make_map(&map);
	OK(up_batch_init(&batch, &relation, &err));
	OK(up_json_page_open(&map, &relation, &page, &err));
	reading->status = up_json_page_read(page, text, length, &batch, &reading->facts, &err);
	for (size_t row = 0; reading->status == UP_OK && row < batch.row_count; row++)
		up_text_append_copy_row(&reading->rows, &batch, row);
	up_json_page_close(page);
}

#define PAGE(items) "{\"total\": 9, \"offset\": 4, \"data\": {\"items\": [" items "]}}"
#define ROW(member) PAGE("{\"id\": 1, " member "}")

static void expect_rows(const char *text, const char *rows)
{
	struct reading reading = {0};

	read_page(text, strlen(text), &reading);
	if (reading.status != UP_OK)
		cr_expect_fail("%s: %s", text, err.message);
	else
		cr_expect_str_eq(up_buffer_string(&reading.rows), rows, "%s", text);
	up_buffer_release(&reading.rows);
}

static void expect_refusal(const char *text, const char *message)
{
	struct reading reading = {0};

	read_page(text, strlen(text), &reading);
	cr_expect_eq(reading.status, UP_INVALID, "%s", text);
	cr_expect_str_eq(err.message, message, "%s", text);
	up_buffer_release(&reading.rows);
}

Test(json_page, facts_are_those_of_the_page)
{
	const char *text = PAGE("{\"id\": 1}, {\"id\": 2}");
	struct reading reading = {0};

	read_page(text, strlen(text), &reading);
	cr_assert_eq(reading.status, UP_OK, "%s", err.message);
	cr_expect_eq(reading.facts.total, 9);
	cr_expect_eq(reading.facts.offset, 4);
	cr_expect_eq(reading.facts.rows, 2);
	up_buffer_release(&reading.rows);
}

#define N "\\N"
#define T "\t"

/* One column after the other has a value, and all others are null. */
Test(json_page, values_of_every_type)
{
	static const struct {
		const char *member;
		size_t column;
		const char *value;
	} values[] = {
		{"\"notes\": [{\"text\": \"a\"}, {\"text\": \"b\"}]", 1, "b"},
		{"\"notes\": [0, {\"text\": \"\\u00e4\\ud83d\\ude00\\\"\\/\"}]", 1,
		 "\u00e4\U0001F600\"/"},
		{"\"notes\": [0, {\"text\": \"\"}]", 1, ""},
		{"\"notes\": [0, {\"text\": null}]", 1, N},
		{"\"notes\": [0, {\"text\": {\"a\": [1, {\"id\": 7}], \"id\":2}}]", 1,
		 "{\"a\": [1, {\"id\": 7}], \"id\":2}"},
		{"\"notes\": [0, {\"text\": []}]", 1, "[]"},
		{"\"notes\": [0]", 1, N},
		{"\"notes\": null", 1, N},
		{"\"money\": {\"price\": 12.5}", 2, "12.50"},
		{"\"money\": {\"price\": 7}", 2, "7.00"},
		{"\"money\": {\"price\": 12.3456}", 2, "12.3456"},
		{"\"money\": {\"price\": -0.1}", 2, "-0.10"},
		{"\"money\": {\"price\": \"12.50\"}", 2, "12.50"},
		{"\"money\": {\"price\": \"NaN\"}", 2, "NaN"},
		{"\"money\": {\"price\": 123456789012345678901234567890.12}", 2,
		 "123456789012345678901234567890.12"},
		{"\"money\": {\"other\": 1}", 2, N},
		{"\"is_on\": true", 3, "t"},
		{"\"is_on\": false", 3, "f"},
		{"\"ratio\": 1e-3", 4, "0.001"},
		{"\"ratio\": \"-Infinity\"", 4, "-Infinity"},
		{"\"day\": \"2026-02-28\"", 5, "2026-02-28"},
		{"\"at\": \"2026-01-31T09:30:00Z\"", 6, "2026-01-31 09:30:00+00"},
		{"\"at\": \"2026-01-31T09:30:00.25+05:30\"", 6, "2026-01-31 04:00:00.25+00"},
		{"\"at\": \"2026-01-31T22:30:00-03:00\"", 6, "2026-02-01 01:30:00+00"},
		{"\"at\": \"infinity\"", 6, "infinity"},
		{"\"local\": \"2026-01-31T09:30:00\"", 7, "2026-01-31 09:30:00"},
		{"\"tags\": [\"a\", \"b\", \"\"]", 8, "a,b,"},
		{"\"tags\": []", 8, ""},
		{"\"tags\": null", 8, N},
		{"\"extra\": {\"a\":  1}", 9, "{\"a\":  1}"},
		{"\"extra\": 1.50", 9, "1.50"},
		{"\"extra\": true", 9, "true"},
		{"\"extra\": \"a\\nb\"", 9, "\"a\\\\u000ab\""},
		{"\"small\": -32768", 10, "-32768"},
		{"\"unknown\": {\"id\": [[], {}], \"money\": 4}", 1, N},
	};

	for (size_t v = 0; v < COUNT_OF(values); v++) {
		UP_BUFFER text = {0};
		UP_BUFFER row = {0};
		up_buffer_append_format(&text, PAGE("{\"id\": 1, %s}"), values[v].member);
		up_buffer_append_string(&row, "1");
		for (size_t c = 1; c < COUNT_OF(columns); c++)
			up_buffer_append_format(&row, "\t%s",
						c == values[v].column ? values[v].value : N);
		up_buffer_append_char(&row, '\n');
		expect_rows(text.data, row.data);
	}
}

Test(json_page, members_come_in_any_order)
{
	expect_rows("{\"data\": {\"items\": [{\"small\": 2, \"id\": 1}]}, \"offset\": 0, "
		    "\"total\": 1}",
		    "1" T N T N T N T N T N T N T N T N T N T "2\n");
}

Test(json_page, an_integer_beyond_a_double_is_exact)
{
	expect_rows(PAGE("{\"id\": 9007199254740993}"),
		    "9007199254740993" T N T N T N T N T N T N T N T N T N T N "\n");
}

Test(json_page, what_does_not_fit_a_column_is_refused)
{
	static const char *const refusals[][2] = {
		{PAGE("{}"), "row 1: id is missing"},
		{PAGE("{\"id\": 1}, {\"is_on\": true}"), "row 2: id is missing"},
		{PAGE("{\"id\": null}"), "row 1: id is null, and must be a value"},
		{PAGE("{\"id\": true}"), "row 1: id is a boolean, and must be a number"},
		{PAGE("{\"id\": {}}"), "row 1: id is an object, and must be a number"},
		{PAGE("{\"id\": [1]}"), "row 1: id is an array, and must be a number"},
		{PAGE("{\"id\": \"x\"}"), "row 1: id is not a value of type bigint"},
		{PAGE("{\"id\": 1.5}"), "row 1: id is not a value of type bigint"},
		{PAGE("{\"id\": 9223372036854775808}"), "row 1: id is not a value of type bigint"},
		{PAGE("{\"id\": 1, \"id\": 1}"), "row 1: id is there twice"},
		{ROW("\"small\": 32768"), "row 1: small? is not a value of type smallint"},
		{ROW("\"is_on\": 1"), "row 1: is_on? is a number, and must be a boolean"},
		{ROW("\"day\": 7"), "row 1: day? is a number, and must be a string"},
		{ROW("\"day\": \"2026-02-30\""), "row 1: day? is not a value of type date"},
		{ROW("\"at\": \"2026-01-31T09:30:00\""), "row 1: at? has no offset from UTC"},
		{ROW("\"ratio\": 1e999"), "row 1: ratio? is not a value of type double precision"},
		{ROW("\"money\": {\"price\": \"twelve\"}"),
		 "row 1: money.price? is not a value of type numeric"},
		{ROW("\"tags\": \"a\""), "row 1: tags[]? is a string, and must be an array of "
					 "strings"},
		{ROW("\"tags\": {}"), "row 1: tags[]? is an object, and must be an array of "
				      "strings"},
		{ROW("\"tags\": [\"a\", 1]"),
		 "row 1: tags[]? has an element that is a number, not a string"},
		{ROW("\"tags\": [[]]"),
		 "row 1: tags[]? has an element that is an array, not a string"},
		{ROW("\"notes\": [0, {\"text\": 1}]"),
		 "row 1: notes[1].text? is a number, and must be a string"},
		{ROW("\"notes\": [0, {\"text\": \"a\\u0000b\"}]"),
		 "row 1: notes[1].text? has a NUL character"},
		{ROW("\"notes\": [0, {\"text\": \"\\ud83d\"}]"),
		 "row 1: a string has half of a surrogate pair"},
		{ROW("\"notes\": [0, {\"text\": \"\\ude00\\ud83d\"}]"),
		 "row 1: a string has half of a surrogate pair"},
		{PAGE("7"), "row 1 is a number, and must be an object"},
		{PAGE("[]"), "row 1 is an array, and must be an object"},
	};

	for (size_t r = 0; r < COUNT_OF(refusals); r++)
		expect_refusal(refusals[r][0], refusals[r][1]);
}

Test(json_page, what_is_no_page_is_refused)
{
	static const char *const refusals[][2] = {
		{"{\"total\": 1, \"offset\": 0}", "data.items is missing"},
		{"{\"total\": 1, \"offset\": 0, \"data\": {\"items\": {}}}",
		 "data.items is an object, and must be an array"},
		{"{\"total\": 1, \"offset\": 0, \"data\": {\"items\": null}}",
		 "data.items is null, and must be an array"},
		{"{\"offset\": 0, \"data\": {\"items\": []}}", "total is missing"},
		{"{\"total\": 1, \"data\": {\"items\": []}}", "offset is missing"},
		{"{\"total\": \"1\", \"offset\": 0, \"data\": {\"items\": []}}",
		 "total is a string, and must be a number"},
		{"{\"total\": -1, \"offset\": 0, \"data\": {\"items\": []}}",
		 "total is not a number of rows"},
		{"{\"total\": 1, \"total\": 1, \"offset\": 0, \"data\": {\"items\": []}}",
		 "total is there twice"},
		{"{\"total\": 1, \"offset\": [], \"data\": {\"items\": []}}",
		 "offset is an array, and must be a number"},
		{"17", "the page is neither an object nor an array"},
		{"[]", "data.items is missing"},
	};

	for (size_t r = 0; r < COUNT_OF(refusals); r++)
		expect_refusal(refusals[r][0], refusals[r][1]);
}

/* The words are yajl's. */
Test(json_page, what_is_no_json_is_refused)
{
	static const char *const texts[] = {
		"",
		"{",
		"nul",
		PAGE("{\"id\": 1}") "x",
		PAGE("{\"id\": 1}") "\"",
		PAGE("{\"id\": 1}") " \"x",
		PAGE("{\"id\": 1}") "tru",
		PAGE("{\"id\": 1}") "{",
		PAGE("{\"id\": 1"),
		PAGE("{\"id\": 01}"),
		PAGE("{\"id\": NaN}"),
		PAGE("{'id': 1}"),
		PAGE("{\"id\": 1,}"),
		PAGE("{\"id\": 1} {\"id\": 2}"),
		ROW("\"notes\": [0, {\"text\": \"\xff\"}]"),
		ROW("\"notes\": [0, {\"text\": \"\xed\xa0\x80\"}]"),
		ROW("\"notes\": [0, {\"text\": \"a\nb\"}]"),
		ROW("\"notes\": [0, {\"text\": \"\\x\"}]"),
	};

	for (size_t t = 0; t < COUNT_OF(texts); t++) {
		struct reading reading = {0};
		read_page(texts[t], strlen(texts[t]), &reading);
		cr_expect_eq(reading.status, UP_INVALID, "%s", texts[t]);
		cr_expect_not_null(strstr(err.message, "not JSON: byte "), "%s: %s", texts[t],
				   err.message);
		up_buffer_release(&reading.rows);
	}
}

Test(json_page, every_cut_of_a_page_is_refused)
{
	const char *text = ROW("\"tags\": [\"a\"], \"extra\": {\"a\": [1, true, null]}, "
			       "\"notes\": [0, {\"text\": \"\\ud83d\\ude00\"}]");

	for (size_t length = 0; length < strlen(text); length++) {
		struct reading reading = {0};
		/* Of its own, so that a sanitizer sees a byte read behind it. */
		char *cut = malloc(length > 0 ? length : 1);
		memcpy(cut, text, length);
		read_page(cut, length, &reading);
		cr_expect_eq(reading.status, UP_INVALID, "%zu bytes", length);
		up_buffer_release(&reading.rows);
		free(cut);
	}
}

Test(json_page, depth_is_limited)
{
	UP_BUFFER text = {0};

	for (int depth = 0; depth < 100000; depth++)
		up_buffer_append_char(&text, '[');
	expect_refusal(text.data, "nested deeper than 64 levels");
}

Test(json_page, the_answer_itself_can_be_the_array)
{
	UP_RELATION relation = {0};
	UP_API_MAP map = {0};
	UP_RELATION narrow = {0}; /* released after the batch of it */
	UP_BATCH batch = {0};
	struct up_json_page *page = NULL;
	struct up_json_page_facts facts;
	static const char text[] = "[{\"id\": 5, \"price\": 1}]";

	make_relation(&relation);
	OK(up_relation_narrow(&relation, 3, NULL, &narrow, &err));
	OK(up_api_map_init(&map, &err));
	OK(up_api_map_set(&map.rows, "", &err));
	OK(up_api_map_set(&map.total, NULL, &err));
	OK(up_api_map_set(&map.offset, NULL, &err));
	OK(up_api_map_add(&map, "note", "note?", &err));
	OK(up_batch_init(&batch, &narrow, &err));
	OK(up_json_page_open(&map, &narrow, &page, &err));
	OK(up_json_page_read(page, text, sizeof text - 1, &batch, &facts, &err));
	cr_expect_eq(facts.total, -1);
	cr_expect_eq(facts.offset, -1);
	cr_expect_eq(facts.rows, 1);
	cr_expect_eq(up_vector_int64(&batch.vectors[0], 0), 5);
	up_json_page_close(page);
}

Test(api_map, paths_are_checked)
{
	static const char *const wrong[] = {"",      ".a",    "a.", "a..b", "a[",   "a[]b",
					    "a[].b", "a[-1]", "a]", "a?b",  "a[x]", "a[1234567]"};
	static const char *const right[] = {"a",   "a.b.c",  "a[0].b", "a[0][1]",
					    "a[]", "a.b[]?", "[0]",    "a?"};
	UP_API_MAP map = {0};
	char column[16];

	OK(up_api_map_init(&map, &err));
	for (size_t w = 0; w < COUNT_OF(wrong); w++)
		cr_expect_eq(up_api_map_add(&map, "c", wrong[w], &err), UP_INVALID, "%s", wrong[w]);
	for (size_t r = 0; r < COUNT_OF(right); r++) {
		snprintf(column, sizeof column, "c%zu", r);
		OK(up_api_map_add(&map, column, right[r], &err));
	}
	cr_expect_eq(up_api_map_add(&map, "c0", "b", &err), UP_INVALID);
	cr_expect_str_eq(err.message, "column c0 has a path already");
}

Test(api_map, a_path_cannot_be_part_of_another)
{
	static const char *const pairs[][2] = {
		{"a", "a.b"}, {"a.b", "a"}, {"a[0]", "a[]"}, {"a.b", "a.b"}};
	UP_RELATION relation = {0};

	make_relation(&relation);
	for (size_t p = 0; p < COUNT_OF(pairs); p++) {
		UP_API_MAP map = {0};
		struct up_json_page *page = NULL;
		OK(up_api_map_init(&map, &err));
		OK(up_api_map_add(&map, "id", pairs[p][0], &err));
		OK(up_api_map_add(&map, "note", pairs[p][1], &err));
		cr_expect_eq(up_json_page_open(&map, &relation, &page, &err), UP_INVALID, "%s %s",
			     pairs[p][0], pairs[p][1]);
	}
}
