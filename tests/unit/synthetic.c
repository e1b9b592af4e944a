/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/synthetic.h"
#include "measure/workload/hostile_values.h"
#include "measure/workload/program.h"

#include <criterion/criterion.h>
#include <inttypes.h>

static struct up_error err;

/* Criterion tells its runner of every assertion, also of one that holds: too slow
 * for one a value.  These are heard only when they do not hold. */
#define CHECK(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_assert_fail(__VA_ARGS__);                                               \
	} while (0)
#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

static const struct synthetic DEFAULT = {SYNTHETIC_SEED, 1000, 0.3, 0.1, false, false};

static void program(struct up_relation *relation, size_t columns)
{
	UP_RELATION full = {0};
	OK(program_relation(&full, &err));
	OK(up_relation_narrow(&full, columns, NULL, relation, &err));
}

/* Reads a whole edition, in batches of an odd size. */
static void read_all(const struct synthetic *data, enum edition edition, struct up_batch *batch)
{
	UP_SOURCE *source = NULL;
	size_t read;

	OK(synthetic_open(data, edition, batch->relation, &source, &err));
	do {
		size_t before = batch->row_count;
		OK(source->read(source, batch, 77, &read, &err));
		CHECK(batch->row_count == before + read, "%zu rows", batch->row_count);
	} while (read > 0);
}

/* Are two values the same bits? */
static bool same(const struct up_batch *a, size_t row_a, const struct up_batch *b, size_t row_b,
		 size_t column)
{
	const struct up_vector *x = &a->vectors[column];
	const struct up_vector *y = &b->vectors[column];

	if (up_vector_is_null(x, row_a) || up_vector_is_null(y, row_b))
		return up_vector_is_null(x, row_a) && up_vector_is_null(y, row_b);
	switch (up_type_info(x->type)->storage) {
	case UP_STORAGE_BIT:
		return up_vector_bool(x, row_a) == up_vector_bool(y, row_b);
	case UP_STORAGE_FIXED: {
		size_t width = up_type_info(x->type)->width;
		return memcmp(x->values.data + row_a * width, y->values.data + row_b * width,
			      width) == 0;
	}
	case UP_STORAGE_VARIABLE: {
		size_t length_x, length_y;
		const char *bytes_x = up_vector_bytes(x, row_a, &length_x);
		const char *bytes_y = up_vector_bytes(y, row_b, &length_y);
		return length_x == length_y && memcmp(bytes_x, bytes_y, length_x) == 0;
	}
	}
	return false;
}

static void fold(uint64_t *hash, const void *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		*hash = (*hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3u;
}

static void fold_number(uint64_t *hash, uint64_t number)
{
	for (int i = 0; i < 8; i++) {
		unsigned char byte = (unsigned char)(number >> (8 * i));
		fold(hash, &byte, 1);
	}
}

/* FNV-1a over all values, the same on machines of either byte order. */
static uint64_t hash(const struct up_batch *batch)
{
	uint64_t result = 0xcbf29ce484222325u;

	for (size_t row = 0; row < batch->row_count; row++) {
		for (size_t c = 0; c < batch->relation->column_count; c++) {
			const struct up_vector *v = &batch->vectors[c];
			bool null = up_vector_is_null(v, row);
			fold(&result, null ? "n" : "v", 1);
			if (null)
				continue;
			if (v->type == UP_TYPE_BOOL) {
				fold_number(&result, up_vector_bool(v, row));
			} else if (up_type_info(v->type)->width == 4) {
				fold_number(&result, (uint64_t)up_vector_int32(v, row));
			} else if (up_type_info(v->type)->width == 8) {
				fold_number(&result, (uint64_t)up_vector_int64(v, row));
			} else {
				size_t length;
				const char *bytes = up_vector_bytes(v, row, &length);
				fold_number(&result, length);
				fold(&result, bytes, length);
			}
		}
	}
	return result;
}

/* The number of characters; fails the test unless the bytes are UTF-8 as
 * RFC 3629 defines it, without NUL. */
static size_t characters(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + length;
	size_t count = 0;

	for (; at < end; count++) {
		unsigned char first = *at++;
		int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
		uint32_t code = more == 0 ? first : first & (0x3fu >> more);

		CHECK(first != 0 && (first < 0x80 || (first >= 0xc2 && first <= 0xf4)), "byte %02x",
		      first);
		CHECK(end - at >= more, "cut short");
		for (int i = 0; i < more; i++) {
			CHECK((at[i] & 0xc0) == 0x80, "byte %02x", at[i]);
			code = code << 6 | (at[i] & 0x3f);
		}
		at += more;
		CHECK(more < 2 || code >= (more == 2 ? 0x800 : 0x10000), "overlong");
		CHECK(code <= 0x10ffff && (code < 0xd800 || code > 0xdfff), "U+%X", code);
	}
	return count;
}

/* Is this text what PostgreSQL prints for a numeric(precision, scale)? */
static bool is_numeric(const char *text, size_t length, int precision, int scale)
{
	size_t at = length > 0 && text[0] == '-';
	size_t first = at;

	if (length == 3 && memcmp(text, "NaN", 3) == 0)
		return true;
	while (at < length && text[at] >= '0' && text[at] <= '9')
		at++;
	size_t digits = at - first;
	if (digits == 0 || (int)digits > precision - scale || (digits > 1 && text[first] == '0'))
		return false;
	if (at == length || text[at++] != '.')
		return false;
	for (first = at; at < length; at++) {
		if (text[at] < '0' || text[at] > '9')
			return false;
	}
	return (int)(at - first) == scale;
}

static void check_value(const struct up_column *column, const struct up_vector *vector, size_t row)
{
	if (up_vector_is_null(vector, row)) {
		CHECK(column->nullable, "row %zu: %s is null", row, column->name);
		return;
	}
	if (up_type_info(column->type)->storage != UP_STORAGE_VARIABLE)
		return;

	size_t length;
	const char *bytes = up_vector_bytes(vector, row, &length);
	size_t count = characters(bytes, length);
	int modifier = column->type_modifier - 4;
	if (column->type == UP_TYPE_VARCHAR)
		CHECK(count <= (size_t)modifier, "row %zu: %s is too long", row, column->name);
	else if (column->type == UP_TYPE_NUMERIC)
		CHECK(is_numeric(bytes, length, modifier >> 16, modifier & 0xffff),
		      "row %zu: %s is %.*s", row, column->name, (int)length, bytes);
}

Test(program, mirrors_the_schema)
{
	UP_RELATION relation = {0};
	OK(program_relation(&relation, &err));

	cr_assert_eq(relation.column_count, PROGRAM_COLUMN_COUNT);
	cr_assert_null(relation.schema);
	cr_assert_str_eq(relation.table, "ads_programregistry");
	cr_assert_str_eq(relation.scope.name, "username");
	cr_assert_eq(relation.scope.type_modifier, 154);

	const struct up_column *key = &relation.columns[PROGRAM_ID];
	cr_assert_str_eq(key->name, "program_id");
	cr_assert_eq(key->type, UP_TYPE_VARCHAR);
	cr_assert_eq(key->type_modifier, 68);
	cr_assert_not(key->nullable);

	const struct up_column *cost = &relation.columns[PROGRAM_AD_COST];
	cr_assert_str_eq(cost->name, "ad_cost");
	cr_assert_eq(cost->type_modifier, ((14 << 16) | 4) + 4);
	cr_assert(relation.columns[PROGRAM_BUDGET].nullable);
	cr_assert_str_eq(relation.columns[PROGRAM_LAST_CHANGED_AT].name, "last_changed_at");
}

Test(synthetic, row_alone_equals_row_in_stream)
{
	for (int e = 0; e < 2; e++) {
		enum edition edition = e == 0 ? EDITION_OLD : EDITION_NEW;
		UP_RELATION relation = {0};
		UP_BATCH stream = {0};
		UP_BATCH alone = {0};
		size_t in_stream = 0;

		program(&relation, PROGRAM_COLUMN_COUNT);
		OK(up_batch_init(&stream, &relation, &err));
		OK(up_batch_init(&alone, &relation, &err));
		read_all(&DEFAULT, edition, &stream);
		for (size_t row = 0; row < DEFAULT.rows; row++) {
			if (edition == EDITION_OLD && !synthetic_in_old(&DEFAULT, row))
				continue;
			up_batch_clear(&alone);
			OK(synthetic_row(&DEFAULT, row, edition, &alone, &err));
			for (size_t c = 0; c < relation.column_count; c++)
				CHECK(same(&alone, 0, &stream, in_stream, c), "row %zu, column %zu",
				      row, c);
			in_stream++;
		}
		cr_assert_eq(in_stream, stream.row_count);
	}
}

Test(synthetic, rewind_gives_the_same_rows)
{
	UP_RELATION relation = {0};
	UP_SOURCE *source = NULL;
	UP_BATCH first = {0};
	UP_BATCH second = {0};
	size_t read;

	program(&relation, PROGRAM_COLUMN_COUNT);
	OK(up_batch_init(&first, &relation, &err));
	OK(up_batch_init(&second, &relation, &err));
	OK(synthetic_open(&DEFAULT, EDITION_NEW, &relation, &source, &err));
	OK(source->read(source, &first, 100, &read, &err));
	OK(source->rewind(source, &err));
	OK(source->read(source, &second, 100, &read, &err));
	cr_assert_eq(first.row_count, 100);
	cr_assert_eq(hash(&first), hash(&second));
}

/* When this fails, every stored result was measured on other data: change the
 * expected values only on purpose. */
Test(synthetic, first_thousand_rows_are_as_ever)
{
	static const uint64_t expected[] = {0x95682a9337845134u, 0xcf68f76b590cf108u};

	for (int e = 0; e < 2; e++) {
		UP_RELATION relation = {0};
		UP_BATCH batch = {0};
		program(&relation, PROGRAM_COLUMN_COUNT);
		OK(up_batch_init(&batch, &relation, &err));
		read_all(&DEFAULT, e == 0 ? EDITION_OLD : EDITION_NEW, &batch);
		cr_expect_eq(hash(&batch), expected[e], "edition %d: 0x%016" PRIx64, e,
			     hash(&batch));
	}
}

Test(synthetic, seed_matters)
{
	struct synthetic other = DEFAULT;
	UP_RELATION relation = {0};
	UP_BATCH a = {0};
	UP_BATCH b = {0};

	other.seed++;
	program(&relation, 2);
	OK(up_batch_init(&a, &relation, &err));
	OK(up_batch_init(&b, &relation, &err));
	read_all(&DEFAULT, EDITION_NEW, &a);
	read_all(&other, EDITION_NEW, &b);
	for (size_t row = 0; row < DEFAULT.rows; row++) {
		CHECK(!same(&a, row, &b, row, PROGRAM_ID), "row %zu", row);
		CHECK(!same(&a, row, &b, row, PROGRAM_BUSINESS_ID), "row %zu", row);
	}
}

static int compare_keys(const void *a, const void *b)
{
	return memcmp(a, b, 22);
}

/* How many different values the column of 22-character ids has. */
static size_t distinct(const struct up_batch *batch, size_t column)
{
	UP_FREE char *keys = malloc(22 * batch->row_count);
	size_t count = 1;

	for (size_t row = 0; row < batch->row_count; row++) {
		size_t length;
		const char *key = up_vector_bytes(&batch->vectors[column], row, &length);
		CHECK(length == 22, "row %zu", row);
		memcpy(keys + 22 * row, key, 22);
	}
	qsort(keys, batch->row_count, 22, compare_keys);
	for (size_t row = 1; row < batch->row_count; row++)
		count += compare_keys(keys + 22 * (row - 1), keys + 22 * row) != 0;
	return count;
}

Test(synthetic, keys_are_unique_and_businesses_shared)
{
	const struct synthetic data = {42, 200000, 0.5, 0, false, false};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	program(&relation, 2);
	OK(up_batch_init(&batch, &relation, &err));
	read_all(&data, EDITION_NEW, &batch);
	cr_assert_eq(distinct(&batch, PROGRAM_ID), data.rows);

	/* Four businesses for twelve programs, of which a few get none. */
	size_t businesses = distinct(&batch, PROGRAM_BUSINESS_ID);
	cr_assert(businesses > data.rows / 4 && businesses <= (data.rows + 11) / 12 * 4,
		  "%zu businesses", businesses);
}

/* Shares in thousandths, so that the test can count in integers. */
static void check_shares(size_t rows, size_t changed, size_t added)
{
	const struct synthetic data = {
		1, rows, (double)changed / 1000.0, (double)added / 1000.0, false, false};
	UP_RELATION relation = {0};
	UP_BATCH old_batch = {0};
	UP_BATCH new_batch = {0};
	size_t old = 0;
	size_t changes = 0;

	program(&relation, 2);
	OK(up_batch_init(&old_batch, &relation, &err));
	OK(up_batch_init(&new_batch, &relation, &err));
	for (size_t row = 0; row < rows; row++) {
		OK(synthetic_row(&data, row, EDITION_OLD, &old_batch, &err));
		OK(synthetic_row(&data, row, EDITION_NEW, &new_batch, &err));
		bool in_old = synthetic_in_old(&data, row);
		bool change = !same(&old_batch, row, &new_batch, row, 1);
		CHECK(in_old || !change, "row %zu", row);
		old += in_old;
		changes += change;
		/* Of any first rows, not only in the end: spread evenly. */
		CHECK(row + 1 - old == (row + 1) * added / 1000, "row %zu", row);
		CHECK(changes == old * changed / 1000, "row %zu", row);
	}
}

Test(synthetic, shares_are_exact)
{
	static const size_t shares[] = {0, 1, 50, 100, 300, 333, 500, 700, 999, 1000};

	for (size_t c = 0; c < sizeof shares / sizeof shares[0]; c++) {
		for (size_t a = 0; a < sizeof shares / sizeof shares[0]; a++)
			check_shares(3000, shares[c], shares[a]);
	}
	check_shares(1, 1000, 0);
	check_shares(1, 0, 1000);
}

/* Editions differ where they should, in every column, and nowhere else. */
Test(synthetic, changed_rows_differ_in_every_column)
{
	struct synthetic data = {SYNTHETIC_SEED, 20000, 0.5, 0.25, false, false};
	UP_RELATION relation = {0};
	UP_BATCH old = {0};
	UP_BATCH new = {0};
	size_t changes = 0;

	program(&relation, PROGRAM_COLUMN_COUNT);
	OK(up_batch_init(&old, &relation, &err));
	OK(up_batch_init(&new, &relation, &err));
	for (size_t row = 0; row < data.rows; row++) {
		/* Half with every row changed: the head too must differ throughout. */
		data.changed = row < 10000 ? 1 : 0.5;
		OK(synthetic_row(&data, row, EDITION_OLD, &old, &err));
		OK(synthetic_row(&data, row, EDITION_NEW, &new, &err));
		bool change = !same(&old, row, &new, row, 1);
		CHECK(same(&old, row, &new, row, PROGRAM_ID), "row %zu", row);
		for (size_t c = 1; c < relation.column_count; c++)
			CHECK(same(&old, row, &new, row, c) == !change, "row %zu, column %zu", row,
			      c);
		changes += change;
	}
	cr_assert_eq(changes, 7500 + 3750);
}

static bool is_amount_nan(const struct up_batch *batch, size_t column, size_t row)
{
	bool is_amount =
		column == PROGRAM_BUDGET || column == PROGRAM_MAX_BID || column == PROGRAM_AD_COST;
	size_t length;

	if (!is_amount || up_vector_is_null(&batch->vectors[column], row))
		return false;
	const char *bytes = up_vector_bytes(&batch->vectors[column], row, &length);
	return length == 3 && memcmp(bytes, "NaN", 3) == 0;
}

static void check_portable(const struct up_batch *batch, size_t row)
{
	static const size_t dates[] = {PROGRAM_START_DATE, PROGRAM_END_DATE};
	const int64_t day = 86400000000;

	for (size_t d = 0; d < 2; d++) {
		const struct up_vector *vector = &batch->vectors[dates[d]];
		if (up_vector_is_null(vector, row))
			continue;
		int32_t value = up_vector_int32(vector, row);
		CHECK(value >= -718797 && value <= 2932531, "row %zu: day %d", row, value);
	}
	for (size_t c = 0; c < PROGRAM_COLUMN_COUNT; c++)
		CHECK(!is_amount_nan(batch, c, row), "row %zu, column %zu: NaN", row, c);
	int64_t time = up_vector_int64(&batch->vectors[PROGRAM_LAST_CHANGED_AT], row);
	CHECK(time >= -718797 * day && time < 2932532 * day, "row %zu: %lld", row, (long long)time);
}

/* For tables that cannot hold everything: what is ordinary stays as it is, and nothing else is there. */
Test(synthetic, ordinary_is_without_hostile_values)
{
	const struct synthetic data = {SYNTHETIC_SEED, 2000, 1, 0, false, true};
	const struct synthetic other = {SYNTHETIC_SEED, 2000, 1, 0, false, false};
	UP_RELATION relation = {0};
	UP_BATCH ordinary = {0};
	UP_BATCH usual = {0};
	size_t same = 0;

	OK(program_relation(&relation, &err));
	OK(up_batch_init(&ordinary, &relation, &err));
	OK(up_batch_init(&usual, &relation, &err));
	for (size_t row = 0; row < data.rows; row++) {
		size_t length;
		size_t usual_length;
		OK(synthetic_row(&data, row, EDITION_NEW, &ordinary, &err));
		OK(synthetic_row(&other, row, EDITION_NEW, &usual, &err));
		const char *currency =
			up_vector_bytes(&ordinary.vectors[PROGRAM_CURRENCY], row, &length);
		cr_expect_eq(length, 3);
		const char *usual_currency =
			up_vector_bytes(&usual.vectors[PROGRAM_CURRENCY], row, &usual_length);
		same += usual_length == 3 && memcmp(currency, usual_currency, 3) == 0;
	}
	cr_expect_gt(same, data.rows * 9 / 10);
	cr_expect_lt(same, data.rows);
}

/* A portable data set keeps every rule, and differs only where it must. */
Test(synthetic, portable_has_what_clients_can_carry)
{
	const struct synthetic data = {SYNTHETIC_SEED, 5000, 1, 0, true, false};
	const struct synthetic other = {SYNTHETIC_SEED, 5000, 1, 0, false, false};
	UP_RELATION relation = {0};
	UP_BATCH old = {0};
	UP_BATCH new = {0};
	UP_BATCH full = {0};
	size_t replaced = 0;

	program(&relation, PROGRAM_COLUMN_COUNT);
	OK(up_batch_init(&old, &relation, &err));
	OK(up_batch_init(&new, &relation, &err));
	OK(up_batch_init(&full, &relation, &err));
	for (size_t row = 0; row < data.rows; row++) {
		OK(synthetic_row(&data, row, EDITION_OLD, &old, &err));
		OK(synthetic_row(&data, row, EDITION_NEW, &new, &err));
		OK(synthetic_row(&other, row, EDITION_NEW, &full, &err));
		check_portable(&old, row);
		check_portable(&new, row);
		for (size_t c = 1; c < relation.column_count; c++) {
			bool may_differ = c == PROGRAM_START_DATE || c == PROGRAM_END_DATE ||
					  c == PROGRAM_LAST_CHANGED_AT ||
					  c == PROGRAM_RADIUS_MILES || is_amount_nan(&full, c, row);
			bool equal = same(&new, row, &full, row, c);
			CHECK(!same(&old, row, &new, row, c), "row %zu, column %zu", row, c);
			CHECK(equal || may_differ, "row %zu, column %zu", row, c);
			replaced += !equal;
		}
	}
	cr_assert_gt(replaced, 100);
	cr_assert_lt(replaced, 1000);
}

Test(synthetic, narrowing_gives_the_same_values)
{
	UP_RELATION full = {0};
	UP_BATCH wide = {0};

	program(&full, PROGRAM_COLUMN_COUNT);
	OK(up_batch_init(&wide, &full, &err));
	read_all(&DEFAULT, EDITION_NEW, &wide);
	for (size_t columns = 2; columns <= PROGRAM_COLUMN_COUNT; columns++) {
		UP_RELATION relation = {0};
		UP_BATCH narrow = {0};
		program(&relation, columns);
		OK(up_batch_init(&narrow, &relation, &err));
		read_all(&DEFAULT, EDITION_NEW, &narrow);
		cr_assert_eq(narrow.row_count, wide.row_count);
		for (size_t row = 0; row < narrow.row_count; row++) {
			for (size_t c = 0; c < columns; c++)
				CHECK(same(&narrow, row, &wide, row, c), "row %zu, column %zu", row,
				      c);
		}
	}
}

Test(synthetic, values_are_valid_for_their_columns)
{
	const struct synthetic data = {7, 20000, 0.5, 0, false, false};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	program(&relation, PROGRAM_COLUMN_COUNT);
	OK(up_batch_init(&batch, &relation, &err));
	read_all(&data, EDITION_OLD, &batch);
	read_all(&data, EDITION_NEW, &batch);
	for (size_t row = 0; row < batch.row_count; row++) {
		for (size_t c = 0; c < relation.column_count; c++)
			check_value(&relation.columns[c], &batch.vectors[c], row);
	}
}

static void expect_text(const struct up_batch *batch, size_t column,
			const struct hostile_text *text)
{
	const struct up_vector *vector = &batch->vectors[column];

	for (size_t row = 0; row < batch->row_count; row++) {
		if (up_vector_is_null(vector, row)) {
			if (text->bytes == NULL)
				return;
			continue;
		}
		size_t length;
		const char *bytes = up_vector_bytes(vector, row, &length);
		if (text->bytes != NULL && length == text->length &&
		    memcmp(bytes, text->bytes, length) == 0)
			return;
	}
	cr_assert_fail("column %zu never holds %s", column, text->bytes);
}

static void expect_texts(const struct up_batch *batch, size_t column,
			 const struct hostile_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		expect_text(batch, column, &texts->values[i]);
}

static void expect_int32s(const struct up_batch *batch, size_t column,
			  const struct hostile_int32s *numbers)
{
	for (size_t i = 0; i < numbers->count; i++) {
		size_t row = 0;
		while (row < batch->row_count &&
		       (up_vector_is_null(&batch->vectors[column], row) ||
			up_vector_int32(&batch->vectors[column], row) != numbers->values[i]))
			row++;
		CHECK(row < batch->row_count, "column %zu never holds value %zu", column, i);
	}
}

static void expect_int64s(const struct up_batch *batch, size_t column,
			  const struct hostile_int64s *numbers)
{
	for (size_t i = 0; i < numbers->count; i++) {
		size_t row = 0;
		while (row < batch->row_count &&
		       (up_vector_is_null(&batch->vectors[column], row) ||
			up_vector_int64(&batch->vectors[column], row) != numbers->values[i]))
			row++;
		CHECK(row < batch->row_count, "column %zu never holds value %zu", column, i);
	}
}

/* Whatever the seed, and in both editions. */
static void check_hostile(uint64_t seed, enum edition edition)
{
	const struct synthetic data = {seed, 64, 0, 0, false, false};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	program(&relation, PROGRAM_COLUMN_COUNT);
	OK(up_batch_init(&batch, &relation, &err));
	read_all(&data, edition, &batch);
	expect_texts(&batch, PROGRAM_STATUS, &hostile_varchar20);
	expect_texts(&batch, PROGRAM_NAME, &hostile_varchar255);
	expect_int32s(&batch, PROGRAM_START_DATE, &hostile_date);
	expect_int32s(&batch, PROGRAM_END_DATE, &hostile_date);
	expect_texts(&batch, PROGRAM_TYPE, &hostile_varchar20);
	expect_texts(&batch, PROGRAM_BUDGET, &hostile_nullable_numeric_12_2);
	expect_texts(&batch, PROGRAM_CURRENCY, &hostile_varchar3);
	expect_texts(&batch, PROGRAM_MAX_BID, &hostile_nullable_numeric_12_2);
	expect_texts(&batch, PROGRAM_FEE_PERIOD, &hostile_varchar20);
	expect_int64s(&batch, PROGRAM_IMPRESSIONS, &hostile_int8);
	expect_int32s(&batch, PROGRAM_CLICKS, &hostile_int4);
	expect_texts(&batch, PROGRAM_AD_COST, &hostile_numeric_14_4);
	expect_int64s(&batch, PROGRAM_RADIUS_MILES, &hostile_float8);
	expect_texts(&batch, PROGRAM_FEATURES, &hostile_text);
	expect_texts(&batch, PROGRAM_CATEGORIES, &hostile_nullable_text);
	expect_texts(&batch, PROGRAM_UPGRADE_INFO, &hostile_nullable_text);
	expect_int64s(&batch, PROGRAM_LAST_CHANGED_AT, &hostile_timestamptz);
}

Test(synthetic, hostile_values_appear_within_64_rows)
{
	for (uint64_t seed = 0; seed < 20; seed++) {
		check_hostile(seed, EDITION_OLD);
		check_hostile(seed, EDITION_NEW);
	}
}

Test(synthetic, longest_names_are_counted_in_characters)
{
	size_t longest_characters = 0;
	size_t longest_bytes = 0;

	for (size_t i = 0; i < hostile_varchar255.count; i++) {
		const struct hostile_text *text = &hostile_varchar255.values[i];
		size_t count = characters(text->bytes, text->length);
		longest_characters = count > longest_characters ? count : longest_characters;
		longest_bytes = text->length > longest_bytes ? text->length : longest_bytes;
	}
	cr_assert_eq(longest_characters, 255);
	cr_assert_eq(longest_bytes, 1020);
}

Test(synthetic, refuses_what_is_out_of_range)
{
	struct synthetic bad[] = {DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;

	bad[0].rows = 0;
	bad[1].rows = SYNTHETIC_MAX_ROWS + 1;
	bad[2].changed = -0.1;
	bad[3].changed = 1.1;
	bad[4].new = __builtin_nan("");
	bad[5].new = 2;
	program(&relation, 2);
	OK(up_batch_init(&batch, &relation, &err));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		cr_assert_eq(synthetic_open(&bad[i], EDITION_NEW, &relation, &source, &err),
			     UP_INVALID);
		cr_assert_null(source);
	}
	cr_assert_eq(synthetic_row(&DEFAULT, DEFAULT.rows, EDITION_NEW, &batch, &err), UP_INVALID);
	cr_assert_eq(batch.row_count, 0);
}

Test(synthetic, refuses_another_relation)
{
	const struct up_column scope = {(char *)"owner", UP_TYPE_TEXT, -1, false, NULL};
	const struct up_column key = {(char *)"id", UP_TYPE_INT8, -1, false, NULL};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_SOURCE *source = NULL;

	OK(up_relation_init(&relation, NULL, "other", &scope, &err));
	OK(up_relation_add(&relation, &key, &err));
	OK(up_relation_add(&relation, &key, &err));
	OK(up_batch_init(&batch, &relation, &err));
	cr_assert_eq(synthetic_open(&DEFAULT, EDITION_NEW, &relation, &source, &err), UP_INVALID);
	cr_assert_eq(synthetic_row(&DEFAULT, 0, EDITION_NEW, &batch, &err), UP_INVALID);
}

Test(source, closing_nothing_is_fine)
{
	UP_SOURCE *source = NULL;
	up_source_close(source);
	cr_assert_null(source);
}
