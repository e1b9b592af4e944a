/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/advice_json.h"

#include "record/json_value.h"
#include "show/export/json.h"

#include <math.h>

static json_t *optional(int64_t value)
{
	return json_value_number(value != UNMEASURED ? (double)value : NAN);
}

static json_t *describe_workload(const struct advice *advice, const struct workload *workload)
{
	const bool is_partitioned = advice->partitions > 0;
	const struct case_key *key = &advice->candidates.items[0].model->family->cases[0]->key;

	return export_json_object(
		"rows", json_value_number(workload->rows), factor_table[FACTOR_RTT].column,
		export_json_level(FACTOR_RTT, workload->rtt_ns), "changed",
		json_value_number(workload->changed), "table_rows", optional(workload->table_rows),
		"columns", json_value_number(advice->columns), "partitions",
		json_value_number((double)advice->partitions), "partition_by",
		json_value_text(is_partitioned ? factor_partition_word(advice->partition_by)
					       : NULL),
		"new", factor_to_json(FACTOR_NEW, &key->factors),
		factor_table[FACTOR_BANDWIDTH].column,
		factor_to_json(FACTOR_BANDWIDTH, &key->factors), "arm", json_value_text(key->arm));
}

static json_t *describe_candidate(const void *context, size_t index)
{
	const struct advice *advice = context;
	const struct candidate *candidate = &advice->candidates.items[index];
	const struct case_key *key = &candidate->model->family->cases[0]->key;
	static const char *const origins[] = {
		[CANDIDATE_MEASURED] = "measured",
		[CANDIDATE_ROUND_TRIPS] = "round trips",
		[CANDIDATE_INTERPOLATED] = "interpolated",
		[CANDIDATE_MODEL] = "model",
	};
	static const char *const standings[] = {
		[STANDING_SLOWER] = "slower",
		[STANDING_OPEN] = "not distinguishable",
		[STANDING_AS_GOOD] = "as good",
	};
	const bool is_known = candidate->refusal == NULL;

	return export_json_object(
		"strategy", json_value_text(key->strategy), "case",
		json_value_text(candidate->model->name), "workers",
		json_value_number((double)candidate->model->workers), "chunk",
		optional(key->factors.chunk), "ns", json_value_number(round(candidate->ns)),
		"low_ns", json_value_number(round(candidate->low_ns)), "high_ns",
		json_value_number(round(candidate->high_ns)), "ratio",
		json_value_number(candidate->ratio.middle), "as_good",
		json_boolean(is_known && candidate->standing == STANDING_AS_GOOD), "standing",
		json_value_text(is_known ? standings[candidate->standing] : NULL), "ratio_low",
		json_value_number(candidate->ratio.low), "ratio_high",
		json_value_number(candidate->ratio.high), "expected_regret",
		json_value_number(candidate->regret.expected), "regret_at_most_5_percent",
		json_value_number(candidate->regret.right), "from",
		json_string(origins[candidate->origin]), "plan_changes",
		json_boolean(candidate->turns), "round_trips", json_value_number(candidate->trips),
		"reason", json_value_text(candidate->refusal));
}

static json_t *describe_size(const void *context, size_t index)
{
	return json_value_number(((const struct lattice *)context)->sizes[index].rows);
}

static json_t *describe_node(const void *context, size_t index)
{
	const struct lattice_size *size = context;
	const struct lattice_node *node = &size->nodes[index];

	return export_json_object("rows", json_value_number(size->rows), "changed",
				  json_value_number(node->changed), "table_rows",
				  optional(node->table_rows), "weight",
				  json_value_number(node->weight));
}

/* Sizes, and the levels around the workload at the size below and the one above; null: nothing is
 * interpolated. */
static json_t *describe_lattice(const struct lattice *lattice)
{
	const struct lattice_size *below = &lattice->sizes[lattice->below];
	const struct lattice_size *above = lattice->count > 1 ? below + 1 : below;

	if (lattice->count == 0 || (lattice->count == 1 && below->count == 1))
		return json_null();
	return export_json_object("rows", export_json_array(lattice->count, describe_size, lattice),
				  "below", export_json_array(below->count, describe_node, below),
				  "above", export_json_array(above->count, describe_node, above));
}

/* The first of them is the one that is recommended. */
static json_t *describe_as_good(const struct advice *advice)
{
	json_t *array = json_array();
	int failed = 0;

	for (size_t c = 1; c < advice->candidates.known; c++) {
		if (advice->candidates.items[c].standing == STANDING_AS_GOOD)
			failed |= json_array_append_new(array, describe_candidate(advice, c));
	}
	return export_json_check(array, failed);
}

static json_t *describe_change(const void *context, size_t index)
{
	static const char *const kinds[] = {
		[ADVICE_BELOW] = "below",
		[ADVICE_ABOVE] = "above",
		[ADVICE_AT] = "at",
		[ADVICE_SAME] = "same",
		[ADVICE_NOT_MEASURED] = "not measured",
	};
	const struct advice_change *change = &((const struct advice *)context)->changes[index];
	const struct factor_info *info = &factor_table[change->factor];
	const bool is_rtt = change->factor == FACTOR_RTT;
	const double level = change->level / (double)info->scale;
	const struct model *model = change->model;

	return export_json_object(
		"factor", json_string(is_rtt ? info->column : info->name), "kind",
		json_string(kinds[change->kind]), "level",
		json_value_number(is_rtt ? round(level) : level), "extrapolated",
		json_boolean(change->is_extrapolated), "strategy",
		json_value_text(model != NULL ? model->family->cases[0]->key.strategy : NULL),
		"case", json_value_text(model != NULL ? model->name : NULL));
}

static json_t *describe_reason(const void *context, size_t index)
{
	const struct advice_reason *reason = &((const struct advice *)context)->reasons[index];

	return export_json_object("mechanism", json_value_text(advice_reason_name(reason->kind)),
				  "against", json_value_text(reason->against->model->name), "own",
				  json_value_number(reason->own), "others",
				  json_value_number(reason->others), "rows",
				  json_value_number(reason->rows));
}

static json_t *describe_requirement(const void *context, size_t index)
{
	const struct demand *demand = &((const struct advice *)context)->demands.items[index];

	return export_json_object("name", json_string(demand->name), "text",
				  json_string(demand->text));
}

/* null: none is known. */
static json_t *describe_requirements(const struct advice *advice)
{
	return advice->demands.count == 0 && !advice->demands.is_complete
		       ? json_null()
		       : export_json_array(advice->demands.count, describe_requirement, advice);
}

static json_t *describe_confirmation(const struct advice *advice, const struct advice *confirmed,
				     const char *directory)
{
	if (confirmed == NULL)
		return json_null();
	const bool is_same = workload_same_contender(advice->candidates.items[0].model,
						     confirmed->candidates.items[0].model);
	return export_json_object(
		"run", json_value_text(directory), "confirmed", json_boolean(is_same),
		"recommended", describe_candidate(confirmed, 0), "confidence",
		json_value_number(confirmed->candidates.confidence), "candidates",
		export_json_array(confirmed->candidates.count, describe_candidate, confirmed),
		"requirements", describe_requirements(confirmed));
}

enum up_status advice_append_json(struct up_buffer *text, const struct advice *advice,
				  const struct advice *confirmed, const char *directory,
				  struct up_error *err)
{
	json_t *root = export_json_object(
		"workload", describe_workload(advice, &advice->workload), "asked",
		describe_workload(advice, &advice->asked), "interpolated",
		describe_lattice(&advice->candidates.lattice), "recommended",
		describe_candidate(advice, 0), "confidence",
		json_value_number(advice->candidates.confidence), "as_good",
		describe_as_good(advice), "candidates",
		export_json_array(advice->candidates.count, describe_candidate, advice), "changes",
		export_json_array(advice->change_count, describe_change, advice), "reasons",
		export_json_array(advice->reason_count, describe_reason, advice), "requirements",
		describe_requirements(advice), "requirements_complete",
		json_boolean(advice->demands.is_complete), "confirmation",
		describe_confirmation(advice, confirmed, directory));

	return export_json_append(text, root, 0, err);
}
