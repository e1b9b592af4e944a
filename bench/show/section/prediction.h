/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a run foretells, for people:
 *
 *   100,000 rows
 *     strategy      time    95 % interval  round trips       WAL
 *     unnest      1.21 s  1.15 … 1.29 s            2  121 MiB
 *     values      1.60 s  1.52 … 1.71 s        1,001  121 MiB
 *
 *   Most rows in 2 s:
 *     ...
 *
 * in the same words as Markdown.
 */
#ifndef SHOW_SECTION_PREDICTION_H
#define SHOW_SECTION_PREDICTION_H

#include "base/buffer.h"
#include "judge/predict/prediction.h"
#include "show/document/grid.h"

UP_MUST_CHECK enum up_status prediction_append_text(struct up_buffer *text,
						    const struct prediction_set *set,
						    enum grid_style style, struct up_error *err);

#endif
