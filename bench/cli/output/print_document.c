/* SPDX-License-Identifier: PostgreSQL */
#include "cli/output/print_document.h"

#include "cli/option/terminal.h"

const char *const result_formats[] = {"terminal", "markdown", "json", NULL};

static enum up_status fail_to_write(struct up_error *err)
{
	return up_fail_errno(err, UP_IO, "cannot write to the standard output");
}

static enum up_status write_text(FILE *out, const struct up_buffer *text, struct up_error *err)
{
	UP_TRY(up_buffer_check(text, err));
	return fwrite(up_buffer_string(text), 1, text->length, out) == text->length
		       ? UP_OK
		       : fail_to_write(err);
}

enum up_status print_document(FILE *out, const struct document *document,
			      enum document_format format, struct up_error *err)
{
	const struct terminal terminal = terminal_of(out);
	const struct terminal_style style = {
		(int)terminal.width, terminal.can_redraw && !terminal.is_plain, terminal.is_ascii};
	UP_BUFFER text = {0};

	UP_TRY(document_write(&text, document, format, style, err));
	return write_text(out, &text, err);
}

enum up_status print_result(FILE *out, enum result_format format, const struct document *document,
			    const struct up_buffer *json, struct up_error *err)
{
	if (format == RESULT_JSON)
		UP_TRY(write_text(out, json, err));
	else
		UP_TRY(print_document(out, document, (enum document_format)format, err));
	/* So that the message is the same for what fits into the stream's buffer. */
	return fflush(out) == 0 ? UP_OK : fail_to_write(err);
}
