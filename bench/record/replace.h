/* SPDX-License-Identifier: PostgreSQL */
/*
 * Writes files that have a name: those of a run directory, and all that a user names.
 *
 * A regular file is replaced as a whole, by renaming a new one over it: whoever reads it sees
 * the old content or the new, and a full disk or a kill in between leaves the old.  Its mode,
 * and where that is allowed its owner, stay.  Of a symbolic link the target is replaced, or
 * made, and the link stays.
 *
 * Everything else (a device, a FIFO, /dev/stdout, /proc/self/fd/N) is what the user wants to
 * write to: it is opened and written in place, and never renamed over.  A descriptor of this
 * process is written through itself, at its own position.  So is, as a last resort, a regular
 * file whose directory takes no new file, or that is a mount of its own.
 */
#ifndef RECORD_REPLACE_H
#define RECORD_REPLACE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes the content to file; may be called twice, and then writes the same. */
typedef enum up_status replace_writer(FILE *file, const void *context, struct up_error *err);

/* A writer whose context is a struct up_buffer: its bytes. */
replace_writer replace_write_text;

/* UP_IO when the file cannot be created or written; what write fails with otherwise. */
UP_MUST_CHECK enum up_status replace_file(const char *path, replace_writer *write,
					  const void *context, struct up_error *err);

/* The same of a file that the user named, so that one that cannot be created, for another
 * reason than a full disk, is UP_INVALID.  No name (NULL) and "-" are the standard output,
 * out (NULL when path is neither); it is not flushed. */
UP_MUST_CHECK enum up_status replace_output(const char *path, FILE *out, replace_writer *write,
					    const void *context, struct up_error *err);

/* Whether path is the standard output by those rules. */
bool replace_is_standard_output(const char *path);

/* Whether output to path comes out of the standard output: by those rules, or because
 * path leads there, as /dev/stdout does. */
bool replace_reaches_standard_output(const char *path);

/* Whether there is something at that path that is written in place, and never read. */
bool replace_is_in_place(const char *path);

#endif
