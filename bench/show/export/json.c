/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/json.h"

#include "show/export/case_name.h"

#include <math.h>

/* Nothing that is measured here has more. */
#define DIGITS 12

int export_json_set(json_t *object, const char *key, double value)
{
	if (!isfinite(value))
		return 0;
	/* Whole numbers without ".0": counters look like counters. */
	if (fabs(value) < 1e15 && fabs(value - round(value)) <= 0)
		return json_object_set_new(object, key, json_integer((json_int_t)value));
	return json_object_set_new(object, key, json_real(value));
}

json_t *export_json_name(const struct summary *summary)
{
	UP_BUFFER name = {0};

	export_case_append_name(summary, &name);
	return name.failed ? NULL : json_string(up_buffer_string(&name));
}

enum up_status export_json_append(struct up_buffer *text, json_t *root, int failed,
				  struct up_error *err)
{
	char *dump = failed ? NULL : json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS));

	json_decref(root);
	if (dump == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an export in JSON");
	up_buffer_append_string(text, dump);
	up_buffer_append_char(text, '\n');
	free(dump);
	return UP_OK;
}
