/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/print_document.h"

#include "cli/option/terminal.h"
#include "record/replace.h"

const char *const result_formats[] = {"terminal", "markdown", "json", NULL};

enum up_status print_document(FILE *out, const struct document *document,
			      enum document_format format, struct up_error *err)
{
	const struct terminal terminal = terminal_of(out);
	const struct terminal_style style = {
		(int)terminal.width, terminal.can_redraw && !terminal.is_plain, terminal.is_ascii};
	UP_BUFFER text = {0};

	UP_TRY(document_write(&text, document, format, style, err));
	if (fwrite(up_buffer_string(&text), 1, text.length, out) != text.length)
		return up_fail_errno(err, UP_IO, "cannot write to the standard output");
	return UP_OK;
}

enum up_status print_result(FILE *out, enum result_format format, const struct document *document,
			    const struct up_buffer *json, struct up_error *err)
{
	return format == RESULT_JSON
		       ? replace_write_text(out, json, err)
		       : print_document(out, document, (enum document_format)format, err);
}
