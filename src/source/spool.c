/* SPDX-License-Identifier: PostgreSQL */
#include "source/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#define PARTS 4 /* buffers of a vector */

void up_spool_init(struct up_spool *spool)
{
	*spool = (struct up_spool){.fd = -1};
}

void up_spool_release(struct up_spool *spool)
{
	up_close_p(&spool->fd);
	up_buffer_release(&spool->places);
	up_spool_init(spool);
}

enum up_status up_spool_clear(struct up_spool *spool, struct up_error *err)
{
	spool->count = 0;
	spool->end = 0;
	up_buffer_clear(&spool->places);
	if (spool->fd >= 0 && (ftruncate(spool->fd, 0) != 0 || lseek(spool->fd, 0, SEEK_SET) != 0))
		return up_fail_errno(err, UP_IO, "cannot empty the file of fetched rows");
	return UP_OK;
}

static enum up_status open_file(struct up_spool *spool, struct up_error *err)
{
	const char *directory = getenv("TMPDIR");
	UP_FREE char *name = NULL;

	if (directory == NULL || directory[0] == '\0')
		directory = "/tmp";
	spool->fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (spool->fd >= 0)
		return UP_OK;
	/* Not every file system has files without names. */
	if (asprintf(&name, "%s/upsync-XXXXXX", directory) < 0) {
		name = NULL;
		return up_fail(err, UP_NO_MEMORY, "out of memory for a file of fetched rows");
	}
	spool->fd = mkostemp(name, O_CLOEXEC);
	if (spool->fd < 0 || unlink(name) != 0)
		return up_fail_errno(err, UP_IO, "cannot make a file of fetched rows in %s",
				     directory);
	return UP_OK;
}

static void list_parts(const struct up_vector *vector, const struct up_buffer *parts[PARTS])
{
	parts[0] = &vector->validity;
	parts[1] = &vector->values;
	parts[2] = &vector->offsets;
	parts[3] = &vector->bytes;
}

static enum up_status write_all(int fd, const void *bytes, size_t length, struct up_error *err)
{
	const char *at = bytes;

	while (length > 0) {
		const ssize_t written = write(fd, at, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return up_fail_errno(err, UP_IO, "cannot write the file of fetched rows");
		at += written;
		length -= (size_t)written;
	}
	return UP_OK;
}

static enum up_status read_all(int fd, void *bytes, size_t length, uint64_t *place,
			       struct up_error *err)
{
	char *at = bytes;

	while (length > 0) {
		const ssize_t count = pread(fd, at, length, (off_t)*place);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return up_fail_errno(err, UP_IO, "cannot read the file of fetched rows");
		if (count == 0)
			return up_fail(err, UP_IO, "the file of fetched rows is cut short");
		at += count;
		*place += (uint64_t)count;
		length -= (size_t)count;
	}
	return UP_OK;
}

/* The lengths of all buffers, with the number of rows in front. */
static void append_lengths(struct up_buffer *head, const struct up_batch *batch)
{
	const struct up_buffer *parts[PARTS];

	up_buffer_append(head, &batch->row_count, sizeof batch->row_count);
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		list_parts(&batch->vectors[c], parts);
		for (size_t p = 0; p < PARTS; p++)
			up_buffer_append(head, &parts[p]->length, sizeof parts[p]->length);
	}
}

enum up_status up_spool_append(struct up_spool *spool, const struct up_batch *batch,
			       struct up_error *err)
{
	const struct up_buffer *parts[PARTS];
	const uint64_t place = spool->end;
	UP_BUFFER image = {0};

	if (spool->fd < 0)
		UP_TRY(open_file(spool, err));
	append_lengths(&image, batch);
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		list_parts(&batch->vectors[c], parts);
		for (size_t p = 0; p < PARTS; p++)
			up_buffer_append(&image, parts[p]->data, parts[p]->length);
	}
	UP_TRY(up_buffer_check(&image, err));
	UP_TRY(write_all(spool->fd, image.data, image.length, err));
	up_buffer_append(&spool->places, &place, sizeof place);
	UP_TRY(up_buffer_check(&spool->places, err));
	spool->end += image.length;
	spool->count++;
	return UP_OK;
}

static enum up_status read_part(int fd, struct up_buffer *part, size_t length, uint64_t *place,
				struct up_error *err)
{
	up_buffer_clear(part);
	if (length == 0)
		return UP_OK;
	if (!up_buffer_reserve(part, length))
		return up_buffer_check(part, err);
	UP_TRY(read_all(fd, part->data, length, place, err));
	up_buffer_end_at(part, part->data + length);
	return UP_OK;
}

static enum up_status read_vector(const struct up_spool *spool, struct up_vector *vector,
				  const size_t lengths[PARTS], uint64_t *place,
				  struct up_error *err)
{
	struct up_buffer *parts[PARTS] = {&vector->validity, &vector->values, &vector->offsets,
					  &vector->bytes};

	for (size_t p = 0; p < PARTS; p++)
		UP_TRY(read_part(spool->fd, parts[p], lengths[p], place, err));
	return UP_OK;
}

enum up_status up_spool_read(const struct up_spool *spool, size_t index, struct up_batch *batch,
			     struct up_error *err)
{
	const size_t columns = batch->relation->column_count;
	UP_FREE size_t *lengths = calloc(columns * PARTS, sizeof *lengths);
	uint64_t place;

	if (lengths == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for fetched rows");
	memcpy(&place, spool->places.data + index * sizeof place, sizeof place);
	UP_TRY(read_all(spool->fd, &batch->row_count, sizeof batch->row_count, &place, err));
	UP_TRY(read_all(spool->fd, lengths, columns * PARTS * sizeof *lengths, &place, err));
	for (size_t c = 0; c < columns; c++) {
		UP_TRY(read_vector(spool, &batch->vectors[c], lengths + c * PARTS, &place, err));
		batch->vectors[c].length = batch->row_count;
	}
	return UP_OK;
}
