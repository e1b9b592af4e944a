/* SPDX-License-Identifier: PostgreSQL */
#include "property/value.h"

#include "measure/workload/hostile_values.h"

#include <math.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])
#define PICK(list) (list)[up_random_below(random, COUNT(list))]

bool value_chance(struct up_random *random, double share)
{
	return up_random_unit(random) < share;
}

double value_share(struct up_random *random)
{
	uint64_t kind = up_random_below(random, 4);
	return kind == 0 ? 0 : kind == 1 ? 1 : up_random_unit(random);
}

/* ---- text ------------------------------------------------------------- */

static void append_code_point(struct up_buffer *buffer, uint32_t code)
{
	if (code < 0x80) {
		up_buffer_append_char(buffer, (char)code);
	} else if (code < 0x800) {
		up_buffer_append_char(buffer, (char)(0xC0 | code >> 6));
		up_buffer_append_char(buffer, (char)(0x80 | (code & 0x3F)));
	} else if (code < 0x10000) {
		up_buffer_append_char(buffer, (char)(0xE0 | code >> 12));
		up_buffer_append_char(buffer, (char)(0x80 | (code >> 6 & 0x3F)));
		up_buffer_append_char(buffer, (char)(0x80 | (code & 0x3F)));
	} else {
		up_buffer_append_char(buffer, (char)(0xF0 | code >> 18));
		up_buffer_append_char(buffer, (char)(0x80 | (code >> 12 & 0x3F)));
		up_buffer_append_char(buffer, (char)(0x80 | (code >> 6 & 0x3F)));
		up_buffer_append_char(buffer, (char)(0x80 | (code & 0x3F)));
	}
}

/* Any but NUL and the surrogates, each length of UTF-8 alike. */
static uint32_t random_code_point(struct up_random *random)
{
	static const uint32_t ends[] = {0x80, 0x800, 0xD800, 0x10000, 0x110000};
	static const uint32_t starts[] = {1, 0x80, 0x800, 0xE000, 0x10000};
	size_t i = up_random_below(random, COUNT(ends));
	return starts[i] + (uint32_t)up_random_below(random, ends[i] - starts[i]);
}

static size_t count_characters(const char *text)
{
	size_t count = 0;
	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

void value_append_text(struct up_buffer *buffer, size_t max_characters, struct up_random *random)
{
	size_t wanted = up_random_below(random, max_characters + 1);
	uint64_t kind = up_random_below(random, 3);

	while (wanted > 0) {
		const char *fragment = PICK(hostile_fragments);
		size_t characters = count_characters(fragment);
		if (kind == 0 || characters > wanted) {
			append_code_point(buffer, ' ' + (uint32_t)up_random_below(random, 95));
			wanted--;
		} else if (kind == 1) {
			append_code_point(buffer, random_code_point(random));
			wanted--;
		} else {
			up_buffer_append_string(buffer, fragment);
			wanted -= characters;
		}
	}
}

static size_t random_length(const struct value_profile *profile, struct up_random *random)
{
	uint64_t kind = up_random_below(random, 400);
	size_t length = kind < 200 ? 4 : kind < 390 ? 12 : kind < 399 ? 300 : 20000;

	if (profile->tame && length > 12)
		length = 6;
	if (profile->max_characters != 0 && length > profile->max_characters)
		length = profile->max_characters;
	return length;
}

static void append_bytes(struct up_vector *vector, const struct value_profile *profile,
			 struct up_random *random)
{
	UP_BUFFER bytes = {0};

	for (size_t left = up_random_below(random, random_length(profile, random) + 1); left > 0;
	     left--)
		up_buffer_append_char(&bytes, (char)up_random_next(random));
	up_vector_append_bytes(vector, up_buffer_string(&bytes), bytes.length);
}

static void append_text(struct up_vector *vector, const struct value_profile *profile,
			struct up_random *random)
{
	UP_BUFFER text = {0};

	value_append_text(&text, random_length(profile, random), random);
	up_vector_append_bytes(vector, up_buffer_string(&text), text.length);
}

/* ---- numbers ---------------------------------------------------------- */

/* Of that many bits, the lengths alike, and often the ends. */
static int64_t random_integer(int bits, struct up_random *random)
{
	int64_t max = (int64_t)(UINT64_MAX >> (65 - bits));
	const int64_t ends[] = {0, 1, -1, max, -max - 1, max - 1, -max};

	if (value_chance(random, 0.2))
		return PICK(ends);
	int64_t value = (int64_t)up_random_next(random) >> (64 - bits);
	return value >> up_random_below(random, (uint64_t)bits);
}

static double random_double(const struct value_profile *profile, struct up_random *random)
{
	static const double ends[] = {
		INFINITY, -INFINITY, NAN, 5e-324, 1.7976931348623157e308,  0.1,
		1e15,     1e16,      1.0, -1.0,   2.2250738585072014e-308, 123456789.123456789};
	double value;

	if (value_chance(random, 0.3))
		return PICK(ends);
	uint64_t bits = up_random_next(random);
	memcpy(&value, &bits, sizeof value);
	if (value_chance(random, 0.5))
		value = (double)random_integer(20, random) / 64;
	return value == 0 ? copysign(0, profile->negative_zero ? -1 : 1) : value;
}

static float random_float(const struct value_profile *profile, struct up_random *random)
{
	static const float ends[] = {INFINITY, -INFINITY,      NAN,  1e-45F,
				     1.1e-38F, 3.40282347e38F, 0.1F, 16777217.0F};
	float value;

	if (value_chance(random, 0.3))
		return PICK(ends);
	uint32_t bits = (uint32_t)up_random_next(random);
	memcpy(&value, &bits, sizeof value);
	if (value_chance(random, 0.5))
		value = (float)random_integer(16, random) / 64;
	return value == 0 ? copysignf(0, profile->negative_zero ? -1 : 1) : value;
}

/* In runs of zeros, of nines, and of any: what encoders in base 10,000 stumble over. */
static void append_digits(struct up_buffer *text, size_t count, struct up_random *random)
{
	uint64_t kind = up_random_below(random, 3);

	for (; count > 0; count--) {
		uint64_t any = up_random_below(random, 10);
		up_buffer_append_char(text, (char)('0' + (kind == 0 ? 0 : kind == 1 ? 9 : any)));
		if (value_chance(random, 0.15))
			kind = up_random_below(random, 3);
	}
}

/* Without zeros before it: "0" when there are no digits. */
static void append_whole(struct up_buffer *text, size_t digits, struct up_random *random)
{
	if (digits == 0) {
		up_buffer_append_char(text, '0');
		return;
	}
	up_buffer_append_char(text, (char)('1' + up_random_below(random, 9)));
	append_digits(text, digits - 1, random);
}

static void append_number(struct up_buffer *text, const struct value_profile *profile,
			  struct up_random *random)
{
	size_t long_one = !profile->tame && value_chance(random, 0.01) ? 3000 : 20;
	size_t whole =
		profile->precision == 0 ? long_one : (size_t)(profile->precision - profile->scale);
	size_t decimals = profile->scale >= 0 ? (size_t)profile->scale
					      : up_random_below(random, long_one + 1);

	if (value_chance(random, 0.5))
		up_buffer_append_char(text, '-');
	append_whole(text, value_chance(random, 0.3) ? 0 : up_random_below(random, whole + 1),
		     random);
	if (decimals > 0) {
		up_buffer_append_char(text, '.');
		append_digits(text, decimals - (profile->scale < 0), random);
		if (profile->scale < 0) /* so that no final zero is left */
			up_buffer_append_char(text, (char)('1' + up_random_below(random, 9)));
	}
}

static void append_numeric(struct up_vector *vector, const struct value_profile *profile,
			   struct up_random *random)
{
	UP_BUFFER text = {0};
	/* Infinities do not fit a column with a precision. */
	static const char *const special[] = {"NaN", "NaN", "Infinity", "-Infinity"};

	if (value_chance(random, 0.05))
		up_buffer_append_string(
			&text, profile->precision != 0 || profile->finite ? "NaN" : PICK(special));
	else
		append_number(&text, profile, random);
	const char *from = up_buffer_string(&text);
	if (from[0] == '-' && strspn(from, "-0.") == text.length)
		from++; /* numeric has no negative zero */
	up_vector_append_bytes(vector, from, strlen(from));
}

/* ---- days and times --------------------------------------------------- */

static int32_t random_date(struct up_random *random)
{
	/* 4714-11-24 BC, 1 BC, AD 1, 1970, 2000, 9999, 10000, 5874897-12-31. */
	static const int32_t ends[] = {-2440588, -719163, -719162,    0,         10957,
				       2932896,  2932897, 2145031948, INT32_MAX, INT32_MIN};

	if (value_chance(random, 0.3))
		return PICK(ends);
	if (value_chance(random, 0.2))
		return (int32_t)(-2440588 + (int64_t)up_random_below(random, 2147472537));
	return (int32_t)((int64_t)up_random_below(random, 60000) - 20000);
}

static int64_t random_time(struct up_random *random)
{
	static const int64_t ends[] = {0,
				       -1,
				       1,
				       INT64_MAX,
				       INT64_MIN,
				       INT64_MAX - 1,
				       INT64_C(-210866803200000000),
				       INT64_C(-62135596800000000),
				       INT64_C(-62135596800000001),
				       INT64_C(253402300799999999),
				       INT64_C(253402300800000000),
				       INT64_C(946684800000000),
				       INT64_C(946684799999999)};
	static const int64_t units[] = {1, 1000, 1000000, INT64_C(86400000000)};

	if (value_chance(random, 0.3))
		return PICK(ends);
	if (value_chance(random, 0.2))
		return INT64_C(-210866803200000000) +
		       (int64_t)up_random_below(random, UINT64_C(9223372036854775807));
	int64_t unit = PICK(units);
	int64_t time = (int64_t)up_random_below(random, UINT64_C(3000000000000000)) -
		       INT64_C(1000000000000000);
	return time / unit * unit;
}

/* ---- jsonb, as the server prints it ----------------------------------- */

static void append_json_string(struct up_buffer *text, const char *string)
{
	static const char escaped[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";

	up_buffer_append_char(text, '"');
	for (; *string != '\0'; string++) {
		const char *found = strchr(escaped, *string);
		if (found != NULL)
			up_buffer_append_format(text, "\\%c", letters[found - escaped]);
		else if ((unsigned char)*string < ' ')
			up_buffer_append_format(text, "\\u%04x", *string);
		else
			up_buffer_append_char(text, *string);
	}
	up_buffer_append_char(text, '"');
}

static void append_json(struct up_buffer *text, int depth, const struct value_profile *profile,
			struct up_random *random)
{
	static const char *const words[] = {"null", "true", "false", "{}", "[]", "\"\""};
	static const struct value_profile number = {.scale = -1, .tame = true};
	/* In the order in which jsonb keeps them: by length, then by bytes. */
	static const char *const keys[] = {"", "\n", "a", "b", "\xC3\xA4", "a b", "long \"key\""};
	UP_BUFFER part = {0};
	uint64_t kind = up_random_below(random, depth < 3 ? 5 : 3);
	const char *comma = "";

	switch (kind) {
	case 0:
		up_buffer_append_string(text, PICK(words));
		break;
	case 1:
		append_number(&part, &number, random);
		const char *digits = up_buffer_string(&part);
		up_buffer_append_string(text, strcmp(digits, "-0") == 0 ? "0" : digits);
		break;
	case 2:
		value_append_text(&part, random_length(profile, random), random);
		append_json_string(text, up_buffer_string(&part));
		break;
	default:
		up_buffer_append_char(text, kind == 3 ? '[' : '{');
		for (size_t i = 0; i < (profile->tame ? 1 : COUNT(keys)); i++) {
			if (value_chance(random, 0.5))
				continue;
			up_buffer_append_string(text, comma);
			comma = ", ";
			if (kind == 4) {
				append_json_string(text, keys[i]);
				up_buffer_append_string(text, ": ");
			}
			append_json(text, depth + 1, profile, random);
		}
		up_buffer_append_char(text, kind == 3 ? ']' : '}');
	}
}

static void append_jsonb(struct up_vector *vector, const struct value_profile *profile,
			 struct up_random *random)
{
	UP_BUFFER text = {0};

	append_json(&text, 0, profile, random);
	up_vector_append_bytes(vector, up_buffer_string(&text), text.length);
}

/* ---- any -------------------------------------------------------------- */

static void append_uuid(struct up_vector *vector, struct up_random *random)
{
	uint64_t halves[2] = {up_random_next(random), up_random_next(random)};

	if (value_chance(random, 0.1))
		memset(halves, value_chance(random, 0.5) ? 0xFF : 0, sizeof halves);
	up_vector_append_fixed(vector, halves);
}

void value_append(struct up_vector *vector, const struct value_profile *profile,
		  struct up_random *random)
{
	if (value_chance(random, profile->null_share)) {
		up_vector_append_null(vector);
		return;
	}
	if (profile->kind != NULL) {
		/* One that cannot be parsed is missing in its row, which reports it. */
		(void)!column_kind_append(profile->kind, up_random_next(random), vector, NULL);
		return;
	}
	switch (profile->type) {
	case UP_TYPE_BOOL:
		up_vector_append_bool(vector, value_chance(random, 0.5));
		break;
	case UP_TYPE_INT2:
		up_vector_append_int16(vector, (int16_t)random_integer(16, random));
		break;
	case UP_TYPE_INT4:
		up_vector_append_int32(vector, (int32_t)random_integer(32, random));
		break;
	case UP_TYPE_INT8:
		up_vector_append_int64(vector, random_integer(64, random));
		break;
	case UP_TYPE_FLOAT4:
		up_vector_append_float(vector, random_float(profile, random));
		break;
	case UP_TYPE_FLOAT8:
		up_vector_append_double(vector, random_double(profile, random));
		break;
	case UP_TYPE_DATE:
		up_vector_append_int32(vector, random_date(random));
		break;
	case UP_TYPE_TIMESTAMP:
	case UP_TYPE_TIMESTAMPTZ:
		up_vector_append_int64(vector, random_time(random));
		break;
	case UP_TYPE_UUID:
		append_uuid(vector, random);
		break;
	case UP_TYPE_NUMERIC:
		append_numeric(vector, profile, random);
		break;
	case UP_TYPE_BYTEA:
		append_bytes(vector, profile, random);
		break;
	case UP_TYPE_JSONB:
		append_jsonb(vector, profile, random);
		break;
	default:
		append_text(vector, profile, random);
	}
}
