/* SPDX-License-Identifier: PostgreSQL */
/* Values that JSON has for what it has no value for.  New references; NULL when memory
 * runs out. */
#ifndef RECORD_JSON_VALUE_H
#define RECORD_JSON_VALUE_H

#include <jansson.h>

/* null for NaN and infinity; a whole number without a fraction. */
json_t *json_value_number(double value);

/* null for NULL; valid UTF-8 whatever the text is. */
json_t *json_value_text(const char *text);

#endif
