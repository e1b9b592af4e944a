/* SPDX-License-Identifier: PostgreSQL */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* How many bytes a control character at text has, 0 if there is none: of C0, DEL, and of C1 in UTF-8. */
static size_t control_length(const unsigned char *text)
{
	if (text[0] < 0x20 || text[0] == 0x7f)
		return 1;
	return text[0] == 0xc2 && text[1] >= 0x80 && text[1] < 0xa0 ? 2 : 0;
}

/* Messages are one line, which a terminal can show: whatever a server or a file put into them. */
static void flatten(struct up_error *err)
{
	char flat[sizeof err->message];
	size_t used = 0;
	size_t length;

	for (const char *c = err->message; *c != '\0' && used + 1 < sizeof flat; c += length) {
		const size_t control = control_length((const unsigned char *)c);
		length = control > 0 ? control : 1;
		if (control == 0 || strchr("\n\r\t", *c) != NULL)
			flat[used++] = (char)(control == 0 ? *c : ' ');
		else if (used + sizeof "\\x00" <= sizeof flat)
			used += (size_t)snprintf(flat + used, sizeof flat - used, "\\x%02x",
						 (unsigned char)c[control - 1]);
		else
			break;
	}
	flat[used] = '\0';
	memcpy(err->message, flat, used + 1);
}

static void fill(struct up_error *err, enum up_status status, const char *format, va_list args)
{
	err->status = status;
	err->sqlstate[0] = '\0';
	err->constraint[0] = '\0';
	err->column[0] = '\0';
	err->type[0] = '\0';
	vsnprintf(err->message, sizeof err->message, format, args);
	flatten(err);
}

enum up_status up_fail(struct up_error *err, enum up_status status, const char *format, ...)
{
	if (err != NULL) {
		va_list args;
		va_start(args, format);
		fill(err, status, format, args);
		va_end(args);
	}
	return status;
}

enum up_status up_fail_errno(struct up_error *err, enum up_status status, const char *format, ...)
{
	const char *reason = strerror(errno);

	if (err != NULL) {
		va_list args;
		va_start(args, format);
		fill(err, status, format, args);
		va_end(args);
		size_t used = strlen(err->message);
		snprintf(err->message + used, sizeof err->message - used, ": %s", reason);
	}
	return status;
}

enum up_status up_error_prefix(struct up_error *err, const char *format, ...)
{
	char rest[sizeof err->message];

	if (err == NULL)
		return UP_INVALID;
	memcpy(rest, err->message, sizeof rest);

	va_list args;
	va_start(args, format);
	vsnprintf(err->message, sizeof err->message, format, args);
	va_end(args);

	size_t used = strlen(err->message);
	snprintf(err->message + used, sizeof err->message - used, ": %s", rest);
	flatten(err);
	return err->status;
}
