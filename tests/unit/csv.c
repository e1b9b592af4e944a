/* SPDX-License-Identifier: PostgreSQL */
#include "record/csv.h"

#include "record/column.h"
#include "record/sample.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* A file of its own for one test, which nobody else sees: unlinked at the end. */
static char path[64];

static void make_file(const char *content, size_t length)
{
	snprintf(path, sizeof path, "/tmp/upbench-test-XXXXXX");
	int fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, content, length), (ssize_t)length);
	close(fd);
}

static const char *const colors[] = {"red", "green", NULL};

struct thing {
	char *name;
	int64_t count;
	double share;
	int color;
};

#define AT(member) offsetof(struct thing, member)

static const struct member columns[] = {
	COLUMN_OF(TEXT, "name", name, NULL, "", ""),
	COLUMN_OF(INTEGER, "count", count, NULL, "", ""),
	COLUMN_OF(REAL, "share", share, NULL, "", ""),
	COLUMN_OF(WORD, "color", color, colors, "", ""),
};
static const struct record_table table = RECORD_TABLE(columns, struct thing);

struct things {
	struct thing items[64];
	size_t count;
};

static enum up_status keep(void *context, void *record, struct up_error *error)
{
	struct things *things = context;

	(void)error;
	cr_assert_lt(things->count, COUNT_OF(things->items));
	things->items[things->count++] = *(struct thing *)record;
	record_init(&table, record);
	return UP_OK;
}

static void release(struct things *things)
{
	for (size_t t = 0; t < things->count; t++)
		free(things->items[t].name);
}

static enum up_status read_things(struct things *things)
{
	return csv_read(path, &table, keep, things, &err);
}

static bool same_real(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static void expect_thing(const struct thing *got, const struct thing *expected, const char *where)
{
	if (expected->name == NULL)
		cr_expect_null(got->name, "%s", where);
	else
		cr_expect_str_eq(got->name, expected->name, "%s", where);
	cr_expect_eq(got->count, expected->count, "%s", where);
	cr_expect(same_real(got->share, expected->share), "%s: %.17g instead of %.17g", where,
		  got->share, expected->share);
	cr_expect_eq(got->color, expected->color, "%s", where);
}

static const struct thing things[] = {
	{NULL, UNMEASURED, NAN, 0},
	{(char *)"plain", 0, 0, 1},
	{(char *)"a,b", -1, 1, 0},
	{(char *)"\"", INT64_MAX, 0.1, 0},
	{(char *)"say \"\"hi\"\", she said", INT64_MIN + 1, 1.0 / 3, 0},
	{(char *)"two\nlines\n", 1, 1e-9, 0},
	{(char *)"\n", 1, 0.123456789012345678, 0},
	{(char *)"carriage\r\nreturn\r", 1, 1e300, 0},
	{(char *)" leading", 1, -0.5, 0},
	{(char *)"trailing ", 1, INFINITY, 0},
	{(char *)"\ttabs\t", 1, 5e-324, 0},
	{(char *)" ", 1, 0.5, 0},
	{(char *)",", 1, 0.5, 0},
	{(char *)"Crème brûlée 北京 🍕", 1, 0.5, 1},
	{(char *)"\xef\xbb\xbf\xe2\x80\xa8", 1, 0.5, 1},
	{(char *)"'single' ; # = \\n \\", 1, 0.5, 1},
	{(char *)"control \x01\x1f\x7f\v\f", 1, 0.5, 1},
};

Test(csv, brings_back_what_was_written)
{
	struct things got = {0};

	make_file("", 0);
	FILE *file = fopen(path, "w");
	cr_assert_eq(csv_write_header(file, &table, &err), UP_OK);
	for (size_t t = 0; t < COUNT_OF(things); t++)
		cr_assert_eq(csv_write_record(file, &table, &things[t], &err), UP_OK);
	fclose(file);

	enum up_status status = read_things(&got);
	unlink(path);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cr_assert_eq(got.count, COUNT_OF(things));
	for (size_t t = 0; t < COUNT_OF(things); t++)
		expect_thing(&got.items[t], &things[t], things[t].name);
	release(&got);
}

Test(csv, is_written_as_rfc_4180_says)
{
	UP_FREE char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);
	static const struct thing some[] = {
		{NULL, UNMEASURED, NAN, 0},
		{(char *)"plain text", 42, 0.5, 1},
		{(char *)" say \"hi\", twice\n", -1, 1, 0},
	};

	cr_assert_eq(csv_write_header(file, &table, &err), UP_OK);
	for (size_t t = 0; t < COUNT_OF(some); t++)
		cr_assert_eq(csv_write_record(file, &table, &some[t], &err), UP_OK);
	fclose(file);
	cr_expect_str_eq(text, "name,count,share,color\n"
			       ",,,red\n"
			       "plain text,42,0.5,green\n"
			       "\" say \"\"hi\"\", twice\n\",-1,1,red\n");
}

/* A record that has but one field, and that empty, would be an empty line, which
 * readers skip. */
Test(csv, does_not_lose_a_record_of_one_empty_field)
{
	const struct record_table one = {columns, 1, sizeof(struct thing), 1};
	struct things got = {0};

	make_file("", 0);
	FILE *file = fopen(path, "w");
	cr_assert_eq(csv_write_header(file, &one, &err), UP_OK);
	cr_assert_eq(csv_write_record(file, &one, &things[0], &err), UP_OK);
	cr_assert_eq(csv_write_record(file, &one, &things[1], &err), UP_OK);
	fclose(file);
	enum up_status status = csv_read(path, &one, keep, &got, &err);
	unlink(path);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cr_assert_eq(got.count, 2);
	cr_expect_null(got.items[0].name);
	cr_expect_str_eq(got.items[1].name, "plain");
	release(&got);
}

/* Only what is left of other numbers, and files that can shrink. */
static bool may_be_negative(const char *column)
{
	static const char *const names[] = {"rows_unchanged", "table_bytes", "index_bytes",
					    "toast_bytes", "catalog_bytes"};

	for (size_t n = 0; n < COUNT_OF(names); n++) {
		if (strcmp(names[n], column) == 0)
			return true;
	}
	return false;
}

/* A file that was edited must not make a model of numbers that cannot be. */
Test(csv, refuses_what_no_sample_has)
{
	static const char *const impossible[] = {"nan",
						 "inf",
						 "-inf",
						 "1e3",
						 "0x10",
						 "99999999999999999999",
						 "-9223372036854775808"};
	SAMPLE sample = {0};
	size_t times = 0;

	sample_init(&sample);
	for (size_t c = 0; c < sample_table.count; c++) {
		const struct member *column = &sample_table.members[c];
		if (column->kind != MEMBER_INTEGER)
			continue;
		const bool is_time = strcmp(column->unit, "ns") == 0;
		times += is_time;
		cr_expect_eq(column_parse(column, &sample, "-1", &err),
			     may_be_negative(column->key) ? UP_OK : UP_INVALID, "%s", column->key);
		cr_expect_eq(column_parse(column, &sample, "9223372036854775807", &err),
			     is_time ? UP_INVALID : UP_OK, "%s", column->key);
		for (size_t i = 0; i < COUNT_OF(impossible); i++)
			cr_expect_eq(column_parse(column, &sample, impossible[i], &err), UP_INVALID,
				     "%s %s", column->key, impossible[i]);
		cr_expect_eq(column_parse(column, &sample, "", &err), UP_OK, "%s", column->key);
	}
	cr_expect_gt(times, 10);
	sample_release(&sample);
}

/* Levels, too. */
Test(csv, refuses_what_no_level_is)
{
	static const char *const impossible[] = {"nan", "inf", "-1", "1e400",
						 "99999999999999999999"};
	FACTORS factors = {0};

	for (enum factor factor = 0; factor < FACTOR_COUNT; factor++) {
		if (factor_table[factor].kind == FACTOR_SETTINGS_KIND)
			continue;
		for (size_t i = 0; i < COUNT_OF(impossible); i++)
			cr_expect_eq(factor_parse(factor, &factors, impossible[i], &err),
				     UP_INVALID, "%s %s", factor_table[factor].name, impossible[i]);
	}
}

/* All columns of the samples, each with a text or number of its own. */
Test(csv, brings_back_samples)
{
	const size_t count = sample_table.count;
	const struct member *all = sample_table.members;
	SAMPLE sample = {0};
	SAMPLE_LIST list = {0};
	char text[64];

	sample_init(&sample);
	for (size_t c = 0; c < count; c++) {
		/* Every fourth one is not measured. */
		if (c % 4 == 3 && all[c].kind != MEMBER_WORD)
			continue;
		if (all[c].kind == MEMBER_TEXT)
			snprintf(text, sizeof text, " \"%zu\",\n", c);
		else if (all[c].kind == MEMBER_WORD)
			snprintf(text, sizeof text, "%s", all[c].words[1]);
		else if (all[c].kind == MEMBER_FACTOR && all[c].factor == FACTOR_PARTITION_BY)
			snprintf(text, sizeof text, "%s", partition_words[1]);
		else if (all[c].kind == MEMBER_FACTOR && all[c].factor == FACTOR_CREATE)
			snprintf(text, sizeof text, "%s", creator_words[1]);
		else if (all[c].kind == MEMBER_FACTOR && all[c].factor == FACTOR_GONE)
			snprintf(text, sizeof text, "%s", gone_words[1]);
		else if (all[c].kind == MEMBER_FACTOR &&
			 factor_table[all[c].factor].kind == FACTOR_SHARE_KIND)
			snprintf(text, sizeof text, "0.%zu1", c);
		else
			snprintf(text, sizeof text, "%zu", c);
		cr_assert_eq(column_parse(&all[c], &sample, text, &err), UP_OK, "%s", err.message);
	}
	make_file("", 0);
	FILE *file = fopen(path, "w");
	cr_assert_eq(csv_write_header(file, &sample_table, &err), UP_OK);
	cr_assert_eq(csv_write_record(file, &sample_table, &sample, &err), UP_OK);
	fclose(file);
	enum up_status status = sample_list_read(path, NULL, NULL, &list, &err);
	unlink(path);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cr_assert_eq(list.count, 1);
	for (size_t c = 0; c < count; c++) {
		UP_BUFFER expected = {0};
		UP_BUFFER got = {0};
		member_format(&all[c], &sample, &expected);
		member_format(&all[c], &list.items[0], &got);
		cr_expect_str_eq(up_buffer_string(&got), up_buffer_string(&expected), "%s",
				 column_name(&all[c]));
		cr_expect_eq(got.length == 0, c % 4 == 3 && all[c].kind != MEMBER_WORD, "%s",
			     column_name(&all[c]));
	}
}

#define LITERAL(text) text, sizeof text - 1
#define HEADER "name,count,share,color\n"

static const struct {
	const char *content;
	size_t length;
	const char *message; /* after the file's name; NULL: fine */
	size_t records;
} files[] = {
	{LITERAL(HEADER), NULL, 0},
	{LITERAL(HEADER "a,1,1,red\nb,2,0,green\n"), NULL, 2},
	{LITERAL("color,more,name,share,count\nred,x,a,1,1\n"), NULL, 1},
	{LITERAL("name,count,share,color\r\na,1,1,red\r\n"), NULL, 1},
	{LITERAL(HEADER "\n\na,1,1,red\n\n"), NULL, 1},
	{LITERAL(""), ":1: the file is empty", 0},
	{LITERAL("\n\n"), ":3: the file is empty", 0},
	{LITERAL("name,count,color\n"), ":1: the header has no column share", 0},
	{LITERAL("Name,count,share,color\n"), ":1: the header has no column name", 0},
	{LITERAL("name,count,share,color,count\n"), ":1: the header has column count twice", 0},
	{LITERAL("name,count,share,color"), ":1: the file ends in the middle of a line", 0},
	{LITERAL(HEADER "a,1,1,red\nb,2,0\n"), ":3: fewer fields than the header has", 1},
	{LITERAL(HEADER "a\n"), ":2: fewer fields than the header has", 0},
	{LITERAL(HEADER "a,1,1,red,\n"), ":2: more fields than the header has", 0},
	{LITERAL("a,name,count,share,color\nb,a,1,1,red,x\n"),
	 ":2: more fields than the header has", 0},
	{LITERAL(HEADER "a,1x,1,red\n"), ":2: column count: \"1x\" is not an integer", 0},
	{LITERAL(HEADER "a,1.5,1,red\n"), ":2: column count: \"1.5\" is not an integer", 0},
	{LITERAL(HEADER "a,9223372036854775808,1,red\n"),
	 ":2: column count: \"9223372036854775808\" is not an integer", 0},
	{LITERAL(HEADER "a,\" 1\",1,red\n"), ":2: column count: \" 1\" is not an integer", 0},
	{LITERAL(HEADER "a,-9223372036854775808,1,red\n"),
	 ":2: column count: \"-9223372036854775808\" is not an integer", 0},
	{LITERAL(HEADER "a,1,half,red\n"), ":2: column share: \"half\" is not a number", 0},
	{LITERAL(HEADER "a,1,0x1p3,red\n"), ":2: column share: \"0x1p3\" is not a number", 0},
	{LITERAL(HEADER "a,1,1e999,red\n"), ":2: column share: \"1e999\" is not a number", 0},
	{LITERAL(HEADER "a,1,1,blue\n"), ":2: column color: \"blue\" is not an allowed value", 0},
	{LITERAL(HEADER "a,1,1,\n"), ":2: column color: \"\" is not an allowed value", 0},
	{LITERAL(HEADER "a,1,1,Red\n"), ":2: column color: \"Red\" is not an allowed value", 0},
	{LITERAL(HEADER "a\0b,1,1,red\n"), ":2: a NUL byte", 0},
	{LITERAL("na\0me,count,share,color\n"), ":1: a NUL byte", 0},
	{LITERAL(HEADER "a,1,1,red\nb,2,0,gre"), ":3: the file ends in the middle of a line", 1},
	{LITERAL(HEADER "a,1,1,red"), ":2: the file ends in the middle of a line", 0},
	{LITERAL(HEADER "a,1"), ":2: the file ends in the middle of a line", 0},
	{LITERAL(HEADER "a,1,1"), ":2: the file ends in the middle of a line", 0},
	{LITERAL(HEADER "\"a,1,1,red\n"), ":3: the file ends inside quotes", 0},
	{LITERAL(HEADER "\"a"), ":2: the file ends inside quotes", 0},
	{LITERAL(HEADER "a\"b,1,1,red\n"), ":2: a quote in a field without quotes", 0},
	{LITERAL(HEADER "\"a\"b,1,1,red\n"), ":2: a quote in a field without quotes", 0},
	/* Lines are those of an editor, whatever is quoted or empty before. */
	{LITERAL(HEADER "\"a\n\n\n\",1,1,red\nb,x,1,red\n"),
	 ":6: column count: \"x\" is not an integer", 1},
	{LITERAL(HEADER "\n\nb,x,1,red\n"), ":4: column count: \"x\" is not an integer", 0},
	{LITERAL("name,count,share,color,\"a\nb\"\na,x,1,red,\n"),
	 ":3: column count: \"x\" is not an integer", 0},
};

Test(csv, names_file_and_line)
{
	for (size_t f = 0; f < COUNT_OF(files); f++) {
		struct things got = {0};
		char message[256];

		make_file(files[f].content, files[f].length);
		enum up_status status = read_things(&got);
		unlink(path);
		cr_expect_eq(status, files[f].message == NULL ? UP_OK : UP_INVALID, "%s: %s",
			     files[f].content, err.message);
		cr_expect_eq(got.count, files[f].records, "%s: %zu records", files[f].content,
			     got.count);
		release(&got);
		if (files[f].message == NULL)
			continue;
		snprintf(message, sizeof message, "%s%s", path, files[f].message);
		cr_expect_str_eq(err.message, message, "%s", files[f].content);
	}
}

Test(csv, reads_columns_in_another_order)
{
	static const struct thing expected = {(char *)"a,", 7, 0.25, 1};
	static const char content[] = "x,color,share,y,count,name\n1,green,0.25,,7,\"a,\"\n";
	struct things got = {0};

	make_file(content, sizeof content - 1);
	enum up_status status = read_things(&got);
	unlink(path);
	cr_assert_eq(status, UP_OK, "%s", err.message);
	cr_assert_eq(got.count, 1);
	expect_thing(&got.items[0], &expected, "the record");
	release(&got);
}

/* Takes nothing of the record, which is released for it. */
static enum up_status count_only(void *context, void *record, struct up_error *error)
{
	(void)record;
	(void)error;
	++*(size_t *)context;
	return UP_OK;
}

/* Larger than what is read at once, with quoted fields and lines across its ends. */
Test(csv, reads_files_of_any_size)
{
	UP_BUFFER content = {0};
	size_t lines = 0, calls = 0;
	char message[128];

	up_buffer_append_string(&content, HEADER);
	while (content.length < 300000) {
		up_buffer_append_format(&content, "\"%0*d\n\",1,1,red\n", (int)(lines++ % 90), 7);
	}
	up_buffer_append_string(&content, "b,x,1,red\n");
	make_file(content.data, content.length);

	enum up_status status = csv_read(path, &table, count_only, &calls, &err);
	unlink(path);
	cr_assert_eq(status, UP_INVALID);
	cr_expect_eq(calls, lines);
	snprintf(message, sizeof message, "%s:%zu: column count: \"x\" is not an integer", path,
		 2 * lines + 2);
	cr_expect_str_eq(err.message, message);
}

static enum up_status refuse(void *context, void *record, struct up_error *error)
{
	++*(int *)context;
	(void)record;
	return up_fail(error, UP_MISMATCH, "no more");
}

Test(csv, stops_when_a_record_is_refused)
{
	static const char content[] = HEADER "a,1,1,red\nb,1,1,red\n";
	int calls = 0;

	make_file(content, sizeof content - 1);
	enum up_status status = csv_read(path, &table, refuse, &calls, &err);
	unlink(path);
	cr_expect_eq(status, UP_MISMATCH);
	cr_expect_str_eq(err.message, "no more");
	cr_expect_eq(calls, 1);
}

Test(csv, cannot_be_read_where_there_is_no_file)
{
	struct things got = {0};

	snprintf(path, sizeof path, "/nonexistent/samples.csv");
	cr_expect_eq(read_things(&got), UP_INVALID);
	cr_expect_str_eq(err.message, "/nonexistent/samples.csv: No such file or directory");
	snprintf(path, sizeof path, "/");
	cr_expect_eq(read_things(&got), UP_IO);
	cr_expect_str_eq(err.message, "/: Is a directory");
}

Test(csv, reports_a_full_disk)
{
	FILE *file = fopen("/dev/full", "w");

	cr_assert_not_null(file);
	cr_expect_eq(csv_write_header(file, &table, &err), UP_IO);
	cr_expect_str_eq(err.message, "cannot write a line of CSV: No space left on device");
	cr_expect_eq(csv_write_record(file, &table, &things[1], &err), UP_IO);
	fclose(file);
}
