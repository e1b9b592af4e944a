/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/own_made_rows.h"

#include "measure/clone/fill.h"
#include "measure/clone/waiver.h"
#include "measure/generator/generator.h"
#include "measure/generator/table_judge.h"
#include "pg/statement.h"
#include "sync/create.h"

#define ROWS_AT_ONCE 4096
#define TRIAL_SEED 1 /* the same constraints are left out whatever the seed of the data is */

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

/* What the measured table had to say of rows. */
struct hearing {
	struct generator_verdicts verdicts;
	struct refusals refusals;
};

static void hearing_release(struct hearing *hearing)
{
	refusals_release(&hearing->refusals);
}
#define HEARING UP_CLEANUP(hearing_release) struct hearing

static enum up_status hear(const struct own_table *table, const struct server *server,
			   struct generator *generator, struct hearing *hearing,
			   struct up_error *err)
{
	const bool is_partitioned = table->shape->table.kind == SHAPE_KIND_PARTITIONED;
	UP_RELATION relation = {0};

	UP_TRY(copy_relation(table->subject, server, table->shape->table.name, &relation, err));
	struct table_judge judge = {
		.conn = server->control, .relation = &relation, .in_place = is_partitioned};
	UP_TRY(table_judge_begin(&judge, err));
	enum up_status status =
		generator_settle(generator, table_judge, &judge, &hearing->verdicts, err);
	table_judge_end(&judge);
	hearing->refusals = judge.refusals;
	return status;
}

/* The one that refused the most, and its share of the rows that came to it. */
static const struct refusal *hardest(struct hearing *hearing, size_t rows, double *share)
{
	const struct generator_verdicts *verdicts = &hearing->verdicts;

	return refusals_hardest(&hearing->refusals, rows - verdicts->unsettled + verdicts->rejected,
				share);
}

/* The columns that a constraint is about, which the server does not name. */
static void append_columns_of(struct up_buffer *text, const struct shape *shape, const char *name)
{
	for (size_t c = 0; c < shape->constraints.count; c++) {
		const struct shape_constraint *constraint = &shape->constraints.items[c];
		if (strcmp(constraint->name, name) != 0)
			continue;
		for (size_t n = 0; n < constraint->columns.count; n++)
			up_buffer_append_format(text, "%s%s", n > 0 ? ", " : " on column ",
						constraint->columns.items[n]);
		return;
	}
}

/* Asks the measured table which rows it takes. */
static enum up_status settle(const struct own_table *table, const struct server *server,
			     struct generator *generator, size_t rows, int64_t *rejected,
			     struct up_error *err)
{
	HEARING hearing = {0};
	UP_BUFFER reason = {0};
	double share;

	UP_TRY(hear(table, server, generator, &hearing, err));
	*rejected = (int64_t)hearing.verdicts.rejected;
	if (hearing.verdicts.unsettled == 0)
		return UP_OK;
	const struct refusal *refusal = hardest(&hearing, rows, &share);
	if (refusal != NULL) {
		refusal_append(refusal, &reason);
		append_columns_of(&reason, table->shape, refusal->constraint);
	}
	UP_TRY(up_buffer_check(&reason, err));
	return up_fail(err, UP_UNSUPPORTED,
		       "of %zu rows that were made from the shape, the table refuses %zu, most of "
		       "them by %s",
		       rows, hearing.verdicts.unsettled, up_buffer_string(&reason));
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

/* Whether a constraint that refuses so many rows is out of the question: the rows of a case would take
 * too many proposals, or have none that is taken. */
static bool is_hopeless(const struct hearing *hearing, double share)
{
	return hearing->verdicts.unsettled > 0 || share >= OWN_MADE_ROWS_HOPELESS;
}

static enum up_status waive_one(const struct own_table *table, const struct server *server,
				struct shape *blueprint, bool *is_waived, struct up_error *err)
{
	UP_RELATION relation = {0};
	GENERATOR *generator = NULL;
	HEARING hearing = {0};
	double share;

	*is_waived = false;
	UP_TRY(copy_relation(table->subject, server, table->shape->table.name, &relation, err));
	const enum up_status status = generator_open(table->shape, &relation, OWN_MADE_ROWS_TRIED,
						     TRIAL_SEED, &generator, err);
	if (status != UP_OK) /* each case has its own reason */
		return status == UP_UNSUPPORTED ? UP_OK : status;
	UP_TRY(hear(table, server, generator, &hearing, err));
	const struct refusal *refusal = hardest(&hearing, OWN_MADE_ROWS_TRIED, &share);
	if (refusal == NULL || !is_hopeless(&hearing, share))
		return UP_OK;
	const struct waiver_request request = {.constraint = refusal->constraint,
					       .domain = refusal->type,
					       .may_alter_types = server->cluster != NULL};
	return waiver_make(server->control, blueprint, &request, is_waived, err);
}

enum up_status own_made_rows_waive(const struct own_table *table, const struct server *server,
				   struct shape *blueprint, struct up_error *err)
{
	bool goes_on = true;

	while (goes_on)
		UP_TRY(waive_one(table, server, blueprint, &goes_on, err));
	return UP_OK;
}

enum up_status own_made_rows_create(const struct own_table *table, const struct server *server,
				    const char *name, const struct population_request *request,
				    int64_t *rejected, struct up_error *err)
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
	UP_TRY(settle(table, server, generator, rows, rejected, err));
	return fill(server, generator_grid(generator), &relation, err);
}
