/* SPDX-License-Identifier: PostgreSQL */
#include "measure/workload/grid.h"

void grid_close(struct grid *grid)
{
	if (grid != NULL)
		grid->close(grid);
}

struct batch_grid {
	struct grid grid; /* first: the two addresses are the same */
	const struct up_batch *batch;
};

static enum up_status append(const struct grid *grid, size_t row, size_t column,
			     struct up_vector *vector, struct up_error *err)
{
	const struct batch_grid *self = (const struct batch_grid *)grid;

	(void)err;
	up_vector_copy_value(vector, &self->batch->vectors[column], row);
	return UP_OK;
}

static void batch_close(struct grid *grid)
{
	free(grid);
}

enum up_status grid_open_batch(const struct up_batch *batch, struct grid **grid,
			       struct up_error *err)
{
	struct batch_grid *self = malloc(sizeof *self);

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for rows");
	*self = (struct batch_grid){
		.grid = {batch->relation, batch->row_count, append, batch_close},
		.batch = batch,
	};
	*grid = &self->grid;
	return UP_OK;
}
