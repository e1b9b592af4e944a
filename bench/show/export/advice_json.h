/* SPDX-License-Identifier: PostgreSQL */
/*
 * An advice, for programs; numbers that are not known are null:
 *
 *   {"workload": {"rows", "rtt_us", "changed", "table_rows", "columns", "partitions",
 *   "partition_by", "new", "bandwidth_bits_per_s", "arm"}, "asked": likewise,
 *    "recommended": {"strategy", "case", "workers", "chunk", "ns", "low_ns", "high_ns", "ratio",
 *                    "as_good", "standing" ("as good", "not distinguishable" or "slower"),
 *                    "ratio_low", "ratio_high", "expected_regret", "regret_at_most_5_percent",
 *                    "from" ("measured", "round trips", "interpolated" or "model"),
 *                    "plan_changes", "round_trips", "reason"},
 *    "confidence": probability that no other is more than 5 % faster,
 *    "interpolated": null, or {"rows": [...], "below": [{"rows", "changed", "table_rows", "weight"}],
 *                    "above": likewise},
 *    "as_good": [likewise], "candidates": [likewise],
 *    "changes": [{"factor", "kind", "level", "extrapolated", "strategy", "case"}],
 *    "reasons": [{"mechanism", "against", "own", "others", "rows"}],
 *    "requirements": null, or [{"name", "text"}], "requirements_complete": bool,
 *    "confirmation": null, or {"run", "confirmed": bool, "recommended", "confidence", "candidates",
 *                    "requirements"}}
 */
#ifndef SHOW_EXPORT_ADVICE_JSON_H
#define SHOW_EXPORT_ADVICE_JSON_H

#include "base/buffer.h"
#include "judge/advise/advice.h"

/* confirmed: of the run in directory that measured its contenders; NULL: there is none. */
UP_MUST_CHECK enum up_status advice_append_json(struct up_buffer *text, const struct advice *advice,
						const struct advice *confirmed,
						const char *directory, struct up_error *err);

#endif
