/* SPDX-License-Identifier: PostgreSQL */
/*
 * Numbers, from 1 up, so that a check for positive ones holds; of numeric and money from one unit
 * of the last decimal.  Floating-point numbers are whole and have few enough digits to be printed
 * without an exponent.
 */
#include "measure/generator/scalar.h"

#include <inttypes.h>

#define PLAUSIBLE_NUMBERS 1000
#define PLAUSIBLE_AMOUNTS 100000
#define DEFAULT_SCALE 2

static uint64_t two(const struct value_type *type)
{
	(void)type;
	return 2;
}

static void append_boolean(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	up_buffer_append_char(text, number != 0 ? 't' : 'f');
}

static uint64_t int2_capacity(const struct value_type *type)
{
	(void)type;
	return INT16_MAX;
}

static uint64_t int4_capacity(const struct value_type *type)
{
	(void)type;
	return INT32_MAX;
}

static uint64_t int8_capacity(const struct value_type *type)
{
	(void)type;
	return VALUE_MAX_CAPACITY;
}

static uint64_t float4_capacity(const struct value_type *type)
{
	(void)type;
	return 999999;
}

static uint64_t float8_capacity(const struct value_type *type)
{
	(void)type;
	return 99999999999999;
}

static int64_t value_of(const struct value_type *type, uint64_t number)
{
	return (int64_t)number + 1 + type->shift;
}

static void append_number(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	up_buffer_append_format(text, "%" PRId64, value_of(type, number));
}

/* ---- numeric: precision and scale ---- */

int32_t scalar_scale(const struct value_type *type)
{
	return type->modifier_count == 2 ? type->modifiers[1] : DEFAULT_SCALE;
}

static uint64_t numeric_capacity(const struct value_type *type)
{
	const int32_t precision = type->modifier_count > 0 ? type->modifiers[0] : 17;

	return value_capacity_power(10, precision < 17 ? (size_t)precision : 17) - 1;
}

/* The digits with the decimal point that many digits from their end. */
static void append_decimal(struct up_buffer *text, int64_t units, int32_t scale)
{
	char digits[24];
	const int length = snprintf(digits, sizeof digits, "%" PRId64, units < 0 ? -units : units);

	if (units < 0)
		up_buffer_append_char(text, '-');
	if (scale <= 0) {
		up_buffer_append_string(text, digits);
		for (int32_t zero = scale; zero < 0 && units != 0; zero++)
			up_buffer_append_char(text, '0');
		return;
	}
	const int32_t whole = length - scale;
	if (whole > 0)
		up_buffer_append(text, digits, (size_t)whole);
	else
		up_buffer_append_char(text, '0');
	up_buffer_append_char(text, '.');
	for (int32_t zero = whole; zero < 0; zero++)
		up_buffer_append_char(text, '0');
	up_buffer_append_string(text, digits + (whole > 0 ? whole : 0));
}

static void append_numeric(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	append_decimal(text, value_of(type, number), scalar_scale(type));
}

/* Without zeros at the end. */
static void append_float(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	append_decimal(text, value_of(type, number), type->decimals);
	if (type->decimals == 0 || text->failed)
		return;
	char *end = up_buffer_end(text);
	while (end[-1] == '0')
		end--;
	up_buffer_end_at(text, end - (end[-1] == '.'));
}

/* ---- money, as of lc_monetary C ---- */

static void append_money(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	char digits[24];
	const int64_t cents = value_of(type, number);
	const int length = snprintf(digits, sizeof digits, "%" PRId64, cents / 100);

	up_buffer_append_char(text, '$');
	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			up_buffer_append_char(text, ',');
		up_buffer_append_char(text, digits[i]);
	}
	up_buffer_append_format(text, ".%02" PRId64, cents % 100);
}

/* A place in the write-ahead log: two halves of 32 bits. */
static void append_lsn(const struct value_type *type, uint64_t number, struct up_buffer *text)
{
	(void)type;
	up_buffer_append_format(text, "%" PRIX64 "/%" PRIX64, (number + 1) >> 32,
				(number + 1) & UINT32_MAX);
}

static const struct value_kind kinds[] = {
	{"boolean", two, append_boolean, 2, true},
	{"smallint", int2_capacity, append_number, PLAUSIBLE_NUMBERS, true},
	{"integer", int4_capacity, append_number, PLAUSIBLE_NUMBERS, true},
	{"bigint", int8_capacity, append_number, PLAUSIBLE_NUMBERS, true},
	{"real", float4_capacity, append_float, PLAUSIBLE_NUMBERS, true},
	{"double precision", float8_capacity, append_float, PLAUSIBLE_NUMBERS, true},
	{"numeric", numeric_capacity, append_numeric, PLAUSIBLE_AMOUNTS, true},
	{"money", float8_capacity, append_money, PLAUSIBLE_AMOUNTS, true},
	{"oid", int4_capacity, append_number, PLAUSIBLE_NUMBERS, true},
	{"xid8", int8_capacity, append_number, PLAUSIBLE_NUMBERS, true},
	{"pg_lsn", int8_capacity, append_lsn, PLAUSIBLE_AMOUNTS, true},
};

const struct value_kind_list number_kinds = VALUE_KIND_LIST(kinds);
