/* SPDX-License-Identifier: PostgreSQL */
/* A source over a CSV file: what is written comes back, and what is no such file is
 * refused where it goes wrong. */
#include "source/csv.h"

#include "measure/conformance/target.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "source/csv_write.h"

#include <criterion/criterion.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

/* A file of its own for one test; remove it at the end. */
static char path[64];

static void make_file(const char *content, size_t length)
{
	snprintf(path, sizeof path, "/tmp/upbench-test-XXXXXX");
	int fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, content, length), (ssize_t)length);
	close(fd);
}

static void make_relation(struct up_relation *relation, const struct up_column *columns,
			  size_t count)
{
	OK(up_relation_init(relation, NULL, "t", &columns[0], &err));
	for (size_t c = 0; c < count; c++)
		OK(up_relation_add(relation, &columns[c], &err));
}

#define NAME(literal) ((char *)(uintptr_t)(literal))

/* id integer, note text */
static void make_notes(struct up_relation *relation)
{
	const struct up_column columns[] = {{NAME("id"), UP_TYPE_INT4, -1, false, NULL},
					    {NAME("note"), UP_TYPE_TEXT, -1, true, NULL}};
	make_relation(relation, columns, COUNT_OF(columns));
}

static void write_file(const struct up_batch *batch)
{
	UP_BUFFER lines = {0};
	UP_BUFFER scratch = {0};

	up_csv_write_header(&lines, batch->relation);
	for (size_t row = 0; row < batch->row_count; row++)
		up_csv_write_row(&lines, &scratch, batch, row);
	OK(up_buffer_check(&lines, &err));
	make_file(lines.data, lines.length);
}

/* Reads all rows, at most limit at once. */
static void read_rows(struct up_source *source, size_t limit, struct up_batch *batch)
{
	size_t count;

	do {
		size_t before = batch->row_count;
		OK(source->read(source, batch, limit, &count, &err));
		cr_assert_leq(count, limit);
		cr_assert_eq(batch->row_count, before + count);
	} while (count > 0);
}

static void expect_same(const struct up_batch *got, const struct up_batch *expected)
{
	struct digest a = target_digest(got);
	struct digest b = target_digest(expected);

	cr_expect_eq(got->row_count, expected->row_count, "%zu rows", got->row_count);
	cr_expect(digest_equal(&a, &b));
}

Test(csv_source, reads_what_was_written)
{
	static const size_t limits[] = {1, 7, 500, SIZE_MAX};
	const struct synthetic data = {
		.seed = SYNTHETIC_SEED, .rows = 3000, .changed = 1, .new = 0};
	UP_RELATION relation = {0};
	UP_SOURCE *synthetic = NULL;
	UP_BATCH rows = {0};

	OK(program_relation(&relation, &err));
	OK(synthetic_open(&data, EDITION_NEW, &relation, &synthetic, &err));
	OK(up_batch_init(&rows, &relation, &err));
	read_rows(synthetic, SIZE_MAX, &rows);
	cr_assert_eq(rows.row_count, 3000);
	write_file(&rows);

	UP_SOURCE *source = NULL;
	OK(up_csv_open(path, &relation, &source, &err));
	cr_expect_eq(source->relation, &relation);
	for (size_t l = 0; l < COUNT_OF(limits); l++) {
		UP_BATCH got = {0};
		OK(up_batch_init(&got, &relation, &err));
		read_rows(source, limits[l], &got);
		expect_same(&got, &rows);
		OK(source->rewind(source, &err));
	}
	remove(path);
}

/* What libcsv, or a reader that strips blanks, would make something else of. */
static const char *const notes[] = {
	"",     " ",    " a ",    "\ta\t",        ",",        "\"",     "\"\"",     "\n",
	"\r",   "\r\n", "a\r\nb", "a\n",          "\n\n,\n",  "a,b",    "a\"b",     "\\N",
	"NULL", "\\.",  "#",      "\xef\xbb\xbf", "\x01\x7f", "'",      ";",        "\xe2\x82\xac",
	"a b",  "\\",   "\"a\"",  "\",\"",        "\"\n\"",   " \"a\"", "\xc2\xa0",
};

Test(csv_source, tells_hostile_texts_apart)
{
	UP_RELATION relation = {0};
	UP_BATCH rows = {0};
	UP_BATCH got = {0};
	UP_SOURCE *source = NULL;

	make_notes(&relation);
	OK(up_batch_init(&rows, &relation, &err));
	OK(up_batch_init(&got, &relation, &err));
	for (size_t n = 0; n <= COUNT_OF(notes); n++) {
		up_vector_append_int32(&rows.vectors[0], (int32_t)n);
		if (n < COUNT_OF(notes))
			up_vector_append_bytes(&rows.vectors[1], notes[n], strlen(notes[n]));
		else
			up_vector_append_null(&rows.vectors[1]);
		OK(up_batch_end_row(&rows, &err));
	}
	write_file(&rows);
	OK(up_csv_open(path, &relation, &source, &err));
	read_rows(source, SIZE_MAX, &got);
	expect_same(&got, &rows);
	remove(path);
}

Test(csv_source, quotes_names_where_it_must)
{
	const struct up_column columns[] = {{NAME("a,\"b\""), UP_TYPE_INT4, -1, false, NULL},
					    {NAME(" c"), UP_TYPE_TEXT, -1, true, NULL}};
	UP_RELATION relation = {0};
	UP_BUFFER lines = {0};
	UP_SOURCE *source = NULL;

	make_relation(&relation, columns, COUNT_OF(columns));
	up_csv_write_header(&lines, &relation);
	cr_expect_str_eq(up_buffer_string(&lines), "\"a,\"\"b\"\"\",\" c\"\n");
	make_file(lines.data, lines.length);
	OK(up_csv_open(path, &relation, &source, &err));
	remove(path);
}

/* Rows as "id:note;", with ~ for null. */
static void expect_notes(const char *content, const char *expected)
{
	UP_RELATION relation = {0};
	UP_BATCH got = {0};
	UP_SOURCE *source = NULL;
	UP_BUFFER text = {0};

	make_notes(&relation);
	OK(up_batch_init(&got, &relation, &err));
	make_file(content, strlen(content));
	if (up_csv_open(path, &relation, &source, &err) != UP_OK)
		cr_assert_fail("%s: %s", content, err.message);
	read_rows(source, SIZE_MAX, &got);
	for (size_t row = 0; row < got.row_count; row++) {
		size_t length;
		up_buffer_append_format(&text, "%d:", up_vector_int32(&got.vectors[0], row));
		if (up_vector_is_null(&got.vectors[1], row)) {
			up_buffer_append_char(&text, '~');
		} else {
			const char *bytes = up_vector_bytes(&got.vectors[1], row, &length);
			up_buffer_append(&text, bytes, length);
		}
		up_buffer_append_char(&text, ';');
	}
	cr_expect_str_eq(up_buffer_string(&text), expected, "%s", content);
	remove(path);
}

Test(csv_source, reads_what_others_write)
{
	expect_notes("id,note\n", "");
	expect_notes("id,note", "");
	expect_notes("id,note\n1,\n2,\"\"\n3,a\n", "1:~;2:;3:a;");
	expect_notes("\"id\",\"note\"\n\"1\",\"a\"\n", "1:a;");
	/* RFC 4180: lines end with CRLF, the last one perhaps with nothing. */
	expect_notes("id,note\r\n1,a\r\n2,b\r\n", "1:a;2:b;");
	expect_notes("id,note\r1,a\r2,b\r", "1:a;2:b;");
	expect_notes("id,note\n1,a\n2,", "1:a;2:~;");
	expect_notes("id,note\n1,\"a\"", "1:a;");
	/* Spaces are part of a field: COPY … CSV does not quote them. */
	expect_notes("id,note\n1, a \n2, \n", "1: a ;2: ;");
	expect_notes("\n\nid,note\n\n1,a\n\n", "1:a;");
}

/* What each must be told as, behind the path. */
static const struct {
	const char *content;
	size_t length; /* 0: up to the NUL */
	const char *message;
} refused[] = {
	{"", 0, ":1: the file is empty, without even a header"},
	{"\n\n", 0, ":3: the file is empty, without even a header"},
	{"id\n1\n", 0, ":1: 1 fields, where 2 must be"},
	{"id,note,more\n", 0, ":1: more than 2 fields"},
	{"note,id\n", 0, ":1: column 1 of the header is \"note\", and must be \"id\""},
	{"id,Note\n", 0, ":1: column 2 of the header is \"Note\", and must be \"note\""},
	{"id,notes\n", 0, ":1: column 2 of the header is \"notes\", and must be \"note\""},
	{"id,\n", 0, ":1: column 2 of the header is \"\", and must be \"note\""},
	{"id,note\0\n", 9, ":1: column 2 of the header is \"note\", and must be \"note\""},
	{"\xef\xbb\xbfid,note\n", 0,
	 ":1: column 1 of the header is \"\xef\xbb\xbfid\", and must be \"id\""},
	{"id,\"note", 0, ":1: the file ends inside quotes"},
	{"id,note\n1\n", 0, ":2: 1 fields, where 2 must be"},
	{"id,note\n1", 0, ":2: 1 fields, where 2 must be"},
	{"id,note\n1,a\n\n2,b,c\n", 0, ":4: more than 2 fields"},
	{"id,note\n1,a,\n", 0, ":2: more than 2 fields"},
	{"id,note\n1,\"a\nb\n", 0, ":4: the file ends inside quotes"},
	{"id,note\n1,\"a\"\"", 0, ":2: the file ends inside quotes"},
	{"id,note\n1,\"a\"b\n", 0, ":2: a quote in the middle of a field"},
	{"id,note\n1,a\"b\n", 0, ":2: a quote in the middle of a field"},
	{"id,note\n1,\"a\" \n", 0, ":2: a quote in the middle of a field"},
	{"id,note\n1,\"a\nb\"\n2,\"c\nd\"\nx,e\n", 0,
	 ":6: column id: \"x\" is not a value of type integer"},
	{"id,note\r\n1,a\r\n\"\",b\r\n", 0, ":3: column id: \"\" is not a value of type integer"},
	{"id,note\n1,a\n 2,b\n", 0, ":3: column id: \" 2\" is not a value of type integer"},
	{"id,note\n2147483648,\n", 0,
	 ":2: column id: \"2147483648\" is not a value of type integer"},
	{"id,note\n1,a\0b\n", 14, ":2: column note: \"a\" is not a value of type text"},
	{"id,note\n1\0,a\n", 13, ":2: column id: \"1\" is not a value of type integer"},
};

static enum up_status read_all(const struct up_relation *relation, struct up_batch *batch)
{
	UP_SOURCE *source = NULL;
	size_t count;

	UP_TRY(up_csv_open(path, relation, &source, &err));
	do {
		UP_TRY(source->read(source, batch, 1, &count, &err));
	} while (count > 0);
	return UP_OK;
}

Test(csv_source, says_where_a_file_is_wrong)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	make_notes(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t r = 0; r < COUNT_OF(refused); r++) {
		UP_BUFFER expected = {0};
		size_t length = refused[r].length;
		make_file(refused[r].content, length != 0 ? length : strlen(refused[r].content));
		up_buffer_append_format(&expected, "%s%s", path, refused[r].message);
		cr_expect_eq(read_all(&relation, &batch), UP_INVALID, "%zu", r);
		cr_expect_str_eq(err.message, expected.data);
		up_batch_clear(&batch);
		remove(path);
	}
}

Test(csv_source, starts_again_after_a_failure)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	static const char content[] = "id,note\n1,a\n2,\"b";
	size_t count;

	make_notes(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	make_file(content, sizeof content - 1);
	OK(up_csv_open(path, &relation, &source, &err));
	for (int time = 0; time < 2; time++) {
		OK(source->read(source, &batch, 1, &count, &err));
		cr_expect_eq(count, 1);
		cr_expect_eq(source->read(source, &batch, 1, &count, &err), UP_INVALID);
		up_batch_clear(&batch);
		OK(source->rewind(source, &err));
	}
	remove(path);
}

Test(csv_source, names_files_that_cannot_be_read)
{
	UP_RELATION relation = {0};
	UP_SOURCE *source = NULL;

	make_notes(&relation);
	cr_expect_eq(up_csv_open("/no/such/file", &relation, &source, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "cannot open /no/such/file: No such file or directory");
	cr_expect_eq(up_csv_open("/", &relation, &source, &err), UP_IO);
	cr_expect_str_eq(err.message, "cannot read /: Is a directory");
	cr_expect_null(source);
}

Test(csv_source, reads_a_pipe_once)
{
	static const char content[] = "id,note\n1,a\n2,b\n";
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	char name[32];
	int ends[2];

	make_notes(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], content, sizeof content - 1), (ssize_t)sizeof content - 1);
	close(ends[1]);
	snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
	OK(up_csv_open(name, &relation, &source, &err));
	OK(source->rewind(source, &err)); /* what a user does before the first row */
	read_rows(source, SIZE_MAX, &batch);
	cr_expect_eq(batch.row_count, 2);
	cr_expect_eq(source->rewind(source, &err), UP_IO);
	close(ends[0]);
}
