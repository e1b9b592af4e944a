/* SPDX-License-Identifier: PostgreSQL */
/* What became of the claim in each of several runs. */
#include "show/document/sheet.h"
#include "show/section/claim_run.h"
#include "show/section/section.h"

static void append_line(struct sheet *sheet, const struct claim_run_list *list, size_t first,
			size_t line)
{
	sheet_row(sheet, NULL);
	sheet_text(sheet, claim_run_line_name(line));
	for (size_t i = first; i < list->count; i++) {
		UP_BUFFER text = {0};
		claim_run_append_text(&text, &list->items[i], line);
		sheet_text(sheet, up_buffer_string(&text));
		sheet->page->text.failed |= text.failed;
	}
}

enum up_status report_claim_runs(const struct report_context *context, struct up_error *err)
{
	const struct claim_run_list *list = context->report->claims;
	struct sheet_column columns[1 + CLAIM_RUN_COLUMNS] = {{.heading = "", .field = "figure"}};

	(void)err;
	if (list == NULL || list->count < 2)
		return UP_OK;
	size_t first = list->count > CLAIM_RUN_COLUMNS ? list->count - CLAIM_RUN_COLUMNS : 0;
	for (size_t i = first; i < list->count; i++)
		columns[1 + i - first] = (struct sheet_column){.heading = list->items[i].name,
							       .field = list->items[i].name};
	page_section(context->page, "claim-runs", CLAIM_RUN_TITLE);
	struct sheet sheet =
		sheet_begin(context->page, "claim-runs",
			    "1,914 programs of 20 columns. Times are medians of update and commit; "
			    "the whole sync contains the stated delay of the fetch.",
			    columns, 1 + list->count - first);
	for (size_t line = 0; line < CLAIM_RUN_LINES; line++)
		append_line(&sheet, list, first, line);
	sheet_end(&sheet);
	return UP_OK;
}
