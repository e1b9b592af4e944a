/* SPDX-License-Identifier: PostgreSQL */
/* What the exports in JSON share: numbers that JSON has, objects and arrays, and the end of a file.
 * Functions that return an int return 0, or -1 when memory runs out, as jansson's do; those that
 * return a value return a new reference, or NULL, which the others take and pass on. */
#ifndef SHOW_EXPORT_JSON_H
#define SHOW_EXPORT_JSON_H

#include "base/buffer.h"
#include "record/summary.h"

#include <jansson.h>

/* Leaves the member out when value is no number: JSON has neither NaN nor infinity. */
int export_json_set(json_t *object, const char *key, double value);

/* Of keys and values in turns; takes the references of the values. */
#define export_json_object(...) export_json_members(__VA_ARGS__, (const char *)NULL)
json_t *export_json_members(const char *key, ...) __attribute__((sentinel));

/* NULL, with the reference released, when something failed. */
json_t *export_json_check(json_t *json, int failed);

typedef json_t *export_json_item(const void *context, size_t index);

json_t *export_json_array(size_t count, export_json_item *item, const void *context);

/* null when value is no number, and always with a fraction. */
json_t *export_json_real(double value);

/* A level in the unit of its column. */
json_t *export_json_level(enum factor factor, double value);

/* The case's name as in case_name.h. */
json_t *export_json_name(const struct summary *summary);

/* Appends the text of root and releases it.  failed: what the functions above returned,
 * joined by |. */
UP_MUST_CHECK enum up_status export_json_append(struct up_buffer *text, json_t *root, int failed,
						struct up_error *err);

#endif
