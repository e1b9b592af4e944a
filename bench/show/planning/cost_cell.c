/* SPDX-License-Identifier: PostgreSQL */
#include "show/planning/cost_cell.h"

#include "text/quantity.h"

#include <math.h>

/* Below either an interval is not shown: "1.02 MiB ±22 %", by its farther end. */
#define COST_WIDTH_SHOWN 0.01
#define COST_BYTES_SHOWN 1024

void cost_cell_append(struct table *table, double bytes, struct interval interval)
{
	UP_BUFFER text = {0};
	const double width = fmax(interval.high - bytes, bytes - interval.low);

	if (width > bytes)
		up_buffer_append_format(&text, "up to %s", quantity_bytes(interval.high).text);
	else
		up_buffer_append_string(&text, quantity_bytes(bytes).text);
	if (width <= bytes && width >= COST_WIDTH_SHOWN * bytes && width >= COST_BYTES_SHOWN)
		up_buffer_append_format(&text, " \u00b1%.0f\u00a0%%", 100 * width / bytes);
	table_number(table, bytes, up_buffer_string(&text));
}

/* ---- why cells are empty ----------------------------------------------- */

/* Is a peak that was measured, with other workers, not predicted? */
static bool is_of_other_workers(const struct prediction *prediction, enum cost cost)
{
	return prediction->model->speedup.kind != SPEEDUP_NONE &&
	       prediction->model->fit.costs[cost].kind == BYTES_PEAK &&
	       prediction->model->fit.costs[cost].known;
}

/* Is a cost that was measured at enough sizes not predicted, since they do not agree? */
static bool is_vague(const struct prediction *prediction, enum cost cost)
{
	return prediction->model->fit.costs[cost].known && isnan(prediction->costs[cost]) &&
	       !is_of_other_workers(prediction, cost);
}

static bool rises(const struct prediction *prediction, enum cost cost)
{
	return prediction->model->fit.costs[cost].rises;
}

/* The headings of the costs that a question is true of, for any of the predictions. */
static void name_costs(struct up_buffer *names, const struct table_column *columns,
		       const struct prediction *first, size_t count,
		       bool (*is_so)(const struct prediction *prediction, enum cost cost))
{
	for (enum cost cost = 0; cost < COST_COUNT; cost++) {
		bool any = false;
		for (size_t p = 0; p < count; p++)
			any |= first[p].refusal == NULL && is_so(&first[p], cost);
		if (any)
			up_buffer_append_format(names, "%s%s", names->length > 0 ? ", " : "",
						columns[cost].heading);
	}
}

static const struct {
	bool (*is_so)(const struct prediction *prediction, enum cost cost);
	const char *reason;
} empties[] = {
	{is_vague,
	 "The measured sizes do not determine bytes per row: the ends of an interval would "
	 "differ by more than a factor of three."},
	{rises, "It rose from sample to sample at most sizes, so it is not the memory that a size "
		"takes."},
	{is_of_other_workers, "It was measured with one worker."},
};
_Static_assert(BYTE_LAW_WIDEST == 3, "the word");

void cost_notes_append(struct document *document, const struct table_column *columns,
		       const struct prediction *first, size_t count)
{
	for (size_t e = 0; e < sizeof empties / sizeof empties[0]; e++) {
		UP_BUFFER names = {0};
		UP_BUFFER text = {0};
		name_costs(&names, columns, first, count, empties[e].is_so);
		document->failed |= names.failed;
		if (names.length == 0)
			continue;
		up_buffer_append_format(&text, "Not predicted: %s. %s", up_buffer_string(&names),
					empties[e].reason);
		document_take(document, BLOCK_NOTE, &text);
	}
}
