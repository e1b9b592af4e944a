/* SPDX-License-Identifier: PostgreSQL */
/*
 * The JSON of Google Benchmark (its docs/user_guide.md, schema version 1), for its own
 * compare.py, which tests by Mann and Whitney whether two runs differ, and for others.
 *
 *   {"context": {...}, "benchmarks": [
 *     {"name": "update/unnest/rows=1914", "family_index": 0, "per_family_instance_index": 0,
 *      "run_name": (the same), "run_type": "iteration", "repetitions": 20,
 *      "repetition_index": 0, "threads": 1, "iterations": 1, "real_time": 22600000,
 *      "cpu_time": 21000000, "time_unit": "ns", "rows_per_second": 84690},
 *     ..., {"name": "update/unnest/rows=1914_median", "run_type": "aggregate",
 *           "aggregate_name": "median", "aggregate_unit": "time", ...}]}
 *
 * One iteration a sample, real_time being update and commit, then the median as an
 * aggregate.  Readers insist on cpu_time; where the client's was not measured it repeats
 * real_time, and the context names it.  What run.json lacks of the host (its name,
 * caches, load, frequency) is empty or left out.
 */
#include "judge/summary/measured.h"
#include "show/export/case_name.h"
#include "show/export/export.h"
#include "show/export/json.h"

#include <inttypes.h>
#include <math.h>

static const char *text_of(const char *text)
{
	return text != NULL ? text : "";
}

static json_t *describe_context(const struct run *run, bool cpu_is_measured)
{
	const struct manifest *manifest = &run->manifest;
	json_t *context =
		json_pack("{s:s, s:s, s:s, s:[], s:[], s:s, s:s, s:i}", "date",
			  text_of(manifest->started), "host_name", "", "executable", "upbench",
			  "caches", "load_avg", "library_version", text_of(manifest->tool.version),
			  "library_build_type", "release", "json_schema_version", 1);

	int failed = json_object_set_new(context, "revision",
					 json_string(text_of(manifest->tool.revision))) |
		     json_object_set_new(context, "run", json_string(text_of(manifest->id))) |
		     json_object_set_new(context, "cpu", json_string(text_of(manifest->host.cpu))) |
		     json_object_set_new(context, "server_version",
					 json_string(text_of(manifest->server.version))) |
		     json_object_set_new(context, "cpu_time",
					 json_string(cpu_is_measured
							     ? "of the client"
							     : "not measured: repeats real_time"));
	if (manifest->host.cores != UNMEASURED)
		failed |= json_object_set_new(context, "num_cpus",
					      json_integer((json_int_t)manifest->host.cores));
	if (failed) {
		json_decref(context);
		return NULL;
	}
	return context;
}

/* What an iteration and an aggregate have in common. */
static json_t *describe_entry(const struct summary *summary, size_t family, const char *type,
			      const char *suffix)
{
	UP_BUFFER name = {0};

	export_case_append_name(summary, &name);
	if (up_buffer_check(&name, NULL) != UP_OK)
		return NULL;
	int64_t threads =
		summary->key.factors.workers != UNMEASURED ? summary->key.factors.workers : 1;
	return json_pack("{s:s++, s:I, s:i, s:s, s:s, s:I, s:I, s:s}", "name",
			 up_buffer_string(&name), suffix[0] != '\0' ? "_" : "", suffix,
			 "family_index", (json_int_t)family, "per_family_instance_index", 0,
			 "run_name", up_buffer_string(&name), "run_type", type, "repetitions",
			 (json_int_t)summary->n, "threads", (json_int_t)threads, "time_unit", "ns");
}

static int add_counters(json_t *entry, double rate, double wal, double trips)
{
	return export_json_set(entry, "rows_per_second", rate) |
	       export_json_set(entry, "wal_bytes", wal) |
	       export_json_set(entry, "round_trips", trips);
}

static double number_of(int64_t value)
{
	return value != UNMEASURED ? (double)value : NAN;
}

static int add_iteration(json_t *list, const struct run_case *of, const struct summary *summary,
			 size_t family, const struct sample *sample, int64_t index)
{
	json_t *entry = describe_entry(summary, family, "iteration", "");
	double ns = (double)sample_compared_ns(sample, of->role);
	double cpu_ns = number_of(sample->client_cpu_ns);

	int failed = json_object_set_new(entry, "repetition_index", json_integer(index)) |
		     json_object_set_new(entry, "iterations", json_integer(1)) |
		     export_json_set(entry, "real_time", ns) |
		     export_json_set(entry, "cpu_time", isnan(cpu_ns) ? ns : cpu_ns) |
		     add_counters(entry, sample_rate(sample_carried_rows(sample), ns),
				  number_of(sample->wal_bytes), number_of(sample->round_trips));
	return failed | json_array_append_new(list, entry);
}

static int add_aggregate(json_t *list, const struct summary *summary, size_t family,
			 const char *name, double ns, double cpu_ns)
{
	json_t *entry = describe_entry(summary, family, "aggregate", name);

	int failed = json_object_set_new(entry, "aggregate_name", json_string(name)) |
		     json_object_set_new(entry, "aggregate_unit", json_string("time")) |
		     json_object_set_new(entry, "iterations", json_integer(summary->n)) |
		     export_json_set(entry, "real_time", ns) |
		     export_json_set(entry, "cpu_time", isnan(cpu_ns) ? ns : cpu_ns);
	return failed | json_array_append_new(list, entry);
}

static int add_case(json_t *list, const struct run *run, const struct summary *summary,
		    size_t family)
{
	const size_t cpu = offsetof(struct sample, client_cpu_ns);
	double cpu_ns = sample_median(run, summary->case_name, cpu);
	const struct run_case *of = run_find_case(run, summary->case_name);
	int64_t index = 0;
	int failed = 0;

	for (size_t s = 0; s < of->count; s++) {
		if (measured_counts(of, of->samples[s]))
			failed |= add_iteration(list, of, summary, family, of->samples[s], index++);
	}
	return failed | add_aggregate(list, summary, family, "median", summary->median_ns, cpu_ns);
}

enum up_status export_google_benchmark(const struct run *run, const struct summary_list *summaries,
				       struct up_buffer *text, struct up_error *err)
{
	json_t *root = json_object();
	json_t *list = json_array();
	bool cpu_is_measured = true;
	size_t family = 0;
	int failed = 0;

	for (size_t c = 0; c < summaries->count; c++) {
		const struct summary *summary = &summaries->items[c];
		if (!export_case_has_result(summary))
			continue;
		double cpu_ns = sample_median(run, summary->case_name,
					      offsetof(struct sample, client_cpu_ns));
		cpu_is_measured = cpu_is_measured && !isnan(cpu_ns);
		failed |= add_case(list, run, summary, family++);
	}
	failed |= json_object_set_new(root, "context", describe_context(run, cpu_is_measured));
	failed |= json_object_set_new(root, "benchmarks", list);
	return export_json_append(text, root, failed, err);
}
