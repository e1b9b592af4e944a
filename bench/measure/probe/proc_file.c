/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/proc_file.h"

#include "base/cleanup.h"

const char *proc_file_read(struct up_buffer *text, const char *path)
{
	char bytes[4096];
	size_t got;
	UP_FCLOSE FILE *file = fopen(path, "r");

	up_buffer_clear(text);
	while (file != NULL && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
		up_buffer_append(text, bytes, got);
	return up_buffer_string(text);
}
