/* SPDX-License-Identifier: PostgreSQL */
#include "show/document/sheet.h"

#include "show/document/html.h"

#include <math.h>

/* Bytes of a name that may have a line to itself, however narrow the table becomes. */
#define NAME_MAX_ON_ONE_LINE 40

static bool is_html(const struct sheet *sheet)
{
	return sheet->page->format == PAGE_HTML;
}

static void append_class(struct up_buffer *text, const struct sheet_column *column,
			 const char *mark)
{
	const char *kind = column->is_number ? "number" : column->is_long ? "long" : NULL;

	if (kind == NULL && mark == NULL)
		return;
	up_buffer_append_format(text, " class=\"%s%s%s\"", kind != NULL ? kind : "",
				kind != NULL && mark != NULL ? " " : "", mark != NULL ? mark : "");
}

static void append_headings(struct sheet *sheet)
{
	struct up_buffer *text = &sheet->page->text;

	up_buffer_append_string(text, is_html(sheet) ? "<thead><tr>" : "\n|");
	for (size_t c = 0; c < sheet->count; c++) {
		const struct sheet_column *column = &sheet->columns[c];
		if (column->is_hidden)
			continue;
		if (is_html(sheet)) {
			up_buffer_append_format(text, "<th scope=\"col\" data-field=\"%s\"",
						column->field);
			if (column->field_high != NULL)
				up_buffer_append_format(text, " data-field-high=\"%s\"",
							column->field_high);
			append_class(text, column, NULL);
			up_buffer_append_char(text, '>');
		} else {
			up_buffer_append_char(text, ' ');
		}
		page_text(sheet->page, column->heading);
		up_buffer_append_string(text, is_html(sheet) ? "</th>" : " |");
	}
	if (is_html(sheet)) {
		up_buffer_append_string(text, "</tr></thead>\n<tbody>\n");
		return;
	}
	up_buffer_append_string(text, "\n|");
	for (size_t c = 0; c < sheet->count; c++) {
		if (!sheet->columns[c].is_hidden)
			up_buffer_append_string(text,
						sheet->columns[c].is_number ? " ---: |" : " --- |");
	}
	up_buffer_append_char(text, '\n');
}

struct sheet sheet_begin(struct page *page, const char *name, const char *caption,
			 const struct sheet_column *columns, size_t count)
{
	struct sheet sheet = {.page = page, .columns = columns, .count = count};
	size_t number = ++page->sheets;

	if (is_html(&sheet)) {
		up_buffer_append_string(&page->text, "<div class=\"sheet\">\n");
		if (caption != NULL) {
			up_buffer_append_format(&page->text,
						"<p class=\"caption\" id=\"sheet-%zu\">", number);
			html_text(&page->text, caption);
			up_buffer_append_string(&page->text, "</p>\n");
		}
		const char *by = caption != NULL ? "ledby" : "";
		up_buffer_append_format(&page->text,
					"<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
					"aria-label%s=\"",
					by);
		if (caption != NULL)
			up_buffer_append_format(&page->text, "sheet-%zu", number);
		else
			html_text(&page->text, name);
		up_buffer_append_string(&page->text, "\"><table data-name=\"");
		html_text(&page->text, name);
		up_buffer_append_string(&page->text, "\">\n");
	} else if (caption != NULL) {
		page_paragraph(page, caption);
	}
	append_headings(&sheet);
	return sheet;
}

static void end_row(struct sheet *sheet)
{
	if (sheet->in_row)
		up_buffer_append_string(&sheet->page->text, is_html(sheet) ? "</tr>\n" : "\n");
	sheet->in_row = false;
}

void sheet_row(struct sheet *sheet, const char *mark)
{
	end_row(sheet);
	sheet->in_row = true;
	sheet->at = 0;
	if (!is_html(sheet))
		up_buffer_append_char(&sheet->page->text, '|');
	else if (mark != NULL)
		up_buffer_append_format(&sheet->page->text, "<tr class=\"%s\">", mark);
	else
		up_buffer_append_string(&sheet->page->text, "<tr>");
}

static void append_value(struct up_buffer *text, const char *name, double value)
{
	up_buffer_append_format(text, " data-%s=\"", name);
	if (isfinite(value))
		up_buffer_append_format(text, "%.15g", value);
	up_buffer_append_char(text, '"');
}

static void append_cell(struct sheet *sheet, double value, double high, const char *shown,
			const char *mark)
{
	struct up_buffer *text = &sheet->page->text;
	const struct sheet_column *column = &sheet->columns[sheet->at];
	const char *tag = sheet->at == 0 ? "th" : "td";

	sheet->at++;
	if (sheet->at == 1 && strlen(shown) > NAME_MAX_ON_ONE_LINE)
		mark = "much";
	if (column->is_hidden)
		return;
	if (!is_html(sheet)) {
		up_buffer_append_char(text, ' ');
		page_text(sheet->page, shown);
		up_buffer_append_string(text, " |");
		return;
	}
	up_buffer_append_format(text, "<%s%s", tag, sheet->at == 1 ? " scope=\"row\"" : "");
	append_class(text, column, mark);
	if (column->is_number)
		append_value(text, "value", value);
	if (column->field_high != NULL)
		append_value(text, "high", high);
	up_buffer_append_char(text, '>');
	if (sheet->at == 1)
		html_name(text, shown);
	else
		html_text(text, shown);
	up_buffer_append_format(text, "</%s>", tag);
}

void sheet_text(struct sheet *sheet, const char *shown)
{
	append_cell(sheet, NAN, NAN, shown, NULL);
}

void sheet_number(struct sheet *sheet, double value, const char *shown)
{
	append_cell(sheet, value, NAN, shown, NULL);
}

void sheet_interval(struct sheet *sheet, double low, double high, const char *shown)
{
	append_cell(sheet, low, high, shown, NULL);
}

void sheet_marked(struct sheet *sheet, const char *mark, const char *shown)
{
	append_cell(sheet, NAN, NAN, shown, mark);
}

void sheet_end(struct sheet *sheet)
{
	end_row(sheet);
	if (is_html(sheet))
		up_buffer_append_string(&sheet->page->text, "</tbody></table></div></div>\n");
}
