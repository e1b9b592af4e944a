/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/writer.h"

enum up_status document_write(struct up_buffer *text, const struct document *document,
			      enum document_format format, struct terminal_style style,
			      struct up_error *err)
{
	return format == DOCUMENT_MARKDOWN ? markdown_append(text, document, err)
					   : terminal_append(text, document, style, err);
}
