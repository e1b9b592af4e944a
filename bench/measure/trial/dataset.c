/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/dataset.h"

#include "measure/workload/program.h"
#include "pg/statement.h"
#include "sync/create.h"

#include <stdlib.h>

#define ROWS_AT_ONCE 4096

const struct up_reference dataset_reference = {
	.column = PROGRAM_BUSINESS_ID,
	.table = "ads_business",
	.scope = "username",
	.key = "yelp_business_id",
	.count = "program_count",
};

static void append_table(struct up_buffer *sql, const struct dataset *dataset)
{
	up_buffer_append_format(sql, RESTORATION_PRISTINE "_%zu", dataset->number);
}

static enum up_status set_search_path(const struct server *server, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "SET search_path TO ");
	up_sql_identifier(&sql, server->schema);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

/* Copies what batch holds for a username. */
static enum up_status copy_batch(struct dataset *dataset, const struct server *server,
				 struct up_batch *batch, const char *scope, struct up_error *err)
{
	int64_t created = 0;

	UP_TRY(up_create(server->control, batch, scope, &created, err));
	dataset->table_rows += created;
	up_batch_clear(batch);
	return UP_OK;
}

/* Appends count rows of the synced username from *next on, less those that it does
 * not have before the sync. */
static enum up_status append_own(const struct synthetic *data, size_t *next, size_t count,
				 struct up_batch *batch, struct up_error *err)
{
	for (; count > 0 && *next < data->rows; (*next)++, count--) {
		if (synthetic_in_old(data, *next))
			UP_TRY(synthetic_row(data, *next, EDITION_OLD, batch, err));
	}
	return UP_OK;
}

/* The rows of the others lie among those of the synced username, in proportion. */
static enum up_status copy_rows(struct dataset *dataset, const struct server *server,
				const struct up_relation *relation, struct up_error *err)
{
	const struct population *population = &dataset->population;
	const size_t runs = population_other_runs(population);
	const size_t rows = population->data.rows;
	/* Without others there is nothing to lie among, and batches can be larger. */
	const size_t own_run = runs > 0 ? POPULATION_RUN : ROWS_AT_ONCE;
	size_t own = 0;
	size_t run = 0;
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, relation, err));
	while (own < rows || run < runs) {
		char scope[POPULATION_SCOPE_SIZE] = POPULATION_SCOPE;
		bool own_turn = run >= runs || (own < rows && own * runs <= run * rows);
		if (own_turn)
			UP_TRY(append_own(&population->data, &own, own_run, &batch, err));
		else
			UP_TRY(population_other_run(population, run++, &batch, scope, err));
		UP_TRY(copy_batch(dataset, server, &batch, scope, err));
	}
	return UP_OK;
}

void dataset_release(struct dataset *dataset)
{
	restoration_release(&dataset->restoration);
}

enum up_status dataset_load(struct dataset *dataset, const struct server *server,
			    struct up_error *err)
{
	UP_BUFFER table = {0};
	UP_BUFFER sql = {0};
	UP_RELATION program = {0};
	UP_RELATION relation = {0};

	append_table(&table, dataset);
	up_buffer_append_format(&sql,
				"BEGIN; CREATE TABLE %s (LIKE ads_programregistry INCLUDING "
				"DEFAULTS INCLUDING GENERATED INCLUDING IDENTITY)",
				up_buffer_string(&table));
	UP_TRY(up_buffer_check(&table, err));
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(set_search_path(server, err));
	UP_TRY(restoration_read(server, &dataset->restoration, err));

	UP_TRY(program_relation(&program, err));
	UP_TRY(up_relation_init(&relation, server->schema, table.data, &program.scope, err));
	for (size_t c = 0; c < program.column_count; c++)
		UP_TRY(up_relation_add(&relation, &program.columns[c], err));

	UP_TRY(up_conn_exec(server->control, sql.data, err));
	UP_TRY(copy_rows(dataset, server, &relation, err));
	UP_TRY(up_conn_exec(server->control, "COMMIT", err));

	/* All hint bits now, so that the first restore is like every other. */
	up_buffer_clear(&sql);
	up_buffer_append_format(&sql, "VACUUM (ANALYZE) %s", table.data);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

enum up_status dataset_restore(const struct dataset *dataset, const struct server *server,
			       struct up_error *err)
{
	UP_BUFFER table = {0};

	append_table(&table, dataset);
	UP_TRY(up_buffer_check(&table, err));
	UP_TRY(set_search_path(server, err));
	if (restoration_run(&dataset->restoration, server, table.data, err) != UP_OK)
		return up_error_prefix(err, "cannot restore the table");
	return UP_OK;
}
