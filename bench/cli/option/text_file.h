/* SPDX-License-Identifier: PostgreSQL */
/* Text files that a user names. */
#ifndef CLI_OPTION_TEXT_FILE_H
#define CLI_OPTION_TEXT_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Appends all of a file, without the byte order mark that editors of some systems put before it.
 * UP_INVALID: it cannot be read, or has a NUL byte; what
 * ("experiment") comes before its name in the message. */
UP_MUST_CHECK enum up_status text_file_read(const char *what, const char *path,
					    struct up_buffer *text, struct up_error *err);

#endif
