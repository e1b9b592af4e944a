/* SPDX-License-Identifier: PostgreSQL */
/* What strategies mean by an update: the results of upbench check. */
#include "show/document/sheet.h"
#include "show/section/section.h"
#include "text/quantity.h"

static const struct sheet_column columns[] = {
	{.heading = "data", .field = "case", .is_long = true},
	{.heading = "what is to happen", .field = "policy", .is_long = true},
	{.heading = "verdict", .field = "verdict"},
	{.heading = "strategy", .field = "strategy"},
	{.heading = "what it did", .field = "outcome", .is_long = true},
};

static const char *mark_of(enum conformance_verdict verdict)
{
	return verdict == CONFORMANCE_DEPARTS   ? "failed"
	       : verdict == CONFORMANCE_SKIPPED ? "aside"
						: NULL;
}

static void append_table(struct page *page, const struct conformance_list *list)
{
	/* Markdown is to be short: there what agrees is left out. */
	bool is_short = page->format == PAGE_MARKDOWN;
	struct sheet sheet =
		sheet_begin(page, "meanings", NULL, columns, sizeof columns / sizeof columns[0]);

	for (size_t m = 0; m < list->count; m++) {
		const struct conformance *conformance = &list->items[m];
		if (is_short && conformance->verdict != CONFORMANCE_DEPARTS)
			continue;
		sheet_row(&sheet, mark_of(conformance->verdict));
		sheet_text(&sheet, conformance->fixture);
		sheet_text(&sheet, conformance->policy);
		sheet_text(&sheet, conformance_verdict_name(conformance->verdict));
		sheet_text(&sheet, conformance->strategy);
		sheet_text(&sheet, conformance->outcome);
	}
	sheet_end(&sheet);
}

enum up_status report_conformance(const struct report_context *context, struct up_error *err)
{
	const struct conformance_list *list = context->report->conformance;
	UP_BUFFER text = {0};

	if (list == NULL || list->count == 0)
		return UP_OK;
	size_t departing = conformance_list_count(list, CONFORMANCE_DEPARTS);
	page_section(context->page, "meanings", "What a strategy means by an update");
	up_buffer_append_format(
		&text,
		"Each strategy against hostile data, held to one policy: %s results, "
		"of which %s depart from it and %s were skipped.",
		quantity_count((double)list->count).text, quantity_count((double)departing).text,
		quantity_count((double)conformance_list_count(list, CONFORMANCE_SKIPPED)).text);
	UP_TRY(up_buffer_check(&text, err));
	page_paragraph(context->page, up_buffer_string(&text));
	if (context->page->format == PAGE_HTML || departing > 0)
		append_table(context->page, list);
	return UP_OK;
}
