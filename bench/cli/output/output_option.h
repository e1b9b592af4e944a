/* SPDX-License-Identifier: PostgreSQL */
/* --output, the file that a command writes. */
#ifndef CLI_OUTPUT_OUTPUT_OPTION_H
#define CLI_OUTPUT_OUTPUT_OPTION_H

#include "record/replace.h"

/* Writes the file that --output names, which its messages name, too; see replace_output(). */
UP_MUST_CHECK enum up_status output_option_write(const char *path, FILE *out, replace_writer *write,
						 const void *context, struct up_error *err);

#endif
