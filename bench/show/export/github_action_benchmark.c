/* SPDX-License-Identifier: PostgreSQL */
/*
 * What github-action-benchmark reads as tool customSmallerIsBetter: an array of objects
 * with name, unit (strings) and value (a number), and where known range and extra
 * (strings, shown as they are).
 *
 *   [{"name": "update/unnest/rows=1914", "unit": "ms", "value": 22.6, "range": "± 0.2",
 *     "extra": "n=20\nCI95=[22.5,22.9]"}]
 *
 * The direction is a property of the whole file, so it holds times alone: the median of
 * update and commit; range is half the width of its interval of 95 %.
 */
#include "show/export/case_name.h"
#include "show/export/export.h"
#include "show/export/json.h"

#include <inttypes.h>
#include <math.h>

#define NS_PER_MS 1e6

static int add_notes(json_t *entry, const struct summary *summary)
{
	double low = summary->low_ns / NS_PER_MS;
	double high = summary->high_ns / NS_PER_MS;

	if (!isfinite(low) || !isfinite(high))
		return json_object_set_new(entry, "extra", json_sprintf("n=%" PRId64, summary->n));
	return json_object_set_new(entry, "range", json_sprintf("± %.3g", (high - low) / 2)) |
	       json_object_set_new(
		       entry, "extra",
		       json_sprintf("n=%" PRId64 "\nCI95=[%.6g,%.6g]", summary->n, low, high));
}

enum up_status export_github_action_benchmark(const struct run *run,
					      const struct summary_list *summaries,
					      struct up_buffer *text, struct up_error *err)
{
	json_t *root = json_array();
	int failed = 0;

	(void)run;
	for (size_t c = 0; c < summaries->count; c++) {
		const struct summary *summary = &summaries->items[c];
		if (!export_case_has_result(summary))
			continue;
		json_t *entry = json_object();
		failed |= json_object_set_new(entry, "name", export_json_name(summary));
		failed |= json_object_set_new(entry, "unit", json_string("ms"));
		failed |= export_json_set(entry, "value", summary->median_ns / NS_PER_MS);
		failed |= add_notes(entry, summary);
		failed |= json_array_append_new(root, entry);
	}
	return export_json_append(text, root, failed, err);
}
