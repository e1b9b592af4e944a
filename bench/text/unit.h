/* SPDX-License-Identifier: PostgreSQL */
/*
 * Levels with a unit, in one spelling: "2ms", "100Mbit", "0.25".  What is written is parsed to
 * the same value again (durations and rates up to 2^50: 13 days, 1 Pbit/s), and is what a user
 * may type.
 */
#ifndef TEXT_UNIT_H
#define TEXT_UNIT_H

#include "base/buffer.h"

#include <stdbool.h>

/* From ns: "0", "20us", "1.5ms", "2s"; the unit in which the number is at least 1. */
void unit_append_duration(struct up_buffer *text, int64_t ns);

/* From bits per second: "0", "56kbit", "100Mbit", "2.5Gbit". */
void unit_append_rate(struct up_buffer *text, int64_t bits);

/* The shortest of 15 and 17 digits that is the same number: "0.25". */
void unit_append_number(struct up_buffer *text, double number);

/* The whole text, as above; durations also without a unit, in seconds, in m (or min), h
 * and d, and in parts such as 1h30m; rates in any case.  False for anything else, below 0 and above what fits. */
bool unit_parse_duration(const char *text, int64_t *ns);
bool unit_parse_rate(const char *text, int64_t *bits);

/* The whole text as a decimal number, without blanks; a number also with an exponent, and finite.
 * On failure the value is not set. */
bool unit_parse_integer(const char *text, int64_t *value);
bool unit_parse_number(const char *text, double *value);

#endif
