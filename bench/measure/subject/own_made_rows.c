/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/own_made_rows.h"

#include "measure/clone/fill.h"
#include "measure/generator/generator.h"
#include "measure/generator/table_judge.h"
#include "pg/statement.h"
#include "sync/create.h"

#define ROWS_AT_ONCE 4096

static enum up_status copy_relation(const struct subject *subject, const struct server *server,
				    const char *table, struct up_relation *relation,
				    struct up_error *err)
{
	UP_TRY(up_relation_init(relation, server->schema, table, NULL, err));
	for (size_t c = 0; c < subject->image.column_count; c++)
		UP_TRY(up_relation_add(relation, &subject->image.columns[c], err));
	return UP_OK;
}

static enum up_status create_table(const struct own_table *table, const struct server *server,
				   const struct up_relation *relation, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "CREATE TABLE ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, " AS SELECT ");
	fill_append_columns(&sql, table->shape);
	up_buffer_append_string(&sql, " FROM ");
	place_append(&sql, &(struct place){server->schema, table->shape->table.name});
	up_buffer_append_string(&sql, " LIMIT 0");
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

/* Asks the measured table which rows it takes. */
static enum up_status settle(const struct own_table *table, const struct server *server,
			     struct generator *generator, size_t rows, struct up_error *err)
{
	const bool is_partitioned = table->shape->table.kind == SHAPE_KIND_PARTITIONED;
	UP_RELATION relation = {0};
	struct generator_verdicts verdicts = {0};

	UP_TRY(copy_relation(table->subject, server, table->shape->table.name, &relation, err));
	struct table_judge judge = {
		.conn = server->control, .relation = &relation, .in_place = is_partitioned};
	UP_TRY(table_judge_begin(&judge, err));
	enum up_status status = generator_settle(generator, table_judge, &judge, &verdicts, err);
	table_judge_end(&judge);
	if (status != UP_OK)
		return status;
	if (verdicts.unsettled > 0)
		return up_fail(err, UP_UNSUPPORTED,
			       "of %zu rows that were made from the shape, the table refuses %zu "
			       "(SQLSTATE %s): what its checks want cannot be made up",
			       rows, verdicts.unsettled, judge.last);
	return UP_OK;
}

static enum up_status fill(const struct server *server, const struct grid *grid,
			   const struct up_relation *relation, struct up_error *err)
{
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, relation, err));
	for (size_t row = 0; row < grid->rows;) {
		const size_t end =
			row + ROWS_AT_ONCE < grid->rows ? row + ROWS_AT_ONCE : grid->rows;
		int64_t created;
		up_batch_clear(&batch);
		for (; row < end; row++) {
			for (size_t c = 0; c < relation->column_count; c++)
				UP_TRY(grid->append(grid, row, c, &batch.vectors[c], err));
			UP_TRY(up_batch_end_row(&batch, err));
		}
		UP_TRY(up_create(server->control, &batch, NULL, &created, err));
	}
	return UP_OK;
}

enum up_status own_made_rows_create(const struct own_table *table, const struct server *server,
				    const char *name, const struct population_request *request,
				    struct up_error *err)
{
	const size_t old = population_request_old_rows(request);
	const size_t before = request->table_rows > old ? request->table_rows : old;
	const size_t rows = before + request->rows - old;
	UP_RELATION relation = {0};
	GENERATOR *generator = NULL;

	UP_TRY(copy_relation(table->subject, server, name, &relation, err));
	UP_TRY(create_table(table, server, &relation, err));
	UP_TRY(generator_open_scoped(table->shape, &relation, rows, request->rows, request->seed,
				     &generator, err));
	UP_TRY(settle(table, server, generator, rows, err));
	return fill(server, generator_grid(generator), &relation, err);
}
