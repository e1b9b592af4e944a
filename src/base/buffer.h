/* SPDX-License-Identifier: PostgreSQL */
/*
 * A growing run of bytes, always followed by a NUL that does not count, so
 * that it can also be read as a string.
 *
 * Appending cannot fail at the call: when memory runs out the buffer is marked
 * and ignores what follows, and up_buffer_check() reports it once, after a
 * whole statement or COPY chunk was built.  (Encoders append several times a
 * value; an error to look at after each would cost more than the bytes.)
 */
#ifndef UP_BASE_BUFFER_H
#define UP_BASE_BUFFER_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct up_buffer {
	char *data; /* owned; NULL until the first byte */
	size_t length;
	size_t capacity;
	bool failed; /* memory ran out: the content is incomplete */
};

void up_buffer_release(struct up_buffer *buffer);
#define UP_BUFFER UP_CLEANUP(up_buffer_release) struct up_buffer

/* The way of up_buffer_reserve() when there is no room yet. */
bool up_buffer_grow(struct up_buffer *buffer, size_t more);

/* Makes room for that many more bytes (and the NUL); false when it cannot. */
static inline bool up_buffer_reserve(struct up_buffer *buffer, size_t more)
{
	if (__builtin_expect(more < buffer->capacity - buffer->length && !buffer->failed, 1))
		return true;
	return up_buffer_grow(buffer, more);
}

/* To append many small pieces: reserve once, write from up_buffer_end(), and pass the end to
 * up_buffer_end_at(). */
static inline char *up_buffer_end(const struct up_buffer *buffer)
{
	return buffer->data + buffer->length;
}

static inline void up_buffer_end_at(struct up_buffer *buffer, char *end)
{
	*end = '\0';
	buffer->length = (size_t)(end - buffer->data);
}

static inline void up_buffer_append(struct up_buffer *buffer, const void *bytes, size_t length)
{
	if (length == 0 || !up_buffer_reserve(buffer, length))
		return;
	memcpy(buffer->data + buffer->length, bytes, length);
	buffer->length += length;
	buffer->data[buffer->length] = '\0';
}

void up_buffer_append_string(struct up_buffer *buffer, const char *string);
void up_buffer_append_format(struct up_buffer *buffer, const char *format, ...) UP_PRINTF(2, 3);

static inline void up_buffer_append_char(struct up_buffer *buffer, char c)
{
	if (!up_buffer_reserve(buffer, 1))
		return;
	buffer->data[buffer->length++] = c;
	buffer->data[buffer->length] = '\0';
}

/* Forgets the content and keeps the memory. */
static inline void up_buffer_clear(struct up_buffer *buffer)
{
	buffer->length = 0;
	if (buffer->data != NULL)
		buffer->data[0] = '\0';
}

/* The content as a string; "" when nothing was appended. */
static inline const char *up_buffer_string(const struct up_buffer *buffer)
{
	return buffer->data != NULL ? buffer->data : "";
}

/* Gives the string away (to be freed by the caller) and empties the buffer. */
char *up_buffer_detach(struct up_buffer *buffer);

/* UP_NO_MEMORY when any append since the start could not be done. */
UP_MUST_CHECK enum up_status up_buffer_check(const struct up_buffer *buffer, struct up_error *err);

#endif
