/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/check.h"

#include "measure/conformance/fixture_types.h"
#include "measure/conformance/judgment.h"
#include "measure/process/interrupt.h"
#include "measure/server/refusal.h"
#include "record/text_list.h"

static const struct way ways[] = {
	{0},
	{.batch_rows = 3},
	{.wants = UP_STRATEGY_CHUNKED, .chunk = 2},
	{.wants = UP_STRATEGY_SKIPS, .skip_unchanged = true},
	{.batch_rows = 3, .overlap = true},
};

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
		UP_TRY(attempt_make_table(check->table, &attempt, err));
		UP_TRY(attempt_carry_out(&attempt, err));
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
	UP_TRY(attempt_make_table(check->table, &attempt, err));
	UP_TRY(attempt_carry_out(&attempt, err));
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
	UP_TRY(attempt_make_table(check->table, &attempt, err));
	UP_TRY(attempt_carry_out(&attempt, err));
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

	UP_TRY(up_conn_exec(check->server->control, ATTEMPT_CONTROL_SESSION, err));
	if (check->table != NULL)
		return check_table(check, &pool, list, err);
	UP_TRY(column_kind_make_types(check->server->control, check->server->schema, err));
	UP_TRY(make_fixture(check, fixture_cases, &plain, err));
	UP_TRY(find_reasons(check, &pool, fixture_cases, &plain, &reasons, err));
	for (const struct fixture_case *c = fixture_cases; c->name != NULL; c++)
		UP_TRY(check_case(check, &pool, c, &reasons, list, err));
	return UP_OK;
}
