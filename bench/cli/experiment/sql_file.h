/* SPDX-License-Identifier: PostgreSQL */
/*
 * Files of SQL that a user names.  They go to the server as they are, so they must not have commands
 * of psql, such as the \restrict that pg_dump writes, which the server reports as a syntax error.
 */
#ifndef CLI_EXPERIMENT_SQL_FILE_H
#define CLI_EXPERIMENT_SQL_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Appends all of a file.  UP_INVALID: it cannot be read, has a NUL byte, or a line that begins with a
 * backslash outside of quotes and comments; what ("schema-sql") comes before its name in the message. */
UP_MUST_CHECK enum up_status sql_file_read(const char *what, const char *path,
					   struct up_buffer *sql, struct up_error *err);

#endif
