/* SPDX-License-Identifier: PostgreSQL */
/*
 * --format of a command that writes one result in several formats: FORMAT alone is that of the
 * output, or of the file of --output, and the last one counts; FORMAT=FILE writes a further file,
 * and may be repeated.
 */
#ifndef CLI_OUTPUT_FORMAT_OPTION_H
#define CLI_OUTPUT_FORMAT_OPTION_H

#include "cli/option/option.h"
#include "record/replace.h"

/* Before anything else is done: is each the name of a format, or of one and of a file, and no file,
 * nor that of --output (NULL: none), named twice?  formats ends with NULL. */
UP_MUST_CHECK enum up_status format_option_check(const struct string_list *given,
						 const char *const *formats, const char *output,
						 struct up_error *err);

/* The index in formats of the output's own; 0 if none is given. */
int format_option_main(const struct string_list *given, const char *const *formats);

/* Writes the further files.  *format, which write finds in context, is the index of each one's
 * format in turn, and as before in the end. */
UP_MUST_CHECK enum up_status format_option_write(const struct string_list *given,
						 const char *const *formats, replace_writer *write,
						 const void *context, int *format,
						 struct up_error *err);

#endif
