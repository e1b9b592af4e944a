/* SPDX-License-Identifier: PostgreSQL */
#include "sync/partition.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Keys of every integer type, from negative to positive: each worker gets a range. */
static void expect_ranges(enum up_type type)
{
	const size_t parts = 4;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_CLEANUP(up_partition_release) struct up_partition partition = {0};
	struct up_error err = {0};
	const struct up_column scope = {.name = (char[]){"scope"}, .type = UP_TYPE_TEXT};
	const struct up_column key = {.name = (char[]){"key"}, .type = type};
	size_t last = 0;

	cr_assert_eq(up_relation_init(&relation, NULL, "table", &scope, &err), UP_OK);
	cr_assert_eq(up_relation_add(&relation, &key, &err), UP_OK);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	for (int value = -700; value < 700; value += 7) {
		if (type == UP_TYPE_INT2)
			up_vector_append_int16(&batch.vectors[0], (int16_t)value);
		else if (type == UP_TYPE_INT4)
			up_vector_append_int32(&batch.vectors[0], value);
		else
			up_vector_append_int64(&batch.vectors[0], value);
		cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	}
	cr_assert_eq(up_partition_init(&partition, parts, &batch, &err), UP_OK);
	for (size_t row = 0; row < batch.row_count; row++) {
		size_t part = up_partition_of(&partition, &batch, row);
		cr_expect_eq(part, row * parts / batch.row_count, "%s: row %zu is in part %zu",
			     up_type_info(type)->short_name, row, part);
		cr_expect_geq(part, last);
		last = part;
	}
}

Test(partition, gives_ranges_of_integers)
{
	expect_ranges(UP_TYPE_INT2);
	expect_ranges(UP_TYPE_INT4);
	expect_ranges(UP_TYPE_INT8);
}

/* A tenant and a number: rows of 40, of which the given number belongs to the first of them. */
static void expect_column(size_t of_first, size_t tenants, size_t column)
{
	const size_t parts = 4;
	const size_t rows = 40;
	size_t counts[4] = {0};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_CLEANUP(up_partition_release) struct up_partition partition = {0};
	struct up_error err = {0};
	const struct up_column columns[] = {{.name = (char[]){"tenant"}, .type = UP_TYPE_TEXT},
					    {.name = (char[]){"number"}, .type = UP_TYPE_INT4},
					    {.name = (char[]){"value"}, .type = UP_TYPE_INT4}};

	cr_assert_eq(up_relation_init(&relation, NULL, "table", NULL, &err), UP_OK);
	for (size_t c = 0; c < 3; c++)
		cr_assert_eq(up_relation_add(&relation, &columns[c], &err), UP_OK);
	cr_assert_eq(up_relation_set_key(&relation, 2, &err), UP_OK);
	cr_assert_eq(up_batch_init(&batch, &relation, &err), UP_OK);
	for (size_t row = 0; row < rows; row++) {
		char tenant[16];
		size_t number = row < of_first ? 0 : row % tenants;
		snprintf(tenant, sizeof tenant, "tenant %zu", number);
		up_vector_append_bytes(&batch.vectors[0], tenant, strlen(tenant));
		up_vector_append_int32(&batch.vectors[1], (int32_t)row);
		up_vector_append_int32(&batch.vectors[2], 0);
		cr_assert_eq(up_batch_end_row(&batch, &err), UP_OK);
	}
	cr_assert_eq(up_partition_init(&partition, parts, &batch, &err), UP_OK);
	cr_expect_eq(partition.column, column, "%zu tenants, %zu rows of the first", tenants,
		     of_first);
	for (size_t row = 0; row < rows; row++)
		counts[up_partition_of(&partition, &batch, row)]++;
	for (size_t part = 0; part < parts; part++)
		cr_expect_gt(counts[part], 0, "part %zu", part);
}

Test(partition, takes_the_first_column_of_a_key_that_gives_all_workers_rows)
{
	expect_column(0, 8, 0);  /* tenants enough */
	expect_column(0, 1, 1);  /* one */
	expect_column(0, 3, 1);  /* fewer than workers */
	expect_column(36, 8, 1); /* most rows are of one */
}
