/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/advice_json.h"

#include "judge/predict/requirement.h"
#include "record/json_value.h"
#include "show/export/json.h"

#include <math.h>

static void set_number(json_t *object, const char *key, double value, int *failed)
{
	*failed |= json_object_set_new(object, key, json_value_number(value));
}

static void set_text(json_t *object, const char *key, const char *value, int *failed)
{
	*failed |= json_object_set_new(object, key, json_value_text(value));
}

static double optional(int64_t value)
{
	return value != UNMEASURED ? (double)value : NAN;
}

static json_t *describe_workload(const struct workload *workload, double columns, int *failed)
{
	json_t *object = json_object();

	set_number(object, "rows", workload->rows, failed);
	set_number(object, "rtt_us", workload->rtt_ns / 1e3, failed);
	set_number(object, "changed", workload->changed, failed);
	set_number(object, "table_rows", optional(workload->table_rows), failed);
	set_number(object, "columns", columns, failed);
	return object;
}

static json_t *describe_candidate(const struct advice *advice, size_t c, int *failed)
{
	const struct candidate *candidate = &advice->candidates.items[c];
	const struct summary *first = candidate->model->family->cases[0];
	json_t *object = json_object();

	set_text(object, "strategy", first->key.strategy, failed);
	set_text(object, "case", candidate->model->name, failed);
	set_number(object, "workers", (double)candidate->model->workers, failed);
	set_number(object, "chunk", optional(first->key.factors.chunk), failed);
	set_number(object, "ns", round(candidate->ns), failed);
	set_number(object, "low_ns", round(candidate->low_ns), failed);
	set_number(object, "high_ns", round(candidate->high_ns), failed);
	set_number(object, "ratio", candidate->ns / advice->candidates.items[0].ns, failed);
	*failed |= json_object_set_new(object, "as_good", json_boolean(advice->as_good[c]));
	set_text(object, "from",
		 candidate->measured != NULL ? "measured"
		 : candidate->base != NULL   ? "round trips"
					     : "model",
		 failed);
	set_number(object, "round_trips", candidate->trips, failed);
	set_text(object, "reason", candidate->refusal, failed);
	return object;
}

static json_t *describe_change(const struct advice_change *change, int *failed)
{
	static const char *const kinds[] = {
		[ADVICE_BELOW] = "below",
		[ADVICE_ABOVE] = "above",
		[ADVICE_AT] = "at",
		[ADVICE_SAME] = "same",
		[ADVICE_NOT_MEASURED] = "not measured",
	};
	const bool is_rtt = change->factor == FACTOR_RTT;
	const struct model *model = change->model;
	json_t *object = json_object();

	set_text(object, "factor", is_rtt ? "rtt_us" : factor_table[change->factor].name, failed);
	set_text(object, "kind", kinds[change->kind], failed);
	set_number(object, "level", is_rtt ? round(change->level / 1e3) : change->level, failed);
	set_text(object, "strategy", model != NULL ? model->family->cases[0]->key.strategy : NULL,
		 failed);
	set_text(object, "case", model != NULL ? model->name : NULL, failed);
	return object;
}

static json_t *describe_reason(const struct advice_reason *reason, int *failed)
{
	json_t *object = json_object();

	set_text(object, "mechanism", advice_reason_name(reason->kind), failed);
	set_text(object, "against", reason->against->model->name, failed);
	set_number(object, "own", reason->own, failed);
	set_number(object, "others", reason->others, failed);
	set_number(object, "rows", reason->rows, failed);
	return object;
}

static json_t *describe_requirements(const struct advice *advice, int *failed)
{
	json_t *list = json_array();

	if (!advice->requirements_known) {
		json_decref(list);
		return json_null();
	}
	for (enum requirement r = 0; r < REQUIREMENT_COUNT; r++) {
		if ((advice->requirements >> r & 1) == 0)
			continue;
		json_t *object = json_object();
		set_text(object, "name", requirement_name(r), failed);
		set_text(object, "text", requirement_text(r), failed);
		*failed |= json_array_append_new(list, object);
	}
	return list;
}

enum up_status advice_append_json(struct up_buffer *text, const struct advice *advice,
				  struct up_error *err)
{
	json_t *root = json_object();
	json_t *candidates = json_array();
	json_t *as_good = json_array();
	json_t *changes = json_array();
	json_t *reasons = json_array();
	int failed = 0;

	for (size_t c = 0; c < advice->candidates.count; c++) {
		failed |= json_array_append_new(candidates, describe_candidate(advice, c, &failed));
		if (c > 0 && advice->as_good[c])
			failed |= json_array_append_new(as_good,
							describe_candidate(advice, c, &failed));
	}
	for (size_t c = 0; c < advice->change_count; c++)
		failed |= json_array_append_new(changes,
						describe_change(&advice->changes[c], &failed));
	for (size_t r = 0; r < advice->reason_count; r++)
		failed |= json_array_append_new(reasons,
						describe_reason(&advice->reasons[r], &failed));
	failed |= json_object_set_new(
		root, "workload", describe_workload(&advice->workload, advice->columns, &failed));
	failed |= json_object_set_new(root, "asked",
				      describe_workload(&advice->asked, advice->columns, &failed));
	failed |= json_object_set_new(root, "recommended", describe_candidate(advice, 0, &failed));
	failed |= json_object_set_new(root, "as_good", as_good);
	failed |= json_object_set_new(root, "candidates", candidates);
	failed |= json_object_set_new(root, "changes", changes);
	failed |= json_object_set_new(root, "reasons", reasons);
	failed |= json_object_set_new(root, "requirements", describe_requirements(advice, &failed));
	return export_json_append(text, root, failed, err);
}
