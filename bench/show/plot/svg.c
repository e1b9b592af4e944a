/* SPDX-License-Identifier: PostgreSQL */
#include "show/plot/svg.h"

#include "base/buffer.h"
#include "record/replace.h"

#include <stdio.h>
#include <string.h>

static enum up_status read_all(const char *path, struct up_buffer *text, struct up_error *err)
{
	UP_FCLOSE FILE *file = fopen(path, "re");
	char bytes[16384];
	size_t got;

	if (file == NULL)
		return up_fail_errno(err, UP_IO, "cannot read %s", path);
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
		up_buffer_append(text, bytes, got);
	if (ferror(file))
		return up_fail_errno(err, UP_IO, "cannot read %s", path);
	return up_buffer_check(text, err);
}

static void append_escaped(struct up_buffer *text, const char *plain)
{
	for (const char *c = plain; *c != '\0'; c++) {
		switch (*c) {
		case '&':
			up_buffer_append_string(text, "&amp;");
			break;
		case '<':
			up_buffer_append_string(text, "&lt;");
			break;
		default:
			up_buffer_append_char(text, *c);
		}
	}
}

/* Within texts gnuplot writes < as &lt;, so a tag that is found is one. */
static void append_without_titles(struct up_buffer *text, const char *rest)
{
	const char *title, *end;

	while ((title = strstr(rest, "<title>")) != NULL &&
	       (end = strstr(title, "</title>")) != NULL) {
		up_buffer_append(text, rest, (size_t)(title - rest));
		rest = end + strlen("</title>");
	}
	up_buffer_append_string(text, rest);
}

enum up_status svg_describe(const char *source, const char *target, const char *title,
			    const char *description, struct up_error *err)
{
	UP_BUFFER original = {0};
	UP_BUFFER text = {0};

	UP_TRY(read_all(source, &original, err));
	const char *all = up_buffer_string(&original);
	const char *root = strstr(all, "<svg");
	const char *head = root != NULL ? strstr(root, "<title>") : NULL;
	const char *body = head != NULL ? strstr(head, "</desc>") : NULL;
	/* gnuplot writes the end last: without it the picture is not whole. */
	if (body == NULL || strstr(body, "</svg>") == NULL)
		return up_fail(err, UP_IO, "gnuplot wrote no picture into %s", source);

	up_buffer_append(&text, all, (size_t)(root - all));
	up_buffer_append_string(&text, "<svg role=\"img\"");
	up_buffer_append(&text, root + strlen("<svg"), (size_t)(head - root) - strlen("<svg"));
	up_buffer_append_string(&text, "<title>");
	append_escaped(&text, title);
	up_buffer_append_string(&text, "</title>\n<desc>");
	append_escaped(&text, description);
	append_without_titles(&text, body);
	UP_TRY(up_buffer_check(&text, err));
	return replace_file(target, replace_write_text, &text, err);
}
