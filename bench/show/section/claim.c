/* SPDX-License-Identifier: PostgreSQL */
/* The claim that the project began with, and what a run found: the sync before and after, what
 * explains the difference, and the verdict. */
#include "show/section/claim.h"

#include "record/case_key.h"
#include "show/words/claim.h"
#include "text/quantity.h"

#include <math.h>

static struct quantity duration(double ns)
{
	return quantity_duration(ns);
}

static const struct line {
	const char *name;
	struct quantity (*show)(double figure);
} lines[CLAIM_LINE_COUNT] = {
	[CLAIM_FETCH] = {"fetch", duration},
	[CLAIM_CLASSIFY] = {"classify", duration},
	[CLAIM_CREATE] = {"create", duration},
	[CLAIM_UPDATE] = {"DB update", duration},
	[CLAIM_BUSINESS] = {"business", duration},
	[CLAIM_SYNC] = {"sync in all", duration},
	[CLAIM_SHARE] = {"share of the update", quantity_share},
	[CLAIM_RATE] = {"programs a second", quantity_number},
	[CLAIM_SPEED_UP] = {"speed-up", quantity_ratio},
};

/* The lines after those of the claim. */
#define UPDATE_SAMPLES CLAIM_LINE_COUNT
#define SYNC_SAMPLES (CLAIM_LINE_COUNT + 1)
#define SHOWN_LINES (CLAIM_LINE_COUNT + 2)

#define FIGURE(field_name) .field = (field_name), .alignment = ALIGN_RIGHT

static const struct table_column all[1 + CLAIM_COLUMN_COUNT] = {
	{.heading = "", .field = "figure"},
	[1 + CLAIM_CLAIMED_BEFORE] = {.heading = "claimed before", FIGURE("claimed_before")},
	[1 + CLAIM_MEASURED_BEFORE] = {.heading = "measured before", FIGURE("measured_before")},
	[1 + CLAIM_CLAIMED_AFTER] = {.heading = "claimed after", FIGURE("claimed_after")},
	[1 + CLAIM_MEASURED_AFTER] = {.heading = "measured after", FIGURE("measured_after")},
	[1 + CLAIM_COLD] = {.heading = "after, first call",
			    FIGURE("after_first_call"),
			    .priority = 2},
	[1 + CLAIM_OURS] = {.heading = "fastest of upbench",
			    FIGURE("fastest_of_upbench"),
			    .priority = 1},
};

static const char *line_name(size_t line)
{
	return line == UPDATE_SAMPLES ? "samples (update)"
	       : line == SYNC_SAMPLES ? "samples (sync)"
				      : lines[line].name;
}

static struct quantity count_cell(size_t count)
{
	return quantity_count(count > 0 ? (double)count : NAN);
}

static struct quantity figure_text(const struct claim *claim, size_t line, size_t column)
{
	if (line == UPDATE_SAMPLES)
		return count_cell(claim->origins[column].update_count);
	if (line == SYNC_SAMPLES)
		return count_cell(claim->origins[column].sync_count);
	const struct interval *figure = &claim->figures[line][column];
	if (figure->high > figure->low)
		return quantity_duration_interval(figure->low, figure->high);
	return lines[line].show(figure->low);
}

static bool is_there(const struct claim *claim, size_t column)
{
	bool is_claimed = column == CLAIM_CLAIMED_BEFORE || column == CLAIM_CLAIMED_AFTER;

	return is_claimed || claim->origins[column].update_count > 0;
}

static void append_table(struct document *document, const struct claim *claim)
{
	struct table_column columns[1 + CLAIM_COLUMN_COUNT];

	memcpy(columns, all, sizeof all);
	for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++)
		columns[c + 1].is_hidden = !is_there(claim, c);
	struct table *table =
		document_table(document, "claim", NULL, columns, 1 + CLAIM_COLUMN_COUNT);
	for (size_t line = 0; line < SHOWN_LINES; line++) {
		table_row(table, line == CLAIM_UPDATE || line == CLAIM_SPEED_UP ? EMPHASIS_BEST
										: EMPHASIS_NONE);
		table_text(table, line_name(line));
		for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++) {
			double value = line < CLAIM_LINE_COUNT ? claim->figures[line][c].low : NAN;
			table_number(table, value, figure_text(claim, line, c).text);
		}
	}
}

static void append_origins(struct document *document, const struct claim *claim)
{
	const struct claim_origin *ours = &claim->origins[CLAIM_OURS];
	UP_BUFFER text = {0};
	bool added = false;

	up_buffer_append_string(&text, "before: ");
	case_key_append_name(&text, &claim->origins[CLAIM_MEASURED_BEFORE].update->key,
			     factors_of_workload());
	up_buffer_append_string(&text, "; after: ");
	case_key_append_name(&text, &claim->origins[CLAIM_MEASURED_AFTER].update->key,
			     factors_of_workload());
	if (ours->update != NULL) {
		up_buffer_append_string(&text, "; fastest of upbench: ");
		case_key_append_name(&text, &ours->update->key, factors_of_workload());
	}
	document_take(document, BLOCK_NOTE, &text);
	document_append(document, BLOCK_NOTE,
			"measured: medians; the update until its rows are durable, business with "
			"the commit after it");
	if (!(claim->delay_ns > 0))
		return;
	for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++)
		added = added || (claim->origins[c].is_delay_added && c != CLAIM_COLD);
	up_buffer_append_format(&text, "fetch: %s of it are a stated delay, not measured%s",
				quantity_duration(claim->delay_ns).text,
				added ? ", and added where the case ran without" : "");
	document_take(document, BLOCK_NOTE, &text);
}

void claim_append(struct document *document, const struct claim *claim)
{
	UP_BUFFER text = {0};

	if (!claim->is_there)
		return;
	document_append(document, BLOCK_HEADING,
			"The sync, before and after: 1,914 programs of 20 columns");
	append_table(document, claim);
	append_origins(document, claim);
	if (claim->reason_count > 0)
		document_append(document, BLOCK_HEADING, "What explains it");
	for (size_t r = 0; r < claim->reason_count; r++) {
		claim_append_reason(&text, &claim->reasons[r]);
		document_item(document, 0, EMPHASIS_NONE, up_buffer_string(&text), NULL);
		up_buffer_clear(&text);
	}
	document->failed |= text.failed;
}

void claim_append_verdict(struct document *document, const struct claim *claim,
			  enum block_kind kind)
{
	UP_BUFFER text = {0};

	if (!claim->is_there)
		return;
	claim_append_speed_up(&text, claim);
	document_take(document, kind, &text);
	claim_append_sync(&text, claim);
	document_take(document, kind, &text);
}
