/* SPDX-License-Identifier: PostgreSQL */
#include "source/memory.h"

#include <stdlib.h>

struct memory {
	struct up_source source; /* first: a source is a memory when memory_read is its read */
	const struct up_batch *rows;
	size_t next;
};

static enum up_status memory_read(struct up_source *source, struct up_batch *batch, size_t limit,
				  size_t *read, struct up_error *err)
{
	struct memory *memory = (struct memory *)source;
	size_t left = memory->rows->row_count - memory->next;
	size_t count = left < limit ? left : limit;

	for (size_t row = 0; row < count; row++)
		UP_TRY(up_batch_copy_row(batch, memory->rows, memory->next + row, err));
	memory->next += count;
	*read = count;
	return UP_OK;
}

static enum up_status memory_rewind(struct up_source *source, struct up_error *err)
{
	(void)err;
	((struct memory *)source)->next = 0;
	return UP_OK;
}

static void memory_close(struct up_source *source)
{
	free(source);
}

enum up_status up_memory_open(const struct up_batch *rows, struct up_source **source,
			      struct up_error *err)
{
	struct memory *memory = calloc(1, sizeof *memory);
	if (memory == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a source");
	*memory = (struct memory){
		.source = {.relation = rows->relation,
			   .read = memory_read,
			   .rewind = memory_rewind,
			   .close = memory_close},
		.rows = rows,
	};
	*source = &memory->source;
	return UP_OK;
}
