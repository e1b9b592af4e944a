/* SPDX-License-Identifier: PostgreSQL */
/* What the exports in JSON share: numbers that JSON has, and the end of a file.
 * Functions that return an int return 0, or -1 when memory runs out, as jansson's do. */
#ifndef SHOW_EXPORT_JSON_H
#define SHOW_EXPORT_JSON_H

#include "base/buffer.h"
#include "record/summary.h"

#include <jansson.h>

/* Leaves the member out when value is no number: JSON has neither NaN nor infinity. */
int export_json_set(json_t *object, const char *key, double value);

/* A new reference: the case's name as in export_case.h. */
json_t *export_json_name(const struct summary *summary);

/* Appends the text of root and releases it.  failed: what the functions above returned,
 * joined by |. */
UP_MUST_CHECK enum up_status export_json_append(struct up_buffer *text, json_t *root, int failed,
						struct up_error *err);

#endif
