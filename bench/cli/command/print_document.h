/* SPDX-License-Identifier: PostgreSQL */
/* Prints what a command found. */
#ifndef CLI_COMMAND_PRINT_DOCUMENT_H
#define CLI_COMMAND_PRINT_DOCUMENT_H

#include "show/document/writer.h"

#include <stdio.h>

/* For a terminal: in its width, in color and without characters that it lacks. */
UP_MUST_CHECK enum up_status print_document(FILE *out, const struct document *document,
					    enum document_format format, struct up_error *err);

#endif
