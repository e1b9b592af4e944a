/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/rotation.h"

#include "base/random.h"

struct rotated {
	struct rows rows; /* first: the two addresses are the same */
	const struct grid *grid;
	struct edition_shares shares;
	size_t changed; /* rows that change */
	size_t *steps;  /* owned; of each column; 0: it stays */
};

/* FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). */
static uint64_t hash(const char *name)
{
	uint64_t result = 0xcbf29ce484222325u;

	for (; *name != '\0'; name++)
		result = (result ^ (unsigned char)*name) * 0x100000001b3u;
	return result;
}

/* From 1 to one less than the places to choose from; 0 when there is no other place. */
static size_t step_of(const struct rotated *self, uint64_t seed, const char *group)
{
	const size_t places = self->changed > 1 ? self->changed : self->grid->rows;
	struct up_random random = up_random_at(seed, hash(group), 0);

	return places > 1 ? 1 + (size_t)up_random_below(&random, places - 1) : 0;
}

/* Where a row that changes takes the value of a column from. */
static size_t origin_of(const struct rotated *self, size_t row, size_t column)
{
	const size_t step = self->steps[column];

	if (step == 0)
		return row;
	if (self->changed == 1)
		return (row + step) % self->grid->rows;
	const size_t ordinal = edition_changed_ordinal(&self->shares, row);
	return edition_changed_row(&self->shares, (ordinal + step) % self->changed);
}

static bool in_old(const struct rows *rows, size_t row)
{
	return !edition_is_new(&((const struct rotated *)rows)->shares, row);
}

static enum up_status append(const struct rows *rows, size_t row, enum edition edition,
			     struct up_batch *batch, struct up_error *err)
{
	const struct rotated *self = (const struct rotated *)rows;
	const bool moves = edition == EDITION_NEW && edition_is_changed(&self->shares, row);

	if (row >= rows->count)
		return up_fail(err, UP_INVALID, "row %zu of %zu rows", row, rows->count);
	for (size_t c = 0; c < batch->relation->column_count; c++) {
		const size_t origin = moves ? origin_of(self, row, c) : row;
		UP_TRY(self->grid->append(self->grid, origin, c, &batch->vectors[c], err));
	}
	return up_batch_end_row(batch, err);
}

static void rotated_close(struct rows *rows)
{
	struct rotated *self = (struct rotated *)rows;

	if (self != NULL)
		free(self->steps);
	free(self);
}

static void set_steps(struct rotated *self, const struct rotation *rotation)
{
	const struct up_relation *relation = self->grid->relation;

	for (size_t c = 0; c < relation->column_count; c++) {
		size_t first = 0;
		if (rotation->groups[c] == 0)
			continue;
		while (rotation->groups[first] != rotation->groups[c])
			first++;
		self->steps[c] = step_of(self, rotation->seed, relation->columns[first].name);
	}
}

static enum up_status check(const struct grid *grid, const struct rotation *rotation,
			    struct up_error *err)
{
	const struct up_relation *relation = grid->relation;

	UP_TRY(edition_check_shares(rotation->changed, rotation->new, err));
	for (size_t c = 0; c < relation->key_count; c++) {
		if (rotation->groups[c] != 0)
			return up_fail(err, UP_INVALID,
				       "column \"%s\" is part of the key, which does not change",
				       relation->columns[c].name);
	}
	if (edition_shares_of(0, rotation->new).new != 0 && relation->partial)
		return up_fail(err, UP_UNSUPPORTED,
			       "no rows of table \"%s\" can be new: columns that are not sent may "
			       "not be null",
			       relation->table);
	return UP_OK;
}

enum up_status rotation_open(const struct grid *grid, const struct rotation *rotation,
			     struct rows **rows, struct up_error *err)
{
	UP_TRY(check(grid, rotation, err));

	size_t *steps = calloc(grid->relation->column_count, sizeof *steps);
	struct rotated *self = malloc(sizeof *self);
	if (self == NULL || steps == NULL) {
		free(self);
		free(steps);
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	}
	*self = (struct rotated){
		.rows = {grid->relation, grid->rows, in_old, append, rotated_close},
		.grid = grid,
		.shares = edition_shares_of(rotation->changed, rotation->new),
		.steps = steps,
	};
	self->changed = edition_changed_count(&self->shares, grid->rows);
	set_steps(self, rotation);
	*rows = &self->rows;
	return UP_OK;
}
