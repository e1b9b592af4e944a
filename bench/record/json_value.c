/* SPDX-License-Identifier: PostgreSQL */
#include "record/json_value.h"

#include "text/display.h"

#include <math.h>

/* Up to it doubles hold every whole number. */
#define WHOLE 9007199254740992.0

json_t *json_value_number(double value)
{
	if (!isfinite(value))
		return json_null();
	if (fabs(value) < WHOLE && fabs(value - round(value)) <= 0)
		return json_integer((json_int_t)value);
	return json_real(value);
}

json_t *json_value_text(const char *text)
{
	UP_BUFFER clean = {0};

	if (text == NULL)
		return json_null();
	json_t *string = json_string(text);
	if (string != NULL)
		return string;
	display_append(&clean, text, SIZE_MAX);
	return clean.failed ? NULL : json_string(up_buffer_string(&clean));
}
