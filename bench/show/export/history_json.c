/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/history_json.h"

#include "show/export/json.h"

#define FORMAT_VERSION 1

static json_t *describe_change(const void *context, size_t index)
{
	const struct history_change *change =
		&((const struct history_finding *)context)->changes[index];

	return json_pack(
		"{s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:I, s:o, s:o, s:o, s:o, s:b}", "time",
		change->time, "run", change->run, "revision", change->revision, "revision_before",
		change->revision_before, "server_version", change->server_version,
		"server_version_before", change->server_version_before, "runs",
		(json_int_t)change->runs, "p_value", export_json_real(change->p_value), "before_ns",
		export_json_real(change->before_ns), "after_ns", export_json_real(change->after_ns),
		"change", export_json_real(change->change), "is_news", change->is_news);
}

static const char *const outside_names[] = {"below", NULL, "above"};

static json_t *describe_finding(const void *context, size_t index)
{
	const struct history_finding *finding =
		&((const struct history_finding_list *)context)->items[index];

	return json_pack(
		"{s:s, s:s, s:I, s:o, s:o, s:s?, s:o, s:s?, s:s?, s:o}", "case", finding->case_name,
		"verdict", history_verdict_names[finding->verdict], "runs",
		(json_int_t)finding->runs, "now_ns", export_json_real(finding->now_ns), "level_ns",
		export_json_real(finding->level_ns), "outside", outside_names[finding->outside + 1],
		"crept", export_json_real(finding->crept), "machine", finding->machine,
		"machine_since", finding->machine_since, "changes",
		export_json_array(finding->change_count, describe_change, finding));
}

enum up_status history_append_json(struct up_buffer *text, const struct history_finding_list *list,
				   struct up_error *err)
{
	json_t *root = export_json_object("format", json_integer(FORMAT_VERSION), "threshold",
					  export_json_real(list->threshold), "cases",
					  export_json_array(list->count, describe_finding, list));

	return export_json_append(text, root, 0, err);
}
