/* SPDX-License-Identifier: PostgreSQL */
#include "show/planning/advice.h"

#include "show/planning/advice_basis.h"
#include "show/planning/size_thresholds.h"
#include "show/words/ratio.h"
#include "text/quantity.h"

#include <math.h>

/* ---- the recommendation ------------------------------------------------- */

static void append_workload(struct up_buffer *text, const struct advice *advice)
{
	const struct workload *workload = &advice->workload;
	const struct factors *factors =
		&advice->candidates.items[0].model->family->cases[0]->key.factors;

	up_buffer_append_format(text, "%s", quantity_counted(workload->rows, "row").text);
	if (!isnan(advice->columns))
		up_buffer_append_format(text, " of %s",
					quantity_counted(advice->columns, "column").text);
	if (workload->changed < 1)
		up_buffer_append_format(text, ", %s of them changed",
					quantity_share(workload->changed).text);
	if (factors->new > 0)
		up_buffer_append_format(text, ", %s of them new",
					quantity_share(factors->new).text);
	if (workload->table_rows != UNMEASURED)
		up_buffer_append_format(text, ", in a table of %s",
					quantity_count((double)workload->table_rows).text);
	if (advice->partitions > 0)
		up_buffer_append_format(text, ", in %s partition%s by %s",
					quantity_count((double)advice->partitions).text,
					advice->partitions == 1 ? "" : "s",
					factor_partition_word(advice->partition_by));
	if (workload->rtt_ns > 0)
		up_buffer_append_format(text, ", round-trip time %s",
					quantity_duration(workload->rtt_ns).text);
	if (!factor_is_default(FACTOR_BANDWIDTH, factors)) {
		up_buffer_append_string(text, ", bandwidth ");
		factor_append_level(FACTOR_BANDWIDTH, factors, text);
	}
}

static void append_interval(struct up_buffer *text, const struct candidate *candidate)
{
	if (!isnan(candidate->low_ns) && !isnan(candidate->high_ns))
		up_buffer_append_string(
			text,
			quantity_duration_interval(candidate->low_ns, candidate->high_ns).text);
}

static const char *origin_of(const struct candidate *candidate)
{
	static const char *const origins[] = {
		[CANDIDATE_MEASURED] = "measured",
		[CANDIDATE_ROUND_TRIPS] = "measured, plus round trips",
		[CANDIDATE_INTERPOLATED] = "interpolated",
		[CANDIDATE_MODEL] = "predicted",
	};
	return origins[candidate->origin];
}

static void append_recommended(struct document *document, const struct advice *advice)
{
	const struct candidate *best = &advice->candidates.items[0];
	UP_BUFFER text = {0};
	UP_BUFFER interval = {0};

	append_interval(&interval, best);
	up_buffer_append_format(&text, "%s, for ", best->model->short_name);
	append_workload(&text, advice);
	up_buffer_append_format(&text, ": %s", quantity_duration(best->ns).text);
	if (interval.length > 0)
		up_buffer_append_format(&text, " (%s)", up_buffer_string(&interval));
	up_buffer_append_format(&text, ", %s.", origin_of(best));
	text.failed |= interval.failed;
	document_take(document, BLOCK_LEAD, &text);
}

static void append_nearest(struct document *document, const struct advice *advice)
{
	const struct workload *asked = &advice->asked;
	const struct workload *workload = &advice->workload;
	UP_BUFFER text = {0};

	if (fabs(asked->changed - workload->changed) > 1e-9) {
		up_buffer_append_format(&text,
					"changed %g was not measured: this is for the nearest, %g.",
					asked->changed, workload->changed);
		document_take(document, BLOCK_PARAGRAPH, &text);
	}
	if (asked->table_rows == workload->table_rows)
		return;
	up_buffer_append_string(&text, "A table ");
	up_buffer_append_string(&text,
				asked->table_rows != UNMEASURED ? "of " : "without other rows");
	if (asked->table_rows != UNMEASURED)
		up_buffer_append_string(&text, quantity_count((double)asked->table_rows).text);
	up_buffer_append_string(&text, " was not measured: this is for the nearest, ");
	up_buffer_append_format(&text, "%s.",
				workload->table_rows != UNMEASURED
					? quantity_count((double)workload->table_rows).text
					: "without other rows");
	document_take(document, BLOCK_PARAGRAPH, &text);
}

static const struct table_column columns[] = {
	{.heading = "strategy", .field = "case"},
	{.heading = "time", .field = "ns", .alignment = ALIGN_RIGHT},
	{.heading = "95 % interval",
	 .field = "low_ns",
	 .field_high = "high_ns",
	 .alignment = ALIGN_RIGHT,
	 .priority = 1},
	{.heading = "ratio", .field = "ratio", .alignment = ALIGN_RIGHT},
	{.heading = "from", .field = "origin", .priority = 3},
	{.heading = "", .field = "remark", .may_wrap = true, .priority = 2},
};

static void append_remark(struct up_buffer *text, const struct candidate *candidate, bool is_first)
{
	static const char *const words[] = {
		[STANDING_SLOWER] = "",
		[STANDING_OPEN] = "not distinguishable",
		[STANDING_AS_GOOD] = "as good",
	};

	up_buffer_append_string(text, is_first ? "" : words[candidate->standing]);
	if (candidate->turns)
		up_buffer_append_format(text, "%sits plan changes between the measured sizes",
					text->length > 0 ? "; " : "");
}

static void append_candidates(struct document *document, const struct advice *advice)
{
	const struct candidate_list *list = &advice->candidates;
	struct table *table = document_table(document, "candidates", NULL, columns,
					     sizeof columns / sizeof columns[0]);
	UP_BUFFER interval = {0};
	UP_BUFFER remark = {0};

	for (size_t c = 0; c < list->known; c++) {
		const struct candidate *candidate = &list->items[c];
		const double ratio = candidate->ratio.middle;
		append_interval(&interval, candidate);
		table_row(table, c == 0 ? EMPHASIS_BEST : EMPHASIS_NONE);
		table_text(table, candidate->model->short_name);
		table_number(table, candidate->ns, quantity_duration(candidate->ns).text);
		table_interval(table, candidate->low_ns, candidate->high_ns,
			       up_buffer_string(&interval));
		table_number(table, ratio, ratio_text(ratio).text);
		table_text(table, origin_of(candidate));
		append_remark(&remark, candidate, c == 0);
		table_take(table, &remark);
		up_buffer_clear(&interval);
	}
	document->failed |= interval.failed;
	if (list->known < list->count)
		document_append(document, BLOCK_HEADING, "Left out");
	for (size_t c = list->known; c < list->count; c++)
		document_item(document, 0, EMPHASIS_NONE, list->items[c].model->short_name,
			      list->items[c].refusal);
}

/* ---- why -------------------------------------------------------------- */

static void append_round_trips(struct up_buffer *text, const struct advice_reason *reason)
{
	up_buffer_append_format(text, "%s instead of %s",
				quantity_counted(round(reason->own), "round trip").text,
				quantity_count(round(reason->others)).text);
	if (reason->others_ns > 0)
		up_buffer_append_format(text, ", which take %s instead of %s",
					quantity_duration(reason->own_ns).text,
					quantity_duration(reason->others_ns).text);
}

static void append_figures(struct up_buffer *text, const struct advice_reason *reason)
{
	switch (reason->kind) {
	case ADVICE_ROUND_TRIPS:
		append_round_trips(text, reason);
		return;
	case ADVICE_COMPILING:
		up_buffer_append_format(text, "%s less JIT compilation",
					quantity_duration(reason->others - reason->own).text);
		break;
	case ADVICE_ESTIMATE:
		up_buffer_append_format(
			text, "the planner's row estimate is off by %s instead of %s",
			quantity_ratio(reason->own).text, quantity_ratio(reason->others).text);
		break;
	case ADVICE_WAL:
		up_buffer_append_format(text, "%s of WAL instead of %s",
					quantity_bytes(reason->own).text,
					quantity_bytes(reason->others).text);
		break;
	case ADVICE_SENT:
		up_buffer_append_format(text, "%s sent instead of %s",
					quantity_bytes(reason->own).text,
					quantity_bytes(reason->others).text);
		break;
	case ADVICE_ENCODING:
		up_buffer_append_format(text, "%s of encoding on the client instead of %s",
					quantity_duration(reason->own).text,
					quantity_duration(reason->others).text);
		break;
	case ADVICE_CONTENTION:
		up_buffer_append_format(
			text, "that number of workers makes it %s instead of %s: %s",
			quantity_duration(reason->own).text, quantity_duration(reason->others).text,
			"other numbers of workers wait for locks or leave the server idle");
		break;
	}
	up_buffer_append_format(text, " (at %s)", quantity_counted(reason->rows, "row").text);
}

static bool has_slower(const struct advice *advice)
{
	for (size_t c = 1; c < advice->candidates.known; c++) {
		if (advice->candidates.items[c].standing == STANDING_SLOWER)
			return true;
	}
	return false;
}

static void append_reasons(struct document *document, const struct advice *advice)
{
	if (advice->candidates.known < 2)
		return;
	document_append(document, BLOCK_HEADING, "Why");
	for (size_t r = 0; r < advice->reason_count; r++) {
		UP_BUFFER name = {0};
		UP_BUFFER figures = {0};
		up_buffer_append_format(&name, "against %s",
					advice->reasons[r].against->model->short_name);
		append_figures(&figures, &advice->reasons[r]);
		document_item(document, 0, EMPHASIS_NONE, up_buffer_string(&name),
			      up_buffer_string(&figures));
		document->failed |= name.failed || figures.failed;
	}
	if (advice->reason_count == 0)
		document_item(document, 0, EMPHASIS_NONE,
			      has_slower(advice) ? "no recorded figure explains it"
						 : "no other is clearly slower",
			      NULL);
}

/* ---- what else -------------------------------------------------------- */

static void append_level(struct up_buffer *text, const struct advice_change *change)
{
	if (change->factor == FACTOR_RTT)
		up_buffer_append_string(text, quantity_duration(change->level).text);
	else if (change->factor == FACTOR_CHANGED)
		up_buffer_append_format(text, "%g", change->level);
	else
		up_buffer_append_string(text, isnan(change->level)
						      ? "no other rows"
						      : quantity_count(change->level).text);
}

static void append_change(struct document *document, const struct advice_change *change)
{
	static const char *const kinds[] = {
		[ADVICE_BELOW] = "below ", [ADVICE_ABOVE] = "from ", [ADVICE_AT] = "at "};
	UP_BUFFER text = {0};

	if (change->kind == ADVICE_SAME) {
		up_buffer_append_string(&text, "none in the measured range");
	} else if (change->kind == ADVICE_NOT_MEASURED) {
		up_buffer_append_string(&text, "not measured");
	} else {
		up_buffer_append_string(&text, kinds[change->kind]);
		append_level(&text, change);
		up_buffer_append_format(&text, ", %s%s", change->model->short_name,
					change->is_extrapolated ? " (extrapolated)" : "");
	}
	document_item(document, 0, EMPHASIS_NONE, factor_table[change->factor].name,
		      up_buffer_string(&text));
	document->failed |= text.failed;
}

void advice_append_requirements(struct document *document, const struct advice *advice)
{
	const struct demand_list *demands = &advice->demands;

	if (demands->count == 0 && !demands->is_complete)
		return;
	document_append(document, BLOCK_HEADING, "Requirements");
	for (size_t d = 0; d < demands->count; d++)
		document_item(document, 0, EMPHASIS_NONE, demands->items[d].text, NULL);
	if (!demands->is_complete)
		document_item(document, 0, EMPHASIS_NONE,
			      "What else the strategy requires is not recorded.", NULL);
	else if (demands->count == 0)
		document_item(document, 0, EMPHASIS_NONE,
			      "No special requirements; one transaction.", NULL);
}

enum up_status advice_append(struct document *document, const struct advice *advice,
			     bool is_confirmed, struct up_error *err)
{
	append_recommended(document, advice);
	append_nearest(document, advice);
	size_thresholds_append_advised(document, &advice->candidates);
	advice_basis_append(document, advice, is_confirmed);
	append_candidates(document, advice);
	append_reasons(document, advice);
	document_append(document, BLOCK_HEADING, "Levels at which the recommendation changes");
	for (size_t c = 0; c < advice->change_count; c++)
		append_change(document, &advice->changes[c]);
	advice_append_requirements(document, advice);
	return document_check(document, err);
}
