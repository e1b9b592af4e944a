/* SPDX-License-Identifier: PostgreSQL */
/*
 * The predictions of a run, for programs:
 *
 *   {"workloads": [{"arm", and each factor of the workload but rows and rtt by its column}],
 *    "predictions": [{"strategy", "case", "rows", "rtt_us", "workers", "predicted_ns",
 *                     "low_ns", "high_ns", "round_trips", BYTES, BYTES_low, BYTES_high, ...,
 *                     "checkpoints", "checkpoint_wal_bytes", "workload", "outgrows_cache",
 *                     "reason"}],
 *    "crossovers": [{"before", "after", "rows", "rtt_us", "of_fastest", "measured",
 *                    "extrapolated", "workload"}],
 *    "window": null, or {"window_ns", "rows": [{"strategy", "case", "rtt_us", "rows", "end",
 *                        "reason", "workload"}]},
 *    "model": [{"strategy", "case", "sizes", "rows_min", "rows_max", "form", "a", "b", "c",
 *               "p", "d", "residual", "holdout", "round_trips", "speedup", "reason",
 *               "workload"}]}
 *
 * where BYTES are "wal_bytes", "bytes_sent", "bytes_received", "table_bytes", "index_bytes",
 * "toast_bytes", "catalog_bytes", "backend_peak_bytes", "client_peak_bytes", and low and high the ends
 * of their intervals of 95 %.
 *
 * "workload" is an index in the first list: only entries of the same one may be compared.
 * What is not known is null, and where there is no number there is a reason.
 */
#ifndef SHOW_EXPORT_PREDICTION_JSON_H
#define SHOW_EXPORT_PREDICTION_JSON_H

#include "base/buffer.h"
#include "judge/predict/prediction.h"

UP_MUST_CHECK enum up_status prediction_append_json(struct up_buffer *text,
						    const struct prediction_set *set,
						    struct up_error *err);

#endif
