/* SPDX-License-Identifier: PostgreSQL */
/* Since when each case is as fast as it is. */
#include "show/document/sheet.h"
#include "show/section/history_terminal.h"
#include "show/section/section.h"
#include "show/words/comparison_words.h"
#include "text/quantity.h"

#include <math.h>

enum {
	CASE,
	VERDICT,
	BEFORE,
	NOW,
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

static const struct sheet_column all[COLUMNS] = {
	[CASE] = {.heading = "case", .field = "case"},
	[VERDICT] = {.heading = "verdict", .field = "verdict"},
	[BEFORE] = {.heading = "before", .field = "before_ns", .is_number = true},
	[NOW] = {.heading = "now", .field = "now_ns", .is_number = true},
	[CHANGE] = {.heading = "change", .field = "change", .is_number = true},
	[P_VALUE] = {.heading = "p", .field = "p_value", .is_number = true},
	[SINCE] = {.heading = "since", .field = "since"},
	[RUNS] = {.heading = "runs", .field = "runs", .is_number = true},
	[RUN_ID] = {.heading = "first run", .field = "run"},
	[REVISION] = {.heading = "revision", .field = "revision", .is_long = true},
	[SERVER] = {.heading = "server", .field = "server_version", .is_long = true},
	[REMARK] = {.heading = "remark", .field = "remark", .is_hidden = true, .is_long = true},
};

static const char *const marks[] = {
	[HISTORY_REGRESSED] = "failed",
	[HISTORY_IMPROVED] = "best",
	[HISTORY_STEADY] = NULL,
	[HISTORY_SHORT] = "aside",
};

/* The last one: what is now began with it.  NULL: none. */
static const struct history_change *change_of(const struct history_finding *finding)
{
	return finding->change_count > 0 ? &finding->changes[finding->change_count - 1] : NULL;
}

static bool differs(const char *before, const char *after)
{
	return before != NULL && after != NULL && strcmp(before, after) != 0;
}

/* "99be01c2 → 1581d3cb", and only what it is when it did not change. */
static enum up_status append_step(struct sheet *sheet, const char *before, const char *after,
				  struct up_error *err)
{
	UP_BUFFER text = {0};

	if (differs(before, after))
		up_buffer_append_format(&text, "%s \u2192 ", before);
	up_buffer_append_string(&text, after != NULL ? after : "-");
	UP_TRY(up_buffer_check(&text, err));
	sheet_text(sheet, up_buffer_string(&text));
	return UP_OK;
}

static void append_p_value(struct sheet *sheet, double p_value)
{
	char text[32];

	snprintf(text, sizeof text, "%.2g", p_value);
	sheet_number(sheet, p_value, text);
}

static enum up_status append_change(struct sheet *sheet, const struct history_finding *finding,
				    const struct history_change *change, struct up_error *err)
{
	char id[HISTORY_ID_SHOWN + 1];

	snprintf(id, sizeof id, "%s", change->run != NULL ? change->run : "-");
	sheet_number(sheet, change->before_ns, quantity_duration(change->before_ns).text);
	sheet_number(sheet, finding->level_ns, quantity_duration(finding->level_ns).text);
	sheet_number(sheet, change->change, comparison_change(1 + change->change).text);
	append_p_value(sheet, change->p_value);
	sheet_text(sheet, change->time != NULL ? change->time : "-");
	sheet_number(sheet, (double)change->runs, quantity_count((double)change->runs).text);
	sheet_text(sheet, id);
	UP_TRY(append_step(sheet, change->revision_before, change->revision, err));
	return append_step(sheet, change->server_version_before, change->server_version, err);
}

/* There is no before: only a level, and how many runs have it. */
static void append_level(struct sheet *sheet, const struct history_finding *finding)
{
	sheet_number(sheet, NAN, "-");
	sheet_number(sheet, finding->level_ns, quantity_duration(finding->level_ns).text);
	sheet_number(sheet, NAN, "-");
	sheet_number(sheet, NAN, "-");
	sheet_text(sheet, "-");
	sheet_number(sheet, (double)finding->runs, quantity_count((double)finding->runs).text);
	sheet_text(sheet, "-");
	sheet_text(sheet, "-");
	sheet_text(sheet, "-");
}

static enum up_status append_row(struct sheet *sheet, const struct history_finding *finding,
				 struct up_error *err)
{
	const struct history_change *change = change_of(finding);
	UP_BUFFER remark = {0};

	sheet_row(sheet, marks[finding->verdict]);
	sheet_text(sheet, finding->case_name);
	sheet_text(sheet, history_verdict_names[finding->verdict]);
	if (change != NULL)
		UP_TRY(append_change(sheet, finding, change, err));
	else
		append_level(sheet, finding);
	if (finding->verdict == HISTORY_SHORT)
		up_buffer_append_format(&remark, "%d runs are needed", HISTORY_SHORTEST);
	UP_TRY(up_buffer_check(&remark, err));
	sheet_text(sheet, up_buffer_string(&remark));
	return UP_OK;
}

/* Columns in which every row would say nothing, or the same as everywhere, are left out. */
static void choose_columns(struct sheet_column columns[COLUMNS],
			   const struct history_finding_list *list)
{
	bool changed = false;
	bool moved = false;

	for (size_t f = 0; f < list->count; f++) {
		const struct history_change *change = change_of(&list->items[f]);
		if (list->items[f].verdict == HISTORY_SHORT)
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

static enum up_status append_table(const struct report_context *context,
				   const struct history_finding_list *list, struct up_error *err)
{
	struct sheet_column columns[COLUMNS];
	UP_BUFFER caption = {0};

	memcpy(columns, all, sizeof all);
	choose_columns(columns, list);
	history_append_tally(&caption, list);
	up_buffer_append_string(
		&caption, columns[SINCE].is_hidden
				  ? ", and no step in any of them."
				  : ". Look at \u201csince\u201d: cases that changed with the same "
				    "run have one cause; p is how often chance alone would make "
				    "such a step.");
	UP_TRY(up_buffer_check(&caption, err));
	struct sheet sheet =
		sheet_begin(context->page, "history", up_buffer_string(&caption), columns, COLUMNS);
	for (size_t f = 0; f < list->count; f++)
		UP_TRY(append_row(&sheet, &list->items[f], err));
	sheet_end(&sheet);
	return UP_OK;
}

enum up_status report_history(const struct report_context *context, struct up_error *err)
{
	const struct history_finding_list *list = context->report->history;
	UP_BUFFER text = {0};

	if (list == NULL || list->count == 0)
		return UP_OK;
	up_buffer_append_format(
		&text,
		"The medians of update and commit of each case, from run to run up to this one. "
		"Regressed and improved are steps by more than %s that began within the last %d "
		"runs; an older one is what the case is like by now, and steady. A step is seen "
		"from its third run on.",
		quantity_share(list->threshold).text, HISTORY_RECENT);
	UP_TRY(up_buffer_check(&text, err));
	page_section(context->page, "history", "Since when");
	page_paragraph(context->page, up_buffer_string(&text));
	return append_table(context, list, err);
}
