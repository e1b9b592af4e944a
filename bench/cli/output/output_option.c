/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/output_option.h"

enum up_status output_option_write(const char *path, FILE *out, replace_writer *write,
				   const void *context, struct up_error *err)
{
	enum up_status status = replace_output(path, out, write, context, err);

	return status == UP_OK || replace_is_standard_output(path)
		       ? status
		       : up_error_prefix(err, "--output");
}
