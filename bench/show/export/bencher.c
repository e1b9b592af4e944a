/* SPDX-License-Identifier: PostgreSQL */
/*
 * Bencher Metric Format (bencher.dev/docs/reference/bencher-metric-format): an object
 * whose keys are names of benchmarks, whose values are objects of measures, each with a
 * value and, where known, lower_value and upper_value.  Measures are named by slugs.
 *
 *   {"update/unnest/rows=1914": {"latency": {"value": 22600000,
 *     "lower_value": 22500000, "upper_value": 22900000},
 *     "throughput": {"value": 84690.3}, "wal-bytes": {"value": 2392896}}}
 *
 * latency is in nanoseconds, the median of update and commit with its interval of 95 %;
 * throughput is rows a second; the others are medians of counters.
 */
#include "judge/summary/measured.h"
#include "show/export/case_name.h"
#include "show/export/export.h"
#include "show/export/json.h"

#include <math.h>

/* Nothing for a value that was not measured. */
static int add_measure(json_t *measures, const char *name, double value, double low, double high)
{
	if (!isfinite(value))
		return 0;
	json_t *measure = json_object();
	int failed = export_json_set(measure, "value", value) |
		     export_json_set(measure, "lower_value", low) |
		     export_json_set(measure, "upper_value", high);
	return failed | json_object_set_new(measures, name, measure);
}

/* The rate if the median were ns. */
static double rate_at(const struct summary *summary, double ns)
{
	return summary->rows_per_second * (summary->median_ns / ns);
}

static int add_case(json_t *root, const struct run *run, const struct summary *summary)
{
	json_t *measures = json_object();
	json_t *name = export_json_name(summary);
	double wal = sample_median(run, summary->case_name, offsetof(struct sample, wal_bytes));

	int failed =
		add_measure(measures, "latency", summary->median_ns, summary->low_ns,
			    summary->high_ns) |
		add_measure(measures, "throughput", summary->rows_per_second,
			    rate_at(summary, summary->high_ns), rate_at(summary, summary->low_ns)) |
		add_measure(measures, "wal-bytes", wal, NAN, NAN) |
		add_measure(measures, "round-trips", summary->round_trips, NAN, NAN);
	failed |= json_object_set_new(root, name != NULL ? json_string_value(name) : "", measures);
	failed |= name == NULL;
	json_decref(name);
	return failed;
}

enum up_status export_bencher(const struct run *run, const struct summary_list *summaries,
			      struct up_buffer *text, struct up_error *err)
{
	json_t *root = json_object();
	int failed = 0;

	for (size_t c = 0; c < summaries->count; c++) {
		if (export_case_has_result(&summaries->items[c]))
			failed |= add_case(root, run, &summaries->items[c]);
	}
	return export_json_append(text, root, failed, err);
}
