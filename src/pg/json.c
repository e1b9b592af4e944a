/* SPDX-License-Identifier: PostgreSQL */
#include "pg/json.h"

#include "pg/text.h"

static bool is_plain(char c)
{
	return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

static void append_string(struct up_buffer *buffer, const char *text, size_t length)
{
	size_t run = 0;

	up_buffer_append_char(buffer, '"');
	for (size_t i = 0; i < length; i++) {
		if (is_plain(text[i]))
			continue;
		up_buffer_append(buffer, text + run, i - run);
		if (text[i] == '"' || text[i] == '\\') {
			up_buffer_append_char(buffer, '\\');
			up_buffer_append_char(buffer, text[i]);
		} else {
			up_buffer_append_format(buffer, "\\u%04x", (unsigned)text[i]);
		}
		run = i + 1;
	}
	up_buffer_append(buffer, text + run, length - run);
	up_buffer_append_char(buffer, '"');
}

static void append_value(struct up_buffer *buffer, struct up_buffer *scratch,
			 const struct up_vector *vector, size_t row)
{
	if (up_vector_is_null(vector, row)) {
		up_buffer_append_string(buffer, "null");
		return;
	}
	if (vector->type == UP_TYPE_BOOL) {
		up_buffer_append_string(buffer, up_vector_bool(vector, row) ? "true" : "false");
		return;
	}
	up_buffer_clear(scratch);
	up_text_append(scratch, vector, row);
	append_string(buffer, up_buffer_string(scratch), scratch->length);
}

void up_json_append_rows(struct up_buffer *buffer, const struct up_batch *batch, size_t first,
			 size_t count)
{
	const struct up_relation *relation = batch->relation;
	UP_BUFFER scratch = {0};

	up_buffer_append_char(buffer, '[');
	for (size_t row = first; row < first + count; row++) {
		if (row > first)
			up_buffer_append_char(buffer, ',');
		for (size_t c = 0; c < relation->column_count; c++) {
			const char *name = relation->columns[c].name;
			up_buffer_append_char(buffer, c > 0 ? ',' : '{');
			append_string(buffer, name, strlen(name));
			up_buffer_append_char(buffer, ':');
			append_value(buffer, &scratch, &batch->vectors[c], row);
		}
		up_buffer_append_char(buffer, '}');
	}
	up_buffer_append_char(buffer, ']');
	buffer->failed = buffer->failed || scratch.failed;
}
