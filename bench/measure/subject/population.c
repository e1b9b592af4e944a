/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/population.h"

bool population_request_equal(const struct population_request *a,
			      const struct population_request *b)
{
	return a->seed == b->seed && a->rows == b->rows && a->changed == b->changed &&
	       a->new == b->new && a->table_rows == b->table_rows && a->portable == b->portable &&
	       a->ordinary == b->ordinary && a->partitions == b->partitions &&
	       (a->partitions == 0 || a->partition_by == b->partition_by);
}

size_t population_request_old_rows(const struct population_request *request)
{
	const struct edition_shares shares = edition_shares_of(request->changed, request->new);

	return request->rows - edition_new_count(&shares, request->rows);
}

void population_close(struct population *population)
{
	if (population != NULL)
		population->close(population);
}
