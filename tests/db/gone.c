/* SPDX-License-Identifier: PostgreSQL */
/*
 * Syncs of random rows (known, new, twice, gone) against what the client computes, with each
 * action on rows that are gone, held in memory and streamed, for keys that the server compares by
 * their types.
 */
#include "base/random.h"
#include "db/server.h"
#include "pg/text.h"
#include "source/memory.h"
#include "sync/sync.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

enum {
	KEYS = 120,
	ABSENT = -1,
	MARK = -7, /* a value that no row has by itself */
};

static struct up_column column_of(const char *name, enum up_type type, const char *type_name)
{
	return (struct up_column){.name = (char *)(uintptr_t)name,
				  .type = type,
				  .type_modifier = -1,
				  .type_name = (char *)(uintptr_t)type_name};
}

static void add(struct up_relation *relation, const char *name, enum up_type type,
		const char *type_name)
{
	const struct up_column column = column_of(name, type, type_name);
	OK(up_relation_add(relation, &column, &err));
}

/* Table and rows of one trial; state is the value of each key, or ABSENT. */
struct trial {
	struct up_conn *conn;
	struct up_relation relation;
	bool scoped;
	bool compared; /* keys of a type that only the server compares */
	struct up_batch fetched;
	int state[KEYS];
	bool brought[KEYS];
	int64_t existing;
	int64_t created;
	int64_t duplicates;
	int64_t gone;
};

static void open_table(struct trial *trial)
{
	const struct up_column scope = column_of("s", UP_TYPE_TEXT, NULL);
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql,
				"DEALLOCATE ALL; DROP TABLE IF EXISTS gone; CREATE TEMPORARY TABLE "
				"gone (s text DEFAULT 'me', k %s "
				"NOT NULL, n integer NOT NULL, v integer, UNIQUE (s, k, n))",
				trial->compared ? "character(9)" : "text");
	OK(up_buffer_check(&sql, &err));
	OK(up_conn_exec(trial->conn, sql.data, &err));
	OK(up_relation_init(&trial->relation, "pg_temp", "gone", trial->scoped ? &scope : NULL,
			    &err));
	add(&trial->relation, "k", trial->compared ? UP_TYPE_OTHER : UP_TYPE_TEXT,
	    trial->compared ? "bpchar" : NULL);
	add(&trial->relation, "n", UP_TYPE_INT4, NULL);
	add(&trial->relation, "v", UP_TYPE_INT4, NULL);
	OK(up_relation_set_key(&trial->relation, 2, &err));
	OK(up_batch_init(&trial->fetched, &trial->relation, &err));
}

static void insert(struct trial *trial, int key, int value)
{
	char sql[200];

	snprintf(sql, sizeof sql, "INSERT INTO gone VALUES ('me', E'k\\\\\\t%d', %d, %d)", key / 3,
		 key % 3, value);
	OK(up_conn_exec(trial->conn, sql, &err));
}

static void bring(struct trial *trial, int key, int value)
{
	char text[32];

	snprintf(text, sizeof text, "k\\\t%d", key / 3);
	up_vector_append_bytes(&trial->fetched.vectors[0], text, strlen(text));
	up_vector_append_int32(&trial->fetched.vectors[1], key % 3);
	up_vector_append_int32(&trial->fetched.vectors[2], value);
	OK(up_batch_end_row(&trial->fetched, &err));
	if (trial->brought[key])
		trial->duplicates++;
	else if (trial->state[key] == ABSENT)
		trial->created++;
	else
		trial->existing++;
	trial->brought[key] = true;
	trial->state[key] = value;
}

static void draw(struct trial *trial, uint64_t seed, enum up_gone_action action)
{
	struct up_random random = up_random_at(seed, 0, 0);
	const uint64_t rows = up_random_below(&random, 3 * KEYS) + 1;

	for (int key = 0; key < KEYS; key++) {
		trial->state[key] = ABSENT;
		if (up_random_below(&random, 3) == 0)
			continue;
		trial->state[key] = up_random_below(&random, 8) == 0 ? MARK : key;
		insert(trial, key, trial->state[key]);
	}
	for (uint64_t row = 0; row < rows; row++)
		bring(trial, (int)up_random_below(&random, KEYS), 1000 + (int)row);
	for (int key = 0; key < KEYS; key++) {
		const bool gone = trial->state[key] != ABSENT && !trial->brought[key];
		trial->gone += gone && (action != UP_GONE_MARK || trial->state[key] != MARK);
		if (gone && action == UP_GONE_MARK)
			trial->state[key] = MARK;
		if (gone && action == UP_GONE_DELETE)
			trial->state[key] = ABSENT;
	}
}

static void check_table(struct trial *trial)
{
	UP_RESULT *rows = NULL;
	int expected = 0;

	OK(up_conn_exec_params(
		trial->conn,
		"SELECT substr(k::text, 4)::integer * 3 + n, v FROM gone WHERE s = 'me'",
		&(struct up_params){0}, NULL, &rows, &err));
	for (int key = 0; key < KEYS; key++)
		expected += trial->state[key] != ABSENT;
	cr_assert_eq(PQntuples(rows), expected);
	for (int row = 0; row < expected; row++) {
		const int key = atoi(PQgetvalue(rows, row, 0));
		cr_assert(key >= 0 && key < KEYS);
		cr_assert_eq(atoi(PQgetvalue(rows, row, 1)), trial->state[key], "key %d", key);
	}
}

static const struct up_strategy *strategy_of(const struct up_conn *conn, uint64_t seed)
{
	static const char *const names[] = {"row-autocommit", "copy-temp", "values", "staging-sync",
					    "merge-sync"};
	const char *name = names[seed % 5];
	const bool is_old = conn->server_version < 150000;

	return up_strategy_find(is_old && seed % 5 == 4 ? "staging-sync" : name);
}

static void run_trial(struct up_conn *conn, uint64_t seed)
{
	const struct up_gone gone = {
		.action = (enum up_gone_action)(seed % 4), .column = "v", .value = "-7"};
	struct trial trial = {.conn = conn, .scoped = seed / 4 % 2, .compared = seed / 8 % 2};
	struct up_conn *conns[] = {conn};
	const struct up_pool pool = {.conns = conns, .count = 1};
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;
	struct up_sync_result result;

	open_table(&trial);
	if (trial.scoped) /* of another scope, with keys that are not fetched */
		OK(up_conn_exec(conn,
				"INSERT INTO gone SELECT 'you', 'x', n, n FROM "
				"generate_series(1, 9) n",
				&err));
	draw(&trial, seed, gone.action);
	OK(up_memory_open(&trial.fetched, &source, &err));
	const struct up_sync_options options = {
		.pool = &pool,
		.relation = &trial.relation,
		.scope = trial.scoped ? "me" : NULL,
		.source = source,
		.strategy = strategy_of(conn, seed),
		.batch_rows = seed / 16 % 3 == 0 ? 0 : seed / 16 % 3 * 10,
		.gone = gone,
	};
	OK(up_sync_open(&options, &sync, &err));
	OK(up_sync_run(sync, &result, &err));
	check_table(&trial);
	cr_expect_eq(result.rows_created, trial.created, "%d", (int)result.rows_created);
	cr_expect_eq(result.rows_existing, trial.existing, "%d", (int)result.rows_existing);
	cr_expect_eq(result.rows_duplicate, trial.duplicates, "%d", (int)result.rows_duplicate);
	cr_expect_eq(result.rows_gone, gone.action == UP_GONE_IGNORE ? -1 : trial.gone, "%d",
		     (int)result.rows_gone);
	UP_FREE char *others = NULL;
	OK(up_conn_query_value(conn, "SELECT count(*) FROM gone WHERE s = 'you'", &others, &err));
	cr_expect_str_eq(others, trial.scoped ? "9" : "0");
	up_sync_close(UP_TAKE(sync));
	up_batch_release(&trial.fetched);
	up_relation_release(&trial.relation);
}

Test(gone, leaves_what_the_client_computes)
{
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, "SET client_min_messages = warning", &err));
	for (uint64_t seed = 0; seed < 240; seed++)
		run_trial(conn, seed);
}

static enum up_status run_empty(struct trial *trial, const struct up_gone *gone,
				const char *strategy)
{
	struct up_conn *conns[] = {trial->conn};
	const struct up_pool pool = {.conns = conns, .count = 1};
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;
	struct up_sync_result result;

	OK(up_conn_exec(trial->conn, "DEALLOCATE ALL", &err));
	OK(up_memory_open(&trial->fetched, &source, &err));
	const struct up_sync_options options = {.pool = &pool,
						.relation = &trial->relation,
						.source = source,
						.strategy = up_strategy_find(strategy),
						.gone = *gone};
	UP_TRY(up_sync_open(&options, &sync, &err));
	return up_sync_run(sync, &result, &err);
}

/* A partner that answers with nothing must not empty the table. */
Test(gone, refuses_to_empty_a_table)
{
	static const struct up_gone count = {.action = UP_GONE_COUNT};
	static const struct up_gone delete = {.action = UP_GONE_DELETE};
	static const struct up_gone mark = {.action = UP_GONE_MARK, .column = "n", .value = "0"};
	UP_CONN *conn = NULL;

	OK(up_conn_open(test_conninfo(), &conn, &err));
	struct trial trial = {.conn = conn};
	open_table(&trial);
	insert(&trial, 5, 5);
	for (int key = 0; key < KEYS; key++)
		trial.state[key] = key == 5 ? 5 : ABSENT;
	OK(run_empty(&trial, &count, "values"));
	OK(run_empty(&trial, &count, "staging-sync"));
	cr_expect_eq(run_empty(&trial, &delete, "staging-sync"), UP_INVALID);
	check_table(&trial);
	cr_expect_eq(run_empty(&trial, &delete, "values"), UP_INVALID);
	cr_expect_str_eq(err.message, "nothing was fetched: all rows of \"gone\" would be gone, so "
				      "none is changed");
	check_table(&trial);
	cr_expect_eq(run_empty(&trial, &mark, "values"), UP_INVALID);
	cr_expect_str_eq(err.message, "\"n\" identifies the rows of \"gone\": it cannot mark those "
				      "that are gone");
	up_batch_release(&trial.fetched);
	up_relation_release(&trial.relation);
}
