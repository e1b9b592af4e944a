/* SPDX-License-Identifier: PostgreSQL */
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* 0 is the descriptor of one that is not open: standard input is never one. */

static const char *directory_of_files(void)
{
	const char *directory = getenv("TMPDIR");

	return directory != NULL && directory[0] != '\0' ? directory : "/tmp";
}

enum up_status up_scratch_open(struct up_scratch *file, struct up_error *err)
{
	const char *directory = directory_of_files();
	UP_FREE char *name = NULL;

	int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (fd < 0) { /* not every file system has files without names */
		if (asprintf(&name, "%s/upsync-XXXXXX", directory) < 0) {
			name = NULL;
			return up_fail(err, UP_NO_MEMORY, "out of memory for a file of rows");
		}
		fd = mkostemp(name, O_CLOEXEC);
		if (fd >= 0)
			unlink(name);
	}
	if (fd < 0)
		return up_fail_errno(err, UP_IO, "cannot make a file of rows in %s", directory);
	file->fd = fd;
	return UP_OK;
}

void up_scratch_close(struct up_scratch *file)
{
	if (up_scratch_is_open(file))
		close(file->fd);
	*file = (struct up_scratch){0};
}

enum up_status up_scratch_resize(struct up_scratch *file, uint64_t length, struct up_error *err)
{
	if (ftruncate(file->fd, (off_t)length) != 0)
		return up_fail_errno(err, UP_IO, "cannot extend a file of rows in %s (TMPDIR)",
				     directory_of_files());
	return UP_OK;
}

enum up_status up_scratch_write(const struct up_scratch *file, uint64_t place, const void *bytes,
				size_t length, struct up_error *err)
{
	const char *at = bytes;

	while (length > 0) {
		const ssize_t count = pwrite(file->fd, at, length, (off_t)place);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return up_fail_errno(err, UP_IO,
					     "cannot write a file of rows in %s (TMPDIR)",
					     directory_of_files());
		at += count;
		place += (uint64_t)count;
		length -= (size_t)count;
	}
	return UP_OK;
}

enum up_status up_scratch_read(const struct up_scratch *file, uint64_t place, void *bytes,
			       size_t length, struct up_error *err)
{
	char *at = bytes;

	while (length > 0) {
		const ssize_t count = pread(file->fd, at, length, (off_t)place);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return up_fail_errno(err, UP_IO, "cannot read a file of rows");
		if (count == 0)
			return up_fail(err, UP_IO, "a file of rows is cut short");
		at += count;
		place += (uint64_t)count;
		length -= (size_t)count;
	}
	return UP_OK;
}
