/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/text_width.h"

#include "measure/generator/scalar.h"

#include <math.h>

#define LONG_HEADER 127 /* a value with more bytes has a header of 4 bytes, else of 1 */
#define MOST_DIGITS 18
#define MOST_DECIMALS 6 /* of a second */

enum form {
	FORM_OTHER,
	FORM_WHOLE,
	FORM_NUMERIC,
	FORM_MOMENT,
	FORM_WORDS,
};

struct known {
	const char *kind;
	enum form form;
	int32_t bytes; /* of a moment without parts of a second */
};

static const struct known *find(const struct value_kind *kind)
{
	static const struct known known[] = {
		{"smallint", FORM_WHOLE, 0},
		{"integer", FORM_WHOLE, 0},
		{"bigint", FORM_WHOLE, 0},
		{"oid", FORM_WHOLE, 0},
		{"real", FORM_WHOLE, 0},
		{"double precision", FORM_WHOLE, 0},
		{"numeric", FORM_NUMERIC, 0},
		{"time without time zone", FORM_MOMENT, 8},
		{"time with time zone", FORM_MOMENT, 11},
		{"timestamp without time zone", FORM_MOMENT, 19},
		{"timestamp with time zone", FORM_MOMENT, 22},
		{"text", FORM_WORDS, 0},
		{"character varying", FORM_WORDS, 0},
		{"bpchar", FORM_WORDS, 0},
		{"citext", FORM_WORDS, 0},
	};
	static const struct known other = {"", FORM_OTHER, 0};

	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
		if (strcmp(known[k].kind, kind->name) == 0)
			return &known[k];
	}
	return &other;
}

size_t text_width_length(size_t width)
{
	if (width == 0)
		return 0;
	return width > LONG_HEADER ? width - 4 : width - 1;
}

/* How many numbers from 1 up have that many digits on average.  Those below 10^k have k - 1/9 on
 * average, and those from there to 10^(k+1) have one more than k, so the mean of the first n is
 * k + 1 - (10/9) 10^k / n. */
static uint64_t numbers_of(double digits)
{
	if (!(digits >= 1))
		return 0;
	if (digits > MOST_DIGITS)
		digits = MOST_DIGITS;
	const double power = ceil(digits + 1.0 / 9) - 1;
	const uint64_t below = value_capacity_power(10, (size_t)power);
	return (uint64_t)((double)below / 0.9 / (power + 1 - digits));
}

static void set_decimals(struct value_type *type, double decimals)
{
	int32_t most = MOST_DECIMALS;

	if (type->modifier_count > 0 && type->modifiers[0] < most)
		most = type->modifiers[0];
	if (decimals >= 0.5)
		type->decimals = decimals < most ? (int32_t)(decimals + 0.5) : most;
}

void text_width_set(struct value_type *type, double width)
{
	const struct known *known = find(type->kind);
	const double length = (double)text_width_length(type->width);

	if (isnan(width) || type->most > 0)
		return;
	switch (known->form) {
	case FORM_WHOLE:
		type->likely = numbers_of(width);
		break;
	case FORM_NUMERIC:
		type->likely = numbers_of(scalar_scale(type) > 0 ? width - 1 : width);
		break;
	case FORM_MOMENT:
		set_decimals(type, width - known->bytes - 1);
		break;
	case FORM_WORDS:
		if (width > length - 1 && width < length + 2)
			type->length = width;
		break;
	case FORM_OTHER:
		break;
	}
}
