/* SPDX-License-Identifier: PostgreSQL */
/* Prints what a command found, in the format of --format. */
#ifndef CLI_OUTPUT_PRINT_DOCUMENT_H
#define CLI_OUTPUT_PRINT_DOCUMENT_H

#include "cli/option/option.h"
#include "show/document/writer.h"

#include <stdio.h>

enum result_format {
	RESULT_TERMINAL = DOCUMENT_TERMINAL,
	RESULT_MARKDOWN = DOCUMENT_MARKDOWN,
	RESULT_JSON,
};
extern const char *const result_formats[]; /* their names, then NULL */

/* An entry of a table of options; type has the member `int format`, an index in the names. */
#define FORMAT_OPTION(type, its_choices)                                                           \
	{                                                                                          \
		.name = "format", .kind = OPTION_CHOICE, OPTION_FIELD(type, format),               \
		.choices = (its_choices), .synonyms = format_synonyms, .initial = "terminal",      \
		.help = "Output format."                                                           \
	}

/* For a terminal: in its width, in color and without characters that it lacks. */
UP_MUST_CHECK enum up_status print_document(FILE *out, const struct document *document,
					    enum document_format format, struct up_error *err);

/* json for RESULT_JSON, document otherwise. */
UP_MUST_CHECK enum up_status print_result(FILE *out, enum result_format format,
					  const struct document *document,
					  const struct up_buffer *json, struct up_error *err);

#endif
