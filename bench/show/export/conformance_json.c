/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/conformance_json.h"

#include "show/export/json.h"

static json_t *describe(const void *context, size_t index)
{
	const struct conformance *result =
		&((const struct conformance_list *)context)->items[index];

	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "case", result->fixture, "policy",
			 result->policy, "strategy", result->strategy, "outcome", result->outcome,
			 "verdict", conformance_verdict_name(result->verdict));
}

enum up_status conformance_append_json(struct up_buffer *text, const struct conformance_list *list,
				       struct up_error *err)
{
	return export_json_append(text, export_json_array(list->count, describe, list), 0, err);
}
