/* SPDX-License-Identifier: PostgreSQL */
#include "record/case_key.h"
#include "show/document/html.h"
#include "show/document/svg_inline.h"
#include "show/section/section.h"

/* With more panels than that, most are folded. */
#define PANELS_OPEN 3

static enum up_status append_drawing(struct page *page, const struct picture *picture,
				     const char *file, const char *layout, struct up_error *err)
{
	const struct svg_caption caption = {++page->figures, picture->title, picture->description,
					    layout};

	return svg_inline(&page->text, file, &caption, err);
}

static enum up_status append_picture(struct page *page, const struct picture *picture,
				     const char *caption, struct up_error *err)
{
	up_buffer_append_string(&page->text,
				"<figure><div class=\"scroll\" role=\"region\" tabindex=\"0\" "
				"aria-label=\"");
	html_text(&page->text, picture->title);
	up_buffer_append_string(&page->text, "\">");
	/* Which of the two is seen, the style says. */
	UP_TRY(append_drawing(page, picture, picture->file, "wide", err));
	UP_TRY(append_drawing(page, picture, picture->narrow, "narrow", err));
	up_buffer_append_string(&page->text, "</div><figcaption>");
	html_text(&page->text, caption);
	up_buffer_append_string(&page->text, "</figcaption></figure>\n");
	return UP_OK;
}

enum up_status report_pictures(const struct report_context *context, enum plot_kind kind,
			       const struct summary *of, const char *caption, struct up_error *err)
{
	const struct plot_result *plots = context->report->plots;

	if (plots == NULL || context->page->format != PAGE_HTML)
		return UP_OK;
	for (size_t p = 0; p < plots->count; p++) {
		const struct picture *picture = &plots->pictures[p];
		if (picture->kind == kind &&
		    (of == NULL || case_key_same_workload(&picture->of->key, &of->key)))
			UP_TRY(append_picture(context->page, picture, caption, err));
	}
	return UP_OK;
}

bool report_panel_fold(const struct report_context *context, const struct plot_cases *cases,
		       size_t first)
{
	UP_BUFFER name = {0};

	if (plot_cases_panels(cases) <= PANELS_OPEN ||
	    first + plot_cases_same_panel(cases, first) == cases->count)
		return false;
	up_buffer_append_string(&name, "At ");
	plot_cases_panel(&name, cases, cases->items[first]);
	page_fold(context->page, up_buffer_string(&name));
	context->page->text.failed |= name.failed;
	return true;
}

enum up_status report_case_name(const struct summary *summary, struct up_buffer *name,
				struct up_error *err)
{
	up_buffer_clear(name);
	case_key_append_name(name, &summary->key, factors_of_workload());
	if (name->length == 0)
		up_buffer_append_string(name, "(no name)");
	return up_buffer_check(name, err);
}
