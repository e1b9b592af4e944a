/* SPDX-License-Identifier: PostgreSQL */
/*
 * Bytes and bits: first those of the value's number, then any.  A uuid is one of version 4
 * (RFC 9562), random but for the bits that say so.
 */
#include "measure/generator/scalar.h"

#include "base/random.h"

#include <inttypes.h>

#define DEFAULT_LENGTH 16
#define MAX_NUMBER_BITS 60

/* ---- bytea ---- */

static size_t byte_count(const struct value_type *type)
{
	return type->width > 1 ? type->width - (type->width > 127 ? 4 : 1) : DEFAULT_LENGTH;
}

static uint64_t bytea_capacity(const struct value_type *type)
{
	(void)type;
	return VALUE_MAX_CAPACITY;
}

static void append_bytea(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	const size_t wanted = byte_count(type);
	uint64_t bits = number;
	size_t count = 0;

	up_buffer_append_string(text, "\\x");
	for (uint64_t room = 1; room < type->domain; count++) {
		up_buffer_append_format(text, "%02x", (unsigned)(bits & 255));
		bits >>= 8;
		room = value_capacity_product(room, 256);
	}
	for (; count < wanted; count++)
		up_buffer_append_format(text, "%02x",
					(unsigned)(scalar_scatter(number, count) & 255));
}

/* ---- bits ---- */

static size_t bit_count(const struct value_type *type)
{
	return type->modifier_count > 0 ? (size_t)type->modifiers[0] : DEFAULT_LENGTH;
}

static uint64_t bit_capacity(const struct value_type *type)
{
	return value_capacity_power(2, bit_count(type));
}

static void append_bits(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	const size_t count = bit_count(type);

	for (size_t i = 0; i < count; i++) {
		const uint64_t bit = i < MAX_NUMBER_BITS ? number >> i : scalar_scatter(number, i);
		up_buffer_append_char(text, (bit & 1) != 0 ? '1' : '0');
	}
}

/* ---- uuid ---- */

static void append_uuid(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	/* A bijection: none of its bits may be left out. */
	const uint64_t bits = up_random_mix(number);
	const uint64_t more = scalar_scatter(number, 0);

	(void)type;
	up_buffer_append_format(text,
				"%08" PRIx64 "-%04" PRIx64 "-4%03" PRIx64 "-%04" PRIx64
				"-%04" PRIx64 "%08" PRIx64,
				bits >> 32, bits >> 16 & 0xffff, more & 0xfff,
				0x8000 | (more >> 12 & 0x3fff), bits & 0xffff, more >> 32);
}

static const struct value_kind kinds[] = {
	{"bytea", bytea_capacity, append_bytea, 1, false},
	{"bit", bit_capacity, append_bits, 1, false},
	{"\"bit\"", bit_capacity, append_bits, 1, false},
	{"bit varying", bit_capacity, append_bits, 1, false},
	{"uuid", bytea_capacity, append_uuid, 1, false},
};

const struct value_kind_list octet_kinds = VALUE_KIND_LIST(kinds);
