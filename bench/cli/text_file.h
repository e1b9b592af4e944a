/* SPDX-License-Identifier: PostgreSQL */
/* Text files that a user names. */
#ifndef CLI_TEXT_FILE_H
#define CLI_TEXT_FILE_H

#include "base/buffer.h"
#include "base/error.h"
#include "record/replace.h"

/* Appends all of a file.  UP_INVALID: it cannot be read, or has a NUL byte; what
 * ("experiment") comes before its name in the message. */
UP_MUST_CHECK enum up_status text_file_read(const char *what, const char *path,
					    struct up_buffer *text, struct up_error *err);

/* Writes the file that --output names, which its messages name, too; see replace_output(). */
UP_MUST_CHECK enum up_status text_file_output(const char *path, FILE *out, replace_writer *write,
					      const void *context, struct up_error *err);

#endif
