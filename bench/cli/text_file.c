/* SPDX-License-Identifier: PostgreSQL */
#include "cli/text_file.h"

#include "base/cleanup.h"

#include <stdio.h>
#include <string.h>

enum up_status text_file_read(const char *what, const char *path, struct up_buffer *text,
			      struct up_error *err)
{
	char bytes[4096];
	size_t got;
	UP_FCLOSE FILE *file = fopen(path, "r");

	if (file == NULL)
		return up_fail_errno(err, UP_INVALID, "%s %s", what, path);
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
		up_buffer_append(text, bytes, got);
	if (ferror(file))
		return up_fail_errno(err, UP_INVALID, "%s %s", what, path);
	if (text->length != strlen(up_buffer_string(text)))
		return up_fail(err, UP_INVALID, "%s %s: it has a NUL byte", what, path);
	return up_buffer_check(text, err);
}

enum up_status text_file_output(const char *path, FILE *out, replace_writer *write,
				const void *context, struct up_error *err)
{
	enum up_status status = replace_output(path, out, write, context, err);

	return status == UP_OK || replace_is_standard_output(path)
		       ? status
		       : up_error_prefix(err, "--output");
}
