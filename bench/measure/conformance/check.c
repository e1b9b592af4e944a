/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/check.h"

#include "measure/conformance/fixture_types.h"
#include "measure/conformance/judgment.h"
#include "measure/conformance/target.h"
#include "measure/process/interrupt.h"
#include "measure/server/refusal.h"
#include "pg/statement.h"
#include "record/text_list.h"
#include "source/memory.h"
#include "sync/sync.h"

/* Nothing here must outlive a crash, and a statement that hangs shall not hang the
 * program: no case takes a second. */
#define CONTROL_SESSION "SET synchronous_commit = off"
#define SESSION CONTROL_SESSION "; SET statement_timeout = '30s'"

static const struct way ways[] = {
	{0},
	{.batch_rows = 3},
	{.wants = UP_STRATEGY_CHUNKED, .chunk = 2},
	{.wants = UP_STRATEGY_SKIPS, .skip_unchanged = true},
	{.batch_rows = 3, .overlap = true},
};

/* ---- before ----------------------------------------------------------- */

static enum up_status make_table(const struct conformance_check *check,
				 const struct attempt *attempt, struct up_error *err)
{
	struct up_conn *control = attempt->server->control;
	UP_BUFFER sql = {0};

	if (check->table != NULL)
		return own_fixture_restore(check->table, attempt->server, err);
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
		UP_TRY(judgment_append_sql(attempt, attempt->fixture_case->reset, &sql, err));
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

/* A failure of the strategy ends up in the attempt; any other is returned. */
static enum up_status carry_out(struct attempt *attempt, struct up_error *err)
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

/* ---- all of them ------------------------------------------------------ */

static bool is_possible(const struct attempt *attempt)
{
	const struct way *way = attempt->way;
	const struct up_update_options options = {.chunk = way->chunk};

	if (way->wants != 0 && !(attempt->strategy->flags & way->wants))
		return false;
	/* It was prepared for the rows that there were, and one that its first batch creates
	 * must be updated by a later one. */
	if (way->batch_rows != 0 && attempt->fixture_case->updates_created &&
	    attempt->role == ROLE_BOUND)
		return false;
	if (way->overlap && (attempt->role == ROLE_BOUND ||
			     (attempt->strategy->flags & UP_STRATEGY_AUTOCOMMIT) != 0))
		return false;
	return way->batch_rows == 0 ||
	       (!attempt->fixture_case->direct && up_strategy_streams(attempt->strategy, &options));
}

static enum up_status add_result(const struct attempt *attempt, struct conformance_list *list,
				 struct up_error *err)
{
	UP_TRY(up_buffer_check(&attempt->outcome, err));
	return conformance_list_add(
		list,
		&(struct conformance){
			.fixture = (char *)(uintptr_t)attempt->fixture_case->name,
			.policy = (char *)(uintptr_t)attempt->fixture_case->policy,
			.strategy = (char *)(uintptr_t)attempt->strategy->name,
			.outcome = (char *)(uintptr_t)up_buffer_string(&attempt->outcome),
			.verdict = (int)attempt->verdict},
		err);
}

static enum up_status skip_strategy(const struct fixture_case *fixture_case,
				    const struct checked_strategy *checked, const char *reason,
				    struct conformance_list *list, struct up_error *err)
{
	UP_CLEANUP(attempt_release)
	struct attempt attempt = {.fixture_case = fixture_case, .strategy = checked->strategy};

	attempt_end(&attempt, CONFORMANCE_SKIPPED, reason);
	return add_result(&attempt, list, err);
}

static enum up_status check_strategy(const struct conformance_check *check, struct up_pool *pool,
				     const struct fixture_case *fixture_case,
				     const struct fixture *fixture,
				     const struct checked_strategy *checked,
				     struct conformance_list *list, struct up_error *err)
{
	UP_CLEANUP(attempt_release)
	struct attempt reported = {.fixture_case = fixture_case, .strategy = checked->strategy};

	for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
		UP_CLEANUP(attempt_release)
		struct attempt attempt = {
			.server = check->server,
			.pool = pool,
			.fixture_case = fixture_case,
			.fixture = fixture,
			.strategy = checked->strategy,
			.role = checked->role,
			.way = &ways[w],
		};
		if (interrupt_signal() != 0)
			return up_fail(err, UP_INTERRUPTED, "interrupted");
		if (!is_possible(&attempt))
			continue;
		UP_TRY(make_table(check, &attempt, err));
		UP_TRY(carry_out(&attempt, err));
		UP_TRY(judgment_make(&attempt, err));
		if (w == 0 || attempt.verdict == CONFORMANCE_DEPARTS) {
			attempt_release(&reported);
			reported = attempt;
			attempt.outcome = (struct up_buffer){0};
		}
		if (reported.verdict == CONFORMANCE_DEPARTS)
			break;
	}
	return add_result(&reported, list, err);
}

static enum up_status set_name(char **field, const char *name, struct up_error *err)
{
	char *copy = strdup(name);
	if (copy == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for a relation");
	free(*field);
	*field = copy;
	return UP_OK;
}

static enum up_status make_fixture(const struct conformance_check *check,
				   const struct fixture_case *fixture_case, struct fixture *fixture,
				   struct up_error *err)
{
	UP_TRY(fixture_case->make(fixture, err));
	UP_TRY(fixture_set_schema(fixture, check->server->schema, err));
	if (fixture_case->table == NULL)
		return UP_OK;
	return set_name(&fixture->relation.table, fixture_case->table, err);
}

static enum up_status check_strategies(const struct conformance_check *check, struct up_pool *pool,
				       const struct fixture_case *fixture_case,
				       const struct fixture *fixture,
				       const struct text_list *reasons,
				       struct conformance_list *list, struct up_error *err)
{
	for (size_t s = 0; s < check->strategy_count; s++) {
		const struct checked_strategy *checked = &check->strategies[s];
		const char *reason = s < reasons->count ? reasons->items[s] : "";
		if (reason[0] != '\0')
			UP_TRY(skip_strategy(fixture_case, checked, reason, list, err));
		else
			UP_TRY(check_strategy(check, pool, fixture_case, fixture, checked, list,
					      err));
	}
	return UP_OK;
}

static enum up_status check_case(const struct conformance_check *check, struct up_pool *pool,
				 const struct fixture_case *fixture_case,
				 const struct text_list *reasons, struct conformance_list *list,
				 struct up_error *err)
{
	FIXTURE fixture = {0};

	UP_TRY(make_fixture(check, fixture_case, &fixture, err));
	return check_strategies(check, pool, fixture_case, &fixture, reasons, list, err);
}

/* ---- what the server cannot do ----------------------------------------- */

/* Adds why a strategy is skipped, or "": the server refuses it with a table and rows that are plain.
 * With what is hostile it could be a fault of the strategy. */
static enum up_status try_strategy(const struct conformance_check *check, struct up_pool *pool,
				   const struct fixture_case *fixture_case,
				   const struct fixture *fixture,
				   const struct checked_strategy *checked,
				   struct text_list *reasons, struct up_error *err)
{
	UP_CLEANUP(attempt_release)
	struct attempt attempt = {
		.server = check->server,
		.pool = pool,
		.fixture_case = fixture_case,
		.fixture = fixture,
		.strategy = checked->strategy,
		.role = checked->role,
		.way = ways,
	};
	UP_BUFFER text = {0};

	if (interrupt_signal() != 0)
		return up_fail(err, UP_INTERRUPTED, "interrupted");
	if (checked->role == ROLE_IDLE)
		return text_list_add(reasons, "it updates nothing", err);
	UP_TRY(make_table(check, &attempt, err));
	UP_TRY(carry_out(&attempt, err));
	if (attempt.status == UP_STATEMENT && refusal_is(&attempt.error))
		up_buffer_append_format(&text, "the server refuses it: %s", attempt.error.message);
	UP_TRY(up_buffer_check(&text, err));
	return text_list_add(reasons, up_buffer_string(&text), err);
}

static enum up_status find_reasons(const struct conformance_check *check, struct up_pool *pool,
				   const struct fixture_case *fixture_case,
				   const struct fixture *fixture, struct text_list *reasons,
				   struct up_error *err)
{
	for (size_t s = 0; s < check->strategy_count; s++)
		UP_TRY(try_strategy(check, pool, fixture_case, fixture, &check->strategies[s],
				    reasons, err));
	return UP_OK;
}

/* ---- a table of the user's --------------------------------------------- */

static enum up_status skip_case(const struct conformance_check *check,
				const struct fixture_case *fixture_case, const char *reason,
				struct conformance_list *list, struct up_error *err)
{
	for (size_t s = 0; s < check->strategy_count; s++) {
		UP_CLEANUP(attempt_release)
		struct attempt attempt = {.fixture_case = fixture_case,
					  .strategy = check->strategies[s].strategy};
		attempt_end(&attempt, CONFORMANCE_SKIPPED, reason);
		UP_TRY(add_result(&attempt, list, err));
	}
	return UP_OK;
}

/* What a plain UPDATE of each row cannot do, such as to give a checked column a null, no strategy
 * has to. */
static enum up_status rehearse(const struct conformance_check *check, struct up_pool *pool,
			       const struct fixture_case *fixture_case,
			       const struct fixture *fixture, struct up_buffer *refusal,
			       struct up_error *err)
{
	struct attempt attempt = {
		.server = check->server,
		.pool = pool,
		.fixture_case = fixture_case,
		.fixture = fixture,
		.strategy = up_strategy_find("row"),
		.way = &ways[0],
	};

	if (fixture_case->end != FIXTURE_APPLIED)
		return UP_OK;
	UP_TRY(make_table(check, &attempt, err));
	UP_TRY(carry_out(&attempt, err));
	if (attempt.status == UP_STATEMENT)
		up_buffer_append_format(refusal, "the table refuses these rows (SQLSTATE %s)",
					attempt.error.sqlstate);
	return up_buffer_check(refusal, err);
}

static enum up_status check_own_case(const struct conformance_check *check, struct up_pool *pool,
				     const struct own_fixture_case *own_case, const char *proof,
				     const struct text_list *reasons, struct conformance_list *list,
				     struct up_error *err)
{
	const struct shape_table *shape = &check->table->subject->shape->table;
	struct fixture_case fixture_case = own_case->base;
	FIXTURE fixture = {0};
	UP_BUFFER name = {0};
	UP_BUFFER refusal = {0};

	up_buffer_append_format(&name, "%s, in %s.%s", fixture_case.name, shape->schema,
				shape->name);
	UP_TRY(up_buffer_check(&name, err));
	fixture_case.name = name.data;
	fixture_case.proof = proof;
	fixture_case.proof_value = "0";
	enum up_status status =
		own_fixture_make(check->table, own_case, check->server->schema, &fixture, err);
	if (status == UP_UNSUPPORTED) {
		const struct up_error reason = *err;
		return skip_case(check, &fixture_case, reason.message, list, err);
	}
	UP_TRY(status);
	UP_TRY(rehearse(check, pool, &fixture_case, &fixture, &refusal, err));
	if (refusal.length > 0)
		return skip_case(check, &fixture_case, refusal.data, list, err);
	return check_strategies(check, pool, &fixture_case, &fixture, reasons, list, err);
}

static enum up_status check_table(const struct conformance_check *check, struct up_pool *pool,
				  struct conformance_list *list, struct up_error *err)
{
	const struct own_fixture_case *plain = own_fixture_cases;
	UP_CLEANUP(text_list_release) struct text_list reasons = {0};
	UP_FREE char *proof = NULL;
	FIXTURE fixture = {0};

	UP_TRY(own_fixture_proof(check->table, &proof, err));
	const enum up_status status =
		own_fixture_make(check->table, plain, check->server->schema, &fixture, err);
	if (status == UP_OK)
		UP_TRY(find_reasons(check, pool, &plain->base, &fixture, &reasons, err));
	else if (status != UP_UNSUPPORTED) /* then each case has its own reason */
		return status;
	for (const struct own_fixture_case *c = plain; c->base.name != NULL; c++)
		UP_TRY(check_own_case(check, pool, c, proof, &reasons, list, err));
	return UP_OK;
}

/* ---- everything -------------------------------------------------------- */

enum up_status conformance_check_run(const struct conformance_check *check,
				     struct conformance_list *list, struct up_error *err)
{
	UP_POOL pool = {0};
	UP_CLEANUP(text_list_release) struct text_list reasons = {0};
	FIXTURE plain = {0};

	UP_TRY(up_conn_exec(check->server->control, CONTROL_SESSION, err));
	if (check->table != NULL)
		return check_table(check, &pool, list, err);
	UP_TRY(column_kind_make_types(check->server->control, check->server->schema, err));
	UP_TRY(make_fixture(check, fixture_cases, &plain, err));
	UP_TRY(find_reasons(check, &pool, fixture_cases, &plain, &reasons, err));
	for (const struct fixture_case *c = fixture_cases; c->name != NULL; c++)
		UP_TRY(check_case(check, &pool, c, &reasons, list, err));
	return UP_OK;
}
