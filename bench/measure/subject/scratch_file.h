/* SPDX-License-Identifier: PostgreSQL */
/*
 * A file without a name, of mode 0600, in TMPDIR or /tmp, for what would not fit into memory.  It is gone
 * when it is closed, or when the process ends.
 *
 * Bytes are written and read at places.  Several threads may read while none writes.
 */
#ifndef MEASURE_SUBJECT_SCRATCH_FILE_H
#define MEASURE_SUBJECT_SCRATCH_FILE_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct scratch_file {
	int fd;
};

/* UP_IO, naming the directory. */
UP_MUST_CHECK enum up_status scratch_file_open(struct scratch_file *file, struct up_error *err);
void scratch_file_close(struct scratch_file *file); /* one that is all zero is fine */
#define SCRATCH_FILE UP_CLEANUP(scratch_file_close) struct scratch_file

/* Makes it that long; bytes that were not written are 0. */
UP_MUST_CHECK enum up_status scratch_file_resize(struct scratch_file *file, uint64_t length,
						 struct up_error *err);

UP_MUST_CHECK enum up_status scratch_file_write(const struct scratch_file *file, uint64_t place,
						const void *bytes, size_t length,
						struct up_error *err);

/* UP_IO also where the file ends before. */
UP_MUST_CHECK enum up_status scratch_file_read(const struct scratch_file *file, uint64_t place,
					       void *bytes, size_t length, struct up_error *err);

#endif
