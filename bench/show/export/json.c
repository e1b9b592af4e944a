/* SPDX-License-Identifier: PostgreSQL */
#include "show/export/json.h"

#include "record/json_value.h"
#include "show/export/case_name.h"

#include <math.h>
#include <stdarg.h>

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

json_t *export_json_check(json_t *json, int failed)
{
	if (!failed)
		return json;
	json_decref(json);
	return NULL;
}

json_t *export_json_members(const char *key, ...)
{
	json_t *object = json_object();
	int failed = 0;
	va_list values;

	va_start(values, key);
	for (; key != NULL; key = va_arg(values, const char *))
		failed |= json_object_set_new(object, key, va_arg(values, json_t *));
	va_end(values);
	return export_json_check(object, failed);
}

json_t *export_json_array(size_t count, export_json_item *item, const void *context)
{
	json_t *array = json_array();
	int failed = 0;

	for (size_t i = 0; i < count; i++)
		failed |= json_array_append_new(array, item(context, i));
	return export_json_check(array, failed);
}

json_t *export_json_real(double value)
{
	return isfinite(value) ? json_real(value) : json_null();
}

json_t *export_json_level(enum factor factor, double value)
{
	return json_value_number(value / (double)factor_table[factor].scale);
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
	char *dump = failed || root == NULL
			     ? NULL
			     : json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(DIGITS));

	json_decref(root);
	if (dump == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an export in JSON");
	up_buffer_append_string(text, dump);
	up_buffer_append_char(text, '\n');
	free(dump);
	return UP_OK;
}
