/* SPDX-License-Identifier: PostgreSQL */
#include "cli/command/print_document.h"

#include "cli/option/terminal.h"

enum up_status print_document(FILE *out, const struct document *document,
			      enum document_format format, struct up_error *err)
{
	const struct look look = look_of(out);
	const struct terminal_style style = {look.width, look.color, look.ascii};
	UP_BUFFER text = {0};

	UP_TRY(document_write(&text, document, format, style, err));
	if (fwrite(up_buffer_string(&text), 1, text.length, out) != text.length)
		return up_fail_errno(err, UP_IO, "cannot write to the standard output");
	return UP_OK;
}
