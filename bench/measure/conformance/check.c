/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/check.h"

#include "measure/conformance/fixture_case.h"
#include "measure/conformance/target.h"
#include "measure/process/interrupt.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "source/memory.h"
#include "sync/sync.h"

/* Nothing here must outlive a crash, and a statement that hangs shall not hang the
 * program: no case takes a second. */
#define CONTROL_SESSION "SET synchronous_commit = off"
#define SESSION UP_TEXT_SESSION "; " CONTROL_SESSION "; SET statement_timeout = '30s'"

/* One way to run a strategy. */
struct way {
	unsigned wants; /* a flag that the strategy must have, or 0 */
	size_t chunk;
	size_t batch_rows; /* 0: all rows in memory */
};

static const struct way ways[] = {
	{0},
	{.batch_rows = 3},
	{.wants = UP_STRATEGY_CHUNKED, .chunk = 2},
};

/* One strategy over one case in one way, and what came of it. */
struct attempt {
	const struct meaning_check *check;
	struct up_pool *pool; /* of one connection, or none yet */
	const struct hostile_case *hostile_case;
	const struct hostile *hostile;
	const struct up_strategy *strategy;
	const struct way *way;

	enum up_status status;
	struct up_error error;
	bool opened;        /* the failure is not one of preparing */
	int64_t statements; /* that a run sent */
	int64_t rows_updated;
	int64_t rows_duplicate;

	enum meaning_verdict verdict;
	struct up_buffer outcome;
};

static void attempt_release(struct attempt *attempt)
{
	up_buffer_release(&attempt->outcome);
}

static void end(struct attempt *attempt, enum meaning_verdict verdict, const char *outcome)
{
	attempt->verdict = verdict;
	up_buffer_append_string(&attempt->outcome, outcome);
}

/* ---- before ----------------------------------------------------------- */

static enum up_status append_in_schema(const struct attempt *attempt, const char *template,
				       struct up_buffer *sql, struct up_error *err)
{
	const char *mark = strstr(template, "%s");

	if (mark == NULL)
		return up_fail(err, UP_INVALID, "no schema in: %s", template);
	up_buffer_append(sql, template, (size_t)(mark - template));
	up_sql_identifier(sql, attempt->check->server->schema);
	up_buffer_append_string(sql, mark + 2);
	return up_buffer_check(sql, err);
}

static enum up_status make_table(const struct attempt *attempt, struct up_error *err)
{
	struct up_conn *control = attempt->check->server->control;
	UP_BUFFER sql = {0};

	if (attempt->hostile_case->table == NULL) {
		UP_TRY(target_make(control, &attempt->hostile->relation, err));
	} else {
		/* For so few rows much cheaper than TRUNCATE. */
		up_buffer_append_string(&sql, "DELETE FROM ");
		up_sql_table(&sql, &attempt->hostile->relation);
		UP_TRY(up_buffer_check(&sql, err));
		UP_TRY(up_conn_exec(control, sql.data, err));
	}
	if (attempt->hostile_case->reset != NULL) {
		up_buffer_clear(&sql);
		UP_TRY(append_in_schema(attempt, attempt->hostile_case->reset, &sql, err));
		UP_TRY(up_conn_exec(control, sql.data, err));
	}
	return target_fill(control, &attempt->hostile->before, err);
}

/* ---- doing it --------------------------------------------------------- */

static enum up_status update_alone(struct attempt *attempt, const struct up_pool *pool,
				   struct up_source *source, struct up_update_stage **stage,
				   struct up_error *err)
{
	const struct up_update_stage_options options = {
		.strategy = attempt->strategy,
		.update = {.chunk = attempt->way->chunk},
		.relation = &attempt->hostile->relation,
		.scope = TARGET_SCOPE,
		.pool = pool,
	};
	bool transaction = !(attempt->strategy->flags & UP_STRATEGY_AUTOCOMMIT);

	UP_TRY(up_update_stage_open(&options, source, stage, err));
	attempt->opened = true;
	if (transaction)
		UP_TRY(up_conn_exec(pool->conns[0], "BEGIN", err));
	UP_TRY(up_update_stage_begin(*stage, err));
	UP_TRY(up_update_stage_apply(*stage, hostile_incoming(attempt->hostile), err));
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
		.relation = &attempt->hostile->relation,
		.scope = TARGET_SCOPE,
		.source = source,
		.strategy = attempt->strategy,
		.update = {.chunk = attempt->way->chunk},
		.batch_rows = attempt->way->batch_rows,
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

	UP_TRY(up_memory_open(hostile_incoming(attempt->hostile), &source, err));
	if (attempt->hostile_case->direct)
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

/* What the strategy is to blame for ends up in the attempt, the rest fails. */
static enum up_status carry_out(struct attempt *attempt, struct up_error *err)
{
	if (attempt->pool->count == 0)
		UP_TRY(up_pool_open(attempt->check->server->conninfo, 1, attempt->pool, err));
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
				       attempt->hostile_case->name);
	}
}

/* ---- judging it ------------------------------------------------------- */

static enum up_status table_is(const struct attempt *attempt, const struct up_batch *rows,
			       bool *equal, struct up_error *err)
{
	const struct digest expected = target_digest(rows);
	struct digest found;

	UP_TRY(target_read(attempt->check->server->control, &attempt->hostile->relation,
			   TARGET_SCOPE, &found, err));
	*equal = digest_equal(&found, &expected);
	return UP_OK;
}

static enum up_status other_scope_is_untouched(const struct attempt *attempt, bool *untouched,
					       struct up_error *err)
{
	const struct digest expected = target_digest(&attempt->hostile->before);
	struct digest found;

	UP_TRY(target_read(attempt->check->server->control, &attempt->hostile->relation,
			   TARGET_OTHER_SCOPE, &found, err));
	*untouched = digest_equal(&found, &expected);
	return UP_OK;
}

/* The table after an error, for who has committed each row before the bad one. */
static enum up_status rows_before_are_kept(const struct attempt *attempt, bool *kept,
					   struct up_error *err)
{
	const struct hostile *hostile = attempt->hostile;
	const size_t good = attempt->hostile_case->good_rows;
	UP_BATCH rows = {0};

	UP_TRY(up_batch_init(&rows, &hostile->relation, err));
	for (size_t row = 0; row < hostile->before.row_count; row++)
		UP_TRY(up_batch_copy_row(&rows, row < good ? &hostile->incoming : &hostile->before,
					 row, err));
	return table_is(attempt, &rows, kept, err);
}

/* As the policy wants it, for this kind of strategy? */
static bool is_wanted_error(const struct attempt *attempt)
{
	const struct hostile_case *hostile_case = attempt->hostile_case;
	const bool by_client = attempt->status == UP_INVALID && attempt->error.sqlstate[0] == '\0';

	if (hostile_case->end == HOSTILE_REFUSED) {
		/* What a bound does with the rows beforehand is not a part of the sync. */
		if (!attempt->opened && (attempt->strategy->flags & UP_STRATEGY_BOUND))
			return true;
		return by_client && (attempt->way->batch_rows != 0 || attempt->statements == 0);
	}
	if (by_client)
		return strcmp(hostile_case->sqlstate, "22021") == 0;
	return strcmp(attempt->error.sqlstate, hostile_case->sqlstate) == 0;
}

static enum up_status judge_error(struct attempt *attempt, struct up_error *err)
{
	const bool refused = attempt->error.sqlstate[0] == '\0';
	const bool commits_rows = (attempt->strategy->flags & UP_STRATEGY_AUTOCOMMIT) != 0;
	bool untouched;
	bool kept = false;

	UP_TRY(table_is(attempt, &attempt->hostile->before, &untouched, err));
	if (!untouched)
		UP_TRY(rows_before_are_kept(attempt, &kept, err));
	bool wanted = is_wanted_error(attempt) && (untouched || (kept && commits_rows));
	attempt->verdict = wanted ? MEANING_OK : MEANING_DEPARTS;
	if (wanted && refused && attempt->hostile_case->end == HOSTILE_REFUSED) {
		up_buffer_append_string(&attempt->outcome, "refused before its batch is sent");
		return UP_OK;
	}
	if (refused)
		up_buffer_append_string(&attempt->outcome, "refused by the client");
	else
		up_buffer_append_format(&attempt->outcome, "error %s", attempt->error.sqlstate);
	if (!attempt->opened)
		up_buffer_append_string(&attempt->outcome, " when it was prepared");
	up_buffer_append_string(&attempt->outcome, untouched ? ", table untouched"
						   : kept    ? ", rows before it are kept"
							     : ", table changed");
	return UP_OK;
}

static enum up_status check_proof(struct attempt *attempt, struct up_error *err)
{
	const struct hostile_case *hostile_case = attempt->hostile_case;
	UP_BUFFER sql = {0};
	UP_FREE char *value = NULL;

	if (hostile_case->proof == NULL)
		return UP_OK;
	UP_TRY(append_in_schema(attempt, hostile_case->proof, &sql, err));
	UP_TRY(up_conn_query_value(attempt->check->server->control, sql.data, &value, err));
	if (strcmp(value, hostile_case->proof_value) != 0) {
		attempt->verdict = MEANING_DEPARTS;
		up_buffer_append_format(&attempt->outcome, "the table's own count is %s, not %s",
					value, hostile_case->proof_value);
	}
	return UP_OK;
}

/* How many rows the server must have told as updated; one that was created in a batch
 * before may be among them. */
static bool counts_fit(const struct attempt *attempt, int64_t *expected)
{
	const struct hostile *hostile = attempt->hostile;
	int64_t more = attempt->way->batch_rows != 0 ? attempt->rows_duplicate : 0;

	*expected =
		hostile_incoming(hostile)->row_count == 0 ? 0 : (int64_t)hostile->before.row_count;
	return attempt->rows_updated >= *expected && attempt->rows_updated <= *expected + more;
}

static enum up_status judge_applied(struct attempt *attempt, struct up_error *err)
{
	const struct hostile *hostile = attempt->hostile;
	bool equal;
	bool others;
	int64_t expected;

	UP_TRY(table_is(attempt, &hostile->after, &equal, err));
	UP_TRY(other_scope_is_untouched(attempt, &others, err));
	if (attempt->hostile_case->direct && !equal &&
	    (attempt->strategy->flags & UP_STRATEGY_WHOLE_ROWS)) {
		UP_TRY(table_is(attempt, hostile_incoming(hostile), &equal, err));
		end(attempt, equal && others ? MEANING_OK : MEANING_DEPARTS,
		    equal ? "they appear: it is an upsert" : "the table is wrong");
		return UP_OK;
	}
	attempt->verdict = MEANING_DEPARTS;
	if (!equal) {
		up_buffer_append_string(&attempt->outcome, "the table is wrong");
	} else if (!others) {
		up_buffer_append_string(&attempt->outcome, "rows of another scope are changed");
	} else if (!counts_fit(attempt, &expected)) {
		up_buffer_append_format(&attempt->outcome, "%lld rows counted, not %lld",
					(long long)attempt->rows_updated, (long long)expected);
	} else {
		attempt->verdict = MEANING_OK;
		UP_TRY(check_proof(attempt, err));
		if (attempt->verdict == MEANING_OK)
			up_buffer_append_string(&attempt->outcome, attempt->hostile_case->met);
	}
	return UP_OK;
}

static enum up_status judge(struct attempt *attempt, struct up_error *err)
{
	bool untouched;

	if (attempt->status == UP_UNSUPPORTED) {
		end(attempt, MEANING_SKIPPED, attempt->error.message);
		return UP_OK;
	}
	if (attempt->hostile_case->end != HOSTILE_APPLIED && attempt->status != UP_OK)
		return judge_error(attempt, err);
	if (attempt->hostile_case->end != HOSTILE_APPLIED) {
		UP_TRY(table_is(attempt, &attempt->hostile->before, &untouched, err));
		end(attempt, MEANING_DEPARTS,
		    untouched ? "no error, table untouched" : "no error, table changed");
		return UP_OK;
	}
	if (attempt->status != UP_OK) {
		attempt->verdict = MEANING_DEPARTS;
		up_buffer_append_format(&attempt->outcome, "fails: %s", attempt->error.message);
		return UP_OK;
	}
	return judge_applied(attempt, err);
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
	if (way->batch_rows != 0 && attempt->hostile_case->updates_created &&
	    (attempt->strategy->flags & UP_STRATEGY_BOUND))
		return false;
	return way->batch_rows == 0 ||
	       (!attempt->hostile_case->direct && up_strategy_streams(attempt->strategy, &options));
}

static enum up_status add_result(const struct attempt *attempt, struct meaning_list *list,
				 struct up_error *err)
{
	UP_TRY(up_buffer_check(&attempt->outcome, err));
	return meaning_list_add(
		list,
		&(struct meaning){.hostile = (char *)(uintptr_t)attempt->hostile_case->name,
				  .policy = (char *)(uintptr_t)attempt->hostile_case->policy,
				  .strategy = (char *)(uintptr_t)attempt->strategy->name,
				  .outcome = (char *)(uintptr_t)up_buffer_string(&attempt->outcome),
				  .verdict = attempt->verdict},
		err);
}

static enum up_status check_strategy(const struct meaning_check *check, struct up_pool *pool,
				     const struct hostile_case *hostile_case,
				     const struct hostile *hostile,
				     const struct up_strategy *strategy, struct meaning_list *list,
				     struct up_error *err)
{
	UP_CLEANUP(attempt_release) struct attempt told = {0};

	for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
		UP_CLEANUP(attempt_release)
		struct attempt attempt = {
			.check = check,
			.pool = pool,
			.hostile_case = hostile_case,
			.hostile = hostile,
			.strategy = strategy,
			.way = &ways[w],
		};
		if (interrupt_signal() != 0)
			return up_fail(err, UP_INTERRUPTED, "interrupted");
		if (strategy->flags & UP_STRATEGY_IDLE) {
			end(&attempt, MEANING_SKIPPED, "it updates nothing");
			return add_result(&attempt, list, err);
		}
		if (!is_possible(&attempt))
			continue;
		UP_TRY(make_table(&attempt, err));
		UP_TRY(carry_out(&attempt, err));
		UP_TRY(judge(&attempt, err));
		if (w == 0 || attempt.verdict == MEANING_DEPARTS) {
			attempt_release(&told);
			told = attempt;
			attempt.outcome = (struct up_buffer){0};
		}
		if (told.verdict == MEANING_DEPARTS)
			break;
	}
	return add_result(&told, list, err);
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

static enum up_status check_case(const struct meaning_check *check, struct up_pool *pool,
				 const struct hostile_case *hostile_case, struct meaning_list *list,
				 struct up_error *err)
{
	HOSTILE hostile = {0};

	UP_TRY(hostile_case->make(&hostile, err));
	UP_TRY(set_name(&hostile.relation.schema, check->server->schema, err));
	if (hostile_case->table != NULL)
		UP_TRY(set_name(&hostile.relation.table, hostile_case->table, err));
	for (size_t s = 0; s < check->strategy_count; s++)
		UP_TRY(check_strategy(check, pool, hostile_case, &hostile, check->strategies[s],
				      list, err));
	return UP_OK;
}

enum up_status meaning_check_run(const struct meaning_check *check, struct meaning_list *list,
				 struct up_error *err)
{
	UP_POOL pool = {0};

	UP_TRY(up_conn_exec(check->server->control, CONTROL_SESSION, err));
	for (const struct hostile_case *c = hostile_cases; c->name != NULL; c++)
		UP_TRY(check_case(check, &pool, c, list, err));
	return UP_OK;
}
