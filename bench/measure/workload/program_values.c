/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/program_values.h"

#include "measure/workload/hostile_values.h"

#define DAY INT64_C(86400000000)     /* in microseconds */
#define FIRST_PORTABLE_DAY (-718797) /* 0002-01-01 */
#define LAST_PORTABLE_DAY 2932531    /* 9998-12-31 */

_Static_assert(CELL_HEAD / 2 >= HOSTILE_MAX, "the head must have room for every hostile value");

/* A word of at most sizeof word bytes, copied whole: faster than to its length. */
struct word {
	char bytes[31];
	unsigned char length;
};

#define WORD(literal)                                                                              \
	{                                                                                          \
		/* NOLINTNEXTLINE(bugprone-macro-parentheses): it initializes an array */          \
		literal, sizeof(literal) - 1                                                       \
	}

static char *put_word(char *at, const struct word *word)
{
	memcpy(at, word->bytes, sizeof word->bytes);
	return at + word->length;
}

static void append(struct up_vector *vector, const char *begin, const char *end)
{
	up_vector_append_bytes(vector, begin, (size_t)(end - begin));
}

/* ---- values of several columns ---- */

static void append_hostile_text(struct up_vector *vector, const struct hostile_text *text)
{
	if (text->bytes == NULL)
		up_vector_append_null(vector);
	else
		up_vector_append_bytes(vector, text->bytes, text->length);
}

static void make_hostile_text(struct cell *cell, struct up_vector *vector,
			      const struct hostile_texts *texts)
{
	append_hostile_text(vector, &texts->values[cell_choose_hostile(cell, texts->count)]);
}

static void make_word(struct cell *cell, struct up_vector *vector, const struct word *words,
		      size_t count, const struct hostile_texts *hostile)
{
	if (cell->hostile) {
		make_hostile_text(cell, vector, hostile);
		return;
	}
	const struct word *word = &words[cell_choose(cell, count)];
	up_vector_append_bytes(vector, word->bytes, word->length);
}

#define MAKE_WORD(cell, vector, words, hostile)                                                    \
	make_word(cell, vector, words, sizeof(words) / sizeof(words)[0], &(hostile))

static uint64_t unit_of(int scale)
{
	return scale == 2 ? 100 : 10000;
}

static void append_amount(struct up_vector *vector, uint64_t amount, int scale)
{
	char text[32];

	char *end = cell_put_number(text, amount / unit_of(scale));
	*end++ = '.';
	end = cell_put_digits(end, amount % unit_of(scale), scale);
	append(vector, text, end);
}

/* An amount of least + index units of 10^-scale. */
static void make_amount(struct cell *cell, struct up_vector *vector, uint64_t least, uint64_t count,
			int scale)
{
	append_amount(vector, least + cell_choose(cell, count), scale);
}

static void make_hostile_amount(struct cell *cell, struct up_vector *vector,
				const struct hostile_texts *texts, int scale)
{
	const struct hostile_text *text = &texts->values[cell_choose_hostile(cell, texts->count)];

	/* From 2 to below 92, where no hostile amount is. */
	if (cell->portable && text->length == 3 && memcmp(text->bytes, "NaN", 3) == 0)
		append_amount(vector,
			      2 * unit_of(scale) + cell_choose_portable(cell, 90 * unit_of(scale)),
			      scale);
	else
		append_hostile_text(vector, text);
}

static void make_id(struct up_vector *vector, uint64_t number, uint64_t salt)
{
	char text[22];
	uint64_t unique = up_random_mix(number + salt);

	char *end = cell_put_base64url(text, unique);
	end = cell_put_base64url(end, up_random_mix(unique ^ salt));
	append(vector, text, end);
}

/* ---- the columns ---- */

static void make_program_id(struct cell *cell, struct up_vector *vector)
{
	make_id(vector, cell->row, cell->key_salt);
}

/* Twelve neighbors share four businesses: three programs each in the mean, also in
 * a small data set. */
static void make_business_id(struct cell *cell, struct up_vector *vector)
{
	make_id(vector, cell->row / 12 * 4 + cell_choose(cell, 4), cell->business_salt);
}

static void make_status(struct cell *cell, struct up_vector *vector)
{
	static const struct word words[] = {
		WORD("ACTIVE"),  WORD("INACTIVE"), WORD("PAUSED"),
		WORD("PENDING"), WORD("EXPIRED"),  WORD("TERMINATED"),
	};
	MAKE_WORD(cell, vector, words, hostile_varchar20);
}

static void make_name(struct cell *cell, struct up_vector *vector)
{
	static const struct word firsts[32] = {
		WORD("Golden"),   WORD("Harbor"),     WORD("Little"),    WORD("Sunset"),
		WORD("Old Town"), WORD("Royal"),      WORD("Green"),     WORD("Blue Sky"),
		WORD("Grand"),    WORD("Twin Peaks"), WORD("River"),     WORD("Maple"),
		WORD("Silver"),   WORD("Corner"),     WORD("Union"),     WORD("Happy"),
		WORD("Mission"),  WORD("Lakeside"),   WORD("Copper"),    WORD("Red Brick"),
		WORD("Urban"),    WORD("Pacific"),    WORD("Family"),    WORD("Village"),
		WORD("Bright"),   WORD("Summit"),     WORD("Evergreen"), WORD("Garden"),
		WORD("Iron"),     WORD("Lucky"),      WORD("First"),     WORD("Central"),
	};
	static const struct word trades[32] = {
		WORD(" Bakery"),       WORD(" Dental"),      WORD(" Plumbing"),
		WORD(" Pizza"),        WORD(" Auto Repair"), WORD(" Yoga"),
		WORD(" Florist"),      WORD(" Sushi Bar"),   WORD(" Movers"),
		WORD(" Law Office"),   WORD(" Roofing"),     WORD(" Coffee"),
		WORD(" Barbers"),      WORD(" Veterinary"),  WORD(" Optics"),
		WORD(" Taqueria"),     WORD(" Cleaners"),    WORD(" Nail Spa"),
		WORD(" Bikes"),        WORD(" Bistro"),      WORD(" Electric"),
		WORD(" Preschool"),    WORD(" Brewing"),     WORD(" Books"),
		WORD(" Hardware"),     WORD(" Photography"), WORD(" Tailors"),
		WORD(" Noodle House"), WORD(" Locksmith"),   WORD(" Fitness"),
		WORD(" Realty"),       WORD(" Storage"),
	};
	static const struct word places[32] = {
		WORD(" - San Francisco"), WORD(" - Oakland"),   WORD(" - Los Angeles"),
		WORD(" - Portland"),      WORD(" - Seattle"),   WORD(" - Chicago"),
		WORD(" - New York"),      WORD(" - Boston"),    WORD(" - Austin"),
		WORD(" - Denver"),        WORD(" - Phoenix"),   WORD(" - Miami"),
		WORD(" - Toronto"),       WORD(" - Vancouver"), WORD(" - London"),
		WORD(" - Berlin"),        WORD(" - Paris"),     WORD(" - Madrid"),
		WORD(" - Milan"),         WORD(" - Dublin"),    WORD(" - San Diego"),
		WORD(" - Houston"),       WORD(" - Atlanta"),   WORD(" - Detroit"),
		WORD(" - Las Vegas"),     WORD(" - Honolulu"),  WORD(" - Brooklyn"),
		WORD(" - Queens"),        WORD(" - Tampa"),     WORD(" - Memphis"),
		WORD(" - Nashville"),     WORD(" - Tucson"),
	};
	char text[3 * sizeof(struct word)];

	if (cell->hostile) {
		make_hostile_text(cell, vector, &hostile_varchar255);
		return;
	}
	uint64_t index = cell_choose(cell, UINT64_C(32) * 32 * 32);
	char *end = put_word(text, &firsts[index & 31]);
	end = put_word(end, &trades[index >> 5 & 31]);
	end = put_word(end, &places[index >> 10]);
	append(vector, text, end);
}

static void make_date(struct cell *cell, struct up_vector *vector, int32_t first, uint64_t count)
{
	if (!cell->hostile) {
		up_vector_append_int32(vector, first + (int32_t)cell_choose(cell, count));
		return;
	}
	int32_t day = hostile_date.values[cell_choose_hostile(cell, hostile_date.count)];
	if (cell->portable && (day < FIRST_PORTABLE_DAY || day > LAST_PORTABLE_DAY))
		day = first + (int32_t)cell_choose_portable(cell, count);
	up_vector_append_int32(vector, day);
}

static void make_start_date(struct cell *cell, struct up_vector *vector)
{
	make_date(cell, vector, 16436, 4018); /* 2015-01-01 to 2025-12-31 */
}

static void make_end_date(struct cell *cell, struct up_vector *vector)
{
	if (!cell->hostile && cell_choose_null(cell, 3)) /* open-ended */
		up_vector_append_null(vector);
	else
		make_date(cell, vector, 20454, 1826); /* 2026-01-01 to 2030-12-31 */
}

static void make_program_type(struct cell *cell, struct up_vector *vector)
{
	static const struct word words[] = {
		WORD("CPC"), WORD("BP"), WORD("EP"),        WORD("BH"),  WORD("RCA"),
		WORD("VL"),  WORD("SL"), WORD("SLIDESHOW"), WORD("CTA"),
	};
	MAKE_WORD(cell, vector, words, hostile_varchar20);
}

static void make_budget(struct cell *cell, struct up_vector *vector)
{
	if (cell->hostile)
		make_hostile_amount(cell, vector, &hostile_nullable_numeric_12_2, 2);
	else if (cell_choose_null(cell, 1))
		up_vector_append_null(vector);
	else
		make_amount(cell, vector, 2500, 500000, 2);
}

static void make_currency(struct cell *cell, struct up_vector *vector)
{
	static const struct word words[] = {
		WORD("USD"), WORD("CAD"), WORD("EUR"), WORD("GBP"), WORD("CHF"),
		WORD("AUD"), WORD("NZD"), WORD("JPY"), WORD("MXN"), WORD("SGD"),
	};
	MAKE_WORD(cell, vector, words, hostile_varchar3);
}

static void make_is_autobid(struct cell *cell, struct up_vector *vector)
{
	up_vector_append_bool(vector, cell_choose(cell, 2) != 0);
}

static void make_max_bid(struct cell *cell, struct up_vector *vector)
{
	if (cell->hostile)
		make_hostile_amount(cell, vector, &hostile_nullable_numeric_12_2, 2);
	else if (cell_choose_null(cell, 3))
		up_vector_append_null(vector);
	else
		make_amount(cell, vector, 25, 4000, 2);
}

static void make_fee_period(struct cell *cell, struct up_vector *vector)
{
	static const struct word words[] = {
		WORD("CALENDAR_MONTH"), WORD("ROLLING_MONTH"), WORD("CALENDAR_QUARTER"),
		WORD("WEEK"),           WORD("DAY"),
	};
	MAKE_WORD(cell, vector, words, hostile_varchar20);
}

static void make_impressions(struct cell *cell, struct up_vector *vector)
{
	up_vector_append_int64(
		vector, cell->hostile
				? hostile_int8.values[cell_choose_hostile(cell, hostile_int8.count)]
				: (int64_t)cell_choose(cell, 5000000));
}

static void make_clicks(struct cell *cell, struct up_vector *vector)
{
	up_vector_append_int32(
		vector, cell->hostile
				? hostile_int4.values[cell_choose_hostile(cell, hostile_int4.count)]
				: (int32_t)cell_choose(cell, 80000));
}

static void make_ad_cost(struct cell *cell, struct up_vector *vector)
{
	if (cell->hostile)
		make_hostile_amount(cell, vector, &hostile_numeric_14_4, 4);
	else
		make_amount(cell, vector, 0, 50000000, 4);
}

static void make_radius_miles(struct cell *cell, struct up_vector *vector)
{
	if (cell->hostile) {
		double value;
		memcpy(&value,
		       &hostile_float8.values[cell_choose_hostile(cell, hostile_float8.count)],
		       sizeof value);
		if (cell->portable && value == 0)
			value = (double)(1 + cell_choose_portable(cell, 600)) / 10.0;
		up_vector_append_double(vector, value);
	} else if (cell_choose_null(cell, 2)) {
		up_vector_append_null(vector);
	} else {
		/* One IEEE division: rounded the same way everywhere. */
		up_vector_append_double(vector, (double)(1 + cell_choose(cell, 600)) / 10.0);
	}
}

/* A list of at least one of eight: the index is the set. */
static void make_features(struct cell *cell, struct up_vector *vector)
{
	static const struct word words[8] = {
		WORD("LINK_TRACKING,"), WORD("NEGATIVE_KEYWORDS,"), WORD("STRICT_CATEGORIES,"),
		WORD("AD_SCHEDULING,"), WORD("CUSTOM_LOCATIONS,"),  WORD("AD_GOAL,"),
		WORD("CALL_TRACKING,"), WORD("CUSTOM_AD_TEXT,"),
	};
	char text[9 * sizeof(struct word)];

	if (cell->hostile) {
		make_hostile_text(cell, vector, &hostile_text);
		return;
	}
	char *end = text;
	for (uint64_t set = 1 + cell_choose(cell, 255); set != 0; set &= set - 1)
		end = put_word(end, &words[__builtin_ctzll(set)]);
	append(vector, text, end - 1);
}

static void make_categories(struct cell *cell, struct up_vector *vector)
{
	static const struct word words[16] = {
		WORD("restaurants"), WORD("bakeries"),     WORD("dentists"),  WORD("plumbing"),
		WORD("autorepair"),  WORD("yoga"),         WORD("florists"),  WORD("sushi"),
		WORD("movers"),      WORD("lawyers"),      WORD("roofing"),   WORD("coffee"),
		WORD("barbers"),     WORD("optometrists"), WORD("taquerias"), WORD("homecleaning"),
	};
	char text[2 * sizeof(struct word) + 1];

	if (cell->hostile) {
		make_hostile_text(cell, vector, &hostile_nullable_text);
		return;
	}
	if (cell_choose_null(cell, 1)) {
		up_vector_append_null(vector);
		return;
	}
	uint64_t index = cell_choose(cell, 256);
	char *end = put_word(text, &words[index & 15]);
	if (index >> 4 != (index & 15)) {
		*end++ = ',';
		end = put_word(end, &words[index >> 4]);
	}
	append(vector, text, end);
}

static void make_upgrade_info(struct cell *cell, struct up_vector *vector)
{
	static const struct word packages[8] = {
		WORD("basic"),   WORD("plus"),   WORD("premium"), WORD("elite"),
		WORD("starter"), WORD("growth"), WORD("pro"),     WORD("max"),
	};
	static const struct word begin = WORD("{\"package\": \"");
	static const struct word middle = WORD("\", \"monthly_price\": ");
	char text[4 * sizeof(struct word)];

	if (cell->hostile) {
		make_hostile_text(cell, vector, &hostile_nullable_text);
		return;
	}
	if (cell_choose_null(cell, 6)) {
		up_vector_append_null(vector);
		return;
	}
	uint64_t index = cell_choose(cell, UINT64_C(8) * 1000);
	char *end = put_word(text, &begin);
	end = put_word(end, &packages[index & 7]);
	end = put_word(end, &middle);
	end = cell_put_number(end, 20 + (index >> 3));
	*end++ = '}';
	append(vector, text, end);
}

static void make_last_changed_at(struct cell *cell, struct up_vector *vector)
{
	const int64_t first = 1672531200000000; /* 2023-01-01; three years from there */
	const uint64_t count = UINT64_C(3) * 365 * (uint64_t)DAY;

	if (!cell->hostile) {
		up_vector_append_int64(vector, first + (int64_t)cell_choose(cell, count));
		return;
	}
	int64_t time =
		hostile_timestamptz.values[cell_choose_hostile(cell, hostile_timestamptz.count)];
	if (cell->portable &&
	    (time < FIRST_PORTABLE_DAY * DAY || time >= (LAST_PORTABLE_DAY + 1) * DAY))
		time = first + (int64_t)cell_choose_portable(cell, count);
	up_vector_append_int64(vector, time);
}

static void (*const makers[PROGRAM_COLUMN_COUNT])(struct cell *cell, struct up_vector *vector) = {
	[PROGRAM_ID] = make_program_id,
	[PROGRAM_BUSINESS_ID] = make_business_id,
	[PROGRAM_STATUS] = make_status,
	[PROGRAM_NAME] = make_name,
	[PROGRAM_START_DATE] = make_start_date,
	[PROGRAM_END_DATE] = make_end_date,
	[PROGRAM_TYPE] = make_program_type,
	[PROGRAM_BUDGET] = make_budget,
	[PROGRAM_CURRENCY] = make_currency,
	[PROGRAM_IS_AUTOBID] = make_is_autobid,
	[PROGRAM_MAX_BID] = make_max_bid,
	[PROGRAM_FEE_PERIOD] = make_fee_period,
	[PROGRAM_IMPRESSIONS] = make_impressions,
	[PROGRAM_CLICKS] = make_clicks,
	[PROGRAM_AD_COST] = make_ad_cost,
	[PROGRAM_RADIUS_MILES] = make_radius_miles,
	[PROGRAM_FEATURES] = make_features,
	[PROGRAM_CATEGORIES] = make_categories,
	[PROGRAM_UPGRADE_INFO] = make_upgrade_info,
	[PROGRAM_LAST_CHANGED_AT] = make_last_changed_at,
};

void program_value_make(enum program_column column, struct cell *cell, struct up_vector *vector)
{
	makers[column](cell, vector);
}
