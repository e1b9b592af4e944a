/* SPDX-License-Identifier: PostgreSQL */
#include "source/csv_record.h"

#include "base/utf8.h"

#include <stdlib.h>

#define FIRST_CAPACITY ((size_t)1 << 18)

void up_csv_reader_init(struct up_csv_reader *reader, struct up_input *input, const char *path,
			char delimiter)
{
	*reader = (struct up_csv_reader){.input = input, .path = path, .delimiter = delimiter};
	reader->ends[(unsigned char)delimiter] = true;
	reader->ends['\n'] = true;
	reader->ends['\r'] = true;
	reader->ends['"'] = true;
	up_csv_reader_restart(reader);
}

void up_csv_reader_release(struct up_csv_reader *reader)
{
	free(reader->bytes);
	up_buffer_release(&reader->fields);
	up_buffer_release(&reader->unquoted);
}

void up_csv_reader_restart(struct up_csv_reader *reader)
{
	reader->begin = 0;
	reader->end = 0;
	reader->has_ended = false;
	reader->is_at_start = true;
	reader->line = 1;
}

/* ---- bytes ------------------------------------------------------------ */

/* Room for at least a byte more and the newline behind it: what was parsed goes, or the room is
 * doubled. */
static enum up_status make_room(struct up_csv_reader *reader, struct up_error *err)
{
	const size_t left = reader->end - reader->begin;

	if (left > UP_CSV_RECORD_MAX)
		return up_fail(err, UP_INVALID,
			       "%s:%zu: a row of more than %zu bytes: are quotes not closed?",
			       reader->path, reader->line, UP_CSV_RECORD_MAX);
	if (reader->begin > 0)
		memmove(reader->bytes, reader->bytes + reader->begin, left);
	reader->begin = 0;
	reader->end = left;
	if (left + 1 < reader->capacity / 2)
		return UP_OK;
	const size_t capacity = reader->capacity > 0 ? 2 * reader->capacity : FIRST_CAPACITY;
	char *bytes = realloc(reader->bytes, capacity);
	if (bytes == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", reader->path);
	reader->bytes = bytes;
	reader->capacity = capacity;
	return UP_OK;
}

/* What can be read at once, as a pipe may not have more for long; but more than there was already, or a long
 * record would be scanned once per block. */
static enum up_status read_more(struct up_csv_reader *reader, struct up_error *err)
{
	UP_TRY(make_room(reader, err));
	const size_t left = reader->end;
	while (!reader->has_ended && reader->end + 1 < reader->capacity &&
	       reader->end <= 2 * left) {
		size_t length;
		UP_TRY(up_input_read(reader->input, reader->bytes + reader->end,
				     reader->capacity - reader->end - 1, &length, err));
		reader->end += length;
		reader->has_ended = length == 0;
	}
	reader->bytes[reader->end] = '\n';
	return UP_OK;
}

/* ---- a record --------------------------------------------------------- */

/* A record under way. */
struct scan {
	struct up_csv_reader *reader;
	const char *first; /* of the record, behind empty lines */
	size_t first_line; /* of that */
	const char *at;
	const char *end; /* of the bytes that are there */
	size_t line;     /* of at */
	enum up_csv_fault fault;
	bool is_short; /* the bytes end before the record does, and the file does not */
};

static void add_field(struct scan *scan, const char *text, size_t length, size_t line,
		      bool is_quoted)
{
	const struct up_csv_field field = {
		.text = text, .length = length, .line = line, .is_quoted = is_quoted};

	up_buffer_append(&scan->reader->fields, &field, sizeof field);
}

/* Lines that end within a text; a carriage return before a newline is no end of its own. */
static size_t count_lines(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += text[i] == '\n' ||
			 (text[i] == '\r' && !(i + 1 < length && text[i + 1] == '\n'));
	return count;
}

/* Of a text with doubled quotes one of each pair. */
static const char *undouble(struct scan *scan, const char *text, size_t length, size_t *result)
{
	struct up_buffer *unquoted = &scan->reader->unquoted;
	const size_t first = unquoted->length;

	while (length > 0) {
		const char *quote = memchr(text, '"', length);
		const size_t piece = quote != NULL ? (size_t)(quote - text) + 1 : length;
		const size_t step = quote != NULL ? piece + 1 : piece;
		up_buffer_append(unquoted, text, piece);
		text += step;
		length -= step;
	}
	*result = unquoted->length - first;
	return up_buffer_string(unquoted) + first;
}

/* From behind the quotes that begin a field to behind those that end it. */
static void scan_quoted(struct scan *scan)
{
	const char *text = scan->at + 1;
	const char *quote = text;
	const size_t line = scan->line;
	bool has_pairs = false;

	for (;;) {
		quote = memchr(quote, '"', (size_t)(scan->end - quote));
		if (quote == NULL || quote + 1 == scan->end || quote[1] != '"')
			break;
		has_pairs = true;
		quote += 2;
	}
	scan->is_short = !scan->reader->has_ended && (quote == NULL || quote + 1 == scan->end);
	if (scan->is_short)
		return;
	if (quote == NULL) {
		scan->fault = UP_CSV_OPEN_QUOTE;
		quote = scan->end;
	}
	size_t length = (size_t)(quote - text);
	scan->line += count_lines(text, length);
	scan->at = quote < scan->end ? quote + 1 : scan->end;
	if (has_pairs && scan->fault == UP_CSV_FAULTLESS)
		text = undouble(scan, text, length, &length);
	add_field(scan, text, length, line, true);
}

static bool is_line_end(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* To the delimiter or the end of the line behind a field. */
static void scan_field(struct scan *scan)
{
	const bool *ends = scan->reader->ends;

	if (*scan->at == '"' && scan->at < scan->end) {
		scan_quoted(scan);
		if (!scan->is_short && scan->at < scan->end && !is_line_end(*scan->at) &&
		    *scan->at != scan->reader->delimiter)
			scan->fault = UP_CSV_STRAY_QUOTE;
		return;
	}
	const char *at = scan->at;
	while (!ends[(unsigned char)*at])
		at++;
	add_field(scan, scan->at, (size_t)(at - scan->at), scan->line, false);
	if (*at == '"')
		scan->fault = UP_CSV_STRAY_QUOTE;
	scan->at = at;
}

/* What stands between a fault and the end of its line belongs to the record. */
static void skip_line(struct scan *scan)
{
	while (scan->at < scan->end && !is_line_end(*scan->at))
		scan->at++;
}

/* The end of the line, at which at is; or that of the file. */
static void end_line(struct scan *scan)
{
	const bool is_pair = *scan->at == '\r' && scan->at + 1 < scan->end && scan->at[1] == '\n';

	/* A newline may follow. */
	scan->is_short =
		!scan->reader->has_ended &&
		(scan->at == scan->end || (*scan->at == '\r' && scan->at + 1 == scan->end));
	if (scan->is_short || scan->at == scan->end)
		return;
	scan->at += is_pair ? 2 : 1;
	scan->line++;
}

static void scan_fields(struct scan *scan)
{
	for (;;) {
		scan_field(scan);
		if (scan->is_short || scan->fault != UP_CSV_FAULTLESS || scan->at == scan->end ||
		    *scan->at != scan->reader->delimiter)
			return;
		scan->at++;
	}
}

/* Cuts the fields of a record off behind the first that is not UTF-8. */
static void check_utf8(struct up_csv_record *record)
{
	size_t valid = 0;

	if (up_utf8_valid(record->bytes, record->length) == record->length)
		return;
	while (valid < record->count &&
	       up_utf8_valid(record->fields[valid].text, record->fields[valid].length) ==
		       record->fields[valid].length)
		valid++;
	record->fault = UP_CSV_NOT_UTF8;
	record->count = valid < record->count ? valid + 1 : record->count;
}

/* Empty lines before a record. */
static void skip_empty_lines(struct scan *scan)
{
	while (scan->at < scan->end && is_line_end(*scan->at) && !scan->is_short)
		end_line(scan);
}

/* The next record of the bytes that are there. */
static void scan_record(struct scan *scan, struct up_csv_record *record)
{
	skip_empty_lines(scan);
	scan->first = scan->at;
	scan->first_line = scan->line;
	if (scan->at == scan->end) {
		scan->is_short = !scan->reader->has_ended;
		return;
	}
	if (!scan->is_short)
		scan_fields(scan);
	if (scan->is_short)
		return;
	if (scan->fault != UP_CSV_FAULTLESS)
		skip_line(scan);
	record->bytes = scan->first;
	record->length = (size_t)(scan->at - scan->first);
	record->line = scan->first_line;
	end_line(scan);
}

static void skip_mark(struct up_csv_reader *reader)
{
	static const char mark[] = "\xef\xbb\xbf";

	if (reader->end - reader->begin >= sizeof mark - 1 &&
	    memcmp(reader->bytes + reader->begin, mark, sizeof mark - 1) == 0)
		reader->begin += sizeof mark - 1;
	reader->is_at_start = false;
}

/* Of the bytes that are there, all could be texts with doubled quotes; these must not move while
 * fields point to them. */
static enum up_status begin_record(struct up_csv_reader *reader, struct scan *scan,
				   struct up_error *err)
{
	*scan = (struct scan){.reader = reader,
			      .at = reader->bytes + reader->begin,
			      .end = reader->bytes + reader->end,
			      .line = reader->line};
	up_buffer_clear(&reader->fields);
	up_buffer_clear(&reader->unquoted);
	(void)up_buffer_reserve(&reader->unquoted, reader->end - reader->begin);
	return up_buffer_check(&reader->unquoted, err);
}

enum up_status up_csv_reader_next(struct up_csv_reader *reader, struct up_csv_record *record,
				  bool *found, struct up_error *err)
{
	struct scan scan;

	if (reader->is_at_start) {
		UP_TRY(read_more(reader, err));
		skip_mark(reader);
	}
	*record = (struct up_csv_record){0};
	UP_TRY(begin_record(reader, &scan, err));
	scan_record(&scan, record);
	while (scan.is_short) {
		reader->begin = (size_t)(scan.first - reader->bytes);
		reader->line = scan.first_line;
		UP_TRY(read_more(reader, err));
		UP_TRY(begin_record(reader, &scan, err));
		scan_record(&scan, record);
	}
	*found = record->bytes != NULL;
	reader->begin = (size_t)(scan.at - reader->bytes);
	reader->line = scan.line;
	UP_TRY(up_buffer_check(&reader->fields, err));
	record->fields = (const struct up_csv_field *)(const void *)reader->fields.data;
	record->count = reader->fields.length / sizeof *record->fields;
	record->fault = scan.fault;
	if (*found && record->fault == UP_CSV_FAULTLESS)
		check_utf8(record);
	return UP_OK;
}
