/* SPDX-License-Identifier: PostgreSQL */
/* Where the time of a sync goes. */
#include "show/document/sheet.h"
#include "show/plot/cases.h"
#include "show/section/section.h"
#include "text/quantity.h"

static const struct sheet_column columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "rows", .field = "rows", .is_number = true},
	{.heading = "whole sync", .field = "total_ns", .is_number = true},
	{.heading = "fetch", .field = "fetch_ns", .is_number = true},
	{.heading = "classify", .field = "classify_ns", .is_number = true},
	{.heading = "create", .field = "create_ns", .is_number = true},
	{.heading = "update", .field = "update_ns", .is_number = true},
	{.heading = "of it encoding", .field = "encode_ns", .is_number = true},
	{.heading = "business", .field = "business_ns", .is_number = true},
	{.heading = "commit", .field = "commit_ns", .is_number = true},
	{.heading = "round trips", .field = "round_trips", .is_number = true},
};

static enum up_status append_case(struct sheet *sheet, const struct summary *summary,
				  struct up_error *err)
{
	const double times[] = {summary->total_ns,    summary->fetch_ns,  summary->classify_ns,
				summary->create_ns,   summary->update_ns, summary->encode_ns,
				summary->business_ns, summary->commit_ns};
	UP_BUFFER name = {0};

	plot_cases_family(&name, summary);
	UP_TRY(up_buffer_check(&name, err));
	sheet_row(sheet, NULL);
	sheet_text(sheet, up_buffer_string(&name));
	sheet_number(sheet, (double)summary->key.factors.rows,
		     quantity_count((double)summary->key.factors.rows).text);
	for (size_t t = 0; t < sizeof times / sizeof times[0]; t++)
		sheet_number(sheet, times[t], quantity_duration(times[t]).text);
	sheet_number(sheet, summary->round_trips, quantity_count(summary->round_trips).text);
	return UP_OK;
}

enum up_status report_stages(const struct report_context *context, struct up_error *err)
{
	PLOT_CASES cases = {0};

	UP_TRY(plot_cases_select(context->report->summaries, &cases, err));
	if (cases.count == 0 || context->page->format != PAGE_HTML)
		return UP_OK;
	page_section(context->page, "stages", "Where the time of a sync goes");
	for (size_t i = 0; i < cases.count; i += plot_cases_same_panel(&cases, i)) {
		bool is_folded = report_panel_fold(context, &cases, i);
		UP_TRY(report_pictures(
			context, PLOT_STAGES, cases.items[i],
			"A bar is a whole sync, the shortest first, its parts are the shares of "
			"the stages. What is not the update is the same work for every case: the "
			"smaller the share of the update, the less a better strategy can still "
			"bring.",
			err));
		if (is_folded)
			page_fold_end(context->page);
	}
	page_fold(context->page, "The medians of the stages as a table");
	struct sheet sheet = sheet_begin(context->page, "stages", NULL, columns,
					 sizeof columns / sizeof columns[0]);
	for (size_t i = 0; i < cases.count; i++)
		UP_TRY(append_case(&sheet, cases.items[i], err));
	sheet_end(&sheet);
	page_fold_end(context->page);
	return UP_OK;
}
