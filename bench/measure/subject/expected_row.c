/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/expected_row.h"

void expected_row_release(struct expected_row *row)
{
	up_batch_release(&row->new);
	up_batch_release(&row->old);
}

enum up_status expected_row_init(struct expected_row *row, const struct up_relation *relation,
				 struct up_error *err)
{
	UP_TRY(up_batch_init(&row->new, relation, err));
	return up_batch_init(&row->old, relation, err);
}

enum up_status expected_row_make(struct expected_row *row, const struct rows *rows, size_t columns,
				 size_t number, struct up_error *err)
{
	up_batch_clear(&row->new);
	up_batch_clear(&row->old);
	row->columns = rows->in_old(rows, number) ? columns : SIZE_MAX;
	UP_TRY(rows->append(rows, number, EDITION_NEW, &row->new, err));
	return rows->append(rows, number, EDITION_OLD, &row->old, err);
}

const struct up_vector *expected_row_vector(const struct expected_row *row, size_t column)
{
	return column < row->columns ? &row->new.vectors[column] : &row->old.vectors[column];
}
