/* SPDX-License-Identifier: PostgreSQL */
#include "measure/trial/dataset.h"

#include "measure/process/interrupt.h"
#include "pg/statement.h"

/* Below, filling the table anew is fast enough; undo changes the sync's rows, and VACUUM takes them
 * out, twice. */
#define UNDO_ROWS_MIN 100000
#define UNDO_SHARE_MAX 0.04

/* Earlier versions do not give back line pointers, so that rows come to other places. */
#define UNDO_VERSION_MIN 140000

/* In the schema of the run, with which they are gone. */
#define UNDO_KEYS "upbench_keys"
#define UNDO_STORE "upbench_store"

void dataset_release(struct dataset *dataset)
{
	api_process_stop(dataset->api);
	population_close(dataset->population);
	subject_close(dataset->partitioned);
	restoration_release(&dataset->restoration);
	undo_release(&dataset->undo);
}

enum up_status dataset_load(struct dataset *dataset, const struct subject *subject,
			    const struct population_request *request, size_t number,
			    const struct server *server, struct up_error *err)
{
	UP_BUFFER sql = {0};

	dataset->subject = subject;
	UP_TRY(subject->populate(subject, request, &dataset->population, err));
	UP_TRY(dataset->population->fill(dataset->population, server, number, err));
	if (request->partitions > 0 && subject->partition != NULL) {
		UP_TRY(subject->partition(subject, dataset->population, server, number,
					  &dataset->partitioned, err));
		dataset->subject = dataset->partitioned;
	}
	UP_TRY(restoration_read(server, dataset->subject, &dataset->restoration, err));

	/* All hint bits now, so that the first restore is like every other. */
	up_buffer_append_format(&sql, "VACUUM (ANALYZE) %s", dataset->population->pristine);
	UP_TRY(up_buffer_check(&sql, err));
	return up_conn_exec(server->control, sql.data, err);
}

/* ---- undoing ----------------------------------------------------------- */

static enum up_status fill(const struct dataset *dataset, const struct server *server,
			   struct up_error *err)
{
	if (restoration_run(&dataset->restoration, server, dataset->population->pristine, err) !=
	    UP_OK)
		return up_error_prefix(err, "cannot restore the table");
	return UP_OK;
}

/* Fills the table, and makes what undo needs; it is_prepared if the table has come to rest. */
static enum up_status prepare(struct dataset *dataset, const struct server *server,
			      struct up_error *err)
{
	const struct subject *subject = dataset->subject;
	UP_BUFFER table = {0};
	UP_BUFFER before = {0};
	UP_BUFFER behind = {0};

	dataset->is_prepared = false;
	undo_release(&dataset->undo);
	UP_TRY(fill(dataset, server, err));
	UP_TRY(up_conn_exec(server->control, "DROP TABLE IF EXISTS " UNDO_STORE, err));
	up_sql_identifier(&table, subject->relation.table);
	UP_TRY(up_buffer_check(&table, err));
	if (subject->append_refill != NULL)
		UP_TRY(subject->append_refill(subject, server, &before, &behind, err));
	const struct undo_request request = {.table = table.data,
					     .keys = UNDO_KEYS,
					     .store = UNDO_STORE,
					     .key = &subject->shape->key.columns,
					     .before = up_buffer_string(&before),
					     .behind = up_buffer_string(&behind),
					     .can_checkpoint = server->can_checkpoint};
	UP_TRY(undo_prepare(server->control, &request, &dataset->undo, err));
	UP_TRY(undo_settle(&dataset->undo, server->control, &dataset->is_prepared, err));
	dataset->may_be_loose = false;
	return UP_OK;
}

static enum up_status undo(struct dataset *dataset, const struct server *server, bool *is_back,
			   struct up_error *err)
{
	int64_t displaced = 0;

	*is_back = true;
	UP_TRY(restoration_vacuum_catalogs(&dataset->restoration, server, err));
	if (!dataset->may_be_loose)
		UP_TRY(undo_run(&dataset->undo, server->control, &displaced, err));
	if (dataset->may_be_loose || displaced > 0)
		UP_TRY(undo_settle(&dataset->undo, server->control, is_back, err));
	dataset->may_be_loose = false;
	return UP_OK;
}

/* What the server refuses, it may take in a table that is filled anew. */
static enum up_status undo_or_fill(struct dataset *dataset, const struct server *server,
				   struct up_error *err)
{
	bool is_back = false;
	enum up_status status = UP_OK;

	if (dataset->is_prepared)
		status = undo(dataset, server, &is_back, err);
	if ((status != UP_OK && status != UP_STATEMENT) || interrupt_signal() != 0)
		return status;
	if (is_back)
		return UP_OK;
	UP_TRY(prepare(dataset, server, err));
	/* It would be settled in vain before each sample. */
	dataset->is_undone = dataset->is_prepared;
	return dataset->is_undone ? UP_OK : fill(dataset, server, err);
}

enum up_status dataset_undo_syncs(struct dataset *dataset, const struct server *server,
				  struct up_error *err)
{
	const struct population *population = dataset->population;
	const size_t rows = population->request.rows;

	if (population->request.gone > GONE_COUNT || population->list_keys == NULL ||
	    server->control->server_version < UNDO_VERSION_MIN ||
	    population->table_rows < UNDO_ROWS_MIN ||
	    (double)rows > UNDO_SHARE_MAX * (double)population->table_rows)
		return UP_OK;
	UP_TRY(population->list_keys(population, server, UNDO_KEYS, err));
	UP_TRY(up_conn_exec(server->control, "ANALYZE " UNDO_KEYS, err));
	UP_TRY(prepare(dataset, server, err));
	dataset->is_undone = dataset->is_prepared;
	return UP_OK;
}

/* Also where it is in quotes; a line becomes a space. */
static enum up_status add_without(const char *schema, const char *statement,
				  struct text_list *statements, struct up_error *err)
{
	const size_t length = strlen(schema);
	UP_BUFFER sql = {0};

	for (const char *at = statement; *at != '\0';) {
		const size_t quote = *at == '"' ? 1 : 0;
		const char *end = at + quote + length;
		if (strncmp(at + quote, schema, length) == 0 &&
		    strncmp(end, quote == 1 ? "\"." : ".", quote + 1) == 0) {
			at = end + quote + 1;
			continue;
		}
		up_buffer_append_char(&sql, *at == '\n' ? ' ' : *at);
		at++;
	}
	UP_TRY(up_buffer_check(&sql, err));
	return text_list_add(statements, sql.data, err);
}

enum up_status dataset_append_undo(const struct dataset *dataset, const struct server *server,
				   struct text_list *statements, struct up_error *err)
{
	UP_CLEANUP(text_list_release) struct text_list undo = {0};

	UP_TRY(undo_append_statements(&dataset->undo, &undo, err));
	UP_TRY(text_list_add(statements, restoration_catalogs(&dataset->restoration), err));
	for (size_t s = 0; s < undo.count; s++)
		UP_TRY(add_without(server->schema, undo.items[s], statements, err));
	return UP_OK;
}

/* ---- either way -------------------------------------------------------- */

void dataset_note_sync(struct dataset *dataset, bool is_first, bool is_wrong)
{
	dataset->may_be_loose = dataset->may_be_loose || is_first;
	dataset->is_prepared = dataset->is_prepared && !is_wrong;
}

enum up_status dataset_restore(struct dataset *dataset, const struct server *server,
			       struct up_error *err)
{
	return dataset->is_undone ? undo_or_fill(dataset, server, err) : fill(dataset, server, err);
}
