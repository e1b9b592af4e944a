/* SPDX-License-Identifier: PostgreSQL */
/*
 * An advice, for programs:
 *
 *   {"workload": {"rows", "rtt_us", "changed", "table_rows", "columns", "partitions",
 *   "partition_by"}, "asked": likewise,
 *    "recommended": {"strategy", "case", "workers", "chunk", "ns", "low_ns", "high_ns", "ratio",
 *                    "as_good", "from" ("measured", "round trips" or "model"),
 *                    "round_trips", "reason"},
 *    "as_good": [likewise], "candidates": [likewise],
 *    "changes": [{"factor", "kind", "level", "strategy", "case"}],
 *    "reasons": [{"mechanism", "against", "own", "others", "rows"}],
 *    "requirements": null, or [{"name", "text"}]}
 */
#ifndef SHOW_EXPORT_ADVICE_JSON_H
#define SHOW_EXPORT_ADVICE_JSON_H

#include "base/buffer.h"
#include "judge/predict/advice.h"

UP_MUST_CHECK enum up_status advice_append_json(struct up_buffer *text, const struct advice *advice,
						struct up_error *err);

#endif
