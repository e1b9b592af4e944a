/* SPDX-License-Identifier: PostgreSQL */
/* What became better or worse against a base. */
#include "render/quantity.h"
#include "render/report_section.h"
#include "render/sheet.h"

#include <math.h>

enum {
	CASE,
	METRIC,
	VERDICT,
	BASE,
	NEW,
	RATIO,
	INTERVAL,
	SAMPLES,
	REASON,
	COLUMNS
};

static const struct sheet_column columns[COLUMNS] = {
	[CASE] = {.heading = "case", .field = "case"},
	[METRIC] = {.heading = "of", .field = "metric"},
	[VERDICT] = {.heading = "verdict", .field = "verdict"},
	[BASE] = {.heading = "base", .field = "base", .is_number = true},
	[NEW] = {.heading = "new", .field = "new", .is_number = true},
	[RATIO] = {.heading = "ratio", .field = "ratio", .is_number = true},
	[INTERVAL] = {.heading = "95 % interval",
		      .field = "ratio_low",
		      .field_high = "ratio_high",
		      .is_number = true},
	[SAMPLES] = {.heading = "samples", .field = "n", .is_number = true},
	[REASON] = {.heading = "remark", .field = "remark", .is_long = true},
};

static const char *const metric_words[METRIC_COUNT] = {
	[METRIC_UPDATE] = "update and commit",
	[METRIC_TOTAL] = "whole sync",
	[METRIC_WAL_BYTES] = "WAL",
	[METRIC_ROUND_TRIPS] = "round trips",
	[METRIC_BYTES_SENT] = "bytes sent",
	[METRIC_BUFFERS] = "buffers",
};

static const struct {
	const char *word;
	const char *mark;
} verdict_words[VERDICT_COUNT] = {
	[VERDICT_REGRESSED] = {"regressed", "failed"},
	[VERDICT_IMPROVED] = {"improved", "best"},
	[VERDICT_EQUIVALENT] = {"equivalent", NULL},
	[VERDICT_INCONCLUSIVE] = {"inconclusive", "aside"},
	[VERDICT_INCOMPARABLE] = {"incomparable", "aside"},
};

static struct quantity figure(enum metric metric, double value)
{
	switch (metric) {
	case METRIC_UPDATE:
	case METRIC_TOTAL:
		return quantity_duration(value);
	case METRIC_WAL_BYTES:
	case METRIC_BYTES_SENT:
		return quantity_bytes(value);
	default:
		return quantity_number(value);
	}
}

static void append_remark(struct up_buffer *text, const struct comparison *comparison)
{
	if (comparison->reason != NULL)
		up_buffer_append_string(text, comparison->reason);
	else if (comparison->exact)
		up_buffer_append_string(text, "a count, the same in every sample");
	else if (comparison->verdict == VERDICT_INCONCLUSIVE && comparison->wanted > 0)
		up_buffer_append_format(text, "%s samples would settle it",
					quantity_count((double)comparison->wanted).text);
	else if (isfinite(comparison->detectable))
		up_buffer_append_format(text, "could have shown %s",
					quantity_share(comparison->detectable).text);
}

static void append_row(struct sheet *sheet, const struct comparison *comparison)
{
	UP_BUFFER remark = {0};
	double n = (double)(comparison->n_base < comparison->n_new ? comparison->n_base
								   : comparison->n_new);

	sheet_row(sheet, verdict_words[comparison->verdict].mark);
	sheet_text(sheet, comparison->case_name);
	sheet_text(sheet, metric_words[comparison->metric]);
	sheet_text(sheet, verdict_words[comparison->verdict].word);
	sheet_number(sheet, comparison->base, figure(comparison->metric, comparison->base).text);
	sheet_number(sheet, comparison->new, figure(comparison->metric, comparison->new).text);
	sheet_number(sheet, comparison->ratio, quantity_ratio(comparison->ratio).text);
	sheet_interval(sheet, comparison->low, comparison->high,
		       quantity_interval(comparison->low, comparison->high).text);
	sheet_number(sheet, n, quantity_count(n).text);
	append_remark(&remark, comparison);
	sheet_text(sheet, up_buffer_string(&remark));
}

static void append_differences(struct page *page, const struct comparison_list *list)
{
	static const struct sheet_column facts[] = {
		{.heading = "what differs", .field = "fact"},
		{.heading = "base", .field = "base", .is_long = true},
		{.heading = "new", .field = "new", .is_long = true},
	};

	if (list->differences.count == 0)
		return;
	struct sheet sheet =
		sheet_begin(page, "differences",
			    "Between the two runs these facts differ as well: what they "
			    "cause cannot be told from what was changed on purpose.",
			    facts, 3);
	for (size_t d = 0; d < list->differences.count; d++) {
		sheet_row(&sheet, NULL);
		sheet_text(&sheet, list->differences.items[d].fact);
		sheet_text(&sheet, list->differences.items[d].base);
		sheet_text(&sheet, list->differences.items[d].new);
	}
	sheet_end(&sheet);
}

enum up_status report_verdicts(const struct report_context *context, struct up_error *err)
{
	const struct comparison_list *list = context->report->comparisons;
	UP_BUFFER text = {0};

	if (list == NULL || list->count == 0)
		return UP_OK;
	page_section(context->page, "verdicts", "Better or worse");
	up_buffer_append_format(
		&text,
		"%s (new) against %s (base). A verdict wants the whole interval of the "
		"ratio beyond the threshold; inconclusive means that these samples could "
		"not have shown it.",
		list->new_label, list->base_label);
	if (list->few_sessions)
		up_buffer_append_string(&text,
					" There is one session on a side, so what differs from "
					"session to session is not part of the intervals.");
	UP_TRY(up_buffer_check(&text, err));
	page_paragraph(context->page, up_buffer_string(&text));
	struct sheet sheet = sheet_begin(context->page, "verdicts", NULL, columns, COLUMNS);
	for (size_t c = 0; c < list->count; c++)
		append_row(&sheet, &list->items[c]);
	sheet_end(&sheet);
	append_differences(context->page, list);
	return UP_OK;
}
