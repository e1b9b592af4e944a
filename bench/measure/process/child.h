/* SPDX-License-Identifier: PostgreSQL */
/*
 * A child process that is spoken to in lines: one goes to its standard input, one
 * comes from its standard output.  What it writes to standard error is read
 * meanwhile, and its end kept, to be quoted when something fails.
 *
 * It leads a process group of its own: Ctrl-C on the terminal reaches the harness
 * alone, and child_kill() reaches what the child has started, too.
 */
#ifndef MEASURE_PROCESS_CHILD_H
#define MEASURE_PROCESS_CHILD_H

#include "base/buffer.h"

#include <stdbool.h>
#include <sys/types.h>

#define CHILD_LINE_MAX 65536 /* bytes of a line that is read, without its newline */
#define CHILD_END_MS 5000    /* from the end of its input until it is killed */

struct child_options {
	char *const *arguments;   /* [0] is the program's path */
	char *const *environment; /* all of it */
	const int *files;         /* descriptors that it gets as CHILD_FIRST_FILE and up */
	size_t file_count;        /* at most CHILD_MAX_FILES */
};

#define CHILD_FIRST_FILE 3
#define CHILD_MAX_FILES 4

struct child;

/* UP_UNSUPPORTED when there is no such program; UP_IO. */
UP_MUST_CHECK enum up_status child_start(const struct child_options *options, struct child **child,
					 struct up_error *err);

/* Writes line and a newline.  UP_IO with the last line of its standard error, when
 * it does not read any more. */
UP_MUST_CHECK enum up_status child_write_line(struct child *child, const char *line,
					      struct up_error *err);

/* Waits for a line, without limit: whoever wants one calls child_kill() from
 * another thread.  The line is without its newline, owned by the child, and valid until
 * the next call.  UP_IO: it ended, or closed its output; the message has the last
 * line of its standard error.  UP_INVALID: the line is too long, or has a NUL. */
UP_MUST_CHECK enum up_status child_read_line(struct child *child, const char **line,
					     struct up_error *err);

/* Ends it and its process group with SIGKILL; a read that waits returns.  May be
 * called from another thread, but not while child_close() runs. */
void child_kill(struct child *child);

/* Closes its input, waits until it ends, and kills it after CHILD_END_MS.  Frees
 * the child; NULL is fine. */
void child_close(struct child *child);

#endif
