/* SPDX-License-Identifier: PostgreSQL */
#include "show/section/claim_terminal.h"

#include "record/case_key.h"
#include "show/words/claim.h"
#include "text/display.h"
#include "text/quantity.h"

#include <math.h>

#define INDENT 2
#define GAP 2

/* ---- the table -------------------------------------------------------- */

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
_Static_assert(SYNC_SAMPLES + 1 == CLAIM_SHOWN_LINES, "two lines more");

static const char *const headings[CLAIM_COLUMN_COUNT][2] = {
	[CLAIM_CLAIMED_BEFORE] = {"claimed", "before"},
	[CLAIM_MEASURED_BEFORE] = {"measured", "before"},
	[CLAIM_CLAIMED_AFTER] = {"claimed", "after"},
	[CLAIM_MEASURED_AFTER] = {"measured", "after"},
	[CLAIM_COLD] = {"after,", "first call"},
	[CLAIM_OURS] = {"fastest", "of upbench"},
};

/* Who has to go where the room is short, in this order. */
static const enum claim_column dispensable[] = {CLAIM_COLD, CLAIM_OURS};

const char *claim_line_name(size_t line)
{
	return line == UPDATE_SAMPLES ? "samples (update)"
	       : line == SYNC_SAMPLES ? "samples (sync)"
				      : lines[line].name;
}

static struct quantity count_cell(size_t count)
{
	return quantity_count(count > 0 ? (double)count : NAN);
}

struct quantity claim_figure_text(const struct claim *claim, size_t line, size_t column)
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

bool claim_column_is_there(const struct claim *claim, size_t column)
{
	bool is_claimed = column == CLAIM_CLAIMED_BEFORE || column == CLAIM_CLAIMED_AFTER;

	return is_claimed || claim->origins[column].update_count > 0;
}

struct layout {
	size_t name;
	size_t width[CLAIM_COLUMN_COUNT]; /* 0: the column is left out */
};

static void widen(size_t *width, const char *text)
{
	size_t needed = display_width(text);
	if (needed > *width)
		*width = needed;
}

static size_t total_width(const struct layout *layout)
{
	size_t total = INDENT + layout->name;

	for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++)
		total += layout->width[c] > 0 ? GAP + layout->width[c] : 0;
	return total;
}

static struct layout lay_out(const struct claim *claim, size_t width)
{
	struct layout layout = {0};

	for (size_t line = 0; line < CLAIM_SHOWN_LINES; line++)
		widen(&layout.name, claim_line_name(line));
	for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++) {
		if (!claim_column_is_there(claim, c))
			continue;
		widen(&layout.width[c], headings[c][0]);
		widen(&layout.width[c], headings[c][1]);
		for (size_t line = 0; line < CLAIM_SHOWN_LINES; line++)
			widen(&layout.width[c], claim_figure_text(claim, line, c).text);
	}
	for (size_t d = 0; d < sizeof dispensable / sizeof dispensable[0]; d++) {
		if (width > 0 && total_width(&layout) > width)
			layout.width[dispensable[d]] = 0;
	}
	return layout;
}

static void append_cell(struct up_buffer *text, const struct layout *layout, size_t column,
			const char *content)
{
	if (layout->width[column] == 0)
		return;
	up_buffer_append_format(text, "%*s", GAP, "");
	display_append_cell(text, content, layout->width[column], DISPLAY_RIGHT);
}

static void append_table(struct up_buffer *text, const struct claim *claim, size_t width)
{
	const struct layout layout = lay_out(claim, width);

	for (size_t h = 0; h < 2; h++) {
		up_buffer_append_format(text, "%*s", INDENT + (int)layout.name, "");
		for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++)
			append_cell(text, &layout, c, headings[c][h]);
		up_buffer_append_char(text, '\n');
	}
	for (size_t line = 0; line < CLAIM_SHOWN_LINES; line++) {
		up_buffer_append_format(text, "%*s", INDENT, "");
		display_append_cell(text, claim_line_name(line), layout.name, DISPLAY_LEFT);
		for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++)
			append_cell(text, &layout, c, claim_figure_text(claim, line, c).text);
		up_buffer_append_char(text, '\n');
	}
}

/* ---- what stands around it -------------------------------------------- */

void claim_append_origins(struct up_buffer *text, const struct claim *claim)
{
	const struct claim_origin *ours = &claim->origins[CLAIM_OURS];
	bool added = false;

	up_buffer_append_string(text, "  before: ");
	case_key_append_name(text, &claim->origins[CLAIM_MEASURED_BEFORE].update->key,
			     factors_of_workload());
	up_buffer_append_string(text, "; after: ");
	case_key_append_name(text, &claim->origins[CLAIM_MEASURED_AFTER].update->key,
			     factors_of_workload());
	if (ours->update != NULL) {
		up_buffer_append_string(text, "; fastest of upbench: ");
		case_key_append_name(text, &ours->update->key, factors_of_workload());
	}
	up_buffer_append_string(text, "\n  measured: medians; the update until its rows are "
				      "durable, business with the commit after it\n");
	if (!(claim->delay_ns > 0))
		return;
	for (size_t c = 0; c < CLAIM_COLUMN_COUNT; c++)
		added = added || (claim->origins[c].is_delay_added && c != CLAIM_COLD);
	up_buffer_append_format(text, "  fetch: %s of it are a stated delay, not measured%s\n",
				quantity_duration(claim->delay_ns).text,
				added ? ", and added where the case ran without" : "");
}

void claim_append(struct up_buffer *text, const struct claim *claim, size_t width)
{
	if (!claim->is_there)
		return;
	up_buffer_append_string(text, "The sync, before and after: 1,914 programs of 20 columns\n");
	append_table(text, claim, width);
	claim_append_origins(text, claim);
	if (claim->reason_count > 0)
		up_buffer_append_string(text, "\nWhat explains it:\n");
	for (size_t r = 0; r < claim->reason_count; r++) {
		up_buffer_append_string(text, "  - ");
		claim_append_reason(text, &claim->reasons[r]);
		up_buffer_append_char(text, '\n');
	}
	up_buffer_append_string(text, "\nVerdict:\n  ");
	claim_append_speed_up(text, claim);
	up_buffer_append_string(text, "\n  ");
	claim_append_sync(text, claim);
	up_buffer_append_char(text, '\n');
}
