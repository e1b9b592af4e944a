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
 * in the same words as Markdown, and for programs as JSON:
 *
 *   {"predictions": [{"strategy", "case", "rows", "rtt_us", "workers", "predicted_ns",
 *                     "low_ns", "high_ns", "round_trips", "wal_bytes", "bytes_sent",
 *                     "bytes_received", "table_bytes", "index_bytes", "toast_bytes",
 *                     "backend_peak_bytes", "client_peak_bytes", "reason"}],
 *    "crossovers": [{"before", "after", "rows", "rtt_us", "of_fastest", "measured"}],
 *    "window": null, or {"window_ns", "rows": [{"strategy", "case", "rtt_us", "rows", "end",
 *                        "reason"}]},
 *    "model": [{"strategy", "case", "sizes", "rows_min", "rows_max", "form", "a", "b", "c",
 *               "p", "d", "residual", "holdout", "round_trips", "speedup", "reason"}]}
 *
 * What is not known is null, and where there is no number there is a reason.
 */
#ifndef RENDER_PREDICTION_H
#define RENDER_PREDICTION_H

#include "analyse/prediction.h"
#include "base/buffer.h"
#include "render/grid.h"

UP_MUST_CHECK enum up_status prediction_append_text(struct up_buffer *text,
						    const struct prediction_set *set,
						    enum grid_style style, struct up_error *err);

UP_MUST_CHECK enum up_status prediction_append_json(struct up_buffer *text,
						    const struct prediction_set *set,
						    struct up_error *err);

#endif
