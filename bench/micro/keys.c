/* SPDX-License-Identifier: PostgreSQL */
/*
 * How to learn which keys of a sync the server has: the ways, side by side, for the figures in
 * sync/classify.h.
 *
 *     micro-keys CONNINFO [TABLE_ROWS [BATCH_ROWS [PASSES]]]
 *
 * Makes a temporary table like the built-in one with TABLE_ROWS rows of one scope, and asks for
 * BATCH_ROWS keys, three in four of which it has.  Prints for each way the best and the median time of the passes, of which
 * each carries out every way once, and nanoseconds per key: of the table for ways that read all
 * keys, otherwise of the batch.
 */
#include "base/clock.h"
#include "pg/binding.h"
#include "pg/text.h"

#include <stdio.h>
#include <stdlib.h>

#define PASSES_MAX 101

struct keys {
	struct up_conn *conn;
	struct up_vector vector; /* of the batch */
	size_t table_rows;
	size_t batch_rows;
	size_t found;
	size_t at_once;
};

/* ---- all keys of the scope ---------------------------------------------- */

#define ALL "SELECT program_id FROM keys WHERE username = 'me'"

static enum up_status all_select(struct keys *keys, struct up_error *err)
{
	UP_RESULT *result = NULL;
	const struct up_params none = {0};

	UP_TRY(up_conn_exec_params(keys->conn, ALL, &none, NULL, &result, err));
	for (int row = 0; row < PQntuples(result); row++)
		keys->found += PQgetlength(result, row, 0) > 0;
	return UP_OK;
}

static enum up_status count_row(void *context, const char *row, size_t length, struct up_error *err)
{
	struct keys *keys = context;

	(void)row;
	(void)err;
	keys->found += length > 0;
	return UP_OK;
}

static enum up_status all_copy(struct keys *keys, struct up_error *err)
{
	return up_conn_copy_out(keys->conn, "COPY (" ALL ") TO STDOUT", count_row, keys, err);
}

static enum up_status all_copy_ordered(struct keys *keys, struct up_error *err)
{
	return up_conn_copy_out(keys->conn, "COPY (" ALL " ORDER BY program_id) TO STDOUT",
				count_row, keys, err);
}

static enum up_status all_joined(struct keys *keys, struct up_error *err)
{
	return up_conn_copy_out(
		keys->conn,
		"COPY (SELECT string_agg(program_id, E'\\n') FROM (SELECT program_id, "
		"row_number() OVER () / 1000 AS n FROM keys WHERE username = 'me') k "
		"GROUP BY n) TO STDOUT",
		count_row, keys, err);
}

/* ---- the keys of the batch ---------------------------------------------- */

static enum up_status ask(struct keys *keys, const char *sql, bool binary, size_t at_once,
			  struct up_error *err)
{
	UP_BINDING binding = {0};

	for (size_t row = 0; row < keys->batch_rows; row += at_once) {
		const size_t left = keys->batch_rows - row;
		const size_t count = left < at_once ? left : at_once;
		UP_RESULT *result = NULL;
		struct up_params params;

		up_binding_clear(&binding);
		if (binary)
			UP_TRY(up_binding_add_binary_array(&binding, &keys->vector, row, count,
							   err));
		else
			up_binding_add_array(&binding, &keys->vector, row, count);
		UP_TRY(up_binding_params(&binding, &params, err));
		UP_TRY(up_conn_exec_params(keys->conn, sql, &params, NULL, &result, err));
		keys->found += (size_t)PQntuples(result);
	}
	return UP_OK;
}

#define ANY ALL " AND program_id = ANY ($1::varchar[])"
#define JOIN                                                                                       \
	"SELECT u.n FROM keys AS t, unnest($1::varchar[]) WITH ORDINALITY AS u (k, n) "            \
	"WHERE t.username = 'me' AND t.program_id = u.k"
#define MISSING                                                                                    \
	"SELECT u.n FROM unnest($1::varchar[]) WITH ORDINALITY AS u (k, n) WHERE NOT EXISTS ("     \
	"SELECT FROM keys AS t WHERE t.username = 'me' AND t.program_id = u.k)"

static enum up_status any(struct keys *keys, struct up_error *err)
{
	return ask(keys, ANY, false, 8192, err);
}
static enum up_status any_binary(struct keys *keys, struct up_error *err)
{
	return ask(keys, ANY, true, 8192, err);
}
static enum up_status any_binary_all(struct keys *keys, struct up_error *err)
{
	return ask(keys, ANY, true, keys->batch_rows, err);
}
static enum up_status join(struct keys *keys, struct up_error *err)
{
	return ask(keys, JOIN, false, 8192, err);
}
static enum up_status join_binary(struct keys *keys, struct up_error *err)
{
	return ask(keys, JOIN, true, 8192, err);
}
static enum up_status join_binary_all(struct keys *keys, struct up_error *err)
{
	return ask(keys, JOIN, true, keys->batch_rows, err);
}
static enum up_status missing_binary_all(struct keys *keys, struct up_error *err)
{
	return ask(keys, MISSING, true, keys->batch_rows, err);
}

/* The keys with their numbers in a table. */
static enum up_status copy_join(struct keys *keys, struct up_error *err)
{
	UP_BUFFER data = {0};
	UP_RESULT *result = NULL;
	const struct up_params none = {0};

	UP_TRY(up_conn_copy_begin(keys->conn, "TRUNCATE asked; COPY asked FROM STDIN", err));
	for (size_t row = 0; row < keys->batch_rows; row++) {
		up_buffer_append_format(&data, "%zu\t", row);
		up_text_append(&data, &keys->vector, row);
		up_buffer_append_char(&data, '\n');
	}
	UP_TRY(up_conn_copy_put(keys->conn, &data, err));
	UP_TRY(up_conn_copy_end(keys->conn, NULL, err));
	UP_TRY(up_conn_exec(keys->conn, "ANALYZE asked", err));
	UP_TRY(up_conn_exec_params(
		keys->conn,
		"SELECT u.n FROM keys AS t, asked AS u WHERE t.username = 'me' AND "
		"t.program_id = u.k",
		&none, NULL, &result, err));
	keys->found += (size_t)PQntuples(result);
	return UP_OK;
}

/* What the planner expects. */
static enum up_status estimate(struct keys *keys, struct up_error *err)
{
	UP_RESULT *result = NULL;
	const struct up_params none = {0};

	UP_TRY(up_conn_exec_params(keys->conn, "EXPLAIN " ALL, &none, NULL, &result, err));
	keys->found = keys->table_rows;
	return UP_OK;
}

/* ---- */

struct way {
	const char *name;
	enum up_status (*run)(struct keys *keys, struct up_error *err);
	bool of_table;
};

static const struct way ways[] = {
	{"estimate", estimate, false},
	{"all: SELECT", all_select, true},
	{"all: COPY TO", all_copy, true},
	{"all: COPY TO, ordered", all_copy_ordered, true},
	{"all: COPY TO, string_agg", all_joined, true},
	{"= ANY, text, 8192", any, false},
	{"= ANY, binary, 8192", any_binary, false},
	{"= ANY, binary, all", any_binary_all, false},
	{"join unnest, text, 8192", join, false},
	{"join unnest, binary, 8192", join_binary, false},
	{"join unnest, binary, all", join_binary_all, false},
	{"NOT EXISTS unnest, binary, all", missing_binary_all, false},
	{"COPY, join", copy_join, false},
};
#define WAY_COUNT (sizeof ways / sizeof ways[0])

static enum up_status make(struct keys *keys, struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(
		&sql,
		"DROP TABLE IF EXISTS keys;CREATE UNLOGGED TABLE keys (id bigint, username "
		"varchar(150) NOT NULL, program_id "
		"varchar(64) NOT NULL, rest text, UNIQUE (username, program_id));"
		"INSERT INTO keys SELECT n, 'me', left(md5(n::text), 22), repeat('x', 200) FROM "
		"generate_series(1, %zu) n; VACUUM ANALYZE keys;"
		"CREATE TEMPORARY TABLE asked (n integer, k varchar(64))",
		keys->table_rows);
	UP_TRY(up_buffer_check(&sql, err));
	char *statement = sql.data;
	for (char *next; statement != NULL; statement = next) {
		next = strchr(statement, ';');
		if (next != NULL)
			*next++ = '\0';
		UP_TRY(up_conn_exec(keys->conn, statement, err));
	}

	UP_RESULT *result = NULL;
	UP_BUFFER asked = {0};
	const struct up_params none = {0};
	up_buffer_append_format(
		&asked,
		"SELECT left(md5(n::text), 22) FROM (SELECT DISTINCT ON (n) n, r FROM "
		"(SELECT (random() * %zu * 4 / 3)::bigint + 1 AS n, g AS r FROM "
		"generate_series(1, %zu) g) d) e ORDER BY r LIMIT %zu",
		keys->table_rows, keys->batch_rows * 4, keys->batch_rows);
	UP_TRY(up_buffer_check(&asked, err));
	UP_TRY(up_conn_exec_params(keys->conn, asked.data, &none, NULL, &result, err));
	keys->batch_rows = (size_t)PQntuples(result);
	up_vector_init(&keys->vector, UP_TYPE_VARCHAR);
	for (int row = 0; row < PQntuples(result); row++)
		up_vector_append_bytes(&keys->vector, PQgetvalue(result, row, 0),
				       (size_t)PQgetlength(result, row, 0));
	return UP_OK;
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static enum up_status measure(struct keys *keys, size_t passes, struct up_error *err)
{
	int64_t times[WAY_COUNT][PASSES_MAX];
	size_t found[WAY_COUNT] = {0};

	for (size_t pass = 0; pass < passes; pass++) {
		for (size_t w = 0; w < WAY_COUNT; w++) {
			const int64_t since = up_clock_ns();
			keys->found = 0;
			UP_TRY(ways[w].run(keys, err));
			times[w][pass] = up_clock_ns() - since;
			found[w] = keys->found;
		}
	}
	printf("table %zu rows, batch %zu rows, %zu passes\n", keys->table_rows, keys->batch_rows,
	       passes);
	for (size_t w = 0; w < WAY_COUNT; w++) {
		qsort(times[w], passes, sizeof times[w][0], compare);
		const size_t middle = passes / 2;
		const size_t rows = ways[w].of_table ? keys->table_rows : keys->batch_rows;
		printf("%-32s %9.3f ms %9.3f ms %8.0f ns a key  %zu\n", ways[w].name,
		       (double)times[w][0] / 1e6, (double)times[w][middle] / 1e6,
		       (double)times[w][middle] / (double)rows, found[w]);
	}
	return UP_OK;
}

int main(int argc, char **argv)
{
	struct keys keys = {.table_rows = argc > 2 ? strtoul(argv[2], NULL, 10) : 100000,
			    .batch_rows = argc > 3 ? strtoul(argv[3], NULL, 10) : 65536};
	size_t passes = argc > 4 ? strtoul(argv[4], NULL, 10) : 5;
	struct up_error err = {0};
	UP_CONN *conn = NULL;
	enum up_status status = up_conn_open(argc > 1 ? argv[1] : "", &conn, &err);

	if (passes < 1 || passes > PASSES_MAX)
		passes = 5;
	keys.conn = conn;
	if (status == UP_OK)
		status = make(&keys, &err);
	if (status == UP_OK)
		status = measure(&keys, passes, &err);
	if (status != UP_OK)
		fprintf(stderr, "%s\n", err.message);
	up_vector_release(&keys.vector);
	return status == UP_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
