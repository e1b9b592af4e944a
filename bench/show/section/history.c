/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/history.h"

#include "show/section/section.h"
#include "show/words/comparison_words.h"
#include "show/words/history_words.h"
#include "text/quantity.h"

#include <math.h>

enum {
	CASE,
	VERDICT,
	NOW,
	LEVEL,
	BEFORE,
	CHANGE,
	P_VALUE,
	SINCE,
	RUNS,
	RUN_ID,
	REVISION,
	SERVER,
	REMARK,
	COLUMNS
};

/* Bytes of an identifier by which runs of one history differ. */
#define HISTORY_ID_SHOWN 8

static const struct table_column all[COLUMNS] = {
	[CASE] = {.heading = "case", .field = "case"},
	[VERDICT] = {.heading = "verdict", .field = "verdict"},
	[NOW] = {.heading = "now", .field = "now_ns", .alignment = ALIGN_RIGHT},
	[LEVEL] = {.heading = "level", .field = "level_ns", .alignment = ALIGN_RIGHT},
	[BEFORE] = {.heading = "before",
		    .field = "before_ns",
		    .alignment = ALIGN_RIGHT,
		    .priority = 2},
	[CHANGE] = {.heading = "change",
		    .field = "change",
		    .alignment = ALIGN_RIGHT,
		    .priority = 1},
	[P_VALUE] = {.heading = "p", .field = "p_value", .alignment = ALIGN_RIGHT, .priority = 5},
	[SINCE] = {.heading = "since", .field = "since", .priority = 3},
	[RUNS] = {.heading = "runs", .field = "runs", .alignment = ALIGN_RIGHT, .priority = 4},
	[RUN_ID] = {.heading = "first run", .field = "run", .priority = 6},
	[REVISION] = {.heading = "revision", .field = "revision", .may_wrap = true, .priority = 7},
	[SERVER] = {.heading = "server",
		    .field = "server_version",
		    .may_wrap = true,
		    .priority = 8},
	[REMARK] = {.heading = "remark",
		    .field = "remark",
		    .is_hidden = true,
		    .may_wrap = true,
		    .priority = 1},
};

static const enum emphasis emphases[] = {
	[HISTORY_REGRESSED] = EMPHASIS_FAILED,   [HISTORY_IMPROVED] = EMPHASIS_IMPROVED,
	[HISTORY_STEADY] = EMPHASIS_NONE,        [HISTORY_SHORT] = EMPHASIS_ASIDE,
	[HISTORY_INCOMPARABLE] = EMPHASIS_ASIDE,
};

static bool differs(const char *before, const char *after)
{
	return before != NULL && after != NULL && strcmp(before, after) != 0;
}

/* "99be01c2 → 1581d3cb", and only what it is when it did not change. */
static void append_step(struct table *table, const char *before, const char *after)
{
	UP_BUFFER text = {0};

	if (differs(before, after))
		up_buffer_append_format(&text, "%s \u2192 ", before);
	up_buffer_append_string(&text, after != NULL ? after : "-");
	table_take(table, &text);
}

static void append_p_value(struct table *table, double p_value)
{
	char text[32];

	snprintf(text, sizeof text, "%.2g", p_value);
	table_number(table, p_value, text);
}

static void append_change(struct table *table, const struct history_change *change)
{
	char id[HISTORY_ID_SHOWN + 1];

	snprintf(id, sizeof id, "%s", change->run != NULL ? change->run : "-");
	table_number(table, change->before_ns, quantity_duration(change->before_ns).text);
	table_number(table, change->change, comparison_change(1 + change->change).text);
	append_p_value(table, change->p_value);
	table_text(table, change->time != NULL ? change->time : "-");
	table_number(table, (double)change->runs, quantity_count((double)change->runs).text);
	table_text(table, id);
	append_step(table, change->revision_before, change->revision);
	append_step(table, change->server_version_before, change->server_version);
}

/* There is no step: only a level, and how many runs have it. */
static void append_level(struct table *table, const struct history_finding *finding)
{
	table_number(table, NAN, "-");
	table_number(table, NAN, "-");
	table_number(table, NAN, "-");
	table_text(table, "-");
	table_number(table, (double)finding->runs, quantity_count((double)finding->runs).text);
	table_text(table, "-");
	table_text(table, "-");
	table_text(table, "-");
}

static void append_row(struct table *table, const struct history_finding *finding)
{
	const struct history_change *change = history_finding_change(finding);
	UP_BUFFER remark = {0};

	table_row(table, emphases[finding->verdict]);
	table_text(table, finding->case_name);
	table_text(table, history_verdict_names[finding->verdict]);
	table_number(table, finding->now_ns, quantity_duration(finding->now_ns).text);
	table_number(table, finding->level_ns, quantity_duration(finding->level_ns).text);
	if (change != NULL)
		append_change(table, change);
	else
		append_level(table, finding);
	history_append_remark(&remark, finding);
	table_take(table, &remark);
}

/* Columns in which every row would say nothing, or the same as everywhere, are left out. */
static void choose_columns(struct table_column columns[COLUMNS],
			   const struct history_finding_list *list)
{
	bool changed = false;
	bool moved = false;

	for (size_t f = 0; f < list->count; f++) {
		const struct history_change *change = history_finding_change(&list->items[f]);
		UP_BUFFER remark = {0};
		history_append_remark(&remark, &list->items[f]);
		if (remark.length > 0)
			columns[REMARK].is_hidden = false;
		if (change == NULL)
			continue;
		changed = true;
		moved |= differs(change->server_version_before, change->server_version);
	}
	for (size_t c = 0; c < COLUMNS; c++) {
		if (c == BEFORE || (c >= CHANGE && c <= SINCE) || c == RUN_ID || c == REVISION)
			columns[c].is_hidden = !changed;
	}
	columns[SERVER].is_hidden = !moved;
}

void history_findings_append(struct document *document, const struct history_finding_list *list)
{
	struct table_column columns[COLUMNS];
	UP_BUFFER text = {0};

	memcpy(columns, all, sizeof all);
	choose_columns(columns, list);
	history_append_tally(&text, list);
	up_buffer_append_string(&text,
				columns[SINCE].is_hidden ? "; no step in any of them." : ".");
	document_take(document, BLOCK_LEAD, &text);
	struct table *table = document_table(document, "history", NULL, columns, COLUMNS);
	for (size_t f = 0; f < list->count; f++)
		append_row(table, &list->items[f]);
}

enum up_status report_history(const struct report_context *context, struct up_error *err)
{
	const struct history_finding_list *list = context->report->history;
	UP_BUFFER text = {0};

	(void)err;
	if (list == NULL || list->count == 0)
		return UP_OK;
	document_section(context->document, "history", "History");
	up_buffer_append_format(
		&text,
		"Medians of update and commit per case and run. now: this run. level: median since "
		"the last step. regressed, improved: this run is the first in which a step by more "
		"than %s is detected, or small steps that add up to more than that within %d runs. "
		"steady: no new step. Cases that changed in the same run probably have the same "
		"cause. p: probability of such a step by chance.",
		quantity_share(list->threshold).text, HISTORY_CREEP);
	document_take(context->document, BLOCK_PARAGRAPH, &text);
	history_findings_append(context->document, list);
	return UP_OK;
}
