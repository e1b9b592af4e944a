/* SPDX-License-Identifier: PostgreSQL */
#include "measure/peer/serve.h"

#include "base/clock.h"
#include "measure/peer/opening.h"
#include "pg/statement.h"
#include "source/csv.h"
#include "source/memory.h"
#include "sync/duplicates.h"
#include "sync/update.h"

#define MESSAGE_MAX 65536
#define ROWS_AT_ONCE 4096
#define FLUSHES_SINCE 150000 /* pg_stat_force_next_flush() */

/* Each part stands on those before it. */
struct serving {
	FILE *in;
	FILE *out;
	const char *version;
	serve_finder *find;
	struct up_buffer message; /* the line that is being answered */
	int64_t messages;         /* so far */
	struct opening opening;
	const struct up_strategy *strategy;
	struct up_batch rows;
	struct up_pool pool;
	struct up_source *source;
	struct up_update_stage *stage; /* NULL: not open, or no more */
};

static void serving_release(struct serving *serving)
{
	up_update_stage_close(serving->stage);
	up_source_close(serving->source);
	up_pool_release(&serving->pool);
	if (serving->rows.relation != NULL)
		up_batch_release(&serving->rows);
	opening_release(&serving->opening);
	up_buffer_release(&serving->message);
}

/* ---- answering -------------------------------------------------------- */

/* Gives answer away. */
static enum up_status answer(const struct serving *serving, json_t *answer, struct up_error *err)
{
	if (answer == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for an answer");
	int written = json_dumpf(answer, serving->out, 0);
	json_decref(answer);
	if (written != 0 || fputc('\n', serving->out) == EOF || fflush(serving->out) != 0)
		return up_fail_errno(err, UP_IO, "cannot write an answer");
	return UP_OK;
}

/* JSON is UTF-8, and a message may quote other bytes, or end inside a character. */
static json_t *json_text(const char *text)
{
	json_t *string = json_string(text);
	UP_FREE char *ascii = string == NULL ? strdup(text) : NULL;

	if (ascii == NULL)
		return string;
	for (char *c = ascii; *c != '\0'; c++) {
		if ((unsigned char)*c >= 0x80)
			*c = '?';
	}
	return json_string(ascii);
}

static enum up_status answer_failure(const struct serving *serving, const struct up_error *failure,
				     struct up_error *err)
{
	const char *kind = failure->status == UP_UNSUPPORTED ? "skip" : "error";
	return answer(serving, json_pack("{s:o}", kind, json_text(failure->message)), err);
}

/* ---- open ------------------------------------------------------------- */

static enum up_status find_strategy(struct serving *serving, struct up_error *err)
{
	const char *name = serving->opening.strategy;

	serving->strategy = serving->find(name);
	if (serving->strategy == NULL)
		return up_fail(err, UP_UNSUPPORTED,
			       "there is no strategy \"%s\"; `upbench list strategies` names them",
			       name);
	return UP_OK;
}

static enum up_status read_rows(struct serving *serving, struct up_error *err)
{
	const struct opening *opening = &serving->opening;
	UP_DUPLICATES duplicates = {0};
	UP_SOURCE *file = NULL;
	size_t count;

	UP_TRY(up_csv_open(opening->data, &opening->relation, NULL, &file, err));
	UP_TRY(up_batch_init(&serving->rows, &opening->relation, err));
	do {
		UP_TRY(file->read(file, &serving->rows, ROWS_AT_ONCE, &count, err));
	} while (count > 0);
	if ((int64_t)serving->rows.row_count != opening->rows)
		return up_fail(err, UP_INVALID, "%s has %zu row%s, and should have %lld",
			       opening->data, serving->rows.row_count,
			       serving->rows.row_count == 1 ? "" : "s", (long long)opening->rows);
	UP_TRY(up_duplicates_drop(&duplicates, &serving->rows, 0, &count, err));
	if (count > 0)
		return up_fail(err, UP_INVALID, "%s has a key more than once", opening->data);
	return UP_OK;
}

static enum up_status apply_settings(const struct serving *serving, struct up_error *err)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)serving->opening.settings, name, value)
	{
		const char *const values[] = {name, json_string_value(value)};
		const struct up_params params = {.count = 2, .values = values};
		UP_TRY(up_conn_exec_params(serving->pool.conns[0],
					   "SELECT set_config($1, $2, false)", &params, NULL, NULL,
					   err));
	}
	return UP_OK;
}

static enum up_status append_string(struct up_conn *conn, struct up_buffer *sql, const char *text,
				    struct up_error *err)
{
	return up_conn_append_literal(conn, sql, text, strlen(text), err);
}

/* "open" does not state whether the table has more columns that an INSERT must
 * name.  Here it also shows that there is such a table. */
static enum up_status look_for_other_columns(struct serving *serving, struct up_error *err)
{
	struct up_relation *relation = &serving->opening.relation;
	struct up_conn *conn = serving->pool.conns[0];
	UP_BUFFER table = {0};
	UP_BUFFER sql = {0};
	UP_FREE char *others = NULL;

	up_sql_table(&table, relation);
	UP_TRY(up_buffer_check(&table, err));
	up_buffer_append_string(&sql, "SELECT count(*) FROM pg_attribute WHERE attrelid = ");
	UP_TRY(append_string(conn, &sql, table.data, err));
	up_buffer_append_string(&sql, "::regclass AND attnum > 0 AND NOT attisdropped AND "
				      "attnotnull AND NOT atthasdef AND attidentity = '' AND "
				      "attname NOT IN (");
	UP_TRY(append_string(conn, &sql, relation->scope.name, err));
	for (size_t c = 0; c < relation->column_count; c++) {
		up_buffer_append_string(&sql, ", ");
		UP_TRY(append_string(conn, &sql, relation->columns[c].name, err));
	}
	up_buffer_append_char(&sql, ')');
	UP_TRY(up_buffer_check(&sql, err));
	UP_TRY(up_conn_query_value(conn, sql.data, &others, err));
	relation->partial = strcmp(others, "0") != 0;
	return UP_OK;
}

static enum up_status open_stage(struct serving *serving, struct up_error *err)
{
	UP_TRY(up_memory_open(&serving->rows, &serving->source, err));
	const struct up_update_stage_options options = {
		.strategy = serving->strategy,
		.relation = &serving->opening.relation,
		.scope = serving->opening.scope,
		.pool = &serving->pool,
		.strategy_context = serving->source,
	};
	return up_update_stage_open(&options, &serving->stage, err);
}

static enum up_status open_session(struct serving *serving, struct up_error *err)
{
	UP_TRY(find_strategy(serving, err));
	UP_TRY(read_rows(serving, err));
	UP_TRY(up_pool_open("", 1, &serving->pool, err));
	UP_TRY(apply_settings(serving, err));
	UP_TRY(look_for_other_columns(serving, err));
	return open_stage(serving, err);
}

static enum up_status answer_open(struct serving *serving, json_t *message, struct up_error *err)
{
	struct up_error failure;

	if (serving->messages > 1)
		return up_fail(err, UP_INVALID,
			       "\"protocol\" is allowed in the first message only");
	enum up_status status = opening_parse(message, &serving->opening, &failure);
	if (status == UP_INVALID) {
		*err = failure;
		return status;
	}
	if (status == UP_OK)
		status = open_session(serving, &failure);
	if (status != UP_OK)
		return answer_failure(serving, &failure, err);
	return answer(serving,
		      json_pack("{s:s, s:b}", "ready", serving->version, "flushes",
				serving->pool.conns[0]->server_version >= FLUSHES_SINCE),
		      err);
}

/* ---- update ----------------------------------------------------------- */

static enum up_status run_update(const struct serving *serving, struct up_error *err)
{
	const bool in_transaction = !(serving->strategy->flags & UP_STRATEGY_AUTOCOMMIT);
	struct up_conn *conn = serving->pool.conns[0];

	if (in_transaction)
		UP_TRY(up_conn_exec(conn, "BEGIN", err));
	UP_TRY(up_update_stage_begin(serving->stage, err));
	UP_TRY(up_update_stage_apply(serving->stage, &serving->rows, err));
	UP_TRY(up_update_stage_finish(serving->stage, err));
	UP_TRY(up_update_stage_commit(serving->stage, err));
	return in_transaction ? up_conn_exec(conn, "COMMIT", err) : UP_OK;
}

static enum up_status answer_update(struct serving *serving, const json_t *number,
				    struct up_error *err)
{
	struct up_error failure;

	if (!json_is_integer(number) || json_integer_value(number) < 1)
		return up_fail(err, UP_INVALID, "the number of an update must be 1 or more");
	if (serving->stage == NULL)
		return up_fail(err, UP_INVALID, "\"update\" before \"protocol\"");

	const int64_t trips = up_pool_counters(&serving->pool).round_trips;
	const int64_t since = up_clock_ns();
	enum up_status status = run_update(serving, &failure);
	const int64_t ns = up_clock_ns() - since;
	if (status != UP_OK) {
		up_conn_rollback(serving->pool.conns[0]);
		up_update_stage_close(UP_TAKE(serving->stage));
		return answer_failure(serving, &failure, err);
	}
	return answer(serving,
		      json_pack("{s:I, s:I, s:I}", "rows",
				(json_int_t)up_update_stage_rows(serving->stage), "ns",
				(json_int_t)ns, "round_trips",
				(json_int_t)(up_pool_counters(&serving->pool).round_trips - trips)),
		      err);
}

/* ---- flush ------------------------------------------------------------ */

static enum up_status answer_flush(struct serving *serving, json_t *number, struct up_error *err)
{
	struct up_error failure;

	if (serving->stage == NULL)
		return up_fail(err, UP_INVALID, "\"flush\" before \"protocol\"");
	if (up_conn_exec(serving->pool.conns[0], "SELECT pg_catalog.pg_stat_force_next_flush()",
			 &failure) != UP_OK)
		return answer_failure(serving, &failure, err);
	return answer(serving, json_pack("{s:O}", "flushed", number), err);
}

/* ---- messages --------------------------------------------------------- */

/* Reads a line without its newline; *ended when there is none. */
static enum up_status read_message(struct serving *serving, bool *ended, struct up_error *err)
{
	int c;

	up_buffer_clear(&serving->message);
	while ((c = getc(serving->in)) != EOF && c != '\n') {
		if (serving->message.length == MESSAGE_MAX)
			return up_fail(err, UP_INVALID, "longer than %d bytes", MESSAGE_MAX);
		up_buffer_append_char(&serving->message, (char)c);
	}
	UP_TRY(up_buffer_check(&serving->message, err));
	if (c == EOF && ferror(serving->in))
		return up_fail_errno(err, UP_IO, "cannot be read");
	if (c == EOF && serving->message.length > 0)
		return up_fail(err, UP_INVALID, "the input ends before its newline");
	*ended = c == EOF;
	return UP_OK;
}

static void json_decref_p(json_t **value)
{
	json_decref(*value);
}

static enum up_status answer_message(struct serving *serving, struct up_error *err)
{
	json_error_t fault;
	UP_CLEANUP(json_decref_p)
	json_t *message = json_loadb(up_buffer_string(&serving->message), serving->message.length,
				     JSON_REJECT_DUPLICATES, &fault);

	if (message == NULL)
		return up_fail(err, UP_INVALID, "not JSON: %s", fault.text);
	if (json_object_get(message, "protocol") != NULL)
		return answer_open(serving, message, err);
	if (json_object_get(message, "update") != NULL)
		return answer_update(serving, json_object_get(message, "update"), err);
	if (json_is_integer(json_object_get(message, "flush")))
		return answer_flush(serving, json_object_get(message, "flush"), err);
	return up_fail(err, UP_INVALID, "has no \"protocol\", \"update\" or \"flush\"");
}

enum up_status serve(FILE *in, FILE *out, const char *version, serve_finder *find,
		     struct up_error *err)
{
	UP_CLEANUP(serving_release)
	struct serving serving = {.in = in, .out = out, .version = version, .find = find};
	bool ended = false;

	while (!ended) {
		serving.messages++;
		enum up_status status = read_message(&serving, &ended, err);
		if (status == UP_OK && !ended)
			status = answer_message(&serving, err);
		if (status != UP_OK && status != UP_NO_MEMORY)
			return up_error_prefix(err, "message %lld", (long long)serving.messages);
		UP_TRY(status);
	}
	return UP_OK;
}
