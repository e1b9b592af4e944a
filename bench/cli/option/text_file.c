/* SPDX-License-Identifier: PostgreSQL */
#include "cli/option/text_file.h"

#include "base/cleanup.h"

#include <stdio.h>
#include <string.h>

enum up_status text_file_read(const char *what, const char *path, struct up_buffer *text,
			      struct up_error *err)
{
	static const char mark[] = "\xef\xbb\xbf"; /* UTF-8's byte order mark */
	char bytes[4096];
	size_t got;
	UP_BUFFER all = {0};
	UP_FCLOSE FILE *file = fopen(path, "r");

	if (file == NULL)
		return up_fail_errno(err, UP_INVALID, "%s %s", what, path);
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
		up_buffer_append(&all, bytes, got);
	if (ferror(file))
		return up_fail_errno(err, UP_INVALID, "%s %s", what, path);
	UP_TRY(up_buffer_check(&all, err));
	const char *begin = up_buffer_string(&all);
	if (all.length != strlen(begin))
		return up_fail(err, UP_INVALID, "%s %s: it has a NUL byte", what, path);
	if (strncmp(begin, mark, strlen(mark)) == 0)
		begin += strlen(mark);
	up_buffer_append_string(text, begin);
	return up_buffer_check(text, err);
}
