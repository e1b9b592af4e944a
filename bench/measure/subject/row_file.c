/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/row_file.h"

#include <string.h>

#define PENDING_MAX ((size_t)256 * 1024)

void row_file_release(struct row_file *rows)
{
	up_scratch_close(&rows->file);
	up_buffer_release(&rows->pending);
	*rows = (struct row_file){0};
}

static enum up_status flush(struct row_file *rows, struct up_error *err)
{
	if (rows->file.fd == 0)
		UP_TRY(up_scratch_open(&rows->file, err));
	UP_TRY(up_scratch_write(&rows->file, rows->written, rows->pending.data,
				rows->pending.length, err));
	rows->written += rows->pending.length;
	up_buffer_clear(&rows->pending);
	return UP_OK;
}

enum up_status row_file_append(struct row_file *rows, const char *line, size_t length,
			       uint64_t *place, struct up_error *err)
{
	*place = rows->written + rows->pending.length;
	up_buffer_append(&rows->pending, &length, sizeof length);
	up_buffer_append(&rows->pending, line, length);
	UP_TRY(up_buffer_check(&rows->pending, err));
	return rows->pending.length >= PENDING_MAX ? flush(rows, err) : UP_OK;
}

/* A line and the length before it are flushed together. */
enum up_status row_file_read(const struct row_file *rows, uint64_t place, struct up_buffer *line,
			     struct up_error *err)
{
	const char *pending =
		place >= rows->written ? rows->pending.data + (place - rows->written) : NULL;
	size_t length;

	up_buffer_clear(line);
	if (pending != NULL) {
		memcpy(&length, pending, sizeof length);
		up_buffer_append(line, pending + sizeof length, length);
		return up_buffer_check(line, err);
	}
	UP_TRY(up_scratch_read(&rows->file, place, &length, sizeof length, err));
	if (!up_buffer_reserve(line, length))
		return up_buffer_check(line, err);
	UP_TRY(up_scratch_read(&rows->file, place + sizeof length, line->data, length, err));
	up_buffer_end_at(line, line->data + length);
	return UP_OK;
}
