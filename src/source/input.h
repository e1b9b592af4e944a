/* SPDX-License-Identifier: PostgreSQL */
/*
 * The bytes of a file, from its first to its last.  A file that begins as a gzip file does (RFC 1952,
 * by its first two bytes, whatever its name) is decompressed: all of its members, one behind the
 * other.  Memory does not grow with the file.
 */
#ifndef UP_SOURCE_INPUT_H
#define UP_SOURCE_INPUT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct up_event;
struct up_input;

/* interrupted (borrowed; NULL: nothing) ends each wait for bytes while it is set: those of a pipe, a FIFO, a
 * terminal or a socket.  Opening a FIFO itself waits until it is written to.  UP_INVALID: the file
 * cannot be opened, or is a directory; UP_IO: it cannot be read. */
UP_MUST_CHECK enum up_status up_input_open(const char *path, const struct up_event *interrupted,
					   struct up_input **input, struct up_error *err);
void up_input_close(struct up_input *input); /* NULL is fine */

/* Reads at most size bytes, at least one; *length is 0 at the end.  UP_INVALID, naming the file: the gzip
 * data end too early or are damaged; UP_IO; UP_INTERRUPTED. */
UP_MUST_CHECK enum up_status up_input_read(struct up_input *input, char *bytes, size_t size,
					   size_t *length, struct up_error *err);

/* Starts again at the first byte.  UP_IO: the file cannot be read twice (a pipe). */
UP_MUST_CHECK enum up_status up_input_rewind(struct up_input *input, struct up_error *err);

/* Was the file compressed? */
bool up_input_is_compressed(const struct up_input *input);

#endif
