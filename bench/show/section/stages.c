/* SPDX-License-Identifier: PostgreSQL */
/* Where the time of a sync goes. */
#include "show/plot/cases.h"
#include "show/section/section.h"
#include "text/quantity.h"

#include <math.h>

#define TIME(name, field_name, rank)                                                               \
	{                                                                                          \
		.heading = (name), .field = (field_name), .alignment = ALIGN_RIGHT,                \
		.priority = (rank)                                                                 \
	}

static const struct table_column columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "rows", .field = "rows", .alignment = ALIGN_RIGHT},
	TIME("whole sync", "total_ns", 0),
	TIME("fetch", "fetch_ns", 4),
	TIME("classify", "classify_ns", 6),
	TIME("create", "create_ns", 7),
	TIME("update", "update_ns", 0),
	TIME("share", "update_share", 1),
	TIME("of it encoding", "encode_ns", 3),
	TIME("gone", "gone_ns", 9),
	TIME("business", "business_ns", 5),
	TIME("commit", "commit_ns", 2),
	TIME("round trips", "round_trips", 8),
};

static void append_case(struct table *table, const struct summary *summary)
{
	const double before[] = {summary->total_ns, summary->fetch_ns, summary->classify_ns,
				 summary->create_ns, summary->update_ns};
	const double after[] = {summary->encode_ns, summary->gone_ns, summary->business_ns,
				summary->commit_ns};
	const double share = summary->total_ns > 0 ? summary->update_ns / summary->total_ns : NAN;
	UP_BUFFER name = {0};

	plot_cases_family(&name, summary);
	table_row(table, EMPHASIS_NONE);
	table_take(table, &name);
	table_number(table, (double)summary->key.factors.rows,
		     quantity_count((double)summary->key.factors.rows).text);
	for (size_t t = 0; t < sizeof before / sizeof before[0]; t++)
		table_number(table, before[t], quantity_duration(before[t]).text);
	table_number(table, share, quantity_share(share).text);
	for (size_t t = 0; t < sizeof after / sizeof after[0]; t++)
		table_number(table, after[t], quantity_duration(after[t]).text);
	table_number(table, summary->round_trips, quantity_count(summary->round_trips).text);
}

void stages_append(struct document *document, const struct summary *const *cases, size_t count)
{
	struct table *table = document_table(document, "stages", NULL, columns,
					     sizeof columns / sizeof columns[0]);

	for (size_t i = 0; i < count; i++)
		append_case(table, cases[i]);
}

/* ---- stages that overlap ------------------------------------------------ */

static const struct table_column overlap_columns[] = {
	{.heading = "case", .field = "case"},
	{.heading = "stage", .field = "stage"},
	{.heading = "timeline", .field = "timeline", .priority = 2},
	TIME("from", "begin_ns", 3),
	TIME("to", "end_ns", 3),
	TIME("active", "active_ns", 0),
	TIME("on the critical path", "critical_ns", 0),
	TIME("hidden", "hidden_ns", 1),
};

static void append_overlapped(struct table *table, const struct summary *summary)
{
	const struct {
		const char *name;
		double begin;
		double end;
		double active;
		double critical;
	} stages[] = {
#define STAGE(label, member)                                                                       \
	{label, summary->member##_begin_ns, summary->member##_end_ns, summary->member##_ns,        \
	 summary->member##_critical_ns}
		STAGE("fetch", fetch),   STAGE("classify", classify), STAGE("create", create),
		STAGE("update", update), STAGE("gone", gone),         STAGE("business", business),
		STAGE("commit", commit),
#undef STAGE
	};

	for (size_t s = 0; s < sizeof stages / sizeof stages[0]; s++) {
		const double hidden = stages[s].active - stages[s].critical;
		const double span = fmax(stages[s].end - stages[s].begin, 1);
		UP_BUFFER name = {0};

		if (isnan(stages[s].active)) /* a sync need not have it */
			continue;
		plot_cases_family(&name, summary);
		table_row(table, EMPHASIS_NONE);
		table_take(table, &name);
		table_text(table, stages[s].name);
		table_lane(table, (struct lane){.begin = stages[s].begin / summary->total_ns,
						.end = stages[s].end / summary->total_ns,
						.share = stages[s].active / span});
		table_number(table, stages[s].begin, quantity_duration(stages[s].begin).text);
		table_number(table, stages[s].end, quantity_duration(stages[s].end).text);
		table_number(table, stages[s].active, quantity_duration(stages[s].active).text);
		table_number(table, stages[s].critical, quantity_duration(stages[s].critical).text);
		table_number(table, fmax(hidden, 0), quantity_duration(fmax(hidden, 0)).text);
	}
}

static void append_overlap(struct document *document, const struct plot_cases *cases)
{
	struct table *table = NULL;

	for (size_t i = 0; i < cases->count; i++) {
		if (!isfinite(cases->items[i]->fetch_critical_ns))
			continue;
		if (table == NULL) {
			document_append(document, BLOCK_HEADING, "Stages that overlap in time");
			document_append(document, BLOCK_PARAGRAPH,
					"Timeline: from when to when the stage was at work, from "
					"the beginning of the sync to its end, filled to the share "
					"of that time in which it was active; the rest it waited. "
					"On the critical path: what the whole sync would save at "
					"most if the stage took no time. Hidden: what passed while "
					"another stage was waited for. Medians.");
			table = document_table(document, "overlap", NULL, overlap_columns,
					       sizeof overlap_columns / sizeof overlap_columns[0]);
		}
		append_overlapped(table, cases->items[i]);
	}
}

static const char of_update[] =
	"Each bar is a whole sync, shortest first; its parts are the shares of the stages. Update "
	"and commit are compared; the other stages are the same work for every case. The smaller "
	"the share of the update, the less a faster strategy can save.";
static const char of_whole_sync[] = "Each bar is a whole sync, shortest first; its parts are the "
				    "shares of the stages, and of a "
				    "sync that overlaps with its fetch those of the critical path. "
				    "The smaller the share of the "
				    "update, the less a faster strategy can save.";

enum up_status report_stages(const struct report_context *context, struct up_error *err)
{
	PLOT_CASES cases = {0};

	UP_TRY(plot_cases_select(context->report->summaries, &cases, err));
	if (cases.count == 0 || context->is_short)
		return UP_OK;
	document_section(context->document, "stages", "Time of a sync by stage");
	for (size_t i = 0; i < cases.count; i += plot_cases_same_panel(&cases, i)) {
		bool is_folded = report_panel_fold(context, &cases, i);
		report_pictures(context, PLOT_STAGES, cases.items[i],
				cases.items[i]->key.factors.whole_sync == 1 ? of_whole_sync
									    : of_update);
		if (is_folded)
			document_append(context->document, BLOCK_FOLD_END, NULL);
	}
	append_overlap(context->document, &cases);
	document_append(context->document, BLOCK_FOLD, "The medians of the stages as a table");
	stages_append(context->document, cases.items, cases.count);
	document_append(context->document, BLOCK_FOLD_END, NULL);
	return UP_OK;
}
