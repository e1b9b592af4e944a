/* SPDX-License-Identifier: PostgreSQL */
/*
 * Random files of rows, read by source/csv_record.h from buffers of random sizes and by libcsv: both must
 * find the same fields, and the same files faulty.  Then the same file as a source of typed columns,
 * whole, compressed, and damaged, for the sanitizers.
 *
 *   csv-fuzz [--seconds N] [--seed N]      default: 5 seconds, a seed from the clock
 *
 * Prints the number of files; after a finding the seed of the file, the content and exits 1.
 */
#include "source/csv.h"
#include "base/clock.h"
#include "base/random.h"
#include "source/csv_record.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#define FILE_MAX 600
#define FILES_AT_ONCE 256 /* between two looks at the clock */

struct file {
	char bytes[FILE_MAX + 256];
	size_t length;
	int fd;
	char path[32];
};

static size_t below(struct up_random *random, size_t limit)
{
	return (size_t)up_random_below(random, limit);
}

/* ---- files -------------------------------------------------------------- */

static const char *const pieces[] = {
	",",
	",",
	",",
	"\n",
	"\n",
	"\r\n",
	"\r",
	"\"",
	"\"",
	"\"\"",
	"\"\"",
	"\"a\"",
	"a",
	"bc",
	" ",
	"\t",
	";",
	"\\N",
	"1",
	"-7",
	"2024-02-29",
	"t",
	"\xef\xbb\xbf",
	"\xc3\xa9",
	"\xe9",
	"\xf0\x9f\x8c\xb5",
	"NaN",
	"1e5",

	"name",
	"status",

	"\"x,y\"",
	"\"p\nq\"",
	"\"p\r\nq\"",
	"\x01",
};

#define PIECE_COUNT (sizeof pieces / sizeof pieces[0])

static void put(struct file *file, const char *bytes, size_t length)
{
	if (file->length + length > FILE_MAX)
		return;
	memcpy(file->bytes + file->length, bytes, length);
	file->length += length;
}

static void put_piece(struct file *file, struct up_random *random)
{
	const char *piece = pieces[below(random, PIECE_COUNT)];

	put(file, piece, strlen(piece));
}

/* A row that has as many fields as the header, as a rule with values that columns can have. */
static void put_row(struct file *file, struct up_random *random)
{
	static const char *const values[][3] = {
		{"1", "\"22\"", "-2147483648"}, {"", "\"a,\"\"b\"\"\"", "text"},
		{"2024-02-29", "infinity", ""}, {"1.50", "NaN", "-0.0"},
		{"{}", "\"[1,\n2]\"", "null"},
	};

	for (size_t c = 0; c < sizeof values / sizeof values[0]; c++) {
		const char *value = values[c][below(random, 3)];
		if (c > 0)
			put(file, ",", 1);
		put(file, value, strlen(value));
		if (below(random, 32) == 0)
			put_piece(file, random);
	}
	put(file, "\r\n", below(random, 2) + 1);
}

static void make_content(struct file *file, struct up_random *random)
{
	static const char header[] = "id,note,due,amount,more\n";

	file->length = 0;
	if (below(random, 2) == 0) {
		put(file, header, sizeof header - 1);
		for (size_t count = below(random, 12); count > 0; count--)
			put_row(file, random);
	}
	for (size_t count = below(random, 100); count > 0; count--)
		put_piece(file, random);
	if (file->length > 0 && below(random, 4) == 0)
		file->bytes[below(random, file->length)] = (char)below(random, 256);
}

static int write_content(struct file *file)
{
	if (ftruncate(file->fd, 0) != 0)
		return -1;
	return pwrite(file->fd, file->bytes, file->length, 0) == (ssize_t)file->length ? 0 : -1;
}

/* ---- what was found ------------------------------------------------------ */

/* Fields and records as a text: each field behind 'q' or 'u' with its length, each record ended by 'R'. */
struct finding {
	struct up_buffer text;
	bool is_faulty;
};

static void note_field(struct finding *finding, const char *text, size_t length, bool is_null)
{
	up_buffer_append_format(&finding->text, "%c%zu:", is_null ? 'u' : 'q', length);
	up_buffer_append(&finding->text, text, length);
}

static void on_field(void *bytes, size_t length, void *context)
{
	note_field(context, bytes != NULL ? bytes : "", length, bytes == NULL);
}

static void on_line(int terminator, void *context)
{
	(void)terminator;
	up_buffer_append_char(&((struct finding *)context)->text, 'R');
}

static int no_blank(unsigned char c)
{
	(void)c;
	return 0;
}

static void read_by_libcsv(const struct file *file, struct finding *finding)
{
	const size_t mark =
		file->length >= 3 && memcmp(file->bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	const size_t length = file->length - mark;
	struct csv_parser parser;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
		abort();
	csv_set_space_func(&parser, no_blank);
	finding->is_faulty = csv_parse(&parser, file->bytes + mark, length, on_field, on_line,
				       finding) != length ||
			     csv_fini(&parser, on_field, on_line, finding) != 0;
	csv_free(&parser);
}

static enum up_status read_by_reader(const struct file *file, size_t capacity,
				     struct finding *finding, bool *is_utf8, struct up_error *err)
{
	struct up_input *input = NULL;
	struct up_csv_reader reader;
	struct up_csv_record record;
	enum up_status status;
	bool found = true;

	UP_TRY(up_input_open(file->path, NULL, &input, err));
	up_csv_reader_init(&reader, input, file->path, ',');
	reader.bytes = malloc(capacity);
	reader.capacity = reader.bytes != NULL ? capacity : 0;
	*is_utf8 = true;
	while ((status = up_csv_reader_next(&reader, &record, &found, err)) == UP_OK && found) {
		finding->is_faulty = record.fault != UP_CSV_FAULTLESS;
		*is_utf8 = record.fault != UP_CSV_NOT_UTF8;
		if (finding->is_faulty)
			break;
		for (size_t f = 0; f < record.count; f++) {
			const struct up_csv_field *field = &record.fields[f];
			note_field(finding, field->text, field->length,
				   field->length == 0 && !field->is_quoted);
		}
		up_buffer_append_char(&finding->text, 'R');
	}
	up_csv_reader_release(&reader);
	up_input_close(input);
	return status;
}

/* What libcsv has found may go on where the reader has ended, but must begin with it. */
static bool agree(const struct finding *reader, const struct finding *libcsv, bool is_utf8)
{
	const size_t length = reader->text.length;

	if (length > libcsv->text.length ||
	    (length > 0 && memcmp(reader->text.data, libcsv->text.data, length) != 0))
		return false;
	if (!is_utf8)
		return true;
	return reader->is_faulty == libcsv->is_faulty &&
	       (reader->is_faulty || length == libcsv->text.length);
}

static bool check_records(const struct file *file, struct up_random *random)
{
	struct finding libcsv = {0};
	struct finding reader = {0};
	struct up_error err = {.message = ""};
	bool is_utf8 = true;

	/* A file that begins like a compressed one is one. */
	if (file->length >= 2 && memcmp(file->bytes, "\x1f\x8b", 2) == 0)
		return true;
	read_by_libcsv(file, &libcsv);
	const enum up_status status =
		read_by_reader(file, 2 + below(random, 64), &reader, &is_utf8, &err);
	const bool is_right = status == UP_OK && agree(&reader, &libcsv, is_utf8);
	if (!is_right)
		fprintf(stderr, "reader: %s%s\nlibcsv: %s%s\n%s\n", up_buffer_string(&reader.text),
			reader.is_faulty ? " (faulty)" : "", up_buffer_string(&libcsv.text),
			libcsv.is_faulty ? " (faulty)" : "", err.message);
	up_buffer_release(&libcsv.text);
	up_buffer_release(&reader.text);
	return is_right;
}

/* ---- as a source ---------------------------------------------------------- */

static enum up_status count_bad_row(void *context, const struct up_csv_bad_row *row,
				    struct up_error *err)
{
	(void)row;
	(void)err;
	++*(size_t *)context;
	return UP_OK;
}

/* Twice, with the same result. */
static bool check_source(const struct file *file, const struct up_relation *table,
			 const struct up_relation *relation)
{
	size_t bad = 0;
	const struct up_csv_options options = {
		.table = table, .on_bad_row = count_bad_row, .context = &bad};
	struct up_source *opened = NULL;
	UP_BATCH batch = {0};
	size_t rows[2];
	size_t count;

	if (up_csv_open(file->path, relation, &options, &opened, NULL) != UP_OK)
		return true;
	UP_SOURCE *source = opened;
	if (up_batch_init(&batch, relation, NULL) != UP_OK)
		return false;
	for (int time = 0; time < 2; time++) {
		enum up_status status;
		up_batch_clear(&batch);
		do {
			status = source->read(source, &batch, 3, &count, NULL);
		} while (status == UP_OK && count > 0);
		rows[time] = 2 * (batch.row_count + bad) + (status == UP_OK);
		bad = 0;
		if (source->rewind(source, NULL) != UP_OK)
			return false;
	}
	return rows[0] == rows[1];
}

static bool compress_content(struct file *file, struct up_random *random)
{
	char compressed[sizeof file->bytes];
	z_stream stream = {0};

	if (deflateInit2(&stream, (int)below(random, 10), Z_DEFLATED, MAX_WBITS + 16, 1,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	stream.next_in = (Bytef *)file->bytes;
	stream.avail_in = (uInt)file->length;
	stream.next_out = (Bytef *)compressed;
	stream.avail_out = sizeof compressed;
	const bool is_whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
	file->length = sizeof compressed - stream.avail_out;
	deflateEnd(&stream);
	memcpy(file->bytes, compressed, file->length);
	for (size_t change = below(random, 3); change > 0; change--)
		file->bytes[below(random, file->length)] ^= (char)(1 << below(random, 8));
	if (below(random, 4) == 0)
		file->length = below(random, file->length + 1);
	return is_whole;
}

/* ---- all of it ------------------------------------------------------------ */

static bool check_file(struct file *file, const struct up_relation *table,
		       const struct up_relation *relation, uint64_t seed)
{
	struct up_random random = up_random_at(seed, 0, 0);

	make_content(file, &random);
	if (write_content(file) != 0)
		return false;
	if (!check_records(file, &random) || !check_source(file, table, relation))
		return false;
	return compress_content(file, &random) && write_content(file) == 0 &&
	       check_source(file, table, relation);
}

#define NAME(literal) ((char *)(uintptr_t)(literal))

/* Columns of several types; the last is in the table alone. */
static enum up_status make_relations(struct up_relation *table, struct up_relation *relation)
{
	const struct up_column columns[] = {{NAME("id"), UP_TYPE_INT4, -1, false, NULL},
					    {NAME("note"), UP_TYPE_TEXT, -1, true, NULL},
					    {NAME("due"), UP_TYPE_DATE, -1, true, NULL},
					    {NAME("amount"), UP_TYPE_NUMERIC, -1, true, NULL},
					    {NAME("more"), UP_TYPE_JSONB, -1, true, NULL}};
	const size_t count = sizeof columns / sizeof columns[0];

	UP_TRY(up_relation_init(table, NULL, "t", NULL, NULL));
	for (size_t c = 0; c < count; c++)
		UP_TRY(up_relation_add(table, &columns[c], NULL));
	UP_TRY(up_relation_set_key(table, 1, NULL));
	return up_relation_narrow(table, count - 1, NULL, relation, NULL);
}

static int run(uint64_t seed, int64_t seconds)
{
	const int64_t end = up_clock_ns() + seconds * 1000000000;
	UP_RELATION table = {0};
	UP_RELATION relation = {0};
	struct file file = {.fd = memfd_create("csv-fuzz", MFD_CLOEXEC)};
	uint64_t files = 0;

	if (file.fd < 0 || make_relations(&table, &relation) != UP_OK)
		return EXIT_FAILURE;
	snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd);
	do {
		for (int f = 0; f < FILES_AT_ONCE; f++, files++) {
			if (check_file(&file, &table, &relation, seed + files))
				continue;
			fprintf(stderr, "csv-fuzz: found with --seed %llu, in %zu bytes\n",
				(unsigned long long)(seed + files), file.length);
			return EXIT_FAILURE;
		}
	} while (up_clock_ns() < end);
	printf("csv-fuzz: %llu files, no finding; the first had --seed %llu\n",
	       (unsigned long long)files, (unsigned long long)seed);
	close(file.fd);
	return EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
	uint64_t seed = (uint64_t)up_clock_ns();
	int64_t seconds = 5;

	for (int a = 1; a + 1 < count; a += 2) {
		if (strcmp(arguments[a], "--seconds") == 0)
			seconds = strtoll(arguments[a + 1], NULL, 10);
		else if (strcmp(arguments[a], "--seed") == 0)
			seed = strtoull(arguments[a + 1], NULL, 10);
	}
	return run(seed, seconds);
}
