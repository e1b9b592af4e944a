/* SPDX-License-Identifier: PostgreSQL */
/*
 * The column types that a batch can hold, and how it holds them.
 *
 *   type          in memory (Apache Arrow's layout unless stated otherwise)
 *   bool          bitmap, one bit a value, least significant bit first
 *   int2          int16_t
 *   int4          int32_t
 *   int8          int64_t
 *   float4        float
 *   float8        double
 *   date          int32_t, days since 1970-01-01 (Arrow date32);
 *                 INT32_MIN is -infinity, INT32_MAX is infinity
 *   timestamp     int64_t, microseconds since 1970-01-01 00:00 (Arrow timestamp[us]);
 *                 INT64_MIN and INT64_MAX are the infinities
 *   timestamptz   the same, since 1970-01-01 00:00 UTC (Arrow timestamp[us, UTC])
 *   uuid          16 bytes in network order (Arrow fixed_size_binary[16])
 *   numeric       decimal text, as PostgreSQL prints it ("-12.50", "NaN"): any
 *                 precision, where Arrow's decimals end at 76 digits
 *   text, varchar UTF-8 bytes without NUL
 *   bytea         any bytes (Arrow large_binary)
 *   jsonb         UTF-8 text of JSON without NUL, as PostgreSQL prints it
 *   other         any other type (an enum, an array, a range, ...): UTF-8 text without NUL, as
 *                 PostgreSQL prints it; the column has the type's name
 *
 * All but the last are native: they have a binary form of their own.
 *
 * Both timestamps end at 294247-01-10 04:00:54.775806, where PostgreSQL, which counts
 * from 2000, goes on until 294276-12-31: text of a later one is an error to parse.
 *
 * Two values are equal when their bytes are (a NaN equals every NaN).  For jsonb this
 * wants the server's own text: keys without duplicates in the order of their lengths and
 * then of their bytes, one space behind each colon and comma, numbers as numeric prints
 * them.  Text of another form is sent as it is and comes back different.  The same holds for
 * other types, whose text must be that of a session with UP_TEXT_SESSION (pg/text.h).
 */
#ifndef UP_MODEL_TYPE_H
#define UP_MODEL_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum up_type {
	UP_TYPE_BOOL,
	UP_TYPE_INT2,
	UP_TYPE_INT4,
	UP_TYPE_INT8,
	UP_TYPE_FLOAT4,
	UP_TYPE_FLOAT8,
	UP_TYPE_DATE,
	UP_TYPE_TIMESTAMP,
	UP_TYPE_TIMESTAMPTZ,
	UP_TYPE_UUID,
	UP_TYPE_NUMERIC,
	UP_TYPE_TEXT,
	UP_TYPE_VARCHAR,
	UP_TYPE_BYTEA,
	UP_TYPE_JSONB,
	UP_TYPE_OTHER,
	UP_TYPE_COUNT
};

#define UP_TYPE_NATIVE_COUNT UP_TYPE_OTHER /* native types are those before it */

enum up_storage {
	UP_STORAGE_BIT,      /* bitmap */
	UP_STORAGE_FIXED,    /* width bytes a value */
	UP_STORAGE_VARIABLE, /* offsets into a run of bytes */
};

struct up_type_info {
	const char *name; /* as format_type() without a modifier prints it: "character varying";
			     of UP_TYPE_OTHER "other", which no server knows */
	const char *short_name; /* as people write it: "varchar" */
	uint32_t oid;           /* pg_type.oid, fixed by src/include/catalog/pg_type.dat; of
				   UP_TYPE_OTHER that of text, as which it travels */
	uint32_t array_oid;     /* pg_type.typarray, likewise */
	enum up_storage storage;
	size_t width; /* bytes a value when storage is UP_STORAGE_FIXED, else 0 */
};

const struct up_type_info *up_type_info(enum up_type type);

/* Finds the native type with that pg_type.oid; false when there is none: a batch can hold its
 * values as UP_TYPE_OTHER. */
bool up_type_from_oid(uint32_t oid, enum up_type *type);

/* Is it held as the characters that people wrote, whatever they are? */
static inline bool up_type_is_text(enum up_type type)
{
	return type == UP_TYPE_TEXT || type == UP_TYPE_VARCHAR || type == UP_TYPE_JSONB ||
	       type == UP_TYPE_OTHER;
}

#endif
