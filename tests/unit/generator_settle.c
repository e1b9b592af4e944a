/* SPDX-License-Identifier: PostgreSQL */
/* Rows that are made from a shape, as a judge takes them and as a rotation turns them. */
#include "measure/generator/groups.h"
#include "measure/workload/rotation.h"
#include "unit/generated.h"

/* Takes even amounts. */
static enum up_status judge(void *context, const struct up_batch *batch, bool *accepted,
			    struct up_error *error)
{
	(void)error;
	cr_assert_leq(batch->row_count, 1000);
	for (size_t row = 0; row < batch->row_count; row++)
		accepted[row] = up_vector_int32(&batch->vectors[1], row) % 2 == 0;
	*(size_t *)context += batch->row_count;
	return UP_OK;
}

Test(generator_settle, proposes_other_values_for_rows_that_are_rejected)
{
	MADE made;
	struct generator_verdicts verdicts;
	size_t proposed = 0, even = 0;

	begin(&made);
	add_typed(&made.shape, "amount", "integer", false);
	add_index(&made, "pkey", "id");
	relation_of_shape(&made.shape, &made.relation);
	OK(generator_open(&made.shape, &made.relation, 5000, 7, &made.generator, &err));
	OK(generator_settle(made.generator, judge, &proposed, &verdicts, &err));
	cr_assert_eq(verdicts.unsettled, 0);
	cr_assert_eq(proposed, 5000 + verdicts.rejected);
	cr_assert(verdicts.rejected > 4000 && verdicts.rejected < 6000, "%zu", verdicts.rejected);
	const struct grid *grid = generator_grid(made.generator);
	OK(up_batch_init(&made.batch, &made.relation, &err));
	for (size_t row = 0; row < 5000; row++) {
		for (size_t c = 0; c < 2; c++)
			OK(grid->append(grid, row, c, &made.batch.vectors[c], &err));
		OK(up_batch_end_row(&made.batch, &err));
		even += up_vector_int32(&made.batch.vectors[1], row) % 2 == 0;
	}
	cr_assert_eq(even, 5000);
	cr_assert_eq(distinct_of(&made, 0, 0), 5000);
}

static enum up_status reject(void *context, const struct up_batch *batch, bool *accepted,
			     struct up_error *error)
{
	(void)context, (void)batch, (void)accepted, (void)error;
	return UP_OK;
}

Test(generator_settle, counts_rows_that_are_never_taken)
{
	MADE made;
	struct generator_verdicts verdicts;

	begin(&made);
	add_typed(&made.shape, "amount", "integer", false);
	relation_of_shape(&made.shape, &made.relation);
	OK(generator_open(&made.shape, &made.relation, 1500, 7, &made.generator, &err));
	OK(generator_settle(made.generator, reject, NULL, &verdicts, &err));
	cr_assert_eq(verdicts.unsettled, 1500);
	cr_assert_eq(verdicts.rejected, 1000 * GENERATOR_HOPELESS_PROPOSALS);
}

Test(generator_settle, is_turned_like_any_rows)
{
	MADE made;
	SYNC_ROWS *rows = NULL;
	size_t different;

	begin(&made);
	add_typed(&made.shape, "a", "integer", true)->moves_with = 1;
	add_typed(&made.shape, "b", "text", true)->moves_with = 1;
	add_typed(&made.shape, "c", "text", true);
	add_typed(&made.shape, "d", "text", true)->travels = FACT_NO;
	statistics(&made, "a")->n_distinct = -1;
	relation_of_shape(&made.shape, &made.relation);
	OK(generator_open(&made.shape, &made.relation, 1000, 7, &made.generator, &err));
	UP_FREE size_t *groups = groups_of_shape(&made.shape, &made.relation);
	cr_assert_eq(groups[0], 0);
	cr_assert_eq(groups[1], groups[2]);
	cr_assert(groups[3] != 0 && groups[3] != groups[1]);
	cr_assert_eq(groups[4], 0);
	const struct rotation rotation = {7, 0.3, 0.1, groups};
	OK(rotation_open(generator_grid(made.generator), &rotation, &rows, &err));
	OK(rows_count_different(rows, &different, &err));
	cr_assert_eq(different, 270);
	cr_assert_eq(rows_old_count(rows), 900);
}
