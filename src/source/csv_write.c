/* SPDX-License-Identifier: PostgreSQL */
#include "source/csv_write.h"

#include "pg/text.h"

#include <csv.h>

void up_csv_write_field(struct up_buffer *lines, const char *field, size_t length)
{
	bool plain = true;

	for (size_t i = 0; i < length && plain; i++)
		plain = strchr(",\"\r\n", field[i]) == NULL && field[i] != '\0';
	/* Many readers strip blanks around fields that are not quoted. */
	if (length > 0 && (field[0] == ' ' || field[0] == '\t' || field[length - 1] == ' ' ||
			   field[length - 1] == '\t'))
		plain = false;
	if (plain) {
		up_buffer_append(lines, field, length);
		return;
	}
	size_t room = csv_write(NULL, 0, field, length);
	if (!up_buffer_reserve(lines, room))
		return;
	csv_write(up_buffer_end(lines), room, field, length);
	up_buffer_end_at(lines, up_buffer_end(lines) + room);
}

void up_csv_write_header(struct up_buffer *lines, const struct up_relation *relation)
{
	for (size_t c = 0; c < relation->column_count; c++) {
		const char *name = relation->columns[c].name;
		if (c > 0)
			up_buffer_append_char(lines, ',');
		up_csv_write_field(lines, name, strlen(name));
	}
	up_buffer_append_char(lines, '\n');
}

void up_csv_write_row(struct up_buffer *lines, struct up_buffer *scratch,
		      const struct up_batch *batch, size_t row)
{
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const struct up_vector *vector = &batch->vectors[c];
		if (c > 0)
			up_buffer_append_char(lines, ',');
		if (up_vector_is_null(vector, row))
			continue;
		up_buffer_clear(scratch);
		up_text_append(scratch, vector, row);
		if (scratch->failed)
			lines->failed = true;
		else if (scratch->length == 0)
			up_buffer_append_string(lines, "\"\"");
		else
			up_csv_write_field(lines, scratch->data, scratch->length);
	}
	up_buffer_append_char(lines, '\n');
}
