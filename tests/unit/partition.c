/* SPDX-License-Identifier: PostgreSQL */
#include "sync/partition.h"

#include <criterion/criterion.h>

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
