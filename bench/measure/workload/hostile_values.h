/* SPDX-License-Identifier: PostgreSQL */
/*
 * Values that are valid for a column and break careless code: quoting, escaping,
 * length limits counted in bytes, sentinels, the ends of every range.
 *
 * The values of one table are different from each other as SQL sees it (IS
 * DISTINCT FROM): hence -0.0 without 0.0.  No table has more than
 * HOSTILE_MAX values.  All text is UTF-8 without NUL.
 */
#ifndef MEASURE_WORKLOAD_HOSTILE_VALUES_H
#define MEASURE_WORKLOAD_HOSTILE_VALUES_H

#include <stddef.h>
#include <stdint.h>

#define HOSTILE_MAX 32

struct hostile_text {
	const char *bytes; /* NULL stands for null */
	size_t length;
};

/* The pointers are to static storage. */
struct hostile_texts {
	const struct hostile_text *values;
	size_t count;
};

struct hostile_int32s {
	const int32_t *values;
	size_t count;
};

struct hostile_int64s {
	const int64_t *values;
	size_t count;
};

extern const struct hostile_texts hostile_varchar255;
extern const struct hostile_texts hostile_varchar20;
extern const struct hostile_texts hostile_varchar3;
extern const struct hostile_texts hostile_text;
extern const struct hostile_texts hostile_nullable_text;
extern const struct hostile_texts hostile_nullable_numeric_12_2;
extern const struct hostile_texts hostile_numeric_14_4;
extern const struct hostile_int32s hostile_int4;
extern const struct hostile_int64s hostile_int8;
extern const struct hostile_int64s hostile_float8; /* the bits of IEEE doubles */
extern const struct hostile_int32s hostile_date;
extern const struct hostile_int64s hostile_timestamptz;

/* Pieces of text, none of them empty, for texts and keys of any table. */
#define HOSTILE_FRAGMENT_COUNT 64
extern const char *const hostile_fragments[HOSTILE_FRAGMENT_COUNT];

#endif
