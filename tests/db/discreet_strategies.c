/* SPDX-License-Identifier: PostgreSQL */
/* Every strategy, on a table that refuses a row: the failure holds no value of the row, however the
 * strategy sends it. */
#include "db/server.h"
#include "source/memory.h"
#include "sync/sync.h"

#include <criterion/criterion.h>

static struct up_error err;

#define VALUE "zq-secret"

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

static const struct fault {
	const char *column; /* its type in the table, and constraints */
	struct up_column as;
	const char *sql; /* what else the table gets */
	const char
		*sqlstate; /* empty: refused by the client, in some strategies before it is sent */
} faults[] = {
	{"varchar(3)", {(char *)"word", UP_TYPE_VARCHAR, -1, true, NULL}, "", "22001"},
	{"text CHECK (word !~ 'secret')",
	 {(char *)"word", UP_TYPE_TEXT, -1, true, NULL},
	 "",
	 "23514"},
	{"text UNIQUE", {(char *)"word", UP_TYPE_TEXT, -1, true, NULL}, "", "23505"},
	{"text, EXCLUDE (word WITH =)",
	 {(char *)"word", UP_TYPE_TEXT, -1, true, NULL},
	 "",
	 "23P01"},
	{"text REFERENCES parent", {(char *)"word", UP_TYPE_TEXT, -1, true, NULL}, "", "23503"},
	{"plain", {(char *)"word", UP_TYPE_OTHER, -1, true, (char *)"plain"}, "", "23514"},
	{"inet", {(char *)"word", UP_TYPE_OTHER, -1, true, (char *)"inet"}, "", "22P02"},
	{"regclass", {(char *)"word", UP_TYPE_OTHER, -1, true, (char *)"regclass"}, "", "42P01"},
	{"jsonb", {(char *)"word", UP_TYPE_JSONB, -1, true, NULL}, "", "22P02"},
	{"numeric", {(char *)"word", UP_TYPE_NUMERIC, -1, true, NULL}, "", ""},
	{"text",
	 {(char *)"word", UP_TYPE_TEXT, -1, true, NULL},
	 "CREATE TRIGGER refuse BEFORE UPDATE ON thing FOR EACH ROW EXECUTE FUNCTION "
	 "discreet.refuse()",
	 "23505"},
};

static const char setup[] =
	"DROP SCHEMA IF EXISTS discreet CASCADE; CREATE SCHEMA discreet;"
	"SET lc_messages = 'C'; SET search_path = discreet;"
	"CREATE DOMAIN discreet.plain AS text CHECK (VALUE !~ 'secret');"
	"CREATE TABLE discreet.parent (word text PRIMARY KEY);"
	"CREATE FUNCTION discreet.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
	"  RAISE unique_violation USING MESSAGE = NEW.word, DETAIL = NEW.word, CONSTRAINT = "
	"NEW.word, "
	"  TABLE = NEW.word; END $$;";

static void make_table(struct up_conn *conn, const struct fault *fault)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(
		&sql,
		"DROP TABLE IF EXISTS discreet.thing; CREATE TABLE discreet.thing (n "
		"integer PRIMARY KEY, word %s); INSERT INTO thing (n) VALUES (1), "
		"(2), (3); %s",
		fault->column, fault->sql);
	OK(up_conn_exec(conn, up_buffer_string(&sql), &err));
}

/* Two rows with the value, which so is there twice. */
static void make_batch(struct up_relation *relation, struct up_batch *batch,
		       const struct up_column *word)
{
	static const struct up_column key = {(char *)"n", UP_TYPE_INT4, -1, false, NULL};

	OK(up_relation_init(relation, "discreet", "thing", NULL, &err));
	OK(up_relation_add(relation, &key, &err));
	OK(up_relation_add(relation, word, &err));
	OK(up_relation_set_key(relation, 1, &err));
	OK(up_batch_init(batch, relation, &err));
	for (int32_t n = 1; n <= 2; n++) {
		up_vector_append_int32(&batch->vectors[0], n);
		up_vector_append_bytes(&batch->vectors[1], VALUE, strlen(VALUE));
		OK(up_batch_end_row(batch, &err));
	}
}

static enum up_status sync_rows(struct up_conn *conn, const struct up_strategy *strategy,
				const struct up_relation *relation, const struct up_batch *batch)
{
	struct up_conn *conns[] = {conn};
	const struct up_pool pool = {.conns = conns, .count = 1};
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;
	struct up_sync_result result;

	UP_TRY(up_memory_open(batch, &source, &err));
	const struct up_sync_options options = {
		.pool = &pool, .relation = relation, .source = source, .strategy = strategy};
	UP_TRY(up_sync_open(&options, &sync, &err));
	return up_sync_run(sync, &result, &err);
}

static void expect_discretion(const struct up_strategy *strategy, const struct fault *fault)
{
	UP_CONN *conn = NULL;
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, setup, &err));
	up_conn_keep_values_out(conn);
	make_table(conn, fault);
	make_batch(&relation, &batch, &fault->as);
	const enum up_status status = sync_rows(conn, strategy, &relation, &batch);
	if (status == UP_UNSUPPORTED)
		return;
	cr_expect_neq(status, UP_OK, "%s, %s", strategy->name, fault->column);
	cr_expect_null(strstr(err.message, "secret"), "%s, %s: %s", strategy->name, fault->column,
		       err.message);
	if (fault->sqlstate[0] != '\0')
		cr_expect_str_eq(err.sqlstate, fault->sqlstate, "%s, %s: %s", strategy->name,
				 fault->column, err.message);
}

Test(discreet_strategies, tell_no_value_of_a_row_that_is_refused)
{
	size_t count;
	const struct up_strategy *const *strategies = up_strategies(&count);

	for (size_t s = 0; s < count; s++) {
		for (size_t f = 0; f < sizeof faults / sizeof *faults; f++)
			expect_discretion(strategies[s], &faults[f]);
	}
}
