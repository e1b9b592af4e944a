/* SPDX-License-Identifier: PostgreSQL */
/*
 * How a value is made.  A row has one random sequence (base/random.h), in which
 * each column owns DRAWS numbers, so that any column can be made alone.  A value
 * is chosen by an index below the number of values that the column can have, and
 * the way from index to value is injective.  A changed row takes another index
 * below the same number: that is why it differs, whatever the column.
 */
#include "measure/workload/synthetic.h"

#include "base/random.h"
#include "measure/workload/hostile_values.h"
#include "measure/workload/program.h"

#define GOLDEN 0x9e3779b97f4a7c15u /* the step of up_random_next() */
#define DRAWS 8                    /* more than any column takes */
#define HEAD 64                    /* rows among which every hostile value appears */
#define BILLION 1000000000u
#define DAY INT64_C(86400000000)     /* in microseconds */
#define FIRST_PORTABLE_DAY (-718797) /* 0002-01-01 */
#define LAST_PORTABLE_DAY 2932531    /* 9998-12-31 */

/* Streams of up_random_at(). */
enum stream {
	STREAM_VALUES,
	STREAM_HOSTILE,
	STREAM_KEY,
	STREAM_BUSINESS
};

_Static_assert(HEAD / 2 >= UP_HOSTILE_MAX, "the head must have room for every hostile value");

/* One edition of a data set, with what is the same for all of its rows. */
struct view {
	uint64_t seed;
	uint64_t key_salt;
	uint64_t business_salt;
	uint64_t changed; /* in billionths */
	uint64_t added;   /* in billionths */
	bool portable;
	enum up_edition edition;
};

/* One value to be made. */
struct cell {
	const struct view *view;
	size_t row;
	struct up_random random;
	bool changed;
	bool hostile;
	size_t turn; /* in the head: which hostile value */
};

/* ---- which rows ---- */

/* In integers, because a compiler may fuse a product and a sum of doubles on one
 * machine and not on another.  Scaling by a power of two is exact. */
static uint64_t billionths(double share)
{
	uint64_t scaled = (uint64_t)(share * 0x1p53);
	return (uint64_t)(((unsigned __int128)scaled * BILLION + ((uint64_t)1 << 52)) >> 53);
}

/* How many of the first n are in. */
static uint64_t share_of(uint64_t n, uint64_t share)
{
	return n * share / BILLION;
}

static bool is_added(const struct view *view, size_t row)
{
	return view->added != 0 && share_of(row + 1, view->added) > share_of(row, view->added);
}

/* Counts among the rows that are not added: were both shares taken of the same
 * numbers, half added and half changed would leave nothing changed. */
static bool is_changed(const struct view *view, size_t row)
{
	if (view->changed == 0 || is_added(view, row))
		return false;
	uint64_t ordinal = row - (view->added != 0 ? share_of(row, view->added) : 0);
	return share_of(ordinal + 1, view->changed) > share_of(ordinal, view->changed);
}

static struct view view_of(const struct up_synthetic *data, enum up_edition edition)
{
	struct up_random key = up_random_at(data->seed, STREAM_KEY, 0);
	struct up_random business = up_random_at(data->seed, STREAM_BUSINESS, 0);

	return (struct view){
		.seed = data->seed,
		.key_salt = up_random_next(&key),
		.business_salt = up_random_next(&business),
		.changed = billionths(data->changed),
		.added = billionths(data->added),
		.portable = data->portable,
		.edition = edition,
	};
}

/* One bit for each column.  In the head it is the rows with an odd number of bits
 * that are hostile: one of each pair, in step with no evenly spread share. */
static uint32_t hostile_columns(const struct view *view, size_t row)
{
	if (row < HEAD)
		return __builtin_parityll(row) ? UINT32_MAX : 0;

	struct up_random random = up_random_at(view->seed, STREAM_HOSTILE, row);
	uint64_t draw = up_random_next(&random);
	if ((draw & 15) != 0)
		return 0;
	return (uint32_t)(draw >> 4) | (uint32_t)1 << UP_PROGRAM_NAME;
}

/* ---- choosing ---- */

/* An index below count (at least 2). */
static uint64_t choose(struct cell *cell, uint64_t count)
{
	uint64_t index = up_random_below(&cell->random, count);
	if (cell->changed) {
		index += 1 + up_random_below(&cell->random, count - 1);
		if (index >= count)
			index -= count;
	}
	return index;
}

static size_t choose_hostile(struct cell *cell, size_t count)
{
	if (cell->row >= HEAD)
		return (size_t)choose(cell, count);

	size_t index = cell->turn;
	if (cell->changed)
		index += 1 + (size_t)up_random_below(&cell->random, count - 1);
	return index % count;
}

/* A null turns into a value when the row changes, and a value as often into null
 * as it was null before. */
static bool choose_null(struct cell *cell, unsigned eighths)
{
	uint64_t draw = up_random_next(&cell->random);
	bool null = (draw & 7) < eighths;
	if (cell->changed)
		null = !null && (draw >> 3 & 7) < eighths;
	return null;
}

/* In place of a hostile value that a portable data set does not have.  It does not draw, as
 * the editions have drawn differently by then, and yet it must change with the row. */
static uint64_t choose_portable(const struct cell *cell, uint64_t count)
{
	return (2 * (uint64_t)cell->row + cell->changed) % count;
}

/* ---- writing ---- */

static char *put_digits(char *at, uint64_t number, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		at[i] = (char)('0' + number % 10);
		number /= 10;
	}
	return at + count;
}

static char *put_number(char *at, uint64_t number)
{
	int count = 1;
	for (uint64_t rest = number; rest >= 10; rest /= 10)
		count++;
	return put_digits(at, number, count);
}

static char *put_base64url(char *at, uint64_t bits)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	for (int i = 0; i < 11; i++) {
		at[i] = digits[bits & 63];
		bits >>= 6;
	}
	return at + 11;
}

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

static void append_hostile_text(struct up_vector *vector, const struct up_hostile_text *text)
{
	if (text->bytes == NULL)
		up_vector_append_null(vector);
	else
		up_vector_append_bytes(vector, text->bytes, text->length);
}

static void make_hostile_text(struct cell *cell, struct up_vector *vector,
			      const struct up_hostile_texts *texts)
{
	append_hostile_text(vector, &texts->values[choose_hostile(cell, texts->count)]);
}

static void make_word(struct cell *cell, struct up_vector *vector, const struct word *words,
		      size_t count, const struct up_hostile_texts *hostile)
{
	if (cell->hostile) {
		make_hostile_text(cell, vector, hostile);
		return;
	}
	const struct word *word = &words[choose(cell, count)];
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

	char *end = put_number(text, amount / unit_of(scale));
	*end++ = '.';
	end = put_digits(end, amount % unit_of(scale), scale);
	append(vector, text, end);
}

/* An amount of least + index units of 10^-scale. */
static void make_amount(struct cell *cell, struct up_vector *vector, uint64_t least, uint64_t count,
			int scale)
{
	append_amount(vector, least + choose(cell, count), scale);
}

static void make_hostile_amount(struct cell *cell, struct up_vector *vector,
				const struct up_hostile_texts *texts, int scale)
{
	const struct up_hostile_text *text = &texts->values[choose_hostile(cell, texts->count)];

	/* From 2 to below 92, where no hostile amount is. */
	if (cell->view->portable && text->length == 3 && memcmp(text->bytes, "NaN", 3) == 0)
		append_amount(vector,
			      2 * unit_of(scale) + choose_portable(cell, 90 * unit_of(scale)),
			      scale);
	else
		append_hostile_text(vector, text);
}

static void make_id(struct up_vector *vector, uint64_t number, uint64_t salt)
{
	char text[22];
	uint64_t unique = up_random_mix(number + salt);

	char *end = put_base64url(text, unique);
	end = put_base64url(end, up_random_mix(unique ^ salt));
	append(vector, text, end);
}

/* ---- the columns ---- */

static void make_program_id(struct cell *cell, struct up_vector *vector)
{
	make_id(vector, cell->row, cell->view->key_salt);
}

/* Twelve neighbors share four businesses: three programs each in the mean, also in
 * a small data set. */
static void make_business_id(struct cell *cell, struct up_vector *vector)
{
	make_id(vector, cell->row / 12 * 4 + choose(cell, 4), cell->view->business_salt);
}

static void make_status(struct cell *cell, struct up_vector *vector)
{
	static const struct word words[] = {
		WORD("ACTIVE"),  WORD("INACTIVE"), WORD("PAUSED"),
		WORD("PENDING"), WORD("EXPIRED"),  WORD("TERMINATED"),
	};
	MAKE_WORD(cell, vector, words, up_hostile_varchar20);
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
		make_hostile_text(cell, vector, &up_hostile_varchar255);
		return;
	}
	uint64_t index = choose(cell, UINT64_C(32) * 32 * 32);
	char *end = put_word(text, &firsts[index & 31]);
	end = put_word(end, &trades[index >> 5 & 31]);
	end = put_word(end, &places[index >> 10]);
	append(vector, text, end);
}

static void make_date(struct cell *cell, struct up_vector *vector, int32_t first, uint64_t count)
{
	if (!cell->hostile) {
		up_vector_append_int32(vector, first + (int32_t)choose(cell, count));
		return;
	}
	int32_t day = up_hostile_date.values[choose_hostile(cell, up_hostile_date.count)];
	if (cell->view->portable && (day < FIRST_PORTABLE_DAY || day > LAST_PORTABLE_DAY))
		day = first + (int32_t)choose_portable(cell, count);
	up_vector_append_int32(vector, day);
}

static void make_start_date(struct cell *cell, struct up_vector *vector)
{
	make_date(cell, vector, 16436, 4018); /* 2015-01-01 to 2025-12-31 */
}

static void make_end_date(struct cell *cell, struct up_vector *vector)
{
	if (!cell->hostile && choose_null(cell, 3)) /* open-ended */
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
	MAKE_WORD(cell, vector, words, up_hostile_varchar20);
}

static void make_budget(struct cell *cell, struct up_vector *vector)
{
	if (cell->hostile)
		make_hostile_amount(cell, vector, &up_hostile_nullable_numeric_12_2, 2);
	else if (choose_null(cell, 1))
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
	MAKE_WORD(cell, vector, words, up_hostile_varchar3);
}

static void make_is_autobid(struct cell *cell, struct up_vector *vector)
{
	up_vector_append_bool(vector, choose(cell, 2) != 0);
}

static void make_max_bid(struct cell *cell, struct up_vector *vector)
{
	if (cell->hostile)
		make_hostile_amount(cell, vector, &up_hostile_nullable_numeric_12_2, 2);
	else if (choose_null(cell, 3))
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
	MAKE_WORD(cell, vector, words, up_hostile_varchar20);
}

static void make_impressions(struct cell *cell, struct up_vector *vector)
{
	up_vector_append_int64(
		vector,
		cell->hostile ? up_hostile_int8.values[choose_hostile(cell, up_hostile_int8.count)]
			      : (int64_t)choose(cell, 5000000));
}

static void make_clicks(struct cell *cell, struct up_vector *vector)
{
	up_vector_append_int32(
		vector,
		cell->hostile ? up_hostile_int4.values[choose_hostile(cell, up_hostile_int4.count)]
			      : (int32_t)choose(cell, 80000));
}

static void make_ad_cost(struct cell *cell, struct up_vector *vector)
{
	if (cell->hostile)
		make_hostile_amount(cell, vector, &up_hostile_numeric_14_4, 4);
	else
		make_amount(cell, vector, 0, 50000000, 4);
}

static void make_radius_miles(struct cell *cell, struct up_vector *vector)
{
	if (cell->hostile) {
		double value;
		memcpy(&value,
		       &up_hostile_float8.values[choose_hostile(cell, up_hostile_float8.count)],
		       sizeof value);
		if (cell->view->portable && value == 0)
			value = (double)(1 + choose_portable(cell, 600)) / 10.0;
		up_vector_append_double(vector, value);
	} else if (choose_null(cell, 2)) {
		up_vector_append_null(vector);
	} else {
		/* One IEEE division: rounded the same way everywhere. */
		up_vector_append_double(vector, (double)(1 + choose(cell, 600)) / 10.0);
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
		make_hostile_text(cell, vector, &up_hostile_text);
		return;
	}
	char *end = text;
	for (uint64_t set = 1 + choose(cell, 255); set != 0; set &= set - 1)
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
		make_hostile_text(cell, vector, &up_hostile_nullable_text);
		return;
	}
	if (choose_null(cell, 1)) {
		up_vector_append_null(vector);
		return;
	}
	uint64_t index = choose(cell, 256);
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
		make_hostile_text(cell, vector, &up_hostile_nullable_text);
		return;
	}
	if (choose_null(cell, 6)) {
		up_vector_append_null(vector);
		return;
	}
	uint64_t index = choose(cell, UINT64_C(8) * 1000);
	char *end = put_word(text, &begin);
	end = put_word(end, &packages[index & 7]);
	end = put_word(end, &middle);
	end = put_number(end, 20 + (index >> 3));
	*end++ = '}';
	append(vector, text, end);
}

static void make_last_changed_at(struct cell *cell, struct up_vector *vector)
{
	const int64_t first = 1672531200000000; /* 2023-01-01; three years from there */
	const uint64_t count = UINT64_C(3) * 365 * (uint64_t)DAY;

	if (!cell->hostile) {
		up_vector_append_int64(vector, first + (int64_t)choose(cell, count));
		return;
	}
	int64_t time =
		up_hostile_timestamptz.values[choose_hostile(cell, up_hostile_timestamptz.count)];
	if (cell->view->portable &&
	    (time < FIRST_PORTABLE_DAY * DAY || time >= (LAST_PORTABLE_DAY + 1) * DAY))
		time = first + (int64_t)choose_portable(cell, count);
	up_vector_append_int64(vector, time);
}

static void (*const makers[UP_PROGRAM_COLUMN_COUNT])(struct cell *cell,
						     struct up_vector *vector) = {
	[UP_PROGRAM_ID] = make_program_id,
	[UP_PROGRAM_BUSINESS_ID] = make_business_id,
	[UP_PROGRAM_STATUS] = make_status,
	[UP_PROGRAM_NAME] = make_name,
	[UP_PROGRAM_START_DATE] = make_start_date,
	[UP_PROGRAM_END_DATE] = make_end_date,
	[UP_PROGRAM_TYPE] = make_program_type,
	[UP_PROGRAM_BUDGET] = make_budget,
	[UP_PROGRAM_CURRENCY] = make_currency,
	[UP_PROGRAM_IS_AUTOBID] = make_is_autobid,
	[UP_PROGRAM_MAX_BID] = make_max_bid,
	[UP_PROGRAM_FEE_PERIOD] = make_fee_period,
	[UP_PROGRAM_IMPRESSIONS] = make_impressions,
	[UP_PROGRAM_CLICKS] = make_clicks,
	[UP_PROGRAM_AD_COST] = make_ad_cost,
	[UP_PROGRAM_RADIUS_MILES] = make_radius_miles,
	[UP_PROGRAM_FEATURES] = make_features,
	[UP_PROGRAM_CATEGORIES] = make_categories,
	[UP_PROGRAM_UPGRADE_INFO] = make_upgrade_info,
	[UP_PROGRAM_LAST_CHANGED_AT] = make_last_changed_at,
};

/* ---- rows ---- */

static enum up_status make_row(const struct view *view, size_t row, struct up_batch *batch,
			       struct up_error *err)
{
	const struct up_random random = up_random_at(view->seed, STREAM_VALUES, row);
	const uint32_t hostile = hostile_columns(view, row);
	const bool changed = view->edition == UP_EDITION_NEW && is_changed(view, row);

	for (size_t c = 0; c < batch->relation->column_count; c++) {
		struct cell cell = {
			.view = view,
			.row = row,
			.random = {random.state + c * DRAWS * GOLDEN},
			.changed = changed,
			.hostile = (hostile >> c & 1) != 0,
			.turn = row / 2 + c,
		};
		makers[c](&cell, &batch->vectors[c]);
	}
	return up_batch_end_row(batch, err);
}

static enum up_status check_data(const struct up_synthetic *data, struct up_error *err)
{
	if (data->rows < 1 || data->rows > UP_SYNTHETIC_MAX_ROWS)
		return up_fail(err, UP_INVALID, "rows: %zu is not between 1 and %u", data->rows,
			       UP_SYNTHETIC_MAX_ROWS);
	if (!(data->changed >= 0 && data->changed <= 1))
		return up_fail(err, UP_INVALID, "changed: %g is not between 0 and 1",
			       data->changed);
	if (!(data->added >= 0 && data->added <= 1))
		return up_fail(err, UP_INVALID, "added: %g is not between 0 and 1", data->added);
	return UP_OK;
}

static enum up_status check_relation(const struct up_relation *relation, struct up_error *err)
{
	if (!up_program_is_narrowing(relation))
		return up_fail(err, UP_INVALID,
			       "the columns of table \"%s\" are not those of the synthetic data",
			       relation->table);
	return UP_OK;
}

bool up_synthetic_in_old(const struct up_synthetic *data, size_t row)
{
	struct view view = view_of(data, UP_EDITION_OLD);
	return !is_added(&view, row);
}

bool up_synthetic_changes(const struct up_synthetic *data, size_t row)
{
	struct view view = view_of(data, UP_EDITION_NEW);
	return is_changed(&view, row);
}

enum up_status up_synthetic_row(const struct up_synthetic *data, size_t row,
				enum up_edition edition, struct up_batch *batch,
				struct up_error *err)
{
	UP_TRY(check_data(data, err));
	UP_TRY(check_relation(batch->relation, err));
	if (row >= data->rows)
		return up_fail(err, UP_INVALID, "row %zu of a data set of %zu rows", row,
			       data->rows);

	struct view view = view_of(data, edition);
	return make_row(&view, row, batch, err);
}

/* ---- the source ---- */

struct synthetic_source {
	struct up_source source; /* first: the two addresses are the same */
	struct view view;
	size_t rows;
	size_t next;
};

static enum up_status source_read(struct up_source *source, struct up_batch *batch, size_t limit,
				  size_t *read, struct up_error *err)
{
	struct synthetic_source *self = (struct synthetic_source *)source;
	size_t done = 0;

	UP_TRY(check_relation(batch->relation, err));
	for (; done < limit && self->next < self->rows; self->next++) {
		if (self->view.edition == UP_EDITION_OLD && is_added(&self->view, self->next))
			continue;
		UP_TRY(make_row(&self->view, self->next, batch, err));
		done++;
	}
	*read = done;
	return UP_OK;
}

static enum up_status source_rewind(struct up_source *source, struct up_error *err)
{
	(void)err;
	((struct synthetic_source *)source)->next = 0;
	return UP_OK;
}

static void source_close(struct up_source *source)
{
	free(source);
}

enum up_status up_synthetic_open(const struct up_synthetic *data, enum up_edition edition,
				 const struct up_relation *relation, struct up_source **source,
				 struct up_error *err)
{
	UP_TRY(check_data(data, err));
	UP_TRY(check_relation(relation, err));

	struct synthetic_source *self = malloc(sizeof *self);
	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the synthetic data");
	*self = (struct synthetic_source){
		.source = {relation, source_read, source_rewind, source_close},
		.view = view_of(data, edition),
		.rows = data->rows,
	};
	*source = &self->source;
	return UP_OK;
}
