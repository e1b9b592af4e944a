/* SPDX-License-Identifier: PostgreSQL */
#include "analyse/factor.h"
#include "render/html.h"
#include "render/report_section.h"
#include "render/svg_inline.h"

static enum up_status append_picture(struct page *page, const struct picture *picture,
				     const char *caption, struct up_error *err)
{
	const struct svg_caption of = {++page->figures, picture->title, picture->description};

	up_buffer_append_string(&page->text,
				"<figure><div class=\"scroll\" role=\"region\" tabindex=\"0\" "
				"aria-label=\"");
	html_text(&page->text, picture->title);
	up_buffer_append_string(&page->text, "\">");
	UP_TRY(svg_inline(&page->text, picture->file, &of, err));
	up_buffer_append_string(&page->text, "</div><figcaption>");
	html_text(&page->text, caption);
	up_buffer_append_string(&page->text, "</figcaption></figure>\n");
	return UP_OK;
}

enum up_status report_pictures(const struct report_context *context, enum plot_kind kind,
			       int64_t rows, const char *caption, struct up_error *err)
{
	const struct plot_result *plots = context->report->plots;

	if (plots == NULL || context->page->format != PAGE_HTML)
		return UP_OK;
	for (size_t p = 0; p < plots->count; p++) {
		const struct picture *picture = &plots->pictures[p];
		if (picture->kind == kind && (rows == 0 || picture->rows == rows))
			UP_TRY(append_picture(context->page, picture, caption, err));
	}
	return UP_OK;
}

enum up_status report_case_name(const struct summary *summary, struct up_buffer *name,
				struct up_error *err)
{
	up_buffer_clear(name);
	factor_append_short_name(summary, name);
	if (name->length == 0)
		up_buffer_append_string(name, "(no name)");
	return up_buffer_check(name, err);
}
