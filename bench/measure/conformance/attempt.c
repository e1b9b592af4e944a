/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/attempt.h"

#include "measure/conformance/fixture_types.h"
#include "measure/conformance/own_fixture.h"
#include "measure/conformance/target.h"
#include "pg/session.h"
#include "pg/statement.h"
#include "source/memory.h"
#include "sync/sync.h"

/* A statement that hangs shall not hang the program: no case takes a second. */
#define SESSION ATTEMPT_CONTROL_SESSION "; SET statement_timeout = '30s'"

void attempt_release(struct attempt *attempt)
{
	up_buffer_release(&attempt->outcome);
}

void attempt_end(struct attempt *attempt, enum conformance_verdict verdict, const char *outcome)
{
	attempt->verdict = verdict;
	up_buffer_append_string(&attempt->outcome, outcome);
}

enum up_status attempt_append_sql(const struct attempt *attempt, const char *template,
				  struct up_buffer *sql, struct up_error *err)
{
	const char *mark = strstr(template, "%s");

	if (mark == NULL)
		return up_fail(err, UP_INVALID, "no schema in: %s", template);
	up_buffer_append(sql, template, (size_t)(mark - template));
	up_sql_identifier(sql, attempt->server->schema);
	up_buffer_append_string(sql, mark + 2);
	return up_buffer_check(sql, err);
}

/* ---- before ----------------------------------------------------------- */

enum up_status attempt_make_table(const struct own_fixture_table *table,
				  const struct attempt *attempt, struct up_error *err)
{
	struct up_conn *control = attempt->server->control;
	UP_BUFFER sql = {0};

	if (table != NULL)
		return own_fixture_restore(table, attempt->server, err);
	if (attempt->fixture_case->table == NULL) {
		UP_TRY(target_make(control, &attempt->fixture->relation,
				   fixture_definitions(attempt->fixture), err));
	} else {
		/* For so few rows much cheaper than TRUNCATE. */
		up_buffer_append_string(&sql, "DELETE FROM ");
		up_sql_table(&sql, &attempt->fixture->relation);
		UP_TRY(up_buffer_check(&sql, err));
		UP_TRY(up_conn_exec(control, sql.data, err));
	}
	if (attempt->fixture_case->reset != NULL) {
		up_buffer_clear(&sql);
		UP_TRY(attempt_append_sql(attempt, attempt->fixture_case->reset, &sql, err));
		UP_TRY(up_conn_exec(control, sql.data, err));
	}
	return target_fill(control, &attempt->fixture->before, err);
}

/* ---- doing it --------------------------------------------------------- */

static enum up_status update_alone(struct attempt *attempt, const struct up_pool *pool,
				   struct up_source *source, struct up_update_stage **stage,
				   struct up_error *err)
{
	const struct up_update_stage_options options = {
		.strategy = attempt->strategy,
		.update = {.chunk = attempt->way->chunk,
			   .skip_unchanged = attempt->way->skip_unchanged},
		.relation = &attempt->fixture->relation,
		.scope = fixture_scope(attempt->fixture),
		.pool = pool,
		.strategy_context = source,
	};
	bool transaction = !(attempt->strategy->flags & UP_STRATEGY_AUTOCOMMIT);

	UP_TRY(up_update_stage_open(&options, stage, err));
	attempt->opened = true;
	if (transaction)
		UP_TRY(up_conn_exec(pool->conns[0], "BEGIN", err));
	UP_TRY(up_update_stage_begin(*stage, err));
	UP_TRY(up_update_stage_apply(*stage, fixture_incoming(attempt->fixture), err));
	UP_TRY(up_update_stage_finish(*stage, err));
	attempt->rows_updated = up_update_stage_rows(*stage);
	return transaction ? up_conn_exec(pool->conns[0], "COMMIT", err) : UP_OK;
}

static enum up_status sync_once(struct attempt *attempt, const struct up_pool *pool,
				struct up_source *source, struct up_sync **sync,
				struct up_error *err)
{
	const struct up_sync_options options = {
		.pool = pool,
		.relation = &attempt->fixture->relation,
		.scope = fixture_scope(attempt->fixture),
		.source = source,
		.strategy = attempt->strategy,
		.update = {.chunk = attempt->way->chunk,
			   .skip_unchanged = attempt->way->skip_unchanged},
		.batch_rows = attempt->way->batch_rows,
		.overlap = attempt->way->overlap,
		.strategy_context = source,
	};
	struct up_sync_result result = {0};

	UP_TRY(up_sync_open(&options, sync, err));
	attempt->opened = true;
	int64_t before = pool->conns[0]->counters.statements;
	enum up_status status = up_sync_run(*sync, &result, err);
	attempt->statements = pool->conns[0]->counters.statements - before;
	attempt->rows_updated = result.rows_updated;
	attempt->rows_duplicate = result.rows_duplicate;
	return status;
}

static void close_stage(struct up_update_stage **stage)
{
	up_update_stage_close(*stage);
}

static enum up_status try_once(struct attempt *attempt, struct up_error *err)
{
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;
	UP_CLEANUP(close_stage) struct up_update_stage *stage = NULL;

	UP_TRY(up_memory_open(fixture_incoming(attempt->fixture), &source, err));
	if (attempt->fixture_case->direct)
		attempt->status =
			update_alone(attempt, attempt->pool, source, &stage, &attempt->error);
	else
		attempt->status = sync_once(attempt, attempt->pool, source, &sync, &attempt->error);
	return UP_OK;
}

/* A new session costs the server more than the attempt itself.  After a failure it is not
 * certain what the old one still holds. */
static void keep_session(struct up_pool *pool, enum up_status status)
{
	struct up_error ignored = {0};

	if (status != UP_OK || up_conn_exec(pool->conns[0], "DISCARD ALL", &ignored) != UP_OK)
		up_pool_release(pool);
}

enum up_status attempt_carry_out(struct attempt *attempt, struct up_error *err)
{
	if (attempt->pool->count == 0)
		UP_TRY(server_open_pool(attempt->server, server_direct(attempt->server), 1,
					attempt->pool, err));
	UP_TRY(up_session_state(attempt->pool->conns[0], UP_SESSION_CONTROL, err));
	UP_TRY(up_conn_exec(attempt->pool->conns[0], SESSION, err));
	UP_TRY(try_once(attempt, err));
	keep_session(attempt->pool, attempt->status);
	switch (attempt->status) {
	case UP_OK:
	case UP_INVALID:
	case UP_UNSUPPORTED:
	case UP_STATEMENT:
		return UP_OK;
	default:
		*err = attempt->error;
		return up_error_prefix(err, "%s, %s", attempt->strategy->name,
				       attempt->fixture_case->name);
	}
}
