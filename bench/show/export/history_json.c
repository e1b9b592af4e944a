/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/history_json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

static json_t *number(double value)
{
	return isfinite(value) ? json_real(value) : json_null();
}

static json_t *describe_change(const struct history_change *change)
{
	return json_pack("{s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:I, s:o, s:o, s:o, s:o}", "time",
			 change->time, "run", change->run, "revision", change->revision,
			 "revision_before", change->revision_before, "server_version",
			 change->server_version, "server_version_before",
			 change->server_version_before, "runs", (json_int_t)change->runs, "p_value",
			 number(change->p_value), "before_ns", number(change->before_ns),
			 "after_ns", number(change->after_ns), "change", number(change->change));
}

static json_t *describe_finding(const struct history_finding *finding)
{
	json_t *changes = json_array();
	int failed = 0;

	for (size_t c = 0; c < finding->change_count; c++)
		failed |= json_array_append_new(changes, describe_change(&finding->changes[c]));
	if (failed) {
		json_decref(changes);
		return NULL;
	}
	return json_pack("{s:s, s:s, s:I, s:o, s:o, s:o}", "case", finding->case_name, "verdict",
			 history_verdict_names[finding->verdict], "runs", (json_int_t)finding->runs,
			 "now_ns", number(finding->now_ns), "level_ns", number(finding->level_ns),
			 "changes", changes);
}

enum up_status history_append_json(struct up_buffer *text, const struct history_finding_list *list,
				   struct up_error *err)
{
	json_t *cases = json_array();
	int failed = 0;

	for (size_t f = 0; f < list->count; f++)
		failed |= json_array_append_new(cases, describe_finding(&list->items[f]));
	json_t *root =
		json_pack("{s:o, s:o}", "threshold", number(list->threshold), "cases", cases);
	char *dump = failed ? NULL : json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(12));
	json_decref(root);
	if (dump == NULL)
		return up_fail(err, UP_NO_MEMORY, "cannot write the findings as JSON");
	up_buffer_append_string(text, dump);
	up_buffer_append_char(text, '\n');
	free(dump);
	return up_buffer_check(text, err);
}
