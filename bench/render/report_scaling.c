/* SPDX-License-Identifier: PostgreSQL */
/* How the time grows with the rows. */
#include "render/plot_cases.h"
#include "render/quantity.h"
#include "render/report_section.h"
#include "render/sheet.h"

static const struct sheet_column columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "rows", .field = "rows", .is_number = true},
	{.heading = "median", .field = "median_ns", .is_number = true},
	{.heading = "95 % interval", .field = "low_ns", .field_high = "high_ns", .is_number = true},
	{.heading = "a row", .field = "ns_per_row", .is_number = true},
};

static enum up_status append_point(struct sheet *sheet, const struct summary *summary,
				   struct up_error *err)
{
	UP_BUFFER name = {0};
	double rows = (double)summary->rows;

	plot_cases_family(&name, summary);
	UP_TRY(up_buffer_check(&name, err));
	sheet_row(sheet, NULL);
	sheet_text(sheet, up_buffer_string(&name));
	sheet_number(sheet, rows, quantity_count(rows).text);
	sheet_number(sheet, summary->median_ns, quantity_duration(summary->median_ns).text);
	sheet_interval(sheet, summary->low_ns, summary->high_ns,
		       quantity_duration_interval(summary->low_ns, summary->high_ns).text);
	sheet_number(sheet, summary->median_ns / rows,
		     quantity_duration(summary->median_ns / rows).text);
	return UP_OK;
}

enum up_status report_scaling(const struct report_context *context, struct up_error *err)
{
	PLOT_CASES cases = {0};

	UP_TRY(plot_cases_select(context->report->summaries, &cases, err));
	if (cases.count == 0 || cases.items[0]->rows == cases.items[cases.count - 1]->rows ||
	    context->page->format != PAGE_HTML)
		return UP_OK;
	page_section(context->page, "scaling", "How the time grows with the rows");
	UP_TRY(report_pictures(
		context, PLOT_SCALING, 0,
		"Both axes are logarithmic: time in proportion to the rows is a "
		"straight line that rises one decade a decade. Where two lines cross, "
		"the better choice changes; a line that is flat on the left pays a "
		"price that does not depend on the rows.",
		err));
	page_fold(context->page, "The medians as a table");
	struct sheet sheet = sheet_begin(context->page, "scaling", NULL, columns,
					 sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < cases.count; i++)
		UP_TRY(append_point(&sheet, cases.items[i], err));
	sheet_end(&sheet);
	page_fold_end(context->page);
	return UP_OK;
}
