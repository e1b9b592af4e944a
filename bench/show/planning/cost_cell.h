/* SPDX-License-Identifier: PostgreSQL */
/* Bytes that are predicted, as cells of a table, and why some are empty. */
#ifndef SHOW_PLANNING_COST_CELL_H
#define SHOW_PLANNING_COST_CELL_H

#include "judge/predict/prediction.h"
#include "show/document/document.h"

/* "1.02 MiB", with its half width where it is wide: "1.02 MiB ±40 %"; "up to 44.2 KiB" where it is
 * wider than the bytes themselves; empty for NaN. */
void cost_cell_append(struct table *table, double bytes, struct interval interval);

/* A note for each reason for which costs of these predictions are empty; columns: COST_COUNT of them,
 * in the order of enum cost. */
void cost_notes_append(struct document *document, const struct table_column *columns,
		       const struct prediction *first, size_t count);

#endif
