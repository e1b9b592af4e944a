/* SPDX-License-Identifier: PostgreSQL */
/* Whether an object of JSON has the keys of its table, all of them and no other: for files that
 * are refused rather than read in part. */
#ifndef RECORD_OBJECT_KEYS_H
#define RECORD_OBJECT_KEYS_H

#include "record/member.h"

#include <jansson.h>

/* Also of the objects inside.  An optional member's key may be missing.  UP_INVALID names the key
 * and its place.  Types are left to object_read(). */
UP_MUST_CHECK enum up_status object_keys_check(const struct record_table *table, const json_t *json,
					       struct up_error *err);

#endif
