/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/program_population.h"

#include "measure/subject/expected_row.h"
#include "measure/subject/fetched_rows.h"
#include "measure/workload/synthetic.h"
#include "sync/create.h"

#include <stdlib.h>

#define ROWS_AT_ONCE 4096

/* The others' rows come in runs of this many (the last one may be shorter), each of
 * one username; 29 runs are the 1914 rows that the whole story began with. */
#define RUN 66
#define RUNS_OF_AN_OTHER 29
#define SCOPE_SIZE 40

struct program_population {
	struct population population; /* first: the two addresses are the same */
	const struct subject *subject;
	struct synthetic data;        /* of the username that is synced */
	struct synthetic all;         /* the same, and behind them the rows that are gone */
	size_t others;                /* rows of other usernames */
	struct fetched_rows *fetched; /* in population.rows; NULL: these are those of data */
};

/* ---- the others -------------------------------------------------------- */

static size_t other_runs(const struct program_population *self)
{
	return (self->others + RUN - 1) / RUN;
}

/* Appends the rows of a run (0-based) and writes their username. */
static enum up_status append_run(const struct program_population *self, size_t run,
				 struct up_batch *batch, char scope[SCOPE_SIZE],
				 struct up_error *err)
{
	const struct synthetic others = {
		.seed = self->data.seed ^ 0x6f7468657273u, /* "others" */
		.rows = self->others,
		.portable = self->data.portable,
		.ordinary = self->data.ordinary,
	};
	const size_t end = (run + 1) * RUN;

	snprintf(scope, SCOPE_SIZE, "other-%zu@example.com", run / RUNS_OF_AN_OTHER + 1);
	for (size_t row = run * RUN; row < end && row < self->others; row++)
		UP_TRY(synthetic_row(&others, row, EDITION_OLD, batch, err));
	return UP_OK;
}

/* ---- before a sync ----------------------------------------------------- */

/* Copies what batch holds for a username. */
static enum up_status copy_batch(struct program_population *self, const struct server *server,
				 struct up_batch *batch, const char *scope, struct up_error *err)
{
	int64_t created = 0;

	UP_TRY(up_create(server->control, batch, scope, &created, err));
	self->population.table_rows += created;
	up_batch_clear(batch);
	return UP_OK;
}

/* Appends count rows of the synced username from *next on, less those that it does
 * not have before the sync. */
static enum up_status append_own(const struct program_population *self, size_t *next, size_t count,
				 struct up_batch *batch, struct up_error *err)
{
	const struct synthetic *all = &self->all;

	for (; count > 0 && *next < all->rows; (*next)++, count--) {
		if (*next >= self->data.rows || synthetic_in_old(all, *next))
			UP_TRY(synthetic_row(all, *next, EDITION_OLD, batch, err));
	}
	return UP_OK;
}

/* The rows of the others lie among those of the synced username, in proportion. */
static enum up_status copy_rows(struct program_population *self, const struct server *server,
				const struct up_relation *relation, struct up_error *err)
{
	const size_t runs = other_runs(self);
	const size_t rows = self->all.rows;
	/* Without others there is nothing to lie among, and batches can be larger. */
	const size_t own_run = runs > 0 ? RUN : ROWS_AT_ONCE;
	size_t own = 0;
	size_t run = 0;
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, relation, err));
	while (own < rows || run < runs) {
		char scope[SCOPE_SIZE];
		bool own_turn = run >= runs || (own < rows && own * runs <= run * rows);
		if (own_turn)
			UP_TRY(append_own(self, &own, own_run, &batch, err));
		else
			UP_TRY(append_run(self, run++, &batch, scope, err));
		UP_TRY(copy_batch(self, server, &batch, own_turn ? self->subject->scope : scope,
				  err));
	}
	return UP_OK;
}

/* The subject's relation as that of the table with that name. */
static enum up_status relation_of(const struct subject *subject, const char *schema,
				  const char *table, struct up_relation *relation,
				  struct up_error *err)
{
	const struct up_relation *from = &subject->relation;

	UP_TRY(up_relation_init(relation, schema, table, &from->scope, err));
	for (size_t c = 0; c < from->column_count; c++)
		UP_TRY(up_relation_add(relation, &from->columns[c], err));
	return UP_OK;
}

/* With a source that is not made, those of the table's rows that it has, too. */
static enum up_status fetch_rows(struct program_population *self, const struct server *server,
				 struct up_error *err)
{
	const struct up_relation *relation = &self->subject->relation;
	struct fetched_rows *fetched = NULL;
	UP_BATCH batch = {0};

	if (self->subject->origin == NULL)
		return UP_OK;
	UP_TRY(fetched_rows_open(self->subject, server, &fetched, err));
	rows_close(self->population.rows);
	self->population.rows = fetched_rows_editions(fetched);
	self->population.origin = self->subject->origin;
	self->fetched = fetched;
	UP_TRY(up_batch_init(&batch, relation, err));
	for (size_t row = 0; row < self->data.rows; row++) {
		bool is_fetched;
		if (!synthetic_in_old(&self->data, row))
			continue;
		up_batch_clear(&batch);
		UP_TRY(synthetic_row(&self->data, row, EDITION_OLD, &batch, err));
		UP_TRY(fetched_rows_add_old(fetched, &batch, 0, &is_fetched, err));
		self->population.has_all_of_scope &= is_fetched;
	}
	return UP_OK;
}

static enum up_status fill(struct population *population, const struct server *server,
			   size_t number, struct up_error *err)
{
	struct program_population *self = (struct program_population *)population;
	UP_BUFFER sql = {0};
	UP_RELATION relation = {0};

	if (asprintf(&population->pristine, "pristine_%zu", number) < 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a data set");
	up_buffer_append_format(&sql,
				"BEGIN; CREATE TABLE %s (LIKE %s INCLUDING "
				"DEFAULTS INCLUDING GENERATED INCLUDING IDENTITY)",
				population->pristine, self->subject->relation.table);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(relation_of(self->subject, server->schema, population->pristine, &relation, err));
	UP_TRY(up_conn_exec(server->control, sql.data, err));
	UP_TRY(copy_rows(self, server, &relation, err));
	UP_TRY(up_conn_exec(server->control, "COMMIT", err));
	return fetch_rows(self, server, err);
}

/* ---- after a sync ------------------------------------------------------ */

/* Rows on their way to a receiver. */
struct delivery {
	const struct program_population *population;
	population_receiver *receive;
	void *context;
	struct up_batch row; /* of the image */
};

static enum up_status deliver(struct delivery *delivery, struct up_error *err)
{
	UP_TRY(up_batch_end_row(&delivery->row, err));
	return delivery->receive(delivery->context, &delivery->row, err);
}

static void begin_row(struct delivery *delivery, const char *scope)
{
	up_batch_clear(&delivery->row);
	up_vector_append_bytes(&delivery->row.vectors[0], scope, strlen(scope));
}

static enum up_status deliver_own(struct delivery *delivery, size_t columns, struct up_error *err)
{
	const struct program_population *self = delivery->population;
	const struct up_relation *relation = &self->subject->relation;
	EXPECTED_ROW row = {0};

	UP_TRY(expected_row_init(&row, relation, err));
	for (size_t number = 0; number < self->population.rows->count; number++) {
		UP_TRY(expected_row_make(&row, self->population.rows, columns, number, err));
		begin_row(delivery, self->subject->scope);
		for (size_t c = 0; c < relation->column_count; c++)
			up_vector_copy_value(&delivery->row.vectors[1 + c],
					     expected_row_vector(&row, c), 0);
		UP_TRY(deliver(delivery, err));
	}
	return UP_OK;
}

/* One that the sync does not bring, in a batch of the subject's relation. */
static enum up_status deliver_gone(struct delivery *delivery, const struct up_batch *row,
				   struct up_error *err)
{
	const struct program_population *self = delivery->population;
	const struct subject *subject = self->subject;
	const enum gone_level gone = self->population.request.gone;

	if (gone == GONE_DELETE)
		return UP_OK;
	begin_row(delivery, subject->scope);
	for (size_t c = 0; c < row->relation->column_count; c++) {
		struct up_vector *vector = &delivery->row.vectors[1 + c];
		if (gone == GONE_DEACTIVATE &&
		    strcmp(row->relation->columns[c].name, subject->inactive_column) == 0)
			up_vector_append_bytes(vector, subject->inactive_value,
					       strlen(subject->inactive_value));
		else
			up_vector_copy_value(vector, &row->vectors[c], 0);
	}
	return deliver(delivery, err);
}

/* Those that are made to be gone. */
static enum up_status deliver_made_gone(struct delivery *delivery, struct up_error *err)
{
	const struct program_population *self = delivery->population;
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, &self->subject->relation, err));
	for (size_t row = self->data.rows; row < self->all.rows; row++) {
		up_batch_clear(&batch);
		UP_TRY(synthetic_row(&self->all, row, EDITION_OLD, &batch, err));
		UP_TRY(deliver_gone(delivery, &batch, err));
	}
	return UP_OK;
}

/* Rows of the synced username that a source does not have. */
static enum up_status deliver_not_fetched(struct delivery *delivery, struct up_error *err)
{
	const struct program_population *self = delivery->population;
	UP_BATCH batch = {0};
	UP_BUFFER scratch = {0};

	UP_TRY(up_batch_init(&batch, &self->subject->relation, err));
	for (size_t row = 0; self->fetched != NULL && row < self->data.rows; row++) {
		bool is_fetched;
		size_t number;
		if (!synthetic_in_old(&self->data, row))
			continue;
		up_batch_clear(&batch);
		UP_TRY(synthetic_row(&self->data, row, EDITION_OLD, &batch, err));
		UP_TRY(fetched_rows_find(self->fetched, &batch, 0, &scratch, &number, &is_fetched,
					 err));
		if (is_fetched)
			continue;
		UP_TRY(deliver_gone(delivery, &batch, err));
	}
	return UP_OK;
}

static enum up_status deliver_others(struct delivery *delivery, struct up_error *err)
{
	const struct program_population *self = delivery->population;
	const struct up_relation *relation = &self->subject->relation;
	char scope[SCOPE_SIZE];
	UP_BATCH batch = {0};

	UP_TRY(up_batch_init(&batch, relation, err));
	for (size_t run = 0; run < other_runs(self); run++) {
		up_batch_clear(&batch);
		UP_TRY(append_run(self, run, &batch, scope, err));
		for (size_t row = 0; row < batch.row_count; row++) {
			begin_row(delivery, scope);
			for (size_t c = 0; c < relation->column_count; c++)
				up_vector_copy_value(&delivery->row.vectors[1 + c],
						     &batch.vectors[c], row);
			UP_TRY(deliver(delivery, err));
		}
	}
	return UP_OK;
}

static enum up_status expect(const struct population *population, const struct server *server,
			     size_t columns, population_receiver *receive, void *context,
			     struct up_error *err)
{
	struct delivery delivery = {
		.population = (const struct program_population *)population,
		.receive = receive,
		.context = context,
	};

	(void)server;
	UP_TRY(up_batch_init(&delivery.row, &delivery.population->subject->image, err));
	enum up_status status = deliver_own(&delivery, columns, err);
	if (status == UP_OK)
		status = deliver_made_gone(&delivery, err);
	if (status == UP_OK)
		status = deliver_not_fetched(&delivery, err);
	if (status == UP_OK)
		status = deliver_others(&delivery, err);
	up_batch_release(&delivery.row);
	return status;
}

/* ---- the population ---------------------------------------------------- */

static void program_population_close(struct population *population)
{
	rows_close(population->rows);
	free(population->pristine);
	free(population);
}

/* Rows of a data set of which the table has those before the sync that are asked for: with a source,
 * all are of the synced username. */
static size_t rows_before_fetch(const struct population_request *request)
{
	const struct edition_shares shares = edition_shares_of(request->changed, request->new);
	size_t rows = request->table_rows;

	if (rows == 0)
		return request->rows;
	while (rows - edition_new_count(&shares, rows) < request->table_rows &&
	       rows < SYNTHETIC_MAX_ROWS)
		rows++;
	return rows;
}

enum up_status program_population_open(const struct subject *subject,
				       const struct population_request *request,
				       struct population **population, struct up_error *err)
{
	const bool is_made = subject->origin == NULL;
	const size_t gone = population_request_gone_rows(request);
	const size_t own =
		is_made ? population_request_old_rows(request) + gone : request->table_rows;
	struct program_population *self = malloc(sizeof *self);

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a data set");
	*self = (struct program_population){
		.population = {.request = *request,
			       .has_all_of_scope = gone == 0,
			       .rejected = UNMEASURED,
			       .fill = fill,
			       .expect = expect,
			       .close = program_population_close},
		.subject = subject,
		.data = {.seed = request->seed,
			 .rows = is_made ? request->rows : rows_before_fetch(request),
			 .changed = request->changed,
			 .new = request->new,
			 .portable = request->portable,
			 .ordinary = request->ordinary},
		.others = request->table_rows > own ? request->table_rows - own : 0,
	};
	self->all = self->data;
	self->all.rows += gone;
	if (synthetic_open_rows(&self->data, &subject->relation, &self->population.rows, err) !=
	    UP_OK) {
		program_population_close(&self->population);
		return err->status;
	}
	*population = &self->population;
	return UP_OK;
}
