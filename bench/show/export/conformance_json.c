/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/conformance_json.h"

#include <jansson.h>
#include <stdlib.h>

enum up_status conformance_append_json(struct up_buffer *text, const struct conformance_list *list,
				       struct up_error *err)
{
	json_t *array = conformance_list_to_json(list);
	char *dump = json_dumps(array, JSON_INDENT(2));
	json_decref(array);
	if (dump == NULL)
		return up_fail(err, UP_NO_MEMORY, "cannot write the results as JSON");
	up_buffer_append_string(text, dump);
	up_buffer_append_char(text, '\n');
	free(dump);
	return up_buffer_check(text, err);
}
