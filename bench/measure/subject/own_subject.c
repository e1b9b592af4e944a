/* SPDX-License-Identifier: PostgreSQL */
#include "measure/subject/own_subject.h"

#include "measure/clone/clone.h"
#include "measure/generator/generator.h"
#include "measure/subject/own_made_rows.h"
#include "measure/subject/own_population.h"
#include "measure/subject/own_relation.h"
#include "measure/table/rights.h"
#include "pg/statement.h"

#include <math.h>
#include <stdlib.h>

/* Of a text whose width is not known. */
#define LIKELY_WIDTH 32

/* The table as it was made in the schema of a server. */
struct made {
	char *schema; /* owned */
	struct shape blueprint;
	struct density density; /* empty: its rows are not those of the original */
};

struct own_subject {
	struct subject subject; /* first: the two addresses are the same */
	struct shape shape;
	struct own_request request; /* the scope is the subject's */
	struct own_table table;
	struct made **made; /* owned; one for each schema */
	size_t made_count;
};

/* ---- the table --------------------------------------------------------- */

/* From the new table, so that the original is read once. */
static enum up_status keep_rows(const struct own_subject *self, const struct server *server,
				struct up_error *err)
{
	const struct place place = {server->schema, self->shape.table.name};
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "CREATE TABLE ");
	place_append(&sql, &(struct place){server->schema, OWN_POPULATION_COPY});
	up_buffer_append_string(&sql, " AS SELECT ");
	fill_append_columns(&sql, &self->shape);
	up_buffer_append_string(&sql, " FROM ");
	place_append(&sql, &place);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

static struct fill_request fill_of(const struct own_subject *self)
{
	return (struct fill_request){
		.source = {self->shape.table.schema, self->shape.table.name},
		.which = self->request.sample < 1 ? FILL_KEYS : FILL_ALL,
		.share = self->request.sample,
		.timeout_ms = self->request.timeout_ms,
	};
}

static struct clone_request clone_of(const struct own_subject *self, const char *schema,
				     const struct fill_request *fill)
{
	const struct own_request *own = &self->request;
	const bool has_rows = own->data == OWN_DATA_ROWS;

	return (struct clone_request){
		.blueprint = {.schema = schema,
			      .is_elsewhere = !has_rows,
			      .stubs_foreign_keys = own->stubs_foreign_keys,
			      .keeps_triggers = own->keeps_triggers},
		.fill = has_rows ? fill : NULL,
	};
}

/* Whether made-up rows meet a check shows when there is a table. */
static void append_tried(struct up_buffer *text, const struct shape *blueprint)
{
	static const char title[] =
		"\nTried with made-up rows, and left out if these do not meet it\n\n";
	const char *heading = title;

	for (size_t c = 0; c < blueprint->constraints.count; c++) {
		const struct shape_constraint *constraint = &blueprint->constraints.items[c];
		if (strcmp(constraint->type, "check") != 0)
			continue;
		up_buffer_append_format(text, "%s  constraint %s\n", heading, constraint->name);
		heading = "";
	}
	for (size_t t = 0; t < blueprint->types.count; t++) {
		const struct shape_type *type = &blueprint->types.items[t];
		for (size_t c = 0; c < type->checks.count; c++) {
			up_buffer_append_format(text, "%s  check %s of domain %s\n", heading,
						type->checks.items[c].name, type->name);
			heading = "";
		}
	}
}

static void append_names(struct up_buffer *text, const struct up_column *columns, size_t count)
{
	for (size_t c = 0; c < count; c++)
		up_buffer_append_format(text, "%s%s", c > 0 ? ", " : "", columns[c].name);
	up_buffer_append_char(text, '\n');
}

/* As many of those that travel as a case has, the first ones. */
static void append_columns(struct up_buffer *text, const struct own_subject *self)
{
	const struct up_relation *relation = &self->subject.relation;

	up_buffer_append_string(text, "Columns\n\n  key            ");
	append_names(text, relation->columns, relation->key_count);
	if (up_relation_has_scope(relation))
		up_buffer_append_format(text, "  scope          %s\n", relation->scope.name);
	up_buffer_append_string(text, "  travel         ");
	append_names(text, relation->columns + relation->key_count,
		     relation->column_count - relation->key_count);
	for (size_t c = 0, listed = 0; c < self->shape.columns.count; c++) {
		const struct shape_column *column = &self->shape.columns.items[c];
		if (column->travels == FACT_YES || column->why_not == SHAPE_STAY_KEY ||
		    column->why_not == SHAPE_STAY_SCOPE)
			continue;
		up_buffer_append_format(text, "%s%s: %s\n",
					listed++ > 0 ? "                 " : "  do not travel  ",
					column->name, shape_stay_words[column->why_not]);
	}
}

static enum up_status append_plan(const struct subject *subject, const char *schema,
				  struct up_buffer *text, struct up_error *err)
{
	const struct own_subject *self = (const struct own_subject *)subject;
	const struct fill_request fill = fill_of(self);
	const struct clone_request request = clone_of(self, schema, &fill);
	SHAPE blueprint = {0};

	UP_TRY(clone_plan(NULL, &self->shape, &request, &blueprint, err));
	append_columns(text, self);
	up_buffer_append_string(text, "\nStatements that make the table\n\n");
	UP_TRY(clone_append_ddl(text, &blueprint, &request, err));
	for (size_t o = 0; o < blueprint.left_out.count; o++) {
		const struct shape_omission *omission = &blueprint.left_out.items[o];
		up_buffer_append_format(text, "%s  %s: %s\n",
					o == 0 ? "\nLeft out or replaced\n\n" : "", omission->what,
					omission->why);
	}
	if (self->request.data == OWN_DATA_SHAPE)
		append_tried(text, &blueprint);
	return up_buffer_check(text, err);
}

enum up_status own_subject_check_server(const struct subject *subject, struct up_conn *conn,
					struct up_error *err)
{
	const struct own_subject *self = (const struct own_subject *)subject;
	const struct fill_request fill = fill_of(self);
	const struct clone_request request = clone_of(self, "upbench_ID", &fill);
	SHAPE blueprint = {0};

	return clone_plan(conn, &self->shape, &request, &blueprint, err);
}

static enum up_status make_table(struct own_subject *self, const struct server *server,
				 struct made *made, struct up_error *err)
{
	const bool has_rows = self->request.data == OWN_DATA_ROWS;
	const struct fill_request fill = fill_of(self);
	struct clone_request request = clone_of(self, server->schema, &fill);

	request.may_make_types = server->cluster != NULL;
	request.density = has_rows ? &made->density : NULL;
	if (has_rows)
		UP_TRY(rights_check_copy(server->control, self->shape.table.schema,
					 self->shape.table.name,
					 server->is_given ? server->schema : NULL, err));
	UP_TRY(clone_plan(server->control, &self->shape, &request, &made->blueprint, err));
	UP_TRY(clone_make(server->control, &made->blueprint, &request, &self->table.rows, err));
	if (!has_rows)
		return own_made_rows_waive(&self->table, server, &made->blueprint, err);
	self->subject.rows = self->table.rows;
	return keep_rows(self, server, err);
}

static void made_free(struct made *made)
{
	free(made->schema);
	shape_release(&made->blueprint);
	density_release(&made->density);
	free(made);
}

/* Adds one for the schema of the server. */
static enum up_status add_made(struct own_subject *self, const struct server *server,
			       struct made **made, struct up_error *err)
{
	struct made **list = reallocarray(self->made, self->made_count + 1, sizeof(struct made *));
	struct made *new = calloc(1, sizeof *new);

	if (list != NULL)
		self->made = list;
	if (new != NULL)
		new->schema = strdup(server->schema);
	if (list == NULL || new == NULL || new->schema == NULL) {
		free(new);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a table");
	}
	self->made[self->made_count++] = new;
	*made = new;
	return UP_OK;
}

static enum up_status install(struct subject *subject, const struct server *server,
			      struct up_error *err)
{
	struct own_subject *self = (struct own_subject *)subject;
	struct made *made = NULL;

	UP_TRY(add_made(self, server, &made, err));
	if (make_table(self, server, made, err) != UP_OK)
		return up_error_prefix(err, "cannot make a table like %s.%s",
				       self->shape.table.schema, self->shape.table.name);
	return UP_OK;
}

static enum up_status append_refill(const struct subject *subject, const struct server *server,
				    struct up_buffer *before, struct up_buffer *behind,
				    struct up_error *err)
{
	const struct own_subject *self = (const struct own_subject *)subject;

	for (size_t m = 0; m < self->made_count; m++) {
		struct made *made = self->made[m];
		if (strcmp(made->schema, server->schema) != 0)
			continue;
		/* The SQL of an arm may have set another one. */
		UP_TRY(density_yield(server->control, &made->blueprint, &made->density, err));
		density_append_set(before, &made->density);
		density_append_reset(behind, &made->blueprint, &made->density);
	}
	UP_TRY(up_buffer_check(before, err));
	return up_buffer_check(behind, err);
}

/* ---- its rows ---------------------------------------------------------- */

static enum up_status check(const struct subject *subject, const struct population_request *request,
			    struct up_error *err)
{
	const struct own_subject *self = (const struct own_subject *)subject;
	const size_t old = population_request_old_rows(request);

	if (request->gone_share > 0)
		return up_fail(err, UP_UNSUPPORTED,
			       "--gone-share: rows of the table's scope that a sync of --rows does "
			       "not bring are gone");
	if (request->gone == GONE_DEACTIVATE)
		return up_fail(err, UP_UNSUPPORTED,
			       "--gone deactivate: only the built-in table has a status for rows "
			       "that are gone; count and delete are possible");
	if (request->new > 0 &&
	    own_relation_check_created(subject, &self->shape, subject->relation.column_count,
				       err) != UP_OK)
		return up_error_prefix(err, "--new");
	if (self->request.data == OWN_DATA_SHAPE) {
		if (request->table_rows != 0 && request->table_rows < old)
			return up_fail(err, UP_UNSUPPORTED,
				       "--table-rows (%zu) is less than the %zu rows of the batch "
				       "that are in the table before the sync",
				       request->table_rows, old);
		return UP_OK;
	}
	return UP_OK;
}

static enum up_status populate(const struct subject *subject,
			       const struct population_request *request,
			       struct population **population, struct up_error *err)
{
	return own_population_open(&((const struct own_subject *)subject)->table, request,
				   population, err);
}

/* By the statistics of the shape. */
static enum up_status row_bytes(const struct subject *subject, size_t columns, double *bytes,
				struct up_error *err)
{
	const struct own_subject *self = (const struct own_subject *)subject;
	double sum = 0;

	(void)err;
	for (size_t c = 0; c < columns && c < subject->relation.column_count; c++) {
		const struct up_column *column = &subject->relation.columns[c];
		const struct up_type_info *info = up_type_info(column->type);
		const int64_t width =
			shape_find_column(&self->shape, column->name)->statistics.avg_width;
		if (info->storage != UP_STORAGE_VARIABLE)
			sum += (double)info->width + 1;
		else
			sum += (double)(width > 0 ? width : LIKELY_WIDTH) + (double)sizeof(size_t);
	}
	*bytes = sum;
	return UP_OK;
}

static enum up_status describe_omissions(const struct shape *blueprint, struct text_list *list,
					 struct up_error *err)
{
	for (size_t o = 0; o < blueprint->left_out.count; o++) {
		const struct shape_omission *omission = &blueprint->left_out.items[o];
		UP_BUFFER text = {0};
		up_buffer_append_format(&text, "%s: %s", omission->what, omission->why);
		UP_TRY(up_buffer_check(&text, err));
		UP_TRY(text_list_add(list, text.data, err));
	}
	return UP_OK;
}

static enum up_status describe(const struct subject *subject,
			       struct manifest_own_table *description, struct up_error *err)
{
	const struct own_subject *self = (const struct own_subject *)subject;
	const bool has_rows = self->request.data == OWN_DATA_ROWS;

	UP_TRY(text_set(&description->structure, self->shape.hash.structure, err));
	UP_TRY(text_set(&description->statistics, self->shape.hash.statistics, err));
	UP_TRY(text_set(&description->data, has_rows ? "rows" : "shape", err));
	if (has_rows) {
		description->rows = self->table.rows;
		description->sample = self->request.sample;
	}
	if (!isnan(subject->heap_bytes))
		description->row_bytes = subject->heap_bytes;
	description->has_triggers = fact_of(self->request.keeps_triggers);
	description->has_stubs = fact_of(self->request.stubs_foreign_keys);
	return self->made_count > 0
		       ? describe_omissions(&self->made[self->made_count - 1]->blueprint,
					    &description->left_out, err)
		       : UP_OK;
}

/* ---- the subject ------------------------------------------------------- */

static void own_close(struct subject *subject)
{
	struct own_subject *self = (struct own_subject *)subject;

	subject_release(subject);
	shape_release(&self->shape);
	for (size_t m = 0; m < self->made_count; m++)
		made_free(self->made[m]);
	free(self->made);
	free(self);
}

static double per_row(int64_t bytes, const struct shape_table *table)
{
	return bytes != UNMEASURED && table->tuples > 0 ? (double)bytes / (double)table->tuples
							: NAN;
}

static enum up_status fill_in(struct own_subject *self, const struct own_request *request,
			      struct up_error *err)
{
	const struct shape_table *table = &self->shape.table;
	struct subject *subject = &self->subject;

	subject->heap_bytes = per_row(table->bytes.main, table) +
			      (table->bytes.toast > 0 ? per_row(table->bytes.toast, table) : 0);
	subject->index_bytes = per_row(table->bytes.indexes, table);
	if (request->data == OWN_DATA_ROWS && table->tuples > 0)
		subject->likely_rows = (int64_t)((double)table->tuples * request->sample);
	self->request = *request;
	self->table = (struct own_table){
		.subject = subject, .shape = &self->shape, .data = request->data};
	UP_TRY(own_relation_set(subject, &self->shape, err));
	self->request.scope = NULL;
	if (self->shape.scope == NULL)
		return UP_OK;
	if (request->data == OWN_DATA_SHAPE)
		return generator_make_scope(&self->shape, &subject->relation.scope, &subject->scope,
					    err);
	return text_set(&subject->scope, request->scope, err);
}

enum up_status own_subject_open(struct shape *shape, const struct own_request *request,
				struct subject **subject, struct up_error *err)
{
	struct own_subject *self = malloc(sizeof *self);

	if (self == NULL) {
		shape_release(shape);
		return up_fail(err, UP_NO_MEMORY, "out of memory for a table");
	}
	*self = (struct own_subject){
		.subject = {.shape = &self->shape,
			    .schema_sql = "",
			    .rows = UNMEASURED,
			    .likely_rows = UNMEASURED,
			    .is_own = true,
			    .has_triggers = request->keeps_triggers,
			    .install = install,
			    .check = check,
			    .populate = populate,
			    .row_bytes = row_bytes,
			    .append_refill = append_refill,
			    .append_plan = append_plan,
			    .describe = describe,
			    .close = own_close},
		.shape = *shape,
	};
	*shape = (struct shape){0};
	if (fill_in(self, request, err) != UP_OK) {
		own_close(&self->subject);
		return err->status;
	}
	*subject = &self->subject;
	return UP_OK;
}
