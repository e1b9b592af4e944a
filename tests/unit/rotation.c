/* SPDX-License-Identifier: PostgreSQL */
/* Two editions of rows: of a batch that a rotation turns, and of the built-in data set. */
#include "measure/workload/rotation.h"

#include "base/random.h"
#include "measure/workload/digest.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"

#include <criterion/criterion.h>

static struct up_error err;

/* Heard only when it does not hold; see tests/unit/synthetic.c. */
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

enum {
	COLUMNS = 6
};

/* id, and: stays; alone; two that move together, of two types; another alone. */
static const size_t GROUPS[COLUMNS] = {0, 0, 3, 1, 1, 7};

static void add_column(struct up_relation *relation, char *name, enum up_type type)
{
	const struct up_column column = {
		.name = name, .type = type, .type_modifier = -1, .nullable = true};
	OK(up_relation_add(relation, &column, &err));
}

static void make_relation(struct up_relation *relation)
{
	char names[COLUMNS][8] = {"id", "stays", "alone", "tied_a", "tied_b", "flag"};
	static const enum up_type types[COLUMNS] = {UP_TYPE_INT4, UP_TYPE_INT4, UP_TYPE_TEXT,
						    UP_TYPE_INT4, UP_TYPE_INT8, UP_TYPE_BOOL};

	OK(up_relation_init(relation, NULL, "t", NULL, &err));
	for (size_t c = 0; c < COLUMNS; c++)
		add_column(relation, names[c], types[c]);
}

/* Row n has n in columns whose values are all different; one in five is null. */
static void make_rows(struct up_batch *batch, size_t count, uint64_t seed)
{
	for (size_t row = 0; row < count; row++) {
		struct up_random random = up_random_at(seed, 0, row);
		char text[32];
		int length = snprintf(text, sizeof text, "value %zu", row);

		up_vector_append_int32(&batch->vectors[0], (int32_t)row);
		up_vector_append_int32(&batch->vectors[1], (int32_t)row);
		up_vector_append_bytes(&batch->vectors[2], text, (size_t)length);
		if (up_random_below(&random, 5) == 0)
			up_vector_append_null(&batch->vectors[3]);
		else
			up_vector_append_int32(&batch->vectors[3], (int32_t)row);
		up_vector_append_int64(&batch->vectors[4], (int64_t)row);
		up_vector_append_bool(&batch->vectors[5], up_random_below(&random, 2) == 0);
		OK(up_batch_end_row(batch, &err));
	}
}

/* The multiset of the values of two columns (or one, twice), as a sum of hashes. */
static struct digest digest_of(const struct up_batch *batch, size_t a, size_t b)
{
	struct digest digest = {0};
	UP_BUFFER scratch = {0};

	for (size_t row = 0; row < batch->row_count; row++) {
		digest_begin_row(&scratch);
		digest_add_value(&scratch, &batch->vectors[a], row);
		digest_add_value(&scratch, &batch->vectors[b], row);
		digest_end_row(&digest, &scratch);
	}
	return digest;
}

static bool are_equal(const struct up_batch *a, const struct up_batch *b, size_t column)
{
	const struct digest x = digest_of(a, column, column), y = digest_of(b, column, column);
	return digest_equal(&x, &y);
}

static void read_edition(const struct rows *rows, enum edition edition, struct up_batch *batch)
{
	OK(up_batch_init(batch, rows->relation, &err));
	for (size_t row = 0; row < rows->count; row++)
		OK(rows->append(rows, row, edition, batch, &err));
}

static void check_rotation(size_t count, double changed, double new, uint64_t seed)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BATCH old = {0};
	UP_BATCH fresh = {0};
	GRID *grid = NULL;
	SYNC_ROWS *rows = NULL;
	const struct rotation rotation = {seed, changed, new, GROUPS};
	size_t in_old = 0;
	size_t moved = 0;

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	make_rows(&batch, count, seed);
	OK(grid_open_batch(&batch, &grid, &err));
	OK(rotation_open(grid, &rotation, &rows, &err));
	cr_assert_eq(rows->count, count);
	read_edition(rows, EDITION_OLD, &old);
	read_edition(rows, EDITION_NEW, &fresh);

	const struct digest a = digest_of(&old, 3, 4), b = digest_of(&fresh, 3, 4);
	for (size_t row = 0; row < count; row++) {
		const int64_t to = up_vector_int64(&fresh.vectors[4], row);
		const bool change = to != (int64_t)row;
		for (size_t c = 0; c < 2; c++)
			CHECK(up_vector_int32(&fresh.vectors[c], row) == (int32_t)row, "row %zu",
			      row);
		/* Ties are kept: both columns come from the same row. */
		CHECK(up_vector_is_null(&fresh.vectors[3], row) ==
				      up_vector_is_null(&batch.vectors[3], (size_t)to) &&
			      (up_vector_is_null(&fresh.vectors[3], row) ||
			       up_vector_int32(&fresh.vectors[3], row) == to),
		      "row %zu: ties", row);
		in_old += rows->in_old(rows, row);
		moved += change;
		CHECK(!change || rows->in_old(rows, row), "row %zu is new and changes", row);
	}
	struct edition_shares shares = edition_shares_of(changed, new);
	const size_t due = edition_changed_count(&shares, count);
	cr_assert_eq(moved, count > 1 ? due : 0, "%zu of %zu rows, not %zu", moved, count, due);
	cr_assert_eq(in_old, rows_old_count(rows));
	size_t different;
	OK(rows_count_different(rows, &different, &err));
	cr_assert_eq(different, moved);
	if (due == 1)
		return; /* it takes the values of a row that does not change */
	cr_assert(digest_equal(&a, &b), "the values of a group are not the same");
	for (size_t c = 0; c < COLUMNS; c++)
		cr_assert(are_equal(&old, &fresh, c), "column %zu", c);
}

Test(rotation, keeps_keys_ties_and_values)
{
	static const double shares[] = {0, 0.001, 0.01, 0.3, 0.5, 0.999, 1};
	static const size_t counts[] = {1, 2, 3, 10, 257, 1000};
	uint64_t seed = 0;

	for (size_t n = 0; n < sizeof counts / sizeof counts[0]; n++) {
		for (size_t c = 0; c < sizeof shares / sizeof shares[0]; c++) {
			for (size_t a = 0; a < sizeof shares / sizeof shares[0]; a++)
				check_rotation(counts[n], shares[c], shares[a], seed++);
		}
	}
}

Test(rotation, takes_groups_from_different_rows)
{
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BATCH fresh = {0};
	GRID *grid = NULL;
	SYNC_ROWS *rows = NULL;
	const struct rotation rotation = {1, 1, 0, GROUPS};
	char expected[32];
	size_t length;

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	make_rows(&batch, 1000, 1);
	OK(grid_open_batch(&batch, &grid, &err));
	OK(rotation_open(grid, &rotation, &rows, &err));
	read_edition(rows, EDITION_NEW, &fresh);
	snprintf(expected, sizeof expected, "value %lld",
		 (long long)up_vector_int64(&fresh.vectors[4], 0));
	const char *bytes = up_vector_bytes(&fresh.vectors[2], 0, &length);
	cr_assert_neq(strncmp(bytes, expected, length), 0);
}

Test(rotation, counts_rows_that_get_an_equal_value)
{
	static const size_t flag_alone[COLUMNS] = {[5] = 1};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	GRID *grid = NULL;
	SYNC_ROWS *rows = NULL;
	const struct rotation rotation = {1, 1, 0, flag_alone};
	size_t different;

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	make_rows(&batch, 1000, 1);
	OK(grid_open_batch(&batch, &grid, &err));
	OK(rotation_open(grid, &rotation, &rows, &err));
	OK(rows_count_different(rows, &different, &err));
	cr_assert(different > 400 && different < 600, "%zu", different);
}

Test(rotation, refuses_what_cannot_be)
{
	static const size_t key[COLUMNS] = {1};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	GRID *grid = NULL;
	SYNC_ROWS *rows = NULL;

	make_relation(&relation);
	OK(up_batch_init(&batch, &relation, &err));
	OK(grid_open_batch(&batch, &grid, &err));
	cr_assert_eq(rotation_open(grid, &(struct rotation){1, 2, 0, GROUPS}, &rows, &err),
		     UP_INVALID);
	cr_assert_str_eq(err.message, "changed: 2 is not between 0 and 1");
	cr_assert_eq(rotation_open(grid, &(struct rotation){1, 1, 0, key}, &rows, &err),
		     UP_INVALID);
	cr_assert_str_eq(err.message, "column \"id\" is part of the key, which does not change");
	relation.partial = true;
	cr_assert_eq(rotation_open(grid, &(struct rotation){1, 1, 0.1, GROUPS}, &rows, &err),
		     UP_UNSUPPORTED);
	cr_assert_str_eq(err.message, "no rows of table \"t\" can be new: columns that are not "
				      "sent may not be null");
	OK(rotation_open(grid, &(struct rotation){1, 1, 0, GROUPS}, &rows, &err));
}

Test(rows, of_the_built_in_data_set_are_those_of_its_source)
{
	const struct synthetic data = {SYNTHETIC_SEED, 500, 0.3, 0.1, false, false};
	UP_RELATION relation = {0};
	SYNC_ROWS *rows = NULL;

	OK(program_relation(&relation, &err));
	OK(synthetic_open_rows(&data, &relation, &rows, &err));
	cr_assert_eq(rows->count, 500);
	cr_assert_eq(rows_old_count(rows), 450);
	for (int e = 0; e < 2; e++) {
		const enum edition edition = e == 0 ? EDITION_OLD : EDITION_NEW;
		UP_SOURCE *one = NULL;
		UP_SOURCE *other = NULL;
		UP_BATCH a = {0};
		UP_BATCH b = {0};
		struct digest sums[2] = {0};
		UP_BUFFER scratch = {0};
		size_t read;

		OK(up_batch_init(&a, &relation, &err));
		OK(up_batch_init(&b, &relation, &err));
		OK(synthetic_open(&data, edition, &relation, &one, &err));
		OK(rows_open_source(rows, rows->relation, edition, &other, &err));
		OK(one->read(one, &a, 1000, &read, &err));
		OK(other->read(other, &b, 100, &read, &err));
		cr_assert_eq(read, 100);
		OK(other->rewind(other, &err));
		up_batch_clear(&b);
		OK(other->read(other, &b, 1000, &read, &err));
		cr_assert_eq(a.row_count, b.row_count);
		for (size_t row = 0; row < a.row_count; row++) {
			digest_add_row(&sums[0], &scratch, &a, row);
			digest_add_row(&sums[1], &scratch, &b, row);
		}
		cr_assert(digest_equal(&sums[0], &sums[1]));
	}
	size_t different;
	OK(rows_count_different(rows, &different, &err));
	cr_assert_eq(different, 135);
}
