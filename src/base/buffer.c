/* SPDX-License-Identifier: PostgreSQL */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void up_buffer_release(struct up_buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct up_buffer){0};
}

bool up_buffer_grow(struct up_buffer *buffer, size_t more)
{
	size_t need;

	if (buffer->failed)
		return false;
	if (__builtin_add_overflow(buffer->length, more, &need) ||
	    __builtin_add_overflow(need, 1, &need)) {
		buffer->failed = true;
		return false;
	}
	if (need <= buffer->capacity)
		return true;

	size_t capacity = buffer->capacity < 128 ? 128 : buffer->capacity;
	while (capacity < need) {
		if (__builtin_add_overflow(capacity, capacity / 2, &capacity))
			capacity = need;
	}
	char *data = realloc(buffer->data, capacity);
	if (data == NULL) {
		buffer->failed = true;
		return false;
	}
	data[buffer->length] = '\0';
	buffer->data = data;
	buffer->capacity = capacity;
	return true;
}

void up_buffer_append_string(struct up_buffer *buffer, const char *string)
{
	up_buffer_append(buffer, string, strlen(string));
}

void up_buffer_append_format(struct up_buffer *buffer, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0 || !up_buffer_reserve(buffer, (size_t)length)) {
		buffer->failed = true;
		return;
	}

	va_start(args, format);
	vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, args);
	va_end(args);
	buffer->length += (size_t)length;
}

char *up_buffer_detach(struct up_buffer *buffer)
{
	up_buffer_reserve(buffer, 0);
	char *data = buffer->data;
	*buffer = (struct up_buffer){.failed = data == NULL};
	return data;
}

enum up_status up_buffer_check(const struct up_buffer *buffer, struct up_error *err)
{
	if (buffer->failed)
		return up_fail(err, UP_NO_MEMORY, "out of memory after %zu bytes of a statement",
			       buffer->length);
	return UP_OK;
}
