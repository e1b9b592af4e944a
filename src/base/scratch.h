/* SPDX-License-Identifier: PostgreSQL */
/*
 * A file without a name, of mode 0600, in TMPDIR or /tmp, for what would not fit into memory.  It is gone
 * when it is closed, or when the process ends.
 *
 * Bytes are written and read at places.  Several threads may read while none writes.
 */
#ifndef UP_BASE_SCRATCH_H
#define UP_BASE_SCRATCH_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct up_scratch { /* begin with {0} */
	int fd;     /* 0: there is no file */
};

static inline bool up_scratch_is_open(const struct up_scratch *file)
{
	return file->fd > 0;
}

/* UP_IO, naming the directory. */
UP_MUST_CHECK enum up_status up_scratch_open(struct up_scratch *file, struct up_error *err);
void up_scratch_close(struct up_scratch *file);
#define UP_SCRATCH UP_CLEANUP(up_scratch_close) struct up_scratch

/* Makes it that long; bytes that were not written are 0. */
UP_MUST_CHECK enum up_status up_scratch_resize(struct up_scratch *file, uint64_t length,
					       struct up_error *err);

UP_MUST_CHECK enum up_status up_scratch_write(const struct up_scratch *file, uint64_t place,
					      const void *bytes, size_t length,
					      struct up_error *err);

/* UP_IO also where the file ends before. */
UP_MUST_CHECK enum up_status up_scratch_read(const struct up_scratch *file, uint64_t place,
					     void *bytes, size_t length, struct up_error *err);

#endif
