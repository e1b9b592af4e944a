/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/judgment.h"

#include "measure/conformance/target.h"
#include "pg/statement.h"

static enum up_status table_is(const struct attempt *attempt, const struct up_batch *rows,
			       bool *equal, struct up_error *err)
{
	const struct digest expected = target_digest(rows);
	struct digest found;

	UP_TRY(target_read(attempt->server->control, &attempt->fixture->relation, TARGET_SCOPE,
			   &found, err));
	*equal = digest_equal(&found, &expected);
	return UP_OK;
}

static enum up_status other_scope_is_untouched(const struct attempt *attempt, bool *untouched,
					       struct up_error *err)
{
	const struct digest expected = target_digest(&attempt->fixture->before);
	struct digest found;

	*untouched = true;
	if (!fixture_has_other_rows(attempt->fixture))
		return UP_OK;
	UP_TRY(target_read(attempt->server->control, &attempt->fixture->relation,
			   TARGET_OTHER_SCOPE, &found, err));
	*untouched = digest_equal(&found, &expected);
	return UP_OK;
}

/* The table after an error of a strategy that has committed each row before the bad one. */
static enum up_status rows_before_are_kept(const struct attempt *attempt, bool *kept,
					   struct up_error *err)
{
	const struct fixture *fixture = attempt->fixture;
	const size_t good = attempt->fixture_case->good_rows;
	UP_BATCH rows = {0};

	UP_TRY(up_batch_init(&rows, &fixture->relation, err));
	for (size_t row = 0; row < fixture->before.row_count; row++)
		UP_TRY(up_batch_copy_row(&rows, row < good ? &fixture->incoming : &fixture->before,
					 row, err));
	return table_is(attempt, &rows, kept, err);
}

/* As the policy wants it, for this kind of strategy? */
static bool is_wanted_error(const struct attempt *attempt)
{
	const struct fixture_case *fixture_case = attempt->fixture_case;
	const bool by_client = attempt->status == UP_INVALID && attempt->error.sqlstate[0] == '\0';

	if (fixture_case->end == FIXTURE_REFUSED) {
		/* What a bound does with the rows beforehand is not a part of the sync. */
		if (!attempt->opened && attempt->role == ROLE_BOUND)
			return true;
		return by_client && (attempt->way->batch_rows != 0 || attempt->statements == 0);
	}
	if (by_client)
		return strcmp(fixture_case->sqlstate, "22021") == 0;
	return strcmp(attempt->error.sqlstate, fixture_case->sqlstate) == 0;
}

static enum up_status judge_error(struct attempt *attempt, struct up_error *err)
{
	const bool refused = attempt->error.sqlstate[0] == '\0';
	const bool commits_rows = (attempt->strategy->flags & UP_STRATEGY_AUTOCOMMIT) != 0;
	bool untouched;
	bool kept = false;

	UP_TRY(table_is(attempt, &attempt->fixture->before, &untouched, err));
	if (!untouched)
		UP_TRY(rows_before_are_kept(attempt, &kept, err));
	bool wanted = is_wanted_error(attempt) && (untouched || (kept && commits_rows));
	attempt->verdict = wanted ? CONFORMANCE_OK : CONFORMANCE_DEPARTS;
	if (wanted && refused && attempt->fixture_case->end == FIXTURE_REFUSED) {
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
	const struct fixture_case *fixture_case = attempt->fixture_case;
	UP_BUFFER sql = {0};
	UP_FREE char *value = NULL;

	if (fixture_case->proof == NULL)
		return UP_OK;
	UP_TRY(attempt_append_sql(attempt, fixture_case->proof, &sql, err));
	UP_TRY(up_conn_query_value(attempt->server->control, sql.data, &value, err));
	if (strcmp(value, fixture_case->proof_value) != 0) {
		attempt->verdict = CONFORMANCE_DEPARTS;
		up_buffer_append_format(&attempt->outcome,
					"the proof query returned %s, expected %s", value,
					fixture_case->proof_value);
	}
	return UP_OK;
}

/* The number of rows that the server must have reported as updated; one that was created in a batch
 * before may be among them. */
static bool counts_fit(const struct attempt *attempt, int64_t *expected)
{
	const struct fixture *fixture = attempt->fixture;
	int64_t more = attempt->way->batch_rows != 0 ? attempt->rows_duplicate : 0;

	/* Of rows of one key in several pages, each is updated. */
	if (attempt->way->overlap)
		more = (int64_t)fixture_incoming(fixture)->row_count;
	*expected = fixture_incoming(fixture)->row_count == 0
			    ? 0
			    : (int64_t)(fixture->before.row_count - fixture->not_brought);
	return (attempt->rows_updated >= *expected || attempt->way->skip_unchanged) &&
	       attempt->rows_updated <= *expected + more;
}

static enum up_status judge_applied(struct attempt *attempt, struct up_error *err)
{
	const struct fixture *fixture = attempt->fixture;
	bool equal;
	bool others;
	int64_t expected;

	UP_TRY(table_is(attempt, &fixture->after, &equal, err));
	UP_TRY(other_scope_is_untouched(attempt, &others, err));
	if (attempt->fixture_case->direct && !equal &&
	    (attempt->strategy->flags & (UP_STRATEGY_WHOLE_ROWS | UP_STRATEGY_SYNCS))) {
		UP_TRY(table_is(attempt, fixture_incoming(fixture), &equal, err));
		attempt_end(attempt, equal && others ? CONFORMANCE_OK : CONFORMANCE_DEPARTS,
			    equal ? "created" : "the table is wrong");
		return UP_OK;
	}
	attempt->verdict = CONFORMANCE_DEPARTS;
	if (!equal) {
		up_buffer_append_string(&attempt->outcome, "the table is wrong");
	} else if (!others) {
		up_buffer_append_string(&attempt->outcome, "rows of another scope are changed");
	} else if (!counts_fit(attempt, &expected)) {
		up_buffer_append_format(&attempt->outcome, "%lld rows counted, not %lld",
					(long long)attempt->rows_updated, (long long)expected);
	} else {
		attempt->verdict = CONFORMANCE_OK;
		UP_TRY(check_proof(attempt, err));
		if (attempt->verdict == CONFORMANCE_OK)
			up_buffer_append_string(&attempt->outcome, attempt->fixture_case->met);
	}
	return UP_OK;
}

enum up_status judgment_make(struct attempt *attempt, struct up_error *err)
{
	bool untouched;

	if (attempt->status == UP_UNSUPPORTED) {
		attempt_end(attempt, CONFORMANCE_SKIPPED, attempt->error.message);
		return UP_OK;
	}
	if (attempt->fixture_case->end != FIXTURE_APPLIED && attempt->status != UP_OK)
		return judge_error(attempt, err);
	if (attempt->fixture_case->end != FIXTURE_APPLIED) {
		UP_TRY(table_is(attempt, &attempt->fixture->before, &untouched, err));
		attempt_end(attempt, CONFORMANCE_DEPARTS,
			    untouched ? "no error, table untouched" : "no error, table changed");
		return UP_OK;
	}
	if (attempt->status != UP_OK) {
		attempt->verdict = CONFORMANCE_DEPARTS;
		up_buffer_append_format(&attempt->outcome, "fails: %s", attempt->error.message);
		return UP_OK;
	}
	return judge_applied(attempt, err);
}
