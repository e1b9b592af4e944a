/* SPDX-License-Identifier: PostgreSQL */
/* Documents through all writers. */
#include "show/document/document.h"

#include "show/document/escape.h"
#include "show/document/wrap.h"
#include "show/words/ratio.h"
#include "text/display.h"
#include "unit/shown.h"

#include <math.h>

static struct up_error err;

#define HOSTILE "@user #1 | <b> & ~x~ \n\033[31m \u8868\u683c \xff"

static const struct table_column columns[] = {
	{.heading = HOSTILE, .field = "case"},
	{.heading = "value", .field = "value_ns", .alignment = ALIGN_RIGHT},
	{.heading = "remark", .field = HOSTILE, .may_wrap = true},
};

/* A block of each kind, with the text wherever a text goes. */
static void fill(struct document *document, const char *text)
{
	document_section(document, "id", text);
	document_append(document, BLOCK_HEADING, text);
	document_append(document, BLOCK_PARAGRAPH, text);
	document_append(document, BLOCK_LEAD, text);
	document_append(document, BLOCK_NOTE, text);
	document_item(document, 0, EMPHASIS_NONE, text, text);
	document_item(document, 1, EMPHASIS_FAILED, text, NULL);
	struct table *table = document_table(document, text, text, columns, 3);
	table_row(table, EMPHASIS_BEST);
	table_text(table, text);
	table_number(table, 1, "1.00 ms");
	table_text(table, text);
	table_rule(table);
	table_fold(table, text);
	table_sentence(table, EMPHASIS_FAILED, text, text);
	document_append(document, BLOCK_CODE, text);
	document_append(document, BLOCK_FOLD, text);
	document_append(document, BLOCK_FOLD_END, NULL);
}

static void expect_line_clean(const char *text)
{
	for (const char *c = text; *c != '\0'; c++)
		cr_expect((unsigned char)*c >= 0x20 || *c == '\n', "%s", text);
}

Test(document, hostile_text_in_a_terminal)
{
	DOCUMENT document = {0};

	fill(&document, HOSTILE);
	for (int width = 0; width <= 120; width += 20) {
		UP_FREE char *text = shown(&document, width, false);
		expect_line_clean(text);
		cr_expect_null(strchr(text, '\xff'));
		cr_expect_not_null(strstr(text, "@user"));
	}
	UP_FREE char *text = shown(&document, 40, false);
	for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		bool is_code =
			strncmp(line, "    @user", 9) == 0 || strncmp(line, "    \ufffd", 7) == 0;
		cr_expect(is_code || display_width(line) <= 40, "%s", line);
	}
}

/* Nothing of it calls somebody, begins a tag or ends a cell, but in code. */
Test(document, hostile_text_in_markdown)
{
	DOCUMENT document = {0};
	UP_BUFFER text = {0};
	size_t cells = 0;

	fill(&document, HOSTILE);
	cr_assert_eq(markdown_append(&text, &document, &err), UP_OK);
	for (char *line = strtok(text.data, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		if (strncmp(line, "    ", 4) == 0)
			continue;
		cr_expect_null(strstr(line, "<b>"), "%s", line);
		cr_expect_null(strstr(line, "\033"), "%s", line);
		if (strncmp(line, "<details>", 9) == 0)
			continue;
		cr_expect_null(strchr(line, '@'), "%s", line);
		for (const char *c = line; *c != '\0'; c++) {
			cr_expect(*c != '~' || c[-1] == '\\', "%s", line);
			cells += *c == '|' && line[0] == '|' && (c == line || c[-1] != '\\');
		}
	}
	/* Twice a heading and the line below it, a row and a sentence. */
	cr_expect_eq(cells, 6 * 4);
}

Test(document, hostile_text_in_html)
{
	DOCUMENT document = {0};
	UP_BUFFER content = {0};
	UP_BUFFER navigation = {0};

	fill(&document, HOSTILE "\"'");
	cr_assert_eq(html_append(&content, &navigation, &document, &err), UP_OK);
	cr_expect_null(strstr(content.data, "<b> "), "%s", content.data);
	cr_expect_null(strstr(content.data, "\033"));
	cr_expect_null(strstr(content.data, "\"'"));
	cr_expect_null(strstr(content.data, "& "));
	cr_expect_not_null(strstr(content.data, "data-name=\"@user #1 | &lt;b&gt; &amp;"));
	cr_expect_not_null(strstr(navigation.data, "<a href=\"#id\">@user #1\u00a0| &lt;b&gt;"));
}

static void fill_wide(struct document *document)
{
	static const struct table_column wide[] = {
		{.heading = "case", .field = "case"},
		{.heading = "first", .field = "first", .alignment = ALIGN_RIGHT, .priority = 1},
		{.heading = "second", .field = "second", .alignment = ALIGN_RIGHT, .priority = 2},
		{.heading = "empty", .field = "empty", .alignment = ALIGN_RIGHT},
		{.heading = "last", .field = "last", .alignment = ALIGN_RIGHT},
	};
	struct table *table = document_table(document, "t", NULL, wide, 5);

	for (size_t r = 0; r < 2; r++) {
		table_row(table, EMPHASIS_NONE);
		table_text(table, r == 0 ? "copy-temp-binary chunk=100 arm=base"
					 : "copy-temp-binary chunk=100 arm=index");
		table_number(table, 1, "1.00 ms");
		table_number(table, 2, "2.00 ms");
		table_number(table, NAN, "-");
		table_number(table, 3, "3.00 ms");
	}
}

Test(document, a_narrow_terminal_names_what_it_leaves_out)
{
	DOCUMENT document = {0};

	fill_wide(&document);
	UP_FREE char *wide = shown(&document, 80, false);
	cr_expect_not_null(strstr(wide, "  second"));
	cr_expect_null(strstr(wide, "empty"));
	cr_expect_null(strstr(wide, "Not shown"));
	UP_FREE char *narrow = shown(&document, 40, false);
	cr_expect_str_eq(narrow,
			 "  case                              last\n"
			 "  copy-temp-bina\u2026k=100 arm=base  3.00 ms\n"
			 "  copy-temp-bina\u2026=100 arm=index  3.00 ms\n"
			 "\n"
			 "Not shown in 40 columns: first, second.\n",
			 "%s", narrow);
}

/* From a quarter to three quarters, a tenth of which is filled; nothing of what is not known. */
Test(document, stretches_of_a_timeline)
{
	static const struct table_column lanes[] = {{.heading = "stage", .field = "stage"},
						    {.heading = "lane", .field = "lane"}};
	UP_BUFFER content = {0};
	UP_BUFFER navigation = {0};
	DOCUMENT document = {0};
	struct table *table = document_table(&document, "t", NULL, lanes, 2);

	table_row(table, EMPHASIS_NONE);
	table_text(table, "update");
	table_lane(table, (struct lane){.begin = 0.25, .end = 0.75, .share = 0.1});
	table_row(table, EMPHASIS_NONE);
	table_text(table, "gone");
	table_lane(table, (struct lane){.begin = NAN, .end = NAN, .share = NAN});
	UP_FREE char *wide = shown(&document, 80, false);
	cr_expect_not_null(strstr(wide, "update  ······────────────······\n"), "%s", wide);
	cr_expect_not_null(strstr(wide, "gone\n"), "%s", wide);
	cr_assert_eq(html_append(&content, &navigation, &document, &err), UP_OK);
	cr_expect_not_null(
		strstr(content.data, "x=\"250.0\" width=\"500.0\" y=\"9.0\" height=\"1.0\""), "%s",
		content.data);
	const char *first = strstr(content.data, "<svg");
	cr_expect_null(strstr(first + 1, "<svg"), "%s", content.data);
}

Test(document, sentences_wrap_at_words)
{
	DOCUMENT document = {0};

	document_item(&document, 0, EMPHASIS_NONE, "one two three four five six", NULL);
	UP_FREE char *text = shown(&document, 18, false);
	cr_expect_str_eq(text, "  - one two three\n    four five six\n");
}

Test(document, what_the_locale_lacks_is_replaced_by_what_is_as_wide)
{
	DOCUMENT document = {0};
	UP_BUFFER text = {0};

	document_append(&document, BLOCK_PARAGRAPH, "1 \u2026 2 \u00b5s \u00d73 \u00e9");
	cr_assert_eq(
		terminal_append(&text, &document, (struct terminal_style){.ascii = true}, &err),
		UP_OK);
	cr_expect_str_eq(text.data, "1 ~ 2 us x3 ?\n");
}

Test(document, ratios_near_1_have_the_digits_that_matter)
{
	cr_expect_str_eq(ratio_text(1).text, "\u00d71.00");
	cr_expect_str_eq(ratio_text(1.003).text, "\u00d71.003");
	cr_expect_str_eq(ratio_text(0.9998).text, "\u00d70.9998");
	cr_expect_str_eq(ratio_text(1.53).text, "\u00d71.53");
	cr_expect_str_eq(ratio_interval_text(1.003, 1.15).text, "1.003 \u2026 1.15");
	cr_expect_str_eq(ratio_interval_text(NAN, 1).text, "-");
}
