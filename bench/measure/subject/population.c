/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/population.h"

bool population_request_equal(const struct population_request *a,
			      const struct population_request *b)
{
	return a->seed == b->seed && a->rows == b->rows && a->changed == b->changed &&
	       a->new == b->new && a->table_rows == b->table_rows && a->portable == b->portable &&
	       a->ordinary == b->ordinary && a->partitions == b->partitions &&
	       (a->partitions == 0 || a->partition_by == b->partition_by) &&
	       a->gone_share == b->gone_share && a->gone == b->gone;
}

size_t population_request_old_rows(const struct population_request *request)
{
	const struct edition_shares shares = edition_shares_of(request->changed, request->new);

	return request->rows - edition_new_count(&shares, request->rows);
}

size_t population_request_gone_rows(const struct population_request *request)
{
	const struct edition_shares shares =
		edition_shares_of(request->changed, request->gone_share);

	return edition_new_count(&shares, request->rows);
}

enum up_status population_open_source(const struct population *population,
				      const struct up_relation *relation, struct up_source **source,
				      struct up_error *err)
{
	const struct rows *rows = population->rows;

	if (population->origin != NULL)
		return origin_open_source(population->origin, relation, rows->relation, source,
					  err);
	return rows_open_source(rows, relation, EDITION_NEW, source, err);
}

void population_close(struct population *population)
{
	if (population != NULL)
		population->close(population);
}
