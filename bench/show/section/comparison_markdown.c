/* SPDX-License-Identifier: PostgreSQL */
#include "show/words/comparison.h"
#include "show/words/comparison_words.h"
#include "text/display.h"

/* What Markdown, or the HTML within it, would take for its own. */
static void append_plain(struct up_buffer *text, const char *content)
{
	UP_BUFFER printable = {0};

	display_append(&printable, content, SIZE_MAX);
	for (const char *c = up_buffer_string(&printable); *c != '\0'; c++) {
		if (*c == '<' || *c == '>' || *c == '&') {
			up_buffer_append_string(text, *c == '<'   ? "&lt;"
						      : *c == '>' ? "&gt;"
								  : "&amp;");
			continue;
		}
		/* '@' would call somebody, '#' name another discussion. */
		if (strchr("\\`*_[]|~", *c) != NULL)
			up_buffer_append_char(text, '\\');
		if (*c == '@')
			up_buffer_append_string(text, "&#64;");
		else if (*c == '#')
			up_buffer_append_string(text, "&#35;");
		else
			up_buffer_append_char(text, *c);
	}
	text->failed = text->failed || printable.failed;
}

static void append_row(struct up_buffer *text, const struct comparison *comparison)
{
	UP_BUFFER name = {0};
	UP_BUFFER reason = {0};

	comparison_append_name(&name, comparison);
	comparison_append_reason(&reason, comparison);
	up_buffer_append_string(text, "| ");
	append_plain(text, up_buffer_string(&name));
	up_buffer_append_format(
		text, " | %s | %s | %s | %s | ",
		comparison_value(comparison->metric, comparison->base).text,
		comparison_value(comparison->metric, comparison->new).text,
		comparison_change(comparison->ratio).text,
		comparison->exact
			? "exact"
			: comparison_change_interval(comparison->low, comparison->high).text);
	up_buffer_append_format(text, comparison->verdict == VERDICT_REGRESSED ? "**%s**" : "%s",
				verdict_names[comparison->verdict]);
	if (reason.length > 0) {
		up_buffer_append_string(text, ": ");
		append_plain(text, reason.data);
	}
	up_buffer_append_string(text, " |\n");
	text->failed = text->failed || name.failed || reason.failed;
}

/* What a reviewer must see, or the rest. */
static bool is_urgent(const struct comparison *comparison)
{
	return comparison->verdict == VERDICT_REGRESSED ||
	       comparison->verdict == VERDICT_INCOMPARABLE;
}

static size_t count_rows(const struct comparison_list *list, bool urgent)
{
	size_t count = 0;

	for (size_t c = 0; c < list->count; c++)
		count += is_urgent(&list->items[c]) == urgent;
	return count;
}

static void append_rows(struct up_buffer *text, const struct comparison_list *list, bool urgent)
{
	up_buffer_append_string(text, "| case | base | new | change | 95 % interval | verdict |\n"
				      "| --- | ---: | ---: | ---: | ---: | --- |\n");
	for (size_t c = 0; c < list->count; c++) {
		if (is_urgent(&list->items[c]) == urgent)
			append_row(text, &list->items[c]);
	}
}

static void append_list(struct up_buffer *text, const struct comparison_list *list)
{
	size_t rest = count_rows(list, false);

	up_buffer_append_char(text, '\n');
	append_plain(text, list->new_label);
	up_buffer_append_string(text, ", against ");
	append_plain(text, list->base_label);
	up_buffer_append_string(text, list->paired ? ": pairs of the same round\n"
						   : ": two runs, unpaired\n");
	if (count_rows(list, true) > 0) {
		up_buffer_append_char(text, '\n');
		append_rows(text, list, true);
	}
	if (rest > 0) {
		up_buffer_append_format(text, "\n<details><summary>%zu other%s</summary>\n\n", rest,
					rest == 1 ? "" : "s");
		append_rows(text, list, false);
		up_buffer_append_string(text, "\n</details>\n");
	}
}

static void append_differences(struct up_buffer *text, const struct difference_list *list,
			       bool refused)
{
	if (list->count == 0)
		return;
	up_buffer_append_string(text, refused ? "\n| fact | base | new |\n| --- | --- | --- |\n"
					      : "\n**Warning:** the runs differ in what their "
						"numbers depend on, or did not end.\n\n"
						"| fact | base | new |\n| --- | --- | --- |\n");
	for (size_t d = 0; d < list->count; d++) {
		up_buffer_append_string(text, "| ");
		append_plain(text, list->items[d].fact);
		up_buffer_append_string(text, " | ");
		append_plain(text, list->items[d].base);
		up_buffer_append_string(text, " | ");
		append_plain(text, list->items[d].new);
		up_buffer_append_string(text, " |\n");
	}
}

enum up_status comparison_print_markdown(FILE *file, const struct comparison_report *report,
					 struct up_error *err)
{
	UP_BUFFER text = {0};
	UP_BUFFER note = {0};

	up_buffer_append_string(&text, "**upbench:** ");
	comparison_append_tally(&text, report);
	up_buffer_append_char(&text, '\n');
	for (size_t l = 0; l < report->count; l++) {
		const struct comparison_list *list = &report->lists[l];
		if (!report->refused && list->count > 0)
			append_list(&text, list);
		append_differences(&text, &list->differences, report->refused);
		up_buffer_clear(&note);
		comparison_append_note(&note, list);
		if (note.length > 0 && !report->refused)
			up_buffer_append_format(&text, "\n%s\n", note.data);
	}
	UP_TRY(up_buffer_check(&note, err));
	UP_TRY(up_buffer_check(&text, err));
	if (fwrite(text.data, 1, text.length, file) != text.length)
		return up_fail_errno(err, UP_IO, "cannot write the comparison");
	return UP_OK;
}
