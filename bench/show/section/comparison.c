/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/comparison.h"

#include "show/section/arms.h"
#include "show/section/section.h"
#include "show/words/comparison_words.h"
#include "text/quantity.h"

#include <math.h>

enum {
	CASE,
	METRIC,
	BASE,
	NEW,
	CHANGE,
	INTERVAL,
	COUNT,
	THRESHOLD,
	VERDICT,
	DETECTABLE,
	REASON,
	COLUMNS
};

static const struct table_column all[COLUMNS] = {
	[CASE] = {.heading = "case", .field = "case"},
	[METRIC] = {.heading = "metric", .field = "metric"},
	[BASE] = {.heading = "base", .field = "base", .alignment = ALIGN_RIGHT, .priority = 3},
	[NEW] = {.heading = "new", .field = "new", .alignment = ALIGN_RIGHT, .priority = 2},
	[CHANGE] = {.heading = "change", .field = "ratio", .alignment = ALIGN_RIGHT},
	[INTERVAL] = {.heading = "95 % interval",
		      .field = "ratio_low",
		      .field_high = "ratio_high",
		      .alignment = ALIGN_RIGHT,
		      .priority = 1},
	[COUNT] = {.heading = "n", .field = "n", .alignment = ALIGN_RIGHT, .priority = 4},
	[THRESHOLD] = {.heading = "threshold",
		       .field = "threshold",
		       .alignment = ALIGN_RIGHT,
		       .is_hidden = true},
	[VERDICT] = {.heading = "verdict", .field = "verdict"},
	[DETECTABLE] = {.heading = "detectable",
			.field = "detectable",
			.alignment = ALIGN_RIGHT,
			.priority = 5},
	[REASON] = {.heading = "reason", .field = "reason", .may_wrap = true, .is_hidden = true},
};

static const enum emphasis emphases[VERDICT_COUNT] = {
	[VERDICT_REGRESSED] = EMPHASIS_FAILED,     [VERDICT_IMPROVED] = EMPHASIS_IMPROVED,
	[VERDICT_EQUIVALENT] = EMPHASIS_NONE,      [VERDICT_INCONCLUSIVE] = EMPHASIS_ASIDE,
	[VERDICT_INCOMPARABLE] = EMPHASIS_WARNING, [VERDICT_NEW] = EMPHASIS_ASIDE,
	[VERDICT_NOT_MEASURED] = EMPHASIS_ASIDE,
};

/* What a reviewer must see first. */
static bool is_urgent(const struct comparison *comparison)
{
	return comparison->verdict == VERDICT_REGRESSED || comparison_is_error(comparison);
}

static void append_numbers(struct table *table, const struct comparison *comparison)
{
	char counts[48];

	if (comparison->n_base == comparison->n_new)
		snprintf(counts, sizeof counts, "%zu", comparison->n_base);
	else
		snprintf(counts, sizeof counts, "%zu+%zu", comparison->n_base, comparison->n_new);
	table_number(table, comparison->base,
		     comparison_value(comparison->metric, comparison->base).text);
	table_number(table, comparison->new,
		     comparison_value(comparison->metric, comparison->new).text);
	table_number(table, comparison->ratio, comparison_change(comparison->ratio).text);
	table_interval(table, comparison->low, comparison->high,
		       comparison_interval(comparison).text);
	table_number(table, (double)fmin((double)comparison->n_base, (double)comparison->n_new),
		     counts);
}

static void append_row(struct table *table, const struct comparison *comparison)
{
	const enum emphasis emphasis =
		comparison->verdict != VERDICT_REGRESSED && comparison_is_error(comparison)
			? EMPHASIS_WARNING
			: emphases[comparison->verdict];
	UP_BUFFER text = {0};

	if (!comparison_is_judged(comparison)) {
		UP_BUFFER name = {0};
		comparison_append_name(&name, comparison);
		up_buffer_append_format(&text, "%s: ", verdict_names[comparison->verdict]);
		if (isfinite(comparison->new))
			up_buffer_append_format(
				&text, "%s; ",
				comparison_value(comparison->metric, comparison->new).text);
		comparison_append_reason(&text, comparison);
		table_sentence(table, emphasis, up_buffer_string(&name), up_buffer_string(&text));
		return;
	}
	table_row(table, emphasis);
	table_text(table, comparison->case_name);
	table_text(table, metric_names[comparison->metric]);
	append_numbers(table, comparison);
	table_number(table, comparison->threshold, quantity_share(comparison->threshold).text);
	table_text(table, verdict_names[comparison->verdict]);
	table_number(table, comparison->detectable, quantity_share(comparison->detectable).text);
}

/* The verdicts of compare.h in words, and the smallest slow-down that the samples could show. */
static void append_explanation(struct document *document)
{
	UP_BUFFER text = {0};

	up_buffer_append_format(
		&text,
		"The ratio is new over base. Regressed or improved: its whole interval lies beyond "
		"the threshold, also after Holm's correction for the number of comparisons. "
		"Equivalent: its 90 %% interval lies within the threshold. Inconclusive: none of "
		"these. Counters of the server have a resolution instead of an interval. The "
		"column detectable has the smallest slow-down that the samples detect with a power "
		"of %g %%.",
		100 * COMPARE_POWER);
	document_take(document, BLOCK_PARAGRAPH, &text);
}

/* differ: the thresholds of the cases. */
static void append_table(struct document *document, const struct comparison_list *list,
			 const char *name, bool differ)
{
	struct table_column columns[COLUMNS];
	char others[48];
	size_t rest = 0;

	memcpy(columns, all, sizeof all);
	columns[METRIC].is_hidden = true;
	columns[THRESHOLD].is_hidden = !differ;
	for (size_t c = 0; c < list->count; c++) {
		columns[METRIC].is_hidden &= list->items[c].metric == METRIC_UPDATE;
		columns[REASON].is_hidden &= comparison_is_judged(&list->items[c]);
		rest += !is_urgent(&list->items[c]);
	}
	struct table *table = document_table(document, name, NULL, columns, COLUMNS);
	for (size_t c = 0; c < list->count; c++) {
		if (is_urgent(&list->items[c]))
			append_row(table, &list->items[c]);
	}
	snprintf(others, sizeof others, "%zu %s%s", rest, rest < list->count ? "other" : "case",
		 rest == 1 ? "" : "s");
	table_fold(table, others);
	for (size_t c = 0; c < list->count; c++) {
		if (!is_urgent(&list->items[c]))
			append_row(table, &list->items[c]);
	}
}

static void append_reasons(struct document *document, const struct comparison_list *list)
{
	for (size_t c = 0; c < list->count; c++) {
		UP_BUFFER name = {0};
		UP_BUFFER reason = {0};
		/* The table has the first; the note below has the others, all at once. */
		if (!comparison_is_judged(&list->items[c]) ||
		    (list->items[c].lacks_sessions && list->items[c].reason == NULL))
			continue;
		comparison_append_reason(&reason, &list->items[c]);
		if (reason.length == 0)
			continue;
		comparison_append_name(&name, &list->items[c]);
		up_buffer_append_char(&reason, '.');
		document->failed |= name.failed || reason.failed;
		document_item(document, 0, EMPHASIS_NONE, up_buffer_string(&name),
			      up_buffer_string(&reason));
	}
}

/* A run differs from itself in nothing: there the fact is what keeps it from a verdict. */
static void append_differences(struct document *document, const struct comparison_list *list,
			       const char *name, bool refused)
{
	if (list->differences.count == 0)
		return;
	document_append(document, BLOCK_PARAGRAPH,
			refused ? "Why:"
				: "Warning: the runs differ in server, settings, host or data, or "
				  "a run is incomplete:");
	const struct table_column facts[] = {
		{.heading = "fact", .field = "fact"},
		{.heading = list->paired ? "is" : "base", .field = "base", .may_wrap = true},
		{.heading = "new", .field = "new", .may_wrap = true, .is_hidden = list->paired},
	};
	struct table *table = document_table(document, name, NULL, facts, 3);
	for (size_t d = 0; d < list->differences.count; d++) {
		table_row(table, EMPHASIS_NONE);
		table_text(table, list->differences.items[d].fact);
		table_text(table, list->differences.items[d].base);
		table_text(table, list->differences.items[d].new);
	}
}

/* number: of the list among several; 0: it is alone. */
static void append_list(struct document *document, const struct comparison_list *list,
			size_t number, bool differ)
{
	UP_BUFFER text = {0};
	char name[48] = "verdicts";

	if (number > 0)
		snprintf(name, sizeof name, "verdicts-%zu", number);
	up_buffer_append_format(&text, "%s, against %s: %s", list->new_label, list->base_label,
				list->paired ? "pairs of the same round" : "two runs, unpaired");
	document_take(document, BLOCK_HEADING, &text);
	append_table(document, list, name, differ);
	append_reasons(document, list);
	comparison_append_note(&text, list);
	if (text.length > 0)
		document_take(document, BLOCK_NOTE, &text);
	comparison_append_overall(&text, list);
	if (text.length > 0)
		document_take(document, BLOCK_NOTE, &text);
}

/* The lists are those from the number on. */
static void append_all(struct document *document, const struct comparison_report *report,
		       size_t number)
{
	const double threshold = comparison_report_threshold(report);
	UP_BUFFER text = {0};

	comparison_append_tally(&text, report);
	document_take(document, BLOCK_LEAD, &text);
	if (!report->refused && comparison_report_total(report) > 0) {
		if (isnan(threshold))
			up_buffer_append_string(&text, "New over base; thresholds by case.");
		else
			up_buffer_append_format(&text, "New over base; threshold %s.",
						quantity_share(threshold).text);
		document_take(document, BLOCK_NOTE, &text);
	}
	for (size_t l = 0; l < report->count; l++) {
		const size_t own = number > 0 ? number + l : 0;
		char name[48] = "differences";
		if (own > 0)
			snprintf(name, sizeof name, "differences-%zu", own);
		if (!report->refused && report->lists[l].count > 0)
			append_list(document, &report->lists[l], own, isnan(threshold));
		append_differences(document, &report->lists[l], name, report->refused);
	}
}

void comparison_append(struct document *document, const struct comparison_report *report)
{
	append_all(document, report, report->count > 1 ? 1 : 0);
}

/* ---- in a report ------------------------------------------------------ */

enum up_status report_comparisons(const struct report_context *context, struct up_error *err)
{
	const struct comparison_group *group = context->report->comparisons;

	(void)err;
	if (group == NULL || group->count == 0)
		return UP_OK;
	document_section(context->document, "verdicts", "Comparison");
	for (size_t l = 0; l < group->count; l++) {
		const struct comparison_list *list = &group->items[l];
		if (list->differences.count > 0 || list->count == 0)
			continue;
		append_explanation(context->document);
		break;
	}
	for (size_t l = 0; l < group->count; l++) {
		const struct comparison_list *list = &group->items[l];
		const struct comparison_report report = {
			.lists = list,
			.count = 1,
			.threshold = list->threshold,
			.refused = list->differences.count > 0,
		};
		if (report.refused) {
			UP_BUFFER title = {0};
			up_buffer_append_format(&title, "%s against %s", list->new_label,
						list->base_label);
			document_take(context->document, BLOCK_HEADING, &title);
		}
		append_all(context->document, &report, group->count > 1 ? l + 1 : 0);
	}
	arms_append(context->document, &context->report->run->manifest);
	return UP_OK;
}
