/* SPDX-License-Identifier: PostgreSQL */
#include "measure/conformance/judgment.h"

#include "measure/conformance/target.h"
#include "pg/statement.h"

void attempt_release(struct attempt *attempt)
{
	up_buffer_release(&attempt->outcome);
}

void attempt_end(struct attempt *attempt, enum meaning_verdict verdict, const char *outcome)
{
	attempt->verdict = verdict;
	up_buffer_append_string(&attempt->outcome, outcome);
}

enum up_status judgment_append_sql(const struct attempt *attempt, const char *template,
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

static enum up_status table_is(const struct attempt *attempt, const struct up_batch *rows,
			       bool *equal, struct up_error *err)
{
	const struct digest expected = target_digest(rows);
	struct digest found;

	UP_TRY(target_read(attempt->server->control, &attempt->hostile->relation, TARGET_SCOPE,
			   &found, err));
	*equal = digest_equal(&found, &expected);
	return UP_OK;
}

static enum up_status other_scope_is_untouched(const struct attempt *attempt, bool *untouched,
					       struct up_error *err)
{
	const struct digest expected = target_digest(&attempt->hostile->before);
	struct digest found;

	UP_TRY(target_read(attempt->server->control, &attempt->hostile->relation,
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
		if (!attempt->opened && attempt->role == ROLE_BOUND)
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
	UP_TRY(judgment_append_sql(attempt, hostile_case->proof, &sql, err));
	UP_TRY(up_conn_query_value(attempt->server->control, sql.data, &value, err));
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
		attempt_end(attempt, equal && others ? MEANING_OK : MEANING_DEPARTS,
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

enum up_status judgment_make(struct attempt *attempt, struct up_error *err)
{
	bool untouched;

	if (attempt->status == UP_UNSUPPORTED) {
		attempt_end(attempt, MEANING_SKIPPED, attempt->error.message);
		return UP_OK;
	}
	if (attempt->hostile_case->end != HOSTILE_APPLIED && attempt->status != UP_OK)
		return judge_error(attempt, err);
	if (attempt->hostile_case->end != HOSTILE_APPLIED) {
		UP_TRY(table_is(attempt, &attempt->hostile->before, &untouched, err));
		attempt_end(attempt, MEANING_DEPARTS,
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
