/* SPDX-License-Identifier: PostgreSQL */
#include "source/input.h"

#include "base/event.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define BLOCK 65536
#define GZIP_ONLY (MAX_WBITS + 16) /* of inflateInit2() */

struct up_input {
	char *path;
	int fd;
	const struct up_event *interrupted; /* NULL: nothing is waited for */
	bool is_compressed;
	bool is_between; /* no member of a compressed file is under way */
	z_stream stream; /* initialized if is_compressed */
	/* Bytes of the file that were read and not passed on. */
	size_t next;
	size_t end;
	unsigned char block[BLOCK];
};

/* Appends what is there of a pipe, or a whole block of a file, to the block. */
static enum up_status read_some(struct up_input *input, struct up_error *err)
{
	ssize_t length;

	do {
		if (input->interrupted != NULL &&
		    up_event_wait_readable(input->interrupted, input->fd))
			return up_fail(err, UP_INTERRUPTED, "interrupted while waiting for %s",
				       input->path);
		length = read(input->fd, input->block + input->end,
			      sizeof input->block - input->end);
	} while (length < 0 && errno == EINTR);
	if (length < 0)
		return up_fail_errno(err, UP_IO, "cannot read %s", input->path);
	input->end += (size_t)length;
	return UP_OK;
}

static enum up_status fill(struct up_input *input, struct up_error *err)
{
	if (input->next < input->end)
		return UP_OK;
	input->next = 0;
	input->end = 0;
	return read_some(input, err);
}

static enum up_status begin(struct up_input *input, struct up_error *err)
{
	static const unsigned char magic[] = {0x1f, 0x8b};

	UP_TRY(fill(input, err));
	if (input->end == 1) /* a pipe may give a byte at a time */
		UP_TRY(read_some(input, err));
	input->is_compressed =
		input->end >= sizeof magic && memcmp(input->block, magic, sizeof magic) == 0;
	input->is_between = true;
	if (input->is_compressed && inflateInit2(&input->stream, GZIP_ONLY) != Z_OK) {
		input->is_compressed = false;
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", input->path);
	}
	return UP_OK;
}

/* ---- a compressed file ------------------------------------------------- */

static enum up_status fail_gzip(const struct up_input *input, int result, struct up_error *err)
{
	if (result == Z_MEM_ERROR)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", input->path);
	return up_fail(err, UP_INVALID, "%s: the compressed data are damaged", input->path);
}

/* One call of inflate(); *length may stay 0 before the end. */
static enum up_status inflate_some(struct up_input *input, char *bytes, size_t size, size_t *length,
				   struct up_error *err)
{
	z_stream *stream = &input->stream;

	if (input->is_between && inflateReset(stream) != Z_OK)
		return fail_gzip(input, Z_STREAM_ERROR, err);
	input->is_between = false;
	stream->next_in = input->block + input->next;
	stream->avail_in = (uInt)(input->end - input->next);
	stream->next_out = (Bytef *)bytes;
	stream->avail_out = size < BLOCK ? (uInt)size : BLOCK;
	const uInt room = stream->avail_out;
	const int result = inflate(stream, Z_NO_FLUSH);
	input->next = input->end - stream->avail_in;
	*length = room - stream->avail_out;
	if (result == Z_STREAM_END)
		input->is_between = true;
	else if (result != Z_OK)
		return fail_gzip(input, result, err);
	return UP_OK;
}

static enum up_status read_compressed(struct up_input *input, char *bytes, size_t size,
				      size_t *length, struct up_error *err)
{
	*length = 0;
	while (*length == 0) {
		UP_TRY(fill(input, err));
		if (input->end == 0 && input->is_between)
			return UP_OK;
		if (input->end == 0)
			return up_fail(err, UP_INVALID,
				       "%s: the compressed data end too early: is the file cut "
				       "short?",
				       input->path);
		UP_TRY(inflate_some(input, bytes, size, length, err));
	}
	return UP_OK;
}

/* ---- any file ---------------------------------------------------------- */

enum up_status up_input_read(struct up_input *input, char *bytes, size_t size, size_t *length,
			     struct up_error *err)
{
	if (input->is_compressed)
		return read_compressed(input, bytes, size, length, err);
	UP_TRY(fill(input, err));
	*length = input->end - input->next < size ? input->end - input->next : size;
	memcpy(bytes, input->block + input->next, *length);
	input->next += *length;
	return UP_OK;
}

static void end(struct up_input *input)
{
	if (input->is_compressed)
		inflateEnd(&input->stream);
	input->is_compressed = false;
}

enum up_status up_input_rewind(struct up_input *input, struct up_error *err)
{
	if (lseek(input->fd, 0, SEEK_SET) != 0)
		return up_fail_errno(err, UP_IO, "cannot read %s once more", input->path);
	end(input);
	input->stream = (z_stream){0};
	input->next = 0;
	input->end = 0;
	return begin(input, err);
}

void up_input_close(struct up_input *input)
{
	if (input == NULL)
		return;
	end(input);
	if (input->fd >= 0)
		close(input->fd);
	free(input->path);
	free(input);
}

bool up_input_is_compressed(const struct up_input *input)
{
	return input->is_compressed;
}

static enum up_status open_file(struct up_input *input, const char *path,
				const struct up_event *interrupted, struct up_error *err)
{
	struct stat status;

	input->path = strdup(path);
	if (input->path == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", path);
	input->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (input->fd < 0)
		return up_fail_errno(err, UP_INVALID, "cannot open %s", path);
	if (fstat(input->fd, &status) != 0)
		return up_fail_errno(err, UP_IO, "cannot read %s", path);
	if (S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		return up_fail_errno(err, UP_INVALID, "cannot read %s", path);
	}
	/* A file or a device of blocks never waits for bytes. */
	if (!S_ISREG(status.st_mode) && !S_ISBLK(status.st_mode))
		input->interrupted = interrupted;
	return begin(input, err);
}

enum up_status up_input_open(const char *path, const struct up_event *interrupted,
			     struct up_input **input, struct up_error *err)
{
	struct up_input *new = calloc(1, sizeof *new);

	if (new == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %s", path);
	new->fd = -1;
	const enum up_status status = open_file(new, path, interrupted, err);
	if (status != UP_OK)
		up_input_close(new);
	else
		*input = new;
	return status;
}
