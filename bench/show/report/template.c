/* SPDX-License-Identifier: PostgreSQL */
#include "show/report/template.h"

static const struct template_value *find(const struct template_value *values, const char *name,
					 size_t length)
{
	for (; values->name != NULL; values++) {
		if (strlen(values->name) == length && memcmp(values->name, name, length) == 0)
			return values;
	}
	return NULL;
}

enum up_status template_fill(struct up_buffer *text, const char *template,
			     const struct template_value *values, struct up_error *err)
{
	const char *open, *close;

	while ((open = strstr(template, "{{")) != NULL && (close = strstr(open, "}}")) != NULL) {
		size_t length = (size_t)(close - open) - 2;
		const struct template_value *value = find(values, open + 2, length);
		if (value == NULL)
			return up_fail(err, UP_INVALID, "{{%.*s}} has no value", (int)length,
				       open + 2);
		up_buffer_append(text, template, (size_t)(open - template));
		up_buffer_append_string(text, value->text);
		template = close + 2;
	}
	up_buffer_append_string(text, template);
	return up_buffer_check(text, err);
}
