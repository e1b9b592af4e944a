/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/conformance_json.h"

#include <jansson.h>
#include <stdlib.h>

enum up_status conformance_append_json(struct up_buffer *text, const struct conformance_list *list,
				       struct up_error *err)
{
	json_t *array = json_array();
	int failed = 0;

	for (size_t m = 0; m < list->count; m++) {
		const struct conformance *meaning = &list->items[m];
		failed |= json_array_append_new(
			array, json_pack("{s:s, s:s, s:s, s:s, s:s}", "case", meaning->fixture,
					 "policy", meaning->policy, "strategy", meaning->strategy,
					 "outcome", meaning->outcome, "verdict",
					 conformance_verdict_name(meaning->verdict)));
	}
	char *dump = failed ? NULL : json_dumps(array, JSON_INDENT(2));
	json_decref(array);
	if (dump == NULL)
		return up_fail(err, UP_NO_MEMORY, "cannot write the results as JSON");
	up_buffer_append_string(text, dump);
	up_buffer_append_char(text, '\n');
	free(dump);
	return up_buffer_check(text, err);
}
