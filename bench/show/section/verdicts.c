/* SPDX-License-Identifier: PostgreSQL */
/* What became better or worse against a base. */
#include "show/document/sheet.h"
#include "show/section/section.h"
#include "show/words/comparison_words.h"
#include "text/quantity.h"

#include <string.h>

enum {
	CASE,
	METRIC,
	VERDICT,
	BASE,
	NEW,
	RATIO,
	INTERVAL,
	SAMPLES,
	DETECTABLE,
	REASON,
	COLUMNS
};

static const struct sheet_column all[COLUMNS] = {
	[CASE] = {.heading = "case", .field = "case"},
	[METRIC] = {.heading = "of", .field = "metric", .is_hidden = true},
	[VERDICT] = {.heading = "verdict", .field = "verdict"},
	[BASE] = {.heading = "base", .field = "base", .is_number = true},
	[NEW] = {.heading = "new", .field = "new", .is_number = true},
	[RATIO] = {.heading = "ratio", .field = "ratio", .is_number = true},
	[INTERVAL] = {.heading = "95 % interval",
		      .field = "ratio_low",
		      .field_high = "ratio_high",
		      .is_number = true},
	[SAMPLES] = {.heading = "samples", .field = "n", .is_number = true},
	[DETECTABLE] = {.heading = "would show", .field = "detectable", .is_number = true},
	[REASON] = {.heading = "remark", .field = "remark", .is_hidden = true, .is_long = true},
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
	else if (comparison->verdict == VERDICT_INCONCLUSIVE)
		up_buffer_append_string(text, "too close to the threshold");
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
	sheet_number(sheet, comparison->detectable, quantity_share(comparison->detectable).text);
	append_remark(&remark, comparison);
	sheet_text(sheet, up_buffer_string(&remark));
}

/* Several tables of a report need several names of files. */
static enum up_status append_name(struct up_buffer *name, const char *stem, size_t number,
				  size_t count, struct up_error *err)
{
	up_buffer_append_string(name, stem);
	if (count > 1)
		up_buffer_append_format(name, "-%zu", number);
	return up_buffer_check(name, err);
}

/* Left out is what the section says already, or no row. */
static void choose_columns(struct sheet_column columns[COLUMNS], const struct comparison_list *list)
{
	for (size_t c = 0; c < list->count; c++) {
		UP_BUFFER remark = {0};
		append_remark(&remark, &list->items[c]);
		columns[METRIC].is_hidden &= list->items[c].metric == METRIC_UPDATE;
		columns[REASON].is_hidden &= remark.length == 0;
	}
}

static void append_rows(struct page *page, const char *name, const char *caption,
			const struct comparison_list *list)
{
	struct sheet_column columns[COLUMNS];

	memcpy(columns, all, sizeof all);
	choose_columns(columns, list);
	struct sheet sheet = sheet_begin(page, name, caption, columns, COLUMNS);
	for (size_t c = 0; c < list->count; c++)
		append_row(&sheet, &list->items[c]);
	sheet_end(&sheet);
}

static void append_differences(struct page *page, const char *name, const char *caption,
			       const struct comparison_list *list)
{
	/* A run differs from itself in nothing: there the fact is what keeps it from a verdict. */
	const struct sheet_column facts[] = {
		{.heading = "fact", .field = "fact"},
		{.heading = list->paired ? "is" : "base", .field = "base", .is_long = true},
		{.heading = "new", .field = "new", .is_long = true, .is_hidden = list->paired},
	};
	struct sheet sheet = sheet_begin(page, name, caption, facts, 3);

	for (size_t d = 0; d < list->differences.count; d++) {
		sheet_row(&sheet, NULL);
		sheet_text(&sheet, list->differences.items[d].fact);
		sheet_text(&sheet, list->differences.items[d].base);
		sheet_text(&sheet, list->differences.items[d].new);
	}
	sheet_end(&sheet);
}

/* What the verdicts of a list come to, or that there are none. */
static enum up_status append_tally(struct up_buffer *text, const struct comparison_list *list,
				   struct up_error *err)
{
	const struct comparison_report report = {
		.lists = list, .count = 1, .refused = list->differences.count > 0};

	comparison_append_tally(text, &report);
	return up_buffer_check(text, err);
}

static enum up_status append_refused(struct page *page, const struct comparison_list *list,
				     size_t number, size_t count, struct up_error *err)
{
	UP_BUFFER tally = {0};
	UP_BUFFER name = {0};

	UP_TRY(append_tally(&tally, list, err));
	UP_TRY(append_name(&name, "differences", number, count, err));
	page_paragraph(page, up_buffer_string(&tally));
	append_differences(page, up_buffer_string(&name),
			   list->paired
				   ? "What keeps this run from a verdict."
				   : "What they differ in, which may explain a change as well as "
				     "what was changed on purpose; upbench compare --force gives "
				     "verdicts all the same.",
			   list);
	return UP_OK;
}

static enum up_status append_judged(struct page *page, const struct comparison_list *list,
				    size_t number, size_t count, struct up_error *err)
{
	UP_BUFFER note = {0};
	UP_BUFFER tally = {0};
	UP_BUFFER name = {0};

	comparison_append_note(&note, list);
	UP_TRY(up_buffer_check(&note, err));
	if (list->count > 0)
		up_buffer_append_string(&tally, list->paired ? "Pairs of the same round: "
							     : "Two runs, unpaired: ");
	UP_TRY(append_tally(&tally, list, err));
	UP_TRY(append_name(&name, "verdicts", number, count, err));
	if (list->count == 0)
		page_paragraph(page, up_buffer_string(&tally));
	else
		append_rows(page, up_buffer_string(&name), up_buffer_string(&tally), list);
	if (note.length > 0)
		page_note(page, up_buffer_string(&note));
	return UP_OK;
}

static enum up_status append_list(struct page *page, const struct comparison_list *list,
				  size_t number, size_t count, struct up_error *err)
{
	UP_BUFFER title = {0};

	up_buffer_append_format(&title, "%s against %s", list->new_label, list->base_label);
	UP_TRY(up_buffer_check(&title, err));
	page_heading(page, up_buffer_string(&title));
	if (list->differences.count > 0)
		return append_refused(page, list, number, count, err);
	return append_judged(page, list, number, count, err);
}

static bool any_judged(const struct comparison_group *group)
{
	for (size_t l = 0; l < group->count; l++) {
		if (group->items[l].differences.count == 0 && group->items[l].count > 0)
			return true;
	}
	return false;
}

enum up_status report_verdicts(const struct report_context *context, struct up_error *err)
{
	const struct comparison_group *group = context->report->comparisons;

	if (group == NULL || group->count == 0)
		return UP_OK;
	page_section(context->page, "verdicts", "Better or worse");
	if (any_judged(group))
		page_paragraph(
			context->page,
			"Time of update and commit, new over base. A verdict wants the whole "
			"interval of the ratio beyond the threshold, also after a correction for "
			"the number of cases; inconclusive means that these samples could not "
			"have shown it. \u201cWould show\u201d is the smallest slow-down that "
			"they could show.");
	for (size_t l = 0; l < group->count; l++)
		UP_TRY(append_list(context->page, &group->items[l], l + 1, group->count, err));
	return UP_OK;
}
