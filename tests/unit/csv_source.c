/* SPDX-License-Identifier: PostgreSQL */
/* A source over a CSV file: what is written comes back, and what is no such file is
 * refused where it goes wrong. */
#include "source/csv.h"

#include "measure/conformance/target.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "source/csv_write.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <zlib.h>

static struct up_error err;

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

/* A file of its own for one test; remove it at the end. */
static char path[64];

/* With which expect_notes() reads; NULL: the defaults. */
static const struct up_csv_options *options_of_file;

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
	OK(up_csv_open(path, &relation, NULL, &source, &err));
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
	OK(up_csv_open(path, &relation, NULL, &source, &err));
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
	OK(up_csv_open(path, &relation, NULL, &source, &err));
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
	if (up_csv_open(path, &relation, options_of_file, &source, &err) != UP_OK)
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
	expect_notes("\xef\xbb\xbfid,note\n1,a\n", "1:a;");
	expect_notes("note,id\na,1\n\"b\",2\n", "1:a;2:b;");
}

/* The cases of the collection csv-spectrum, with other texts. */
Test(csv_source, reads_the_spectrum)
{
	expect_notes("id,note\n1,\"Main Street 5, Springfield\"\n",
		     "1:Main Street 5, Springfield;");
	expect_notes("id,note\n1,\"\"\n2,\n", "1:;2:~;");
	expect_notes("id,note\r\n1,\"\"\r\n2,\r\n", "1:;2:~;");
	expect_notes("id,note\n1,\"a \"\"fine\"\" day\"\n2,\"\"\"\"\n", "1:a \"fine\" day;2:\";");
	expect_notes("id,note\n1,\"{\"\"kind\"\": \"\"dot\"\", \"\"at\"\": [3.5, -2]}\"\n",
		     "1:{\"kind\": \"dot\", \"at\": [3.5, -2]};");
	expect_notes("id,note\n1,\"one\ntwo\"\n2,\"three\n\nfour\"\n",
		     "1:one\ntwo;2:three\n\nfour;");
	expect_notes("id,note\r\n1,\"one\r\ntwo\"\r\n2,b\r\n", "1:one\r\ntwo;2:b;");
	expect_notes("id,note\n1,\"he said\n\"\"no\"\"\"\n2,\"\"\"\n\"\"\"\n",
		     "1:he said\n\"no\";2:\"\n\";");
	expect_notes("id,note\n1,a\n", "1:a;");
	expect_notes("id,note\r\n1,a\r\n", "1:a;");
	expect_notes("id,note\n1,\xce\xbb\n2,\xf0\x9f\x8c\xb5\n", "1:\xce\xbb;2:\xf0\x9f\x8c\xb5;");
	expect_notes("id,note\n1,\"+52.5, 13.4\"\n2,-0.00001\n", "1:+52.5, 13.4;2:-0.00001;");
}

Test(csv_source, takes_another_delimiter_and_another_null)
{
	options_of_file = &(struct up_csv_options){.delimiter = ';'};
	expect_notes("id;note\n1;a,b\n2;\"c;d\"\n", "1:a,b;2:c;d;");
	options_of_file = &(struct up_csv_options){.delimiter = '\t'};
	expect_notes("id\tnote\n1\ta\n2\t\n", "1:a;2:~;");
	options_of_file = &(struct up_csv_options){.null_text = "\\N"};
	expect_notes("id,note\n1,\\N\n2,\"\\N\"\n3,\n4,\\n\n", "1:~;2:\\N;3:;4:\\n;");
}

struct bad_rows {
	struct up_buffer text;
};

static enum up_status note_bad_row(void *context, const struct up_csv_bad_row *row,
				   struct up_error *failure)
{
	struct bad_rows *bad = context;

	(void)failure;
	up_buffer_append_format(&bad->text, "%zu %s {%.*s}\n", row->line, row->reason,
				(int)row->length, row->bytes);
	return UP_OK;
}

Test(csv_source, leaves_rows_out_that_are_wrong)
{
	struct bad_rows bad = {0};

	options_of_file = &(struct up_csv_options){.on_bad_row = note_bad_row, .context = &bad};
	/* What it has of them before is taken back. */
	expect_notes("note,id\nb,2\nlong enough,x\nc,3\n\xff,4\nd\"d,5\r\n\"e\"e,\"6\"\n\nf,7,\n"
		     "\"g\ng\",\nh,8\n\"i,9\n",
		     "2:b;3:c;8:h;");
	cr_expect_str_eq(up_buffer_string(&bad.text),
			 "3 column id: not a value of type integer {long enough,x}\n"
			 "5 column note: the text is not UTF-8 {\xff,4}\n"
			 "6 column note: a quote in the middle of a field {d\"d,5}\n"
			 "7 column note: a quote in the middle of a field {\"e\"e,\"6\"}\n"
			 "9 3 fields, where 2 must be {f,7,}\n"
			 "10 column id: null, in a column that is NOT NULL {\"g\ng\",}\n"
			 "13 column note: the file ends inside quotes {\"i,9\n}\n");
	up_buffer_release(&bad.text);
}

Test(csv_source, passes_over_columns_of_the_table_that_it_lacks)
{
	const struct up_column columns[] = {{NAME("id"), UP_TYPE_INT4, -1, false, NULL},
					    {NAME("note"), UP_TYPE_TEXT, -1, true, NULL},
					    {NAME("due"), UP_TYPE_DATE, -1, true, NULL}};
	UP_RELATION table = {0};
	UP_RELATION narrow = {0};

	make_relation(&table, columns, COUNT_OF(columns));
	OK(up_relation_set_key(&table, 1, &err));
	make_notes(&narrow);
	options_of_file = &(struct up_csv_options){.table = &table};
	expect_notes("due,note,id\nno date,a,1\n", "1:a;");
	options_of_file = &(struct up_csv_options){.table = &narrow};
	make_file("id,note,due\n", 12);
	UP_SOURCE *source = NULL;
	cr_expect_eq(up_csv_open(path, &narrow, options_of_file, &source, &err), UP_INVALID);
	remove(path);
}

static enum up_status add_name(void *context, const char *name, size_t length,
			       struct up_error *failure)
{
	(void)failure;
	up_buffer_append_format(context, "%.*s|", (int)length, name);
	return UP_OK;
}

Test(csv_source, lists_the_names_of_a_header)
{
	static const char content[] = "b;\"a;c\"\n1;2\n";
	const struct up_csv_options options = {.delimiter = ';'};
	UP_BUFFER names = {0};

	make_file(content, sizeof content - 1);
	OK(up_csv_read_header(path, &options, add_name, &names, &err));
	cr_expect_str_eq(up_buffer_string(&names), "b|a;c|");
	remove(path);
}

static enum up_status read_all(const struct up_relation *relation, struct up_batch *batch);

/* ---- compressed files -------------------------------------------------- */

static void add_member(struct up_buffer *file, const char *content)
{
	z_stream stream = {0};

	cr_assert(up_buffer_reserve(file, 4096));
	cr_assert_eq(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY),
		     Z_OK);
	stream.next_in = (Bytef *)(uintptr_t)content;
	stream.avail_in = (uInt)strlen(content);
	stream.next_out = (Bytef *)up_buffer_end(file);
	stream.avail_out = 4096;
	cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
	up_buffer_end_at(file, (char *)stream.next_out);
	deflateEnd(&stream);
}

Test(csv_source, reads_a_compressed_file_as_often_as_wanted)
{
	UP_RELATION relation = {0};
	UP_BATCH got = {0};
	UP_SOURCE *source = NULL;
	UP_BUFFER file = {0};

	make_notes(&relation);
	OK(up_batch_init(&got, &relation, &err));
	add_member(&file, "id,note\n1,a\n2,");
	add_member(&file, "");
	add_member(&file, "b\n3,c\n");
	make_file(file.data, file.length);
	OK(up_csv_open(path, &relation, NULL, &source, &err));
	for (int time = 0; time < 3; time++) {
		up_batch_clear(&got);
		read_rows(source, 1, &got);
		cr_expect_eq(got.row_count, 3);
		OK(source->rewind(source, &err));
	}
	remove(path);
}

Test(csv_source, refuses_a_compressed_file_that_is_cut_short_or_damaged)
{
	UP_RELATION relation = {0};
	UP_BATCH got = {0};
	UP_BUFFER file = {0};

	make_notes(&relation);
	OK(up_batch_init(&got, &relation, &err));
	add_member(&file, "id,note\n1,a\n2,b\n");
	for (size_t length = 3; length < file.length; length++) {
		make_file(file.data, length);
		cr_expect_eq(read_all(&relation, &got), UP_INVALID, "%zu bytes", length);
		cr_expect(strstr(err.message, "the compressed data end too early") != NULL, "%s",
			  err.message);
		up_batch_clear(&got);
		remove(path);
	}
	/* The checksum at the end. */
	file.data[file.length - 6] ^= 1;
	make_file(file.data, file.length);
	cr_expect_eq(read_all(&relation, &got), UP_INVALID);
	cr_expect(strstr(err.message, "the compressed data are damaged") != NULL, "%s",
		  err.message);
	remove(path);
}

Test(csv_source, does_not_show_values_unless_asked_to)
{
	UP_RELATION relation = {0};
	UP_BATCH got = {0};
	UP_SOURCE *source = NULL;
	static const char content[] = "id,note\nsecret,a\n";
	size_t count;

	make_notes(&relation);
	OK(up_batch_init(&got, &relation, &err));
	make_file(content, sizeof content - 1);
	OK(up_csv_open(path, &relation, NULL, &source, &err));
	cr_expect_eq(source->read(source, &got, 1, &count, &err), UP_INVALID);
	cr_expect(strstr(err.message, ":2: column id: not a value of type integer") != NULL, "%s",
		  err.message);
	remove(path);
}

/* What each must be told as, behind the path. */
static const struct {
	const char *content;
	size_t length; /* 0: up to the NUL */
	const char *message;
} refused[] = {
	{"", 0, ":1: the file is empty, without even a header"},
	{"\n\n", 0, ":3: the file is empty, without even a header"},
	{"\xef\xbb\xbf", 0, ":1: the file is empty, without even a header"},
	{"id\n1\n", 0, ":1: the header has no column note"},
	{"note\n1\n", 0, ":1: the header has no column id, which is part of the key"},
	{"id,note,more\n", 0, ":1: column 3 of the header, \"more\", is no column of t"},
	{"id,Note\n", 0, ":1: column 2 of the header, \"Note\", is no column of t"},
	{"id,\n", 0, ":1: column 2 of the header, \"\", is no column of t"},
	{"id,note\0\n", 9, ":1: column 2 of the header, \"note\", is no column of t"},
	{"id,note,\"id\"\n", 0, ":1: column id is twice in the header"},
	{"\xef\xbb\xbf\xef\xbb\xbfid,note\n", 0,
	 ":1: column 1 of the header, \"\xef\xbb\xbfid\", is no column of t"},
	{"id,\"note", 0, ":1: the file ends inside quotes"},
	{"id,no\xe9t\n", 0, ":1: the text is not UTF-8"},
	{"id,note\n1\n", 0, ":2: 1 field, where 2 must be"},
	{"id,note\n1", 0, ":2: 1 field, where 2 must be"},
	{"id,note\n1,a\n\n2,b,c\n", 0, ":4: 3 fields, where 2 must be"},
	{"id,note\n1,a,\n", 0, ":2: 3 fields, where 2 must be"},
	{"id,note\n1,\"a\nb\n", 0, ":2: column note: the file ends inside quotes"},
	{"id,note\n1,\"a\"\"", 0, ":2: column note: the file ends inside quotes"},
	{"id,note\n1,\"a\"b\n", 0, ":2: column note: a quote in the middle of a field"},
	{"id,note\n1,a\"b\n", 0, ":2: column note: a quote in the middle of a field"},
	{"id,note\n1,\"a\" \n", 0, ":2: column note: a quote in the middle of a field"},
	{"id,note\n1,\"a\nb\"\n2,\"c\nd\"\nx,e\n", 0,
	 ":6: column id: \"x\" is not a value of type integer"},
	{"id,note\r\n1,a\r\n\"\",b\r\n", 0, ":3: column id: \"\" is not a value of type integer"},
	{"id,note\n1,a\n 2,b\n", 0, ":3: column id: \" 2\" is not a value of type integer"},
	{"id,note\n2147483648,\n", 0,
	 ":2: column id: \"2147483648\" is not a value of type integer"},
	{"id,note\n,a\n", 0, ":2: column id: null, in a column that is NOT NULL"},
	{"id,note\n1,a\0b\n", 14, ":2: column note: \"a\" is not a value of type text"},
	{"id,note\n1\0,a\n", 13, ":2: column id: \"1\" is not a value of type integer"},
	/* "Müller", as Windows-1252 has it, and Latin-1. */
	{"id,note\n1,a\n2,M\xfcller\n", 0, ":3: column note: the text is not UTF-8"},
	/* Quotation marks of Windows-1252. */
	{"id,note\n1,\x93q\x94\n", 0, ":2: column note: the text is not UTF-8"},
	{"id,note\n1,\xc0\xaf\n", 0, ":2: column note: the text is not UTF-8"},
	{"id,note\n1,\xed\xa0\x80\n", 0, ":2: column note: the text is not UTF-8"},
	{"id,note\n1,\xf4\x90\x80\x80\n", 0, ":2: column note: the text is not UTF-8"},
	{"id,note\n1,\xe2\x82\n", 0, ":2: column note: the text is not UTF-8"},
};

static enum up_status read_all(const struct up_relation *relation, struct up_batch *batch)
{
	const struct up_csv_options options = {.shows_values = true};
	UP_SOURCE *source = NULL;
	size_t count;

	UP_TRY(up_csv_open(path, relation, &options, &source, &err));
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
	OK(up_csv_open(path, &relation, NULL, &source, &err));
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
	cr_expect_eq(up_csv_open("/no/such/file", &relation, NULL, &source, &err), UP_INVALID);
	cr_expect_str_eq(err.message, "cannot open /no/such/file: No such file or directory");
	cr_expect_eq(up_csv_open("/", &relation, NULL, &source, &err), UP_INVALID);
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
	OK(up_csv_open(name, &relation, NULL, &source, &err));
	OK(source->rewind(source, &err)); /* what a user does before the first row */
	read_rows(source, SIZE_MAX, &batch);
	cr_expect_eq(batch.row_count, 2);
	cr_expect_eq(source->rewind(source, &err), UP_IO);
	close(ends[0]);
}

/* 20 rows of a mebibyte: no read has all of them. */
Test(csv_source, reads_a_bounded_number_of_bytes_at_once)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	UP_BUFFER content = {0};
	UP_BUFFER note = {0};
	size_t count;

	for (size_t i = 0; i < (size_t)1 << 20; i++)
		up_buffer_append_char(&note, 'x');
	up_buffer_append_string(&content, "id,note\n");
	for (int row = 0; row < 20; row++) {
		up_buffer_append_format(&content, "%d,", row);
		up_buffer_append(&content, note.data, note.length);
		up_buffer_append_char(&content, '\n');
	}
	OK(up_buffer_check(&content, &err));
	make_file(content.data, content.length);
	make_notes(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	OK(up_csv_open(path, &relation, NULL, &source, &err));
	OK(source->read(source, &batch, SIZE_MAX, &count, &err));
	cr_expect_eq(count, 16);
	cr_expect_gt(up_batch_bytes(&batch), (size_t)16 << 20);
	read_rows(source, SIZE_MAX, &batch);
	cr_expect_eq(batch.row_count, 20);
	remove(path);
}

static void *interrupt(void *source)
{
	up_source_interrupt(source);
	return NULL;
}

/* Whoever writes to it stays there, and writes no more. */
Test(csv_source, ends_a_wait_for_a_fifo_when_it_is_interrupted)
{
	static const char content[] = "id,note\n1,a\n2,b\n";
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;
	pthread_t thread;
	size_t count;
	char expected[128];

	make_notes(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	make_file("", 0);
	remove(path);
	cr_assert_eq(mkfifo(path, 0600), 0);
	const int writer = open(path, O_RDWR);
	cr_assert_geq(writer, 0);
	cr_assert_eq(write(writer, content, sizeof content - 1), (ssize_t)sizeof content - 1);
	OK(up_csv_open(path, &relation, NULL, &source, &err));
	cr_assert_eq(pthread_create(&thread, NULL, interrupt, source), 0);
	cr_expect_eq(source->read(source, &batch, 100, &count, &err), UP_INTERRUPTED);
	snprintf(expected, sizeof expected, "interrupted while waiting for %s", path);
	cr_expect_str_eq(err.message, expected);
	cr_assert_eq(pthread_join(thread, NULL), 0);
	close(writer);
	remove(path);
}
