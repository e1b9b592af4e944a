/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/own_population.h"

#include "measure/subject/image.h"
#include "measure/subject/own_delivery.h"
#include "measure/subject/own_made_rows.h"
#include "measure/subject/own_population_state.h"
#include "measure/subject/own_relation.h"
#include "measure/subject/own_selection.h"
#include "measure/workload/rotation.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "sync/create.h"
#include "sync/key.h"

#include <stdlib.h>

/* ---- before a sync ----------------------------------------------------- */

static enum up_status name_pristine(struct population *population, size_t number,
				    struct up_error *err)
{
	if (asprintf(&population->pristine, OWN_POPULATION_COPY "_%zu", number) < 0)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a data set");
	return UP_OK;
}

/* The table that has all rows, those that a sync creates among them. */
static enum up_status make_whole(struct own_population *self, const struct server *server,
				 size_t number, struct up_error *err)
{
	if (self->table->data == OWN_DATA_ROWS)
		return text_set(&self->population.pristine, OWN_POPULATION_COPY, err);
	UP_TRY(name_pristine(&self->population, number, err));
	return own_made_rows_create(self->table, server, self->population.pristine,
				    &self->population.request, &self->population.rejected, err);
}

static enum up_status collect_keys(struct own_population *self, struct up_error *err)
{
	UP_BUFFER space = {0};

	for (size_t row = 0; row < self->old.row_count; row++) {
		size_t length;
		const char *key = up_key_bytes(&self->old, row, &space, &length);
		UP_TRY(up_buffer_check(&space, err));
		UP_TRY(up_keymap_add(&self->keys, key, length, err));
	}
	return UP_OK;
}

static enum up_status open_rows(struct own_population *self, struct up_error *err)
{
	const struct up_relation *relation = &self->table->subject->relation;
	const struct population_request *request = &self->population.request;
	UP_FREE size_t *groups = calloc(relation->column_count, sizeof *groups);

	if (groups == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for columns");
	own_relation_groups(relation, self->table->shape, groups);
	const struct rotation rotation = {.seed = request->seed,
					  .changed = request->changed,
					  .new = request->new,
					  .groups = groups};
	UP_TRY(grid_open_batch(&self->old, &self->grid, err));
	return rotation_open(self->grid, &rotation, &self->population.rows, err);
}

/* A table of keys, into which they are copied. */
struct key_table {
	const char *create; /* what begins the statement that makes it */
	const char *name;
	const char *from; /* has the columns */
	bool has_scope;   /* as one of its columns */
	bool is_of_new;   /* of the rows alone that a sync creates */
};

/* Those of the rows, in the columns of the key alone. */
static enum up_status append_keys(const struct own_population *self, const struct key_table *table,
				  struct up_batch *keys, struct up_error *err)
{
	const struct rows *rows = self->population.rows;

	for (size_t row = 0; row < rows->count; row++) {
		if (table->is_of_new && rows->in_old(rows, row))
			continue;
		for (size_t c = 0; c < keys->relation->column_count; c++)
			up_vector_copy_value(&keys->vectors[c], &self->old.vectors[c], row);
		UP_TRY(up_batch_end_row(keys, err));
	}
	return UP_OK;
}

/* Of all rows that a source has. */
static enum up_status append_fetched_keys(const struct own_population *self, struct up_batch *keys,
					  struct up_error *err)
{
	const struct rows *rows = self->population.rows;

	for (size_t row = 0; row < rows->count; row++)
		UP_TRY(rows->append(rows, row, EDITION_NEW, keys, err));
	return UP_OK;
}

static void append_key_names(struct up_buffer *sql, const struct up_relation *relation,
			     const char *table)
{
	for (size_t k = 0; k < relation->key_count; k++) {
		up_buffer_append_format(sql, k > 0 ? ", %s." : "%s.", table);
		up_sql_identifier(sql, relation->columns[k].name);
	}
}

static enum up_status create_key_table(const struct own_population *self,
				       const struct server *server, const struct key_table *table,
				       struct up_error *err)
{
	const struct up_relation *relation = &self->table->subject->relation;
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "%s AS SELECT ", table->create);
	if (table->has_scope) {
		up_sql_identifier(&sql, relation->scope.name);
		up_buffer_append_string(&sql, ", ");
	}
	append_key_names(&sql, relation, table->from);
	up_buffer_append_format(&sql, " FROM %s LIMIT 0", table->from);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

static enum up_status copy_keys(const struct own_population *self, const struct server *server,
				const struct key_table *table, struct up_error *err)
{
	const struct subject *subject = self->table->subject;
	const struct up_relation *relation = &subject->relation;
	/* A relation wants a column beside its key; up_create() does not. */
	struct up_relation keys = {.table = (char *)(uintptr_t)table->name,
				   .columns = relation->columns,
				   .column_count = relation->key_count,
				   .key_count = relation->key_count};
	UP_BATCH batch = {0};
	int64_t created;

	if (table->has_scope)
		keys.scope = relation->scope;
	UP_TRY(create_key_table(self, server, table, err));
	UP_TRY(up_batch_init(&batch, &keys, err));
	UP_TRY(self->fetched != NULL ? append_fetched_keys(self, &batch, err)
				     : append_keys(self, table, &batch, err));
	return up_create(server->control, &batch, subject->scope, &created, err);
}

static enum up_status list_keys(const struct population *population, const struct server *server,
				const char *name, struct up_error *err)
{
	const struct own_population *self = (const struct own_population *)population;
	const struct up_relation *relation = &self->table->subject->relation;
	UP_BUFFER create = {0};
	struct key_table table = {.name = name,
				  .from = population->pristine,
				  .has_scope = up_relation_has_scope(relation) &&
					       !relation->scope_outside_key};

	up_buffer_append_string(&create, "CREATE TABLE ");
	up_sql_identifier(&create, name);
	UP_TRY(up_buffer_check(&create, err));
	table.create = create.data;
	return copy_keys(self, server, &table, err);
}

#define NEW_KEYS "upbench_new_keys"

/* Another table without the rows that are new. */
static enum up_status take_new_out(struct own_population *self, const struct server *server,
				   size_t number, struct up_error *err)
{
	const struct up_relation *relation = &self->table->subject->relation;
	UP_FREE char *whole = UP_TAKE(self->population.pristine);
	/* Gone with the transaction. */
	const struct key_table new_keys = {.create = "CREATE TEMPORARY TABLE " NEW_KEYS
						     " ON COMMIT DROP",
					   .name = NEW_KEYS,
					   .from = whole,
					   .is_of_new = true};
	UP_BUFFER sql = {0};

	if (asprintf(&self->population.pristine, OWN_POPULATION_COPY "_%zu_old", number) < 0) {
		self->population.pristine = NULL;
		return up_fail(err, UP_NO_MEMORY, "out of memory for a data set");
	}
	UP_TRY(up_conn_exec(server->control, "BEGIN", err));
	UP_TRY(copy_keys(self, server, &new_keys, err));
	up_buffer_append_format(
		&sql,
		"CREATE TABLE %s AS SELECT * FROM %s WHERE NOT EXISTS (SELECT FROM " NEW_KEYS
		" WHERE (",
		self->population.pristine, whole);
	append_key_names(&sql, relation, NEW_KEYS);
	up_buffer_append_string(&sql, ") = (");
	append_key_names(&sql, relation, whole);
	up_buffer_append_char(&sql, ')');
	if (up_relation_has_scope(relation)) {
		up_buffer_append_string(&sql, " AND ");
		own_selection_append_scope(&sql, self->table->subject);
	}
	up_buffer_append_string(&sql, "); COMMIT");
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

static enum up_status count_rows(struct own_population *self, const struct server *server,
				 struct up_error *err)
{
	UP_FREE char *count = NULL;
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "SELECT count(*) FROM %s", self->population.pristine);
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_query_value(server->control, sql.data, &count, err));
	self->population.table_rows = strtoll(count, NULL, 10);
	return UP_OK;
}

/* The rows of the sync are chosen among those that the whole table has. */
static enum up_status choose_rows(struct own_population *self, const struct server *server,
				  size_t number, struct up_error *err)
{
	const struct subject *subject = self->table->subject;
	const struct population *population = &self->population;

	UP_TRY(up_batch_init(&self->old, &subject->relation, err));
	UP_TRY(own_selection_read(subject, server, population->pristine, &population->request,
				  &self->old, err));
	UP_TRY(collect_keys(self, err));
	UP_TRY(open_rows(self, err));
	if (population_request_old_rows(&population->request) < population->request.rows)
		UP_TRY(take_new_out(self, server, number, err));
	return UP_OK;
}

/* Of the image of the table before the sync. */
static enum up_status add_old(void *context, const struct up_batch *image, struct up_error *err)
{
	struct own_population *self = context;
	const struct subject *subject = self->table->subject;
	const struct up_batch row = {.relation = &subject->relation,
				     .row_count = 1,
				     .vectors = image->vectors + subject_lead(subject)};
	UP_BUFFER scope = {0};
	bool is_fetched;

	if (up_relation_has_scope(&subject->relation)) {
		up_text_append(&scope, &image->vectors[0], 0);
		UP_TRY(up_buffer_check(&scope, err));
		if (strcmp(up_buffer_string(&scope), subject->scope) != 0)
			return UP_OK;
	}
	return fetched_rows_add_old(self->fetched, &row, 0, &is_fetched, err);
}

enum up_status own_population_pristine(const struct own_population *self,
				       const struct server *server, struct up_relation *pristine,
				       struct up_error *err)
{
	const struct up_relation *image = &self->table->subject->image;

	UP_TRY(up_relation_init(pristine, server->schema, self->population.pristine, NULL, err));
	for (size_t c = 0; c < image->column_count; c++)
		UP_TRY(up_relation_add(pristine, &image->columns[c], err));
	return UP_OK;
}

/* In place of rows that are made from those of the table, which may lack some of them all the same. */
static enum up_status fetch_rows(struct own_population *self, const struct server *server,
				 size_t number, struct up_error *err)
{
	const struct subject *subject = self->table->subject;
	struct fetched_rows *fetched = NULL;
	UP_RELATION pristine = {0};

	if (self->table->data == OWN_DATA_SHAPE && self->population.request.new > 0)
		UP_TRY(choose_rows(self, server, number, err));
	UP_TRY(fetched_rows_open(subject, server, &fetched, err));
	rows_close(self->population.rows);
	self->population.rows = fetched_rows_editions(fetched);
	self->population.origin = subject->origin;
	self->fetched = fetched;
	UP_TRY(own_population_pristine(self, server, &pristine, err));
	return image_read(&pristine, server->control, add_old, self, err);
}

static enum up_status fill(struct population *population, const struct server *server,
			   size_t number, struct up_error *err)
{
	struct own_population *self = (struct own_population *)population;

	UP_TRY(make_whole(self, server, number, err));
	UP_TRY(self->table->subject->origin != NULL ? fetch_rows(self, server, number, err)
						    : choose_rows(self, server, number, err));
	UP_TRY(count_rows(self, server, err));
	const size_t wanted = population->request.table_rows;
	if (self->table->data == OWN_DATA_ROWS && wanted != 0 &&
	    (int64_t)wanted != population->table_rows)
		return up_fail(err, UP_UNSUPPORTED,
			       "--table-rows: the table has its own rows, %lld before the sync; a "
			       "part of them is a --sample",
			       (long long)population->table_rows);
	return UP_OK;
}

/* ---- the population ---------------------------------------------------- */

static void own_population_close(struct population *population)
{
	struct own_population *self = (struct own_population *)population;

	rows_close(population->rows);
	grid_close(self->grid);
	up_batch_release(&self->old);
	up_keymap_release(&self->keys);
	free(population->pristine);
	free(self);
}

enum up_status own_population_open(const struct own_table *table,
				   const struct population_request *request,
				   struct population **population, struct up_error *err)
{
	struct own_population *self = malloc(sizeof *self);

	if (self == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a data set");
	*self = (struct own_population){
		.population = {.request = *request,
			       .rejected = UNMEASURED,
			       .fill = fill,
			       .list_keys = list_keys,
			       .expect = own_delivery_run,
			       .close = own_population_close},
		.table = table,
	};
	*population = &self->population;
	return UP_OK;
}
