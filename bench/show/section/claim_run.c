/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/claim_run.h"

#include "show/section/section.h"
#include "text/quantity.h"

#define TITLE "The claim, by run"
/* The last ones are shown. */
#define RUNS_SHOWN 11
#define LINES (CLAIM_RUN_FACT_COUNT + CLAIM_RUN_FIGURE_COUNT)

static const struct line {
	const char *name;
	struct quantity (*show)(double figure); /* NULL: a fact */
	enum claim_run_fact fact;
	enum claim_run_figure figure;
} lines[LINES] = {
	{"PostgreSQL", .fact = CLAIM_RUN_SERVER},
	{"JIT compiler", .fact = CLAIM_RUN_JIT},
	{"Django", .fact = CLAIM_RUN_DJANGO},
	{"Django's driver", .fact = CLAIM_RUN_DRIVER},
	{"asyncpg", .fact = CLAIM_RUN_ASYNCPG},
	{"Python", .fact = CLAIM_RUN_PYTHON},
	{"Django's bulk_update()", quantity_duration, .figure = CLAIM_RUN_BEFORE},
	{"bulk_update() with jit=off", quantity_duration, .figure = CLAIM_RUN_BEFORE_WITHOUT_JIT},
	{"share of the JIT compiler", quantity_share, .figure = CLAIM_RUN_JIT_SHARE},
	{"asyncpg's unnest", quantity_duration, .figure = CLAIM_RUN_AFTER},
	{"asyncpg's first call on a connection", quantity_duration, .figure = CLAIM_RUN_AFTER_COLD},
	{"asyncpg: times faster than Django", quantity_number, .figure = CLAIM_RUN_SPEED_UP},
	{"asyncpg, first call: times faster than Django", quantity_number,
	 .figure = CLAIM_RUN_SPEED_UP_COLD},
	{"fastest of upbench", .fact = CLAIM_RUN_FASTEST},
	{"fastest of upbench: update", quantity_duration, .figure = CLAIM_RUN_OURS},
	{"fastest of upbench: times faster than Django", quantity_number,
	 .figure = CLAIM_RUN_OURS_SPEED_UP},
	{"whole sync with Django", quantity_duration, .figure = CLAIM_RUN_SYNC_BEFORE},
	{"whole sync with asyncpg", quantity_duration, .figure = CLAIM_RUN_SYNC_AFTER},
};

static void append_value(struct table *table, const struct claim_run *item, size_t line)
{
	const char *fact = item->facts[lines[line].fact];

	if (lines[line].show != NULL)
		table_text(table, lines[line].show(item->figures[lines[line].figure]).text);
	else
		table_text(table, fact != NULL ? fact : "-");
}

static void append_table(struct document *document, const char *caption,
			 const struct claim_run_list *list)
{
	size_t first = list->count > RUNS_SHOWN ? list->count - RUNS_SHOWN : 0;
	struct table_column columns[1 + RUNS_SHOWN] = {{.heading = "", .field = "figure"}};

	for (size_t i = first; i < list->count; i++)
		columns[1 + i - first] = (struct table_column){.heading = list->items[i].name,
							       .field = list->items[i].name};
	struct table *table =
		document_table(document, "claim-runs", caption, columns, 1 + list->count - first);
	for (size_t line = 0; line < LINES; line++) {
		table_row(table, EMPHASIS_NONE);
		table_text(table, lines[line].name);
		for (size_t i = first; i < list->count; i++)
			append_value(table, &list->items[i], line);
	}
}

void claim_run_list_append(struct document *document, const struct claim_run_list *list)
{
	if (list->count < 2)
		return;
	document_append(document, BLOCK_HEADING, TITLE ": 1,914 programs of 20 columns");
	append_table(document, NULL, list);
}

enum up_status report_claim_runs(const struct report_context *context, struct up_error *err)
{
	const struct claim_run_list *list = context->report->claims;

	(void)err;
	if (list == NULL || list->count < 2)
		return UP_OK;
	document_section(context->document, "claim-runs", TITLE);
	append_table(context->document,
		     "1,914 programs of 20 columns. Times are medians of update and commit; the "
		     "whole sync contains the stated delay of the fetch.",
		     list);
	return UP_OK;
}
