/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/page.h"

#include "show/document/html.h"
#include "show/document/markdown.h"

void page_release(struct page *page)
{
	up_buffer_release(&page->text);
	up_buffer_release(&page->navigation);
}

static bool is_html(const struct page *page)
{
	return page->format == PAGE_HTML;
}

void page_text(struct page *page, const char *text)
{
	if (is_html(page))
		html_text(&page->text, text);
	else
		markdown_text(&page->text, text);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Prose: as page_text(), but a number and its unit stay on one line. */
static void append_prose(struct page *page, const char *text)
{
	UP_BUFFER glued = {0};

	for (const char *c = text; c != NULL && *c != '\0'; c++) {
		if (*c == ' ' && c > text && is_digit(c[-1]) && !is_digit(c[1]))
			up_buffer_append_string(&glued, "\u00a0");
		else
			up_buffer_append_char(&glued, *c);
	}
	page->text.failed |= glued.failed;
	page_text(page, up_buffer_string(&glued));
}

/* HTML within tags; Markdown between the other two. */
static void append(struct page *page, const char *before, const char *text, const char *after,
		   const char *markdown_before, const char *markdown_after)
{
	up_buffer_append_string(&page->text, is_html(page) ? before : markdown_before);
	if (is_html(page))
		append_prose(page, text);
	else
		page_text(page, text);
	up_buffer_append_string(&page->text, is_html(page) ? after : markdown_after);
}

void page_end(struct page *page)
{
	if (page->in_section && is_html(page))
		up_buffer_append_string(&page->text, "</section>\n");
	page->in_section = false;
}

void page_section(struct page *page, const char *id, const char *title)
{
	page_end(page);
	page->in_section = true;
	if (!is_html(page)) {
		append(page, "", title, "", "\n## ", "\n");
		return;
	}
	up_buffer_append_format(&page->text,
				"<section id=\"%s\" aria-labelledby=\"%s-title\">\n"
				"<h2 id=\"%s-title\">",
				id, id, id);
	html_text(&page->text, title);
	up_buffer_append_string(&page->text, "</h2>\n");
	up_buffer_append_format(&page->navigation, "<li><a href=\"#%s\">", id);
	html_text(&page->navigation, title);
	up_buffer_append_string(&page->navigation, "</a></li>\n");
}

void page_opening(struct page *page, const char *id, const char *label)
{
	page_end(page);
	page->in_section = true;
	if (is_html(page))
		up_buffer_append_format(&page->text,
					"<section id=\"%s\" aria-labelledby=\"%s-title\">\n"
					"<h2 id=\"%s-title\" class=\"unseen\">%s</h2>\n",
					id, id, id, label);
}

void page_heading(struct page *page, const char *title)
{
	append(page, "<h3>", title, "</h3>\n", "\n### ", "\n");
}

void page_paragraph(struct page *page, const char *text)
{
	append(page, "<p>", text, "</p>\n", "\n", "\n");
}

void page_lead(struct page *page, const char *text)
{
	append(page, "<p class=\"lead\">", text, "</p>\n", "\n**", "**\n");
}

void page_note(struct page *page, const char *text)
{
	append(page, "<p class=\"note\">", text, "</p>\n", "\n", "\n");
}

void page_list(struct page *page)
{
	up_buffer_append_string(&page->text, is_html(page) ? "<ul>\n" : "\n");
}

void page_item(struct page *page, const char *text)
{
	append(page, "<li>", text, "</li>\n", "- ", "\n");
}

void page_list_end(struct page *page)
{
	if (is_html(page))
		up_buffer_append_string(&page->text, "</ul>\n");
}

void page_code(struct page *page, const char *text)
{
	if (is_html(page)) {
		up_buffer_append_string(&page->text, "<pre tabindex=\"0\"><code>");
		html_text(&page->text, text);
		up_buffer_append_string(&page->text, "</code></pre>\n");
		return;
	}
	/* An indented block ends with its last indented line: no fence to be closed from inside. */
	up_buffer_append_string(&page->text, "\n    ");
	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '\n')
			up_buffer_append_string(&page->text, "\n    ");
		else
			up_buffer_append_char(&page->text, (unsigned char)*c < 0x20 ? ' ' : *c);
	}
	up_buffer_append_char(&page->text, '\n');
}

void page_fold(struct page *page, const char *title)
{
	append(page, "<details>\n<summary>", title, "</summary>\n", "\n", "\n");
}

void page_fold_end(struct page *page)
{
	if (is_html(page))
		up_buffer_append_string(&page->text, "</details>\n");
}
