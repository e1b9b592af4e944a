/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/generator.h"

#include "base/random.h"
#include "measure/generator/ordered_pair.h"
#include "pg/text.h"

#define BATCH_ROWS 1000

struct generator {
	struct grid grid; /* first: the two addresses are the same */
	struct column_plans plans;
	uint64_t seed;
	uint8_t *rejections; /* owned; of each row */
};

/* ---- ranks ---- */

/* Where a row stands in a column that has an order. */
static size_t place_in_order(const struct column_plan *plan, size_t row, size_t rows)
{
	return plan->is_descending ? rows - 1 - row : row;
}

/* A random number of the row's present proposal and the column. */
static uint64_t random_of(const struct generator *self, const struct column_plan *plan, size_t row)
{
	const uint64_t counter = (uint64_t)self->rejections[row] << 48 | row;
	struct up_random random = up_random_at(self->seed, plan->stream, counter);

	return up_random_next(&random);
}

static bool is_null_by_chance(const struct generator *self, const struct column_plan *plan,
			      size_t row)
{
	return random_of(self, plan, row) >> 11 < plan->ranks.null;
}

static uint64_t unique_rank(const struct generator *self, const struct column_plan *plan,
			    size_t row)
{
	const size_t rows = self->plans.rows;

	if (plan->is_ordered)
		return place_in_order(plan, row, rows);
	const uint64_t other = row + (uint64_t)self->rejections[row] * rows;
	return other < plan->type.domain ? other : row;
}

/* The rank of the leader, and the row's number within it. */
static uint64_t shared_rank(const struct generator *self, const struct column_plan *leader,
			    size_t row, uint64_t *ordinal)
{
	const size_t rows = self->plans.rows;
	const uint64_t place = leader->is_ordered ? place_in_order(leader, row, rows)
						  : permutation_at(&leader->rows, row);

	return ranks_at(&leader->ranks, place, rows, ordinal);
}

/* False: null. */
static bool rank_of(const struct generator *self, size_t row, size_t column, uint64_t *rank)
{
	const struct column_plan *plan = &self->plans.items[column];
	uint64_t ordinal;

	switch (plan->choice) {
	case COLUMN_NULL:
		return false;
	case COLUMN_DRAWN:
		return ranks_draw(&plan->ranks, random_of(self, plan, row), rank);
	case COLUMN_IN_ORDER:
		*rank = ranks_at(&plan->ranks, place_in_order(plan, row, self->plans.rows),
				 self->plans.rows, &ordinal);
		return !is_null_by_chance(self, plan, row);
	case COLUMN_UNIQUE:
		*rank = unique_rank(self, plan, row);
		return !is_null_by_chance(self, plan, row);
	case COLUMN_LEADER:
		*rank = shared_rank(self, plan, row, &ordinal);
		return true;
	case COLUMN_CARRIER:
		shared_rank(self, &self->plans.items[plan->partner], row, rank);
		return true;
	case COLUMN_DECIDED:
		break;
	}
	uint64_t other;
	if (!rank_of(self, row, plan->partner, &other))
		other = UINT64_MAX;
	struct up_random random = up_random_at(self->seed, plan->stream, other);
	return ranks_draw(&plan->ranks, up_random_next(&random), rank);
}

/* ---- values ---- */

/* False: null. */
static bool number_of(const struct generator *self, size_t row, size_t column, uint64_t *number)
{
	const struct column_plan *plan = &self->plans.items[column];
	uint64_t rank;

	if (!rank_of(self, row, column, &rank))
		return false;
	*number = plan->is_ordered ? rank * plan->stride : permutation_at(&plan->values, rank);
	return true;
}

static enum up_status append(const struct grid *grid, size_t row, size_t column,
			     struct up_vector *vector, struct up_error *err)
{
	const struct generator *self = (const struct generator *)grid;
	const struct column_plan *plan = &self->plans.items[column];
	UP_BUFFER text = {0};
	uint64_t number, other;

	if (!number_of(self, row, column, &number)) {
		up_vector_append_null(vector);
		return UP_OK;
	}
	if (plan->side != COLUMN_SIDE_NONE && number_of(self, row, plan->opposite, &other))
		number = ordered_pair_number(plan, number, other);
	value_type_append(&plan->type, number, &text);
	UP_TRY(up_buffer_check(&text, err));
	if (up_text_parse(vector, up_buffer_string(&text), text.length, err) != UP_OK)
		return up_error_prefix(err, "column \"%s\"", grid->relation->columns[column].name);
	return UP_OK;
}

static void close_grid(struct grid *grid)
{
	generator_close((struct generator *)grid);
}

void generator_close(struct generator *generator)
{
	if (generator == NULL)
		return;
	column_plans_release(&generator->plans);
	free(generator->rejections);
	free(generator);
}

static enum up_status open_generator(const struct shape *shape, const struct up_relation *relation,
				     const struct row_counts *counts, uint64_t seed,
				     struct generator **generator, struct up_error *err)
{
	const size_t rows = counts->rows;
	GENERATOR *self = calloc(1, sizeof *self);

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	self->grid = (struct grid){relation, rows, append, close_grid};
	self->seed = seed;
	self->rejections = calloc(rows + 1, sizeof *self->rejections);
	if (self->rejections == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for %zu rows", rows);
	UP_TRY(column_plans_init(&self->plans, shape, relation, counts, seed, err));
	UP_TRY(ordered_pairs_set(&self->plans, shape, err));
	*generator = UP_TAKE(self);
	return UP_OK;
}

enum up_status generator_open(const struct shape *shape, const struct up_relation *relation,
			      size_t rows, uint64_t seed, struct generator **generator,
			      struct up_error *err)
{
	return open_generator(shape, relation, &(struct row_counts){.rows = rows}, seed, generator,
			      err);
}

enum up_status generator_open_scoped(const struct shape *shape, const struct up_relation *relation,
				     size_t rows, size_t of_scope, uint64_t seed,
				     struct generator **generator, struct up_error *err)
{
	const struct row_counts counts = {
		.rows = rows, .scope = shape->scope, .of_scope = of_scope};

	return open_generator(shape, relation, &counts, seed, generator, err);
}

enum up_status generator_make_scope(const struct shape *shape, const struct up_column *column,
				    char **value, struct up_error *err)
{
	const struct row_counts one = {.rows = 1, .scope = column->name, .of_scope = 1};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};
	UP_BUFFER text = {0};
	GENERATOR *generator = NULL;

	UP_TRY(up_relation_init(&relation, NULL, shape->table.name, NULL, err));
	UP_TRY(up_relation_add(&relation, column, err));
	UP_TRY(up_batch_init(&batch, &relation, err));
	UP_TRY(open_generator(shape, &relation, &one, 0, &generator, err));
	UP_TRY(append(&generator->grid, 0, 0, &batch.vectors[0], err));
	up_text_append(&text, &batch.vectors[0], 0);
	UP_TRY(up_buffer_check(&text, err));
	return text_set(value, up_buffer_string(&text), err);
}

const struct grid *generator_grid(const struct generator *generator)
{
	return &generator->grid;
}

bool generator_is_null(const struct generator *generator, size_t column)
{
	return generator->plans.items[column].choice == COLUMN_NULL;
}

/* ---- verdicts ---- */

/* Rows that are yet to be taken. */
struct proposals {
	size_t rows[BATCH_ROWS];
	bool accepted[BATCH_ROWS];
	size_t count;
};

static enum up_status propose(const struct generator *self, struct proposals *proposals,
			      generator_judge *judge, void *context, struct up_error *err)
{
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, self->grid.relation, err));
	for (size_t p = 0; p < proposals->count; p++) {
		for (size_t c = 0; c < self->grid.relation->column_count; c++)
			UP_TRY(append(&self->grid, proposals->rows[p], c, &batch.vectors[c], err));
		UP_TRY(up_batch_end_row(&batch, err));
		proposals->accepted[p] = false;
	}
	return judge(context, &batch, proposals->accepted, err);
}

/* Leaves those that were rejected. */
static void keep_rejected(struct proposals *proposals)
{
	size_t kept = 0;

	for (size_t p = 0; p < proposals->count; p++) {
		if (!proposals->accepted[p])
			proposals->rows[kept++] = proposals->rows[p];
	}
	proposals->count = kept;
}

/* Proposes the rows until all are taken or it is given up; those that are left are unsettled. */
static enum up_status settle_batch(struct generator *self, struct proposals *proposals,
				   generator_judge *judge, void *context, size_t *rejected,
				   struct up_error *err)
{
	const size_t all = proposals->count;

	for (int turn = 1; proposals->count > 0; turn++) {
		UP_TRY(propose(self, proposals, judge, context, err));
		keep_rejected(proposals);
		*rejected += proposals->count;
		if (turn == GENERATOR_PROPOSALS ||
		    (turn == GENERATOR_HOPELESS_PROPOSALS && proposals->count == all))
			break;
		for (size_t p = 0; p < proposals->count; p++)
			self->rejections[proposals->rows[p]]++;
	}
	return UP_OK;
}

enum up_status generator_settle(struct generator *generator, generator_judge *judge, void *context,
				struct generator_verdicts *verdicts, struct up_error *err)
{
	struct generator_verdicts found = {0};
	const size_t rows = generator->grid.rows;
	UP_FREE struct proposals *proposals = calloc(1, sizeof *proposals);

	if (proposals == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	for (size_t next = 0; next < rows;) {
		proposals->count = 0;
		while (proposals->count < BATCH_ROWS && next < rows)
			proposals->rows[proposals->count++] = next++;
		UP_TRY(settle_batch(generator, proposals, judge, context, &found.rejected, err));
		found.unsettled += proposals->count;
		if (found.unsettled == next) {
			found.unsettled = rows;
			break;
		}
	}
	*verdicts = found;
	return UP_OK;
}
