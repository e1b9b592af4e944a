/* SPDX-License-Identifier: PostgreSQL */
/*
 * Server settings of a case as one text: "jit=off work_mem=64MB", sorted by name (in any
 * case, as the server knows names), each name once.  A value with a blank or a quote is in
 * single quotes, doubled within: "search_path='a, b'".
 *
 * Files of earlier versions have such values without quotes: a word without "=" belongs to
 * the value before it.
 */
#ifndef RECORD_SETTINGS_H
#define RECORD_SETTINGS_H

#include "base/buffer.h"

#include <stdbool.h>

/* Adds "NAME=VALUE" (VALUE as it is, without quotes) to *settings, owned, NULL if empty; it
 * replaces the value of that name. */
UP_MUST_CHECK enum up_status settings_add(char **settings, const char *assignment,
					  struct up_error *err);

/* The next setting at or after *rest, which goes behind it; false at the end. */
bool settings_next(const char **rest, struct up_buffer *name, struct up_buffer *value);

#endif
