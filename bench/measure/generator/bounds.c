/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/bounds.h"

#include "measure/generator/scalar.h"
#include "pg/calendar.h"

#include <ctype.h>

#define ENOUGH_VALUES 1000
#define FLOAT_DECIMALS 3
#define LARGEST_WITH_DECIMALS 999 /* so that a real has all digits */
#define FEWEST_DAYS (-700000)     /* before the first one: years have four digits */
#define DAY INT64_C(86400)

enum steps {
	STEPS_NONE, /* no bounds are known for the kind */
	STEPS_NUMBER,
	STEPS_FLOAT,
	STEPS_NUMERIC,
	STEPS_CENT,
	STEPS_DAY,
	STEPS_SECOND,
};

/* In steps of a kind. */
struct bounds {
	int64_t low;
	int64_t high;
	bool has_low;
	bool has_high;
};

/* A bound that may lie between two steps. */
struct place {
	int64_t below; /* the step at it, or the next one below */
	bool is_exact;
};

static enum steps steps_of(const struct value_kind *kind)
{
	static const struct {
		const char *kind;
		enum steps steps;
	} known[] = {
		{"smallint", STEPS_NUMBER},
		{"integer", STEPS_NUMBER},
		{"bigint", STEPS_NUMBER},
		{"real", STEPS_FLOAT},
		{"double precision", STEPS_FLOAT},
		{"numeric", STEPS_NUMERIC},
		{"money", STEPS_CENT},
		{"date", STEPS_DAY},
		{"timestamp without time zone", STEPS_SECOND},
		{"timestamp with time zone", STEPS_SECOND},
	};

	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
		if (strcmp(known[k].kind, kind->name) == 0)
			return known[k].steps;
	}
	return STEPS_NONE;
}

/* ---- literals ---- */

/* A decimal number, such as -12.50 or $1,000.00, in units of that many decimals. */
static bool find_decimal(const char *text, int32_t decimals, struct place *place)
{
	const bool is_negative = *text == '-';
	int32_t fraction = -1; /* digits of it so far */
	int64_t units = 0;
	bool is_exact = true;

	for (text += is_negative; *text != '\0'; text++) {
		if (*text == '$' || *text == ',')
			continue;
		if (*text == '.' && fraction < 0) {
			fraction = 0;
			continue;
		}
		if (!isdigit((unsigned char)*text))
			return false;
		if (fraction >= decimals)
			is_exact = is_exact && *text == '0';
		else if (__builtin_mul_overflow(units, 10, &units) ||
			 __builtin_add_overflow(units, *text - '0', &units))
			return false;
		fraction += fraction >= 0 && fraction < decimals;
	}
	for (fraction = fraction < 0 ? 0 : fraction; fraction < decimals; fraction++) {
		if (__builtin_mul_overflow(units, 10, &units))
			return false;
	}
	if (is_negative)
		units = -units - !is_exact;
	*place = (struct place){units, is_exact};
	return true;
}

/* 2020-01-31, 2020-01-31 12:00:00.5, 2020-01-31 12:00:00+00: seconds from the first day on. */
static bool find_moment(const char *text, struct place *place)
{
	int year, month, day, hour = 0, minute = 0, second = 0, length = 0;

	if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3)
		return false;
	text += length;
	if (*text == ' ') {
		if (sscanf(text, " %2d:%2d:%2d%n", &hour, &minute, &second, &length) != 3)
			return false;
		text += length;
	}
	const bool is_exact = *text != '.';
	if (!is_exact)
		text += 1 + strspn(text + 1, "0123456789");
	if (*text != '\0' && strcmp(text, "+00") != 0)
		return false;
	const struct up_civil date = {year, month, day};
	const int64_t days = up_days_from_civil(date) - SCALAR_FIRST_DAY;
	const int in_day = (hour * 60 + minute) * 60 + second;
	*place = (struct place){days * DAY + in_day, is_exact};
	return true;
}

static bool find_day(const char *text, struct place *place)
{
	if (!find_moment(text, place))
		return false;
	const int64_t second = (place->below % DAY + DAY) % DAY;
	*place = (struct place){(place->below - second) / DAY, place->is_exact && second == 0};
	return true;
}

static bool find_place(const struct value_type *type, enum steps steps, const char *text,
		       struct place *place)
{
	switch (steps) {
	case STEPS_NUMBER:
		return find_decimal(text, 0, place);
	case STEPS_FLOAT:
		return find_decimal(text, type->decimals, place);
	case STEPS_NUMERIC:
		return scalar_scale(type) >= 0 && find_decimal(text, scalar_scale(type), place);
	case STEPS_CENT:
		return find_decimal(text, 2, place);
	case STEPS_DAY:
		return find_day(text, place);
	case STEPS_SECOND:
		return find_moment(text, place);
	case STEPS_NONE:
		break;
	}
	return false;
}

/* ---- bounds ---- */

static struct bounds read_bounds(const struct value_type *type, enum steps steps)
{
	const struct limits *limits = &type->limits;
	struct bounds bounds = {0};
	struct place place;

	if (limits->low != NULL && find_place(type, steps, limits->low, &place)) {
		bounds.has_low = true;
		bounds.low = place.below + (limits->is_above || !place.is_exact);
	}
	if (limits->high != NULL && find_place(type, steps, limits->high, &place)) {
		bounds.has_high = true;
		bounds.high = place.below - (limits->is_below && place.is_exact);
	}
	return bounds;
}

/* Where the kind begins by itself, and the least step that it can have. */
static int64_t beginning(enum steps steps)
{
	return steps == STEPS_DAY || steps == STEPS_SECOND ? 0 : 1;
}

static int64_t least(enum steps steps, int64_t last)
{
	if (steps == STEPS_DAY)
		return FEWEST_DAYS;
	if (steps == STEPS_SECOND)
		return FEWEST_DAYS * DAY;
	return steps == STEPS_CENT ? 0 : -last;
}

static void place_numbers(struct value_type *type, enum steps steps, struct bounds bounds)
{
	const int64_t begin = beginning(steps);
	const int64_t last = begin + (int64_t)type->kind->capacity(type) - 1;
	const int64_t lowest = least(steps, last);
	const int64_t low = bounds.has_low && bounds.low > lowest ? bounds.low : lowest;
	const int64_t high = bounds.has_high && bounds.high < last ? bounds.high : last;
	int64_t first = low;

	if (low <= begin && high >= begin + ENOUGH_VALUES)
		first = begin;
	else if (!bounds.has_low && high - 100 * (int64_t)type->kind->plausible > lowest)
		first = high - 100 * (int64_t)type->kind->plausible;
	if (high < first)
		return;
	type->shift = first - begin;
	type->most = (uint64_t)(high - first) + 1;
}

/* Numbers between 0 and 1 have decimals. */
static bool are_close(const struct bounds *bounds)
{
	return bounds->has_low && bounds->has_high && bounds->low >= -LARGEST_WITH_DECIMALS &&
	       bounds->high <= LARGEST_WITH_DECIMALS;
}

/* ---- literals to choose from ---- */

/* character(n) is printed with the blanks that fill it up. */
static enum up_status pad_choices(struct value_type *type, struct up_error *err)
{
	struct text_list *choices = &type->limits.choices;

	for (size_t c = 0; c < choices->count; c++) {
		UP_BUFFER text = {0};
		up_buffer_append_string(&text, choices->items[c]);
		while (text.length < (size_t)type->modifiers[0] && !text.failed)
			up_buffer_append_char(&text, ' ');
		UP_TRY(up_buffer_check(&text, err));
		UP_TRY(text_set(&choices->items[c], text.data, err));
	}
	return UP_OK;
}

enum up_status bounds_set(struct value_type *type, struct up_error *err)
{
	const enum steps steps = steps_of(type->kind);

	if (type->limits.choices.count > 0) {
		if (strcmp(type->kind->name, "character") == 0 && type->modifier_count > 0)
			UP_TRY(pad_choices(type, err));
		type->kind = &choice_kind;
		return UP_OK;
	}
	struct bounds bounds = read_bounds(type, steps);
	if (steps == STEPS_FLOAT && are_close(&bounds)) {
		type->decimals = FLOAT_DECIMALS;
		bounds = read_bounds(type, steps);
	}
	if (bounds.has_low || bounds.has_high)
		place_numbers(type, steps, bounds);
	return UP_OK;
}
