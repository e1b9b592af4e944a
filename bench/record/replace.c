/* SPDX-License-Identifier: PostgreSQL */
#include "record/replace.h"

#include "base/buffer.h"

enum up_status replace_file(const char *path, replace_writer *write, const void *context,
			    struct up_error *err)
{
	UP_BUFFER temporary = {0};

	up_buffer_append_format(&temporary, "%s.new", path);
	UP_TRY(up_buffer_check(&temporary, err));
	FILE *file = fopen(temporary.data, "w");
	if (file == NULL)
		return up_fail_errno(err, UP_IO, "cannot create %s", temporary.data);

	enum up_status status = write(file, context, err);
	if (status != UP_OK)
		up_error_prefix(err, "%s", path);
	if (status == UP_OK && (fflush(file) != 0 || fsync(fileno(file)) != 0))
		status = up_fail_errno(err, UP_IO, "cannot write %s", path);
	if (fclose(file) != 0 && status == UP_OK)
		status = up_fail_errno(err, UP_IO, "cannot write %s", path);
	if (status == UP_OK && rename(temporary.data, path) != 0)
		status = up_fail_errno(err, UP_IO, "cannot replace %s", path);
	if (status != UP_OK)
		remove(temporary.data);
	return status;
}
