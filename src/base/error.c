/* SPDX-License-Identifier: PostgreSQL */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Messages are one line: whatever a server or a file put into them. */
static void flatten(char *text)
{
	for (char *c = text; *c != '\0'; c++) {
		if (*c == '\n' || *c == '\r' || *c == '\t')
			*c = ' ';
	}
}

static void fill(struct up_error *err, enum up_status status, const char *format, va_list args)
{
	err->status = status;
	err->sqlstate[0] = '\0';
	err->constraint[0] = '\0';
	err->column[0] = '\0';
	err->type[0] = '\0';
	vsnprintf(err->message, sizeof err->message, format, args);
	flatten(err->message);
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
	flatten(err->message);
	return err->status;
}
