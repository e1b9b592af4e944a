/* SPDX-License-Identifier: PostgreSQL */
/* How fast each case is, and against the fastest of its workload. */
#include "show/document/sheet.h"
#include "show/section/section.h"
#include "show/words/heading.h"
#include "text/quantity.h"

#include <inttypes.h>
#include <math.h>

/* With more workloads than that, one table is easier to read than many. */
#define TABLES_MAX 6
/* A case that takes less than this share of the fastest does not do the work. */
#define LEAST_WORK 0.01

enum {
	CASE,
	WORKLOAD,
	MEDIAN,
	INTERVAL,
	SAMPLES,
	RATE,
	RATIO,
	RATIO_INTERVAL,
	COLD,
	STATE,
	COLUMNS
};

static const struct sheet_column all[COLUMNS] = {
	[CASE] = {.heading = "case", .field = "case"},
	[WORKLOAD] = {.heading = "workload", .field = "workload", .is_hidden = true},
	[MEDIAN] = {.heading = "median", .field = "median_ns", .is_number = true},
	[INTERVAL] = {.heading = "95 % interval",
		      .field = "low_ns",
		      .field_high = "high_ns",
		      .is_number = true},
	[SAMPLES] = {.heading = "samples", .field = "n", .is_number = true},
	[RATE] = {.heading = "rows/s", .field = "rows_per_second", .is_number = true},
	[RATIO] = {.heading = "vs fastest", .field = "ratio", .is_number = true},
	[RATIO_INTERVAL] = {.heading = "its 95 % interval",
			    .field = "ratio_low",
			    .field_high = "ratio_high",
			    .is_number = true},
	[COLD] = {.heading = "first call", .field = "cold_ns", .is_number = true},
	[STATE] = {.heading = "remark", .field = "remark", .is_hidden = true, .is_long = true},
};

static void append_remark(struct up_buffer *text, const struct ranking *ranking,
			  const struct summary *summary)
{
	if (summary == ranking_fastest(ranking)) {
		up_buffer_append_string(text, "fastest");
	} else if (ranking_is_as_good(ranking, summary)) {
		up_buffer_append_string(text, "as good");
	} else if (ranking_part_of(summary) == RANKING_WITHOUT_RESULT) {
		up_buffer_append_string(text, ranking_words(summary));
		if (summary->error != NULL)
			up_buffer_append_format(text, ": %s", summary->error);
	} else if (ranking_part_of(summary) == RANKING_UNRANKED) {
		up_buffer_append_string(text, "not ranked");
	}
}

static const char *mark_of(const struct ranking *ranking, const struct summary *summary)
{
	if (summary == ranking_fastest(ranking))
		return "best";
	switch (ranking_part_of(summary)) {
	case RANKING_UNRANKED:
		return "aside";
	case RANKING_WITHOUT_RESULT:
		return summary->status == SAMPLE_SKIPPED ? "aside" : "failed";
	default:
		return ranking_is_as_good(ranking, summary) ? "good" : NULL;
	}
}

static void append_figures(struct sheet *sheet, const struct ranking *ranking,
			   const struct summary *summary)
{
	const struct summary *fastest = ranking_fastest(ranking);
	bool works = fastest == NULL || summary->median_ns >= fastest->median_ns * LEAST_WORK;
	double ratio = fastest != NULL && works ? summary->median_ns / fastest->median_ns : NAN;
	double rate = works ? summary->rows_per_second : NAN;
	/* The fastest against itself is no estimate. */
	double low = summary == fastest ? NAN : summary->ratio_low;
	double high = summary == fastest ? NAN : summary->ratio_high;

	sheet_number(sheet, summary->median_ns, quantity_duration(summary->median_ns).text);
	sheet_interval(sheet, summary->low_ns, summary->high_ns,
		       quantity_duration_interval(summary->low_ns, summary->high_ns).text);
	sheet_number(sheet, (double)summary->n, quantity_count((double)summary->n).text);
	sheet_number(sheet, rate, quantity_number(rate).text);
	sheet_number(sheet, ratio, quantity_ratio(ratio).text);
	sheet_interval(sheet, low, high, quantity_interval(low, high).text);
	sheet_number(sheet, summary->cold_ns, quantity_duration(summary->cold_ns).text);
}

static enum up_status append_row(const struct report_context *context, struct sheet *sheet,
				 const struct ranking *ranking, const struct summary *summary,
				 struct up_error *err)
{
	UP_BUFFER text = {0};

	sheet_row(sheet, mark_of(ranking, summary));
	UP_TRY(report_case_name(summary, &text, err));
	sheet_text(sheet, up_buffer_string(&text));
	up_buffer_clear(&text);
	heading_append(&text, summary, context->report->summaries, FACTOR_NONE);
	sheet_text(sheet, up_buffer_string(&text));
	append_figures(sheet, ranking, summary);
	up_buffer_clear(&text);
	append_remark(&text, ranking, summary);
	UP_TRY(up_buffer_check(&text, err));
	sheet_text(sheet, up_buffer_string(&text));
	return UP_OK;
}

/* What no case has is no column. */
static void show_columns(struct sheet_column *columns, const struct ranking *ranking)
{
	for (size_t i = 0; i < ranking->count; i++) {
		const struct summary *summary = ranking->items[i];
		bool is_fastest = summary == ranking_fastest(ranking);
		columns[MEDIAN].is_hidden &= isnan(summary->median_ns);
		columns[INTERVAL].is_hidden &= isnan(summary->low_ns);
		columns[SAMPLES].is_hidden &= summary->n == 0;
		columns[RATE].is_hidden &= isnan(summary->rows_per_second);
		columns[RATIO].is_hidden &= isnan(summary->ratio);
		columns[RATIO_INTERVAL].is_hidden &= is_fastest || isnan(summary->ratio_low);
		columns[COLD].is_hidden &= isnan(summary->cold_ns);
		columns[STATE].is_hidden &= mark_of(ranking, summary) == NULL;
	}
}

/* The rankings from begin to end as one table. */
static enum up_status append_table(const struct report_context *context, size_t begin, size_t end,
				   const char *name, struct up_error *err)
{
	struct sheet_column columns[COLUMNS];

	memcpy(columns, all, sizeof all);
	for (size_t c = MEDIAN; c <= STATE; c++)
		columns[c].is_hidden = true;
	columns[WORKLOAD].is_hidden = end - begin == 1;
	for (size_t r = begin; r < end; r++)
		show_columns(columns, &context->rankings->items[r]);
	struct sheet sheet = sheet_begin(context->page, name, NULL, columns, COLUMNS);
	for (size_t r = begin; r < end; r++) {
		const struct ranking *ranking = &context->rankings->items[r];
		for (size_t i = 0; i < ranking->count; i++)
			UP_TRY(append_row(context, &sheet, ranking, ranking->items[i], err));
	}
	sheet_end(&sheet);
	return UP_OK;
}

static enum up_status append_tables(const struct report_context *context, struct up_error *err)
{
	UP_BUFFER text = {0};

	for (size_t r = 0; r < context->rankings->count; r++) {
		const struct summary *first = context->rankings->items[r].items[0];
		up_buffer_clear(&text);
		heading_append_full(&text, first, context->report->summaries);
		UP_TRY(up_buffer_check(&text, err));
		page_heading(context->page, up_buffer_string(&text));
		up_buffer_clear(&text);
		up_buffer_append_format(&text, "ratios-%" PRId64 "-%zu", first->key.factors.rows,
					r + 1);
		UP_TRY(up_buffer_check(&text, err));
		UP_TRY(append_table(context, r, r + 1, up_buffer_string(&text), err));
	}
	return UP_OK;
}

static bool is_ranked(const struct ranking_list *rankings)
{
	for (size_t r = 0; r < rankings->count; r++) {
		if (rankings->items[r].ranked > 0)
			return true;
	}
	return false;
}

enum up_status report_ratios(const struct report_context *context, struct up_error *err)
{
	if (context->rankings->count == 0)
		return UP_OK;
	page_section(context->page, "ratios", "How fast each case is");
	if (is_ranked(context->rankings))
		page_paragraph(
			context->page,
			"Time of update and commit until the rows are durable, the fastest first. "
			"Look at "
			"\u201cvs fastest\u201d: a case whose interval begins at 1 or below is as "
			"good as "
			"the fastest; where it ends tells how much slower it may be at worst.");
	if (context->rankings->count <= TABLES_MAX)
		return append_tables(context, err);
	return append_table(context, 0, context->rankings->count, "ratios", err);
}
