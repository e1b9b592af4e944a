/* SPDX-License-Identifier: PostgreSQL */
#include "strategy/staged.h"

#include "pg/gone_statement.h"
#include "pg/recorder.h"

#include <stdlib.h>

struct staged {
	struct up_update incoming; /* which fills the table: the same, with a state of its own */
	const struct staged_kind *kind;
	enum staged_counting counting;
	struct up_buffer update;
	struct up_buffer create;
	struct up_buffer gone;
	struct up_buffer statistics;
	struct up_buffer missing; /* how many rows will be created */
};

/* ---- statements -------------------------------------------------------- */

static bool treats_gone(const struct up_update *update)
{
	return update->gone != NULL && update->gone->action != UP_GONE_IGNORE;
}

/* A MERGE does not return rows that it leaves alone, so they are counted apart. */
static bool is_gone_apart(const struct up_update *update, const struct staged *staged)
{
	return staged->counting != STAGED_BY_ROW || update->gone->action == UP_GONE_COUNT;
}

/* Created rows since the transaction began, and others since statistics were last sent.  A row that moves to
 * another partition counts as inserted and as deleted. */
static enum up_status build_statistics(struct up_buffer *sql, const struct up_relation *relation,
				       struct up_error *err)
{
	UP_BUFFER table = {0};
	UP_BUFFER literal = {0};

	up_sql_table(&table, relation);
	UP_TRY(up_buffer_check(&table, err));
	up_sql_string(&literal, table.data);
	UP_TRY(up_buffer_check(&literal, err));
	up_buffer_append_format(
		sql,
		"SELECT pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_inserted(oid) - "
		"pg_catalog.pg_stat_get_xact_tuples_deleted(oid)) FROM (SELECT "
		"%s::pg_catalog.regclass::pg_catalog.oid AS oid UNION SELECT "
		"relid::pg_catalog.oid FROM pg_catalog.pg_partition_tree(%s)) AS part",
		literal.data, literal.data);
	return up_buffer_check(sql, err);
}

/* WITH done AS (MERGE … RETURNING …) SELECT the three numbers. */
static enum up_status build_counted(struct staged *staged, const struct up_update *update,
				    const struct up_sql_update *sql, const struct up_sql_gone *gone,
				    struct up_error *err)
{
	struct up_buffer *text = &staged->update;

	up_buffer_append_string(text, "WITH done AS (");
	staged->kind->update(text, sql);
	if (gone->gone != NULL)
		UP_TRY(up_sql_merge_gone(text, gone, update->conn, err));
	up_buffer_append_string(text, " RETURNING merge_action() AS action, u.");
	up_sql_identifier(text, update->relation->columns[0].name);
	up_buffer_append_string(
		text, " IS NULL AS gone) SELECT count(*) FILTER (WHERE action = 'UPDATE' "
		      "AND NOT gone), count(*) FILTER (WHERE action = 'INSERT'), count(*) "
		      "FILTER (WHERE gone) FROM done");
	return up_buffer_check(text, err);
}

static enum up_status build_statements(struct staged *staged, const struct up_update *update,
				       struct up_error *err)
{
	const struct staged_kind *kind = staged->kind;
	const struct up_sql_update sql = up_incoming_sql(&staged->incoming);
	struct up_sql_gone gone = {.relation = update->relation,
				   .from = sql.from,
				   .scope = sql.scope,
				   .has_scope = sql.has_scope};

	if (treats_gone(update) && is_gone_apart(update, staged)) {
		gone.gone = update->gone;
		UP_TRY(up_sql_gone(&staged->gone, &gone, update->conn, err));
		gone.gone = NULL;
	} else if (treats_gone(update)) {
		gone.gone = update->gone;
	}
	if (staged->counting == STAGED_BY_ROW)
		return build_counted(staged, update, &sql, &gone, err);
	kind->update(&staged->update, &sql);
	if (kind->create != NULL)
		kind->create(&staged->create, &sql);
	if (staged->counting == STAGED_BY_STATISTICS)
		UP_TRY(build_statistics(&staged->statistics, update->relation, err));
	if (staged->counting == STAGED_BY_COUNT)
		up_sql_count_missing(&staged->missing, &sql);
	UP_TRY(up_buffer_check(&staged->missing, err));
	UP_TRY(up_buffer_check(&staged->create, err));
	return up_buffer_check(&staged->update, err);
}

static enum up_status check_statistics(const struct up_update *update, struct up_error *err)
{
	UP_FREE char *value = NULL;

	if (update->conn->recorder != NULL)
		return UP_OK;
	UP_TRY(up_conn_query_value(update->conn, "SHOW track_counts", &value, err));
	if (strcmp(value, "on") == 0)
		return UP_OK;
	return up_fail(err, UP_UNSUPPORTED,
		       "%s counts created rows by track_counts before PostgreSQL 17, which is off",
		       update->strategy->name);
}

enum up_status up_staged_prepare(struct up_update *update, const struct staged_kind *kind,
				 struct up_error *err)
{
	static const struct incoming_kind incoming = {
		.binary = true, .table = INCOMING_BESIDE, .casts_scope = true};
	struct staged *staged = calloc(1, sizeof *staged);

	if (staged == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a COPY");
	staged->incoming = *update;
	staged->kind = kind;
	staged->counting = kind->counting;
	update->state = staged;
	UP_TRY(up_incoming_prepare(&staged->incoming, &incoming, err));
	if (kind->counting != STAGED_BY_TAG && up_incoming_is_distributed(&staged->incoming))
		staged->counting = STAGED_BY_COUNT;
	if (staged->counting == STAGED_BY_STATISTICS)
		UP_TRY(check_statistics(update, err));
	return build_statements(staged, update, err);
}

/* ---- a sync ------------------------------------------------------------ */

enum up_status up_staged_apply(struct up_update *update, const struct up_batch *batch, size_t first,
			       size_t count, struct up_error *err)
{
	struct staged *staged = update->state;

	staged->incoming.continued = update->continued;
	return up_incoming_apply(&staged->incoming, batch, first, count, err);
}

enum up_status up_staged_pause(struct up_update *update, struct up_error *err)
{
	return up_incoming_pause(&((struct staged *)update->state)->incoming, err);
}

/* Adds the number of rows that a statement affected, or its first value where it is a query. */
static enum up_status execute(struct up_update *update, const struct up_buffer *sql, bool is_query,
			      int64_t *rows, struct up_error *err)
{
	const char *const values[] = {update->scope};
	const struct up_params params = {.count = up_relation_has_scope(update->relation) ? 1 : 0,
					 .values = values};
	const bool has_value = is_query && update->conn->recorder == NULL;
	UP_RESULT *result = NULL;
	int64_t found = 0;

	if (sql->length == 0)
		return UP_OK;
	UP_TRY(up_conn_exec_params(update->conn, sql->data, &params, &found,
				   has_value ? &result : NULL, err));
	*rows += has_value ? strtoll(PQgetvalue(result, 0, 0), NULL, 10) : found;
	return UP_OK;
}

static enum up_status execute_counted(struct up_update *update, const struct up_buffer *sql,
				      struct up_error *err)
{
	const char *const values[] = {update->scope};
	const struct up_params params = {.count = up_relation_has_scope(update->relation) ? 1 : 0,
					 .values = values};
	int64_t *const numbers[] = {&update->rows_updated, &update->rows_created,
				    &update->rows_gone};
	const bool is_recorded = update->conn->recorder != NULL;
	UP_RESULT *result = NULL;

	UP_TRY(up_conn_exec_params(update->conn, sql->data, &params, NULL,
				   is_recorded ? NULL : &result, err));
	for (int n = 0; n < 3 && !is_recorded; n++)
		*numbers[n] += strtoll(PQgetvalue(result, 0, n), NULL, 10);
	return UP_OK;
}

static enum up_status read_statistics(const struct up_update *update, const struct staged *staged,
				      int64_t *created, struct up_error *err)
{
	UP_FREE char *value = NULL;

	*created = 0;
	if (update->conn->recorder != NULL)
		return UP_OK;
	UP_TRY(up_conn_query_value(update->conn, staged->statistics.data, &value, err));
	*created = strtoll(value, NULL, 10);
	return UP_OK;
}

static enum up_status execute_by_statistics(struct up_update *update, const struct staged *staged,
					    struct up_error *err)
{
	int64_t before;
	int64_t after;
	int64_t written = 0;

	UP_TRY(read_statistics(update, staged, &before, err));
	UP_TRY(execute(update, &staged->update, false, &written, err));
	UP_TRY(read_statistics(update, staged, &after, err));
	update->rows_created += after - before;
	update->rows_updated += written - (after - before);
	return UP_OK;
}

static enum up_status execute_by_count(struct up_update *update, const struct staged *staged,
				       struct up_error *err)
{
	int64_t created = 0;
	int64_t written = 0;

	UP_TRY(execute(update, &staged->missing, true, &created, err));
	UP_TRY(execute(update, &staged->update, false, &written, err));
	update->rows_created += created;
	update->rows_updated += written - created;
	return UP_OK;
}

enum up_status up_staged_finish(struct up_update *update, struct up_error *err)
{
	const struct staged *staged = update->state;
	const bool is_query = treats_gone(update) && update->gone->action == UP_GONE_COUNT;
	bool has_rows;

	UP_TRY(up_incoming_end(&((struct staged *)update->state)->incoming, &has_rows, err));
	if (!has_rows)
		return UP_OK;
	switch (staged->counting) {
	case STAGED_BY_TAG:
		UP_TRY(execute(update, &staged->update, false, &update->rows_updated, err));
		UP_TRY(execute(update, &staged->create, false, &update->rows_created, err));
		break;
	case STAGED_BY_STATISTICS:
		UP_TRY(execute_by_statistics(update, staged, err));
		break;
	case STAGED_BY_ROW:
		UP_TRY(execute_counted(update, &staged->update, err));
		break;
	case STAGED_BY_COUNT:
		UP_TRY(execute_by_count(update, staged, err));
		break;
	}
	return execute(update, &staged->gone, is_query, &update->rows_gone, err);
}

void up_staged_release(struct up_update *update)
{
	struct staged *staged = UP_TAKE(update->state);

	if (staged == NULL)
		return;
	up_incoming_release(&staged->incoming);
	up_buffer_release(&staged->update);
	up_buffer_release(&staged->create);
	up_buffer_release(&staged->gone);
	up_buffer_release(&staged->statistics);
	up_buffer_release(&staged->missing);
	free(staged);
}
