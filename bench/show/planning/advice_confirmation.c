/* SPDX-License-Identifier: PostgreSQL */
#include "show/planning/advice_confirmation.h"

#include "show/planning/advice.h"
#include "show/words/ratio.h"
#include "text/quantity.h"

#include <math.h>

static const char *const standings[] = {
	[STANDING_SLOWER] = "slower",
	[STANDING_OPEN] = "not distinguishable",
	[STANDING_AS_GOOD] = "as good",
};

static const struct table_column columns[] = {
	{.heading = "strategy", .field = "case"},
	{.heading = "time", .field = "ns", .alignment = ALIGN_RIGHT},
	{.heading = "samples", .field = "samples", .alignment = ALIGN_RIGHT, .priority = 2},
	{.heading = "ratio", .field = "ratio", .alignment = ALIGN_RIGHT},
	{.heading = "95 % interval",
	 .field = "ratio_low",
	 .field_high = "ratio_high",
	 .alignment = ALIGN_RIGHT,
	 .priority = 1},
	{.heading = "", .field = "standing"},
};

static void append_table(struct document *document, const struct candidate_list *list)
{
	struct table *table = document_table(document, "confirmation", NULL, columns,
					     sizeof columns / sizeof columns[0]);

	for (size_t c = 0; c < list->known; c++) {
		const struct candidate *candidate = &list->items[c];
		const double ratio = candidate->ratio.middle;
		const double samples =
			candidate->measured != NULL ? (double)candidate->measured->n : NAN;
		UP_BUFFER interval = {0};
		if (c > 0 && !isnan(candidate->ratio.low))
			up_buffer_append_format(&interval, "%s \u2026 %s",
						ratio_text(candidate->ratio.low).text,
						ratio_text(candidate->ratio.high).text);
		table_row(table, c == 0 ? EMPHASIS_BEST : EMPHASIS_NONE);
		table_text(table, candidate->model->short_name);
		table_number(table, candidate->ns, quantity_duration(candidate->ns).text);
		table_number(table, samples, quantity_count(samples).text);
		table_number(table, ratio, ratio_text(ratio).text);
		table_interval(table, c > 0 ? candidate->ratio.low : NAN,
			       c > 0 ? candidate->ratio.high : NAN, up_buffer_string(&interval));
		table_text(table, c > 0 ? standings[candidate->standing] : "");
		document->failed |= interval.failed;
	}
}

void advice_confirmation_append(struct document *document, const struct advice *first,
				const struct advice *second, const char *directory)
{
	const struct candidate *best = &first->candidates.items[0];
	UP_BUFFER text = {0};

	if (second == NULL) {
		document_append(document, BLOCK_LEAD,
				first->candidates.known > 1
					? "Nothing was measured: every other contender with a time "
					  "is slower by 10 % or more."
					: "Nothing was measured: no other contender has a time at "
					  "this workload.");
		return;
	}
	const struct candidate_list *list = &second->candidates;
	const bool is_same = workload_same_contender(best->model, list->items[0].model);
	const bool is_settled = list->confidence >= ADVICE_CERTAIN;
	up_buffer_append_format(&text, "%s: %s, ",
				!is_settled ? "Not settled"
				: is_same   ? "Confirmed"
					    : "Corrected",
				list->items[0].model->short_name);
	if (!is_same)
		up_buffer_append_format(&text, "instead of %s, ", best->model->short_name);
	up_buffer_append_format(&text, "measured at the workload: %s.",
				quantity_duration(list->items[0].ns).text);
	document_take(document, BLOCK_LEAD, &text);
	if (!isnan(list->confidence)) {
		up_buffer_append_format(
			&text,
			"Probability that no other of them is more than 5 %% faster: %s%.0f %%.",
			list->confidence > 0.99 ? "above " : "", fmin(99, 100 * list->confidence));
		document_take(document, BLOCK_PARAGRAPH, &text);
	}
	append_table(document, list);
	if (!is_same)
		advice_append_requirements(document, second);
	up_buffer_append_format(&text, "Run: %s", directory);
	document_take(document, BLOCK_NOTE, &text);
	document_append(document, BLOCK_HEADING, "Before the confirmation");
}
