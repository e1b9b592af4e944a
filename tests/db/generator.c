/* SPDX-License-Identifier: PostgreSQL */
/* Rows that are made from shapes: a server takes every value of every type, and prints it as it is. */
#include "measure/generator/generator.h"

#include "db/server.h"
#include "measure/generator/scalar.h"
#include "measure/generator/table_judge.h"
#include "measure/table/table_shape.h"
#include "pg/text.h"
#include "unit/shape_of.h"

#include <criterion/criterion.h>

#define ROWS 300

static struct up_error err;

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

static struct up_conn *open_schema(const char *name)
{
	struct up_conn *conn = NULL;
	UP_BUFFER sql = {0};

	OK(up_conn_open(test_conninfo(), &conn, &err));
	OK(up_conn_exec(conn, UP_TEXT_SESSION, &err));
	up_buffer_append_format(&sql, "CREATE SCHEMA %s; SET search_path TO %s", name, name);
	OK(up_conn_exec(conn, sql.data, &err));
	return conn;
}

static void read_shape(struct up_conn *conn, const char *table, struct shape *shape)
{
	TABLE_NAME name = {0};

	OK(table_name_parse(table, &name, &err));
	const struct table_request request = {
		.name = &name, .statistics = TABLE_STATISTICS_SHAPE, .tool = "test"};
	OK(table_shape_read(conn, &request, shape, &err));
	OK(up_conn_exec(conn, UP_TEXT_SESSION, &err));
}

static void make_rows(const struct generator *generator, const struct up_relation *relation,
		      struct up_batch *batch)
{
	const struct grid *grid = generator_grid(generator);

	OK(up_batch_init(batch, relation, &err));
	for (size_t row = 0; row < grid->rows; row++) {
		for (size_t c = 0; c < relation->column_count; c++)
			OK(grid->append(grid, row, c, &batch->vectors[c], &err));
		OK(up_batch_end_row(batch, &err));
	}
}

static void copy_in(struct up_conn *conn, const char *table, const struct up_batch *batch)
{
	UP_BUFFER data = {0};
	int64_t rows = 0;

	up_buffer_append_format(&data, "COPY %s FROM STDIN", table);
	OK(up_conn_copy_begin(conn, data.data, &err));
	up_buffer_clear(&data);
	for (size_t row = 0; row < batch->row_count; row++)
		up_text_append_copy_row(&data, batch, row);
	OK(up_conn_copy_put(conn, &data, &err));
	OK(up_conn_copy_end(conn, &rows, &err));
	cr_assert_eq(rows, (int64_t)batch->row_count);
}

/* ---- every type ---- */

static void add_column_of(struct up_buffer *sql, size_t *count, const char *type)
{
	up_buffer_append_format(sql, ", c%zu %s", (*count)++, type);
}

/* Of an extension: is it installed with the server? */
static bool has_extension(struct up_conn *conn, const char *name)
{
	UP_BUFFER sql = {0};

	up_buffer_append_format(&sql, "CREATE EXTENSION %s SCHEMA generator_types", name);
	return up_conn_exec(conn, sql.data, &err) == UP_OK;
}

static bool is_there(struct up_conn *conn, const char *name)
{
	if (strcmp(name, "citext") == 0 || strcmp(name, "hstore") == 0 ||
	    strcmp(name, "ltree") == 0)
		return has_extension(conn, name);
	return strcmp(name, "xml") != 0 || up_conn_exec(conn, "SELECT '<a/>'::xml", &err) == UP_OK;
}

/* A table with a column of each kind, with an array of it, and of types made of them. */
static void append_table(struct up_conn *conn, struct up_buffer *sql)
{
	static const char *const more[] = {
		"varchar(1)",
		"varchar(12)",
		"char(3)",
		"bit(4)",
		"bit(70)",
		"varbit(9)",
		"numeric(9)",
		"numeric(4,4)",
		"numeric(12,2)[]",
		"char(5)[]",
		"timestamp(0)",
		"interval(2)",
		"mood",
		"mood[]",
		"amount",
		"pair",
		"pair[]",
		"span",
		"int4range",
		"int8range",
		"numrange",
		"daterange",
		"tsrange",
		"tstzrange[]",
		"\"Odd \"\"type(1)\"",
	};
	const struct value_kind *kind;
	size_t count = 0;
	UP_FREE char *version = NULL;

	OK(up_conn_query_value(conn, "SHOW server_version_num", &version, &err));
	const bool has_multiranges = atoi(version) >= 140000;
	OK(up_conn_exec(conn,
			"CREATE TYPE mood AS ENUM ('sad', 'so so', 'null');"
			"CREATE DOMAIN amount AS numeric(6,2) CHECK (VALUE > 0);"
			"CREATE TYPE pair AS (a mood[], b timestamptz, c amount, d text);"
			"CREATE TYPE \"Odd \"\"type(1)\" AS ENUM ('a\"b', 'c\\d', 'e,f{}()');"
			"CREATE TYPE span AS RANGE (subtype = float8)",
			&err));
	up_buffer_append_string(sql, "CREATE TABLE t (id bigint PRIMARY KEY");
	for (size_t number = 0; (kind = scalar_at(number)) != NULL; number++) {
		UP_BUFFER array = {0};
		if (!is_there(conn, kind->name))
			continue;
		add_column_of(sql, &count, kind->name);
		up_buffer_append_format(&array, "%s[]", kind->name);
		add_column_of(sql, &count, array.data);
	}
	for (size_t m = 0; m < sizeof more / sizeof more[0]; m++)
		add_column_of(sql, &count, more[m]);
	if (has_multiranges) {
		add_column_of(sql, &count, "tstzmultirange");
		add_column_of(sql, &count, "int4multirange[]");
		add_column_of(sql, &count, "span_multirange");
	}
	if (atoi(version) >= 150000) {
		add_column_of(sql, &count, "numeric(3,5)");
		add_column_of(sql, &count, "numeric(4,-2)");
	}
	up_buffer_append_string(sql, ")");
}

struct comparison {
	const struct up_batch *expected;
	size_t row;
};

static enum up_status compare_line(void *context, const char *line, size_t length,
				   struct up_error *error)
{
	struct comparison *comparison = context;
	UP_BUFFER expected = {0};

	(void)error;
	up_text_append_copy_row(&expected, comparison->expected, comparison->row);
	/* Column by column, to name the one that differs. */
	const char *a = expected.data, *b = line;
	for (size_t c = 0; c < comparison->expected->relation->column_count; c++) {
		const size_t end_a = strcspn(a, "\t\n"), end_b = strcspn(b, "\t\n");
		const struct up_column *column = &comparison->expected->relation->columns[c];
		if (end_a != end_b || memcmp(a, b, end_a) != 0)
			cr_assert_fail("row %zu: %s %s: made %.*s, printed %.*s", comparison->row,
				       column->name, column->type_name, (int)end_a, a, (int)end_b,
				       b);
		a += end_a + 1;
		b += end_b + 1;
	}
	cr_assert_eq(expected.length, length);
	comparison->row++;
	return UP_OK;
}

static void check_round_trip(struct up_conn *conn, const struct shape *shape, const char *table)
{
	UP_RELATION relation = {0};
	GENERATOR *generator = NULL;
	UP_BATCH batch = {0};
	UP_BUFFER sql = {0};

	relation_of_shape(shape, &relation);
	OK(generator_open(shape, &relation, ROWS, 7, &generator, &err));
	for (size_t c = 0; c < relation.column_count; c++)
		cr_assert_not(generator_is_null(generator, c), "%s", shape->columns.items[c].type);
	make_rows(generator, &relation, &batch);
	copy_in(conn, table, &batch);
	struct comparison comparison = {.expected = &batch};
	/* In the order of the heap, which is that in which they came. */
	up_buffer_append_format(&sql, "COPY %s TO STDOUT", table);
	OK(up_conn_copy_out(conn, sql.data, compare_line, &comparison, &err));
	cr_assert_eq(comparison.row, ROWS);
}

Test(generator, makes_what_a_server_prints)
{
	UP_CONN *conn = open_schema("generator_types");
	UP_BUFFER sql = {0};
	SHAPE shape = {0};

	append_table(conn, &sql);
	OK(up_conn_exec(conn, sql.data, &err));
	read_shape(conn, "generator_types.t", &shape);
	check_round_trip(conn, &shape, "t");
}

Test(generator, keeps_what_indexes_want)
{
	UP_CONN *conn = open_schema("generator_indexes");
	SHAPE shape = {0};

	OK(up_conn_exec(conn,
			"CREATE TABLE t (tenant text, number int, code char(4) UNIQUE, email text, "
			"during tstzrange, place cidr, state text, PRIMARY KEY (tenant, number), "
			"EXCLUDE USING gist (during WITH &&));"
			"CREATE UNIQUE INDEX ON t (lower(email));"
			"CREATE UNIQUE INDEX ON t (place, state) WHERE state <> 'x';"
			"INSERT INTO t SELECT 'tenant ' || n % 7, n / 7, n, n || '@', "
			"tstzrange(to_timestamp(n), to_timestamp(n + 1)), NULL, "
			"CASE WHEN n % 3 = 0 THEN 'y' END FROM generate_series(1, 1000) AS n;"
			"ANALYZE t",
			&err));
	read_shape(conn, "generator_indexes.t", &shape);
	OK(up_conn_exec(conn, "TRUNCATE t", &err));
	check_round_trip(conn, &shape, "t");
}

/* Statistics of what was made are those that it was made from. */
Test(generator, has_the_statistics_of_its_shape)
{
	UP_CONN *conn = open_schema("generator_statistics");
	SHAPE shape = {0};
	SHAPE again = {0};
	UP_RELATION relation = {0};
	GENERATOR *generator = NULL;
	UP_BATCH batch = {0};

	OK(up_conn_exec(
		conn,
		"CREATE TABLE t (id int PRIMARY KEY, status text, note text, at timestamptz, "
		"rare int);"
		"INSERT INTO t SELECT n, (ARRAY['open','paid','sent'])[1 + (random() ^ 3 * "
		"3)::int % 3], repeat('ab ', 20 + n % 9), now() + n * interval '1 min', "
		"CASE WHEN n % 4 = 0 THEN n % 40 END FROM generate_series(1, 20000) AS n;"
		"ANALYZE t",
		&err));
	read_shape(conn, "generator_statistics.t", &shape);
	relation_of_shape(&shape, &relation);
	OK(generator_open(&shape, &relation, 20000, 7, &generator, &err));
	make_rows(generator, &relation, &batch);
	OK(up_conn_exec(conn, "TRUNCATE t", &err));
	copy_in(conn, "t", &batch);
	OK(up_conn_exec(conn, "ANALYZE t", &err));
	read_shape(conn, "generator_statistics.t", &again);
	for (size_t c = 0; c < shape.columns.count; c++) {
		const struct shape_statistics *a = &shape.columns.items[c].statistics;
		const struct shape_statistics *b = &again.columns.items[c].statistics;
		const char *name = shape.columns.items[c].name;
		cr_expect_float_eq(a->null_frac, b->null_frac, 0.02, "%s: %g, %g", name,
				   a->null_frac, b->null_frac);
		cr_expect_float_eq(a->n_distinct, b->n_distinct, 0.1, "%s: %g, %g", name,
				   a->n_distinct, b->n_distinct);
		cr_expect_float_eq((double)b->avg_width / (double)a->avg_width, 1, 0.3,
				   "%s: %lld, %lld", name, (long long)a->avg_width,
				   (long long)b->avg_width);
		cr_expect_float_eq(a->text_width, b->text_width, 0.5 + a->text_width * 0.02,
				   "%s: %g, %g", name, a->text_width, b->text_width);
		cr_expect_eq(a->most_common_freqs.count, b->most_common_freqs.count, "%s", name);
		for (size_t i = 0; i < a->most_common_freqs.count && i < b->most_common_freqs.count;
		     i++)
			cr_expect_float_eq(a->most_common_freqs.items[i],
					   b->most_common_freqs.items[i], 0.03, "%s", name);
		if (a->correlation > 0.9)
			cr_expect_gt(b->correlation, 0.9, "%s", name);
	}
}

Test(generator, has_the_widths_of_toasted_values)
{
	UP_CONN *conn = open_schema("generator_toast");
	SHAPE shape = {0};
	UP_RELATION relation = {0};
	GENERATOR *generator = NULL;
	UP_BATCH batch = {0};
	UP_FREE char *width = NULL;

	OK(up_conn_exec(
		conn,
		"CREATE TABLE t (id int PRIMARY KEY, note text);"
		"ALTER TABLE t ALTER note SET STORAGE EXTERNAL;"
		"INSERT INTO t SELECT n, repeat('note ', 1200) || n FROM generate_series(1, "
		"300) AS n;"
		"ANALYZE t",
		&err));
	read_shape(conn, "generator_toast.t", &shape);
	relation_of_shape(&shape, &relation);
	OK(generator_open(&shape, &relation, ROWS, 7, &generator, &err));
	make_rows(generator, &relation, &batch);
	OK(up_conn_exec(conn, "TRUNCATE t", &err));
	copy_in(conn, "t", &batch);
	OK(up_conn_query_value(conn, "SELECT avg(length(note))::int FROM t", &width, &err));
	cr_assert(atoi(width) > 4500 && atoi(width) < 7500, "%s", width);
}

/* ---- checks ---- */

struct judged {
	struct shape shape;
	struct up_relation relation;
	struct generator *generator;
	struct generator_verdicts verdicts;
	struct table_judge judge;
};

static void judged_release(struct judged *judged)
{
	generator_close(judged->generator);
	refusals_release(&judged->judge.refusals);
	up_relation_release(&judged->relation);
	shape_release(&judged->shape);
}

static void judge_rows(struct up_conn *conn, const char *table, bool in_place,
		       struct judged *judged)
{
	read_shape(conn, table, &judged->shape);
	relation_of_shape(&judged->shape, &judged->relation);
	OK(generator_open(&judged->shape, &judged->relation, ROWS, 7, &judged->generator, &err));
	judged->judge = (struct table_judge){
		.conn = conn, .relation = &judged->relation, .in_place = in_place};
	OK(table_judge_begin(&judged->judge, &err));
	OK(generator_settle(judged->generator, table_judge, &judged->judge, &judged->verdicts,
			    &err));
	table_judge_end(&judged->judge);
	cr_assert_not(up_conn_in_transaction(conn));
}

Test(generator, finds_rows_that_checks_take)
{
	UP_CONN *conn = open_schema("generator_checks");
	UP_CLEANUP(judged_release) struct judged judged = {0};
	UP_BATCH batch = {0};
	UP_FREE char *size = NULL;

	OK(up_conn_exec(conn,
			"CREATE DOMAIN even AS int CHECK (VALUE % 2 = 0);"
			"CREATE TABLE t (id int PRIMARY KEY, ordered date NOT NULL, shipped date, "
			"CHECK (shipped >= ordered), number even, amount int CHECK (amount < 700), "
			"CHECK ((amount % 2 = 0) OR number > 10))",
			&err));
	judge_rows(conn, "generator_checks.t", false, &judged);
	cr_assert_eq(judged.verdicts.unsettled, 0);
	cr_assert_gt(judged.verdicts.rejected, ROWS / 2);
	cr_assert_str_eq(judged.judge.refusals.items[0].sqlstate, "23514");
	OK(up_conn_query_value(conn, "SELECT pg_relation_size('t')", &size, &err));
	cr_assert_str_eq(size, "0");
	make_rows(judged.generator, &judged.relation, &batch);
	copy_in(conn, "t", &batch);
}

Test(generator, finds_rows_that_partitions_take)
{
	UP_CONN *conn = open_schema("generator_partitions");
	UP_CLEANUP(judged_release) struct judged judged = {0};
	UP_BATCH batch = {0};
	UP_FREE char *rows = NULL;

	OK(up_conn_exec(
		conn,
		"CREATE TABLE t (id serial, place int, PRIMARY KEY (id, place)) PARTITION BY RANGE "
		"(place);"
		"CREATE TABLE one PARTITION OF t FOR VALUES FROM (1) TO (400);"
		"CREATE TABLE two PARTITION OF t FOR VALUES FROM (600) TO (5000)",
		&err));
	judge_rows(conn, "generator_partitions.t", true, &judged);
	OK(up_conn_query_value(conn, "SELECT count(*) FROM t", &rows, &err));
	cr_assert_str_eq(rows, "0");
	make_rows(judged.generator, &judged.relation, &batch);
	cr_assert_eq(judged.verdicts.unsettled, 0);
	cr_assert_gt(judged.verdicts.rejected, 20);
	copy_in(conn, "t", &batch);
}

Test(generator, says_of_how_many_rows_no_proposal_was_taken)
{
	UP_CONN *conn = open_schema("generator_hopeless");
	UP_CLEANUP(judged_release) struct judged judged = {0};

	OK(up_conn_exec(conn,
			"CREATE TABLE t (id int PRIMARY KEY, email text NOT NULL CHECK (email ~ "
			"'^.*@.*$'))",
			&err));
	judge_rows(conn, "generator_hopeless.t", false, &judged);
	cr_assert_eq(judged.verdicts.unsettled, ROWS);
	cr_assert_eq(judged.verdicts.rejected, ROWS * GENERATOR_HOPELESS_PROPOSALS);
}

Test(generator, proposes_rows_of_one_scope)
{
	UP_CONN *conn = open_schema("generator_scope");
	UP_CLEANUP(judged_release) struct judged judged = {0};
	char id[] = "id", number[] = "number", tenant[] = "tenant";
	const struct up_column scope = {.name = tenant, .type = UP_TYPE_TEXT, .type_modifier = -1};
	const struct up_column columns[] = {
		{.name = id, .type = UP_TYPE_INT4, .type_modifier = -1},
		{.name = number, .type = UP_TYPE_INT4, .type_modifier = -1, .nullable = true},
	};

	OK(up_conn_exec(
		conn,
		"CREATE TABLE t (tenant text CHECK (tenant = E'a\\tb\\\\c'), id int, number int "
		"CHECK (number % 3 = 0), PRIMARY KEY (tenant, id))",
		&err));
	read_shape(conn, "generator_scope.t", &judged.shape);
	OK(up_relation_init(&judged.relation, "generator_scope", "t", &scope, &err));
	for (size_t c = 0; c < 2; c++)
		OK(up_relation_add(&judged.relation, &columns[c], &err));
	OK(generator_open(&judged.shape, &judged.relation, ROWS, 7, &judged.generator, &err));
	judged.judge = (struct table_judge){
		.conn = conn, .relation = &judged.relation, .scope = "a\tb\\c"};
	OK(table_judge_begin(&judged.judge, &err));
	OK(generator_settle(judged.generator, table_judge, &judged.judge, &judged.verdicts, &err));
	table_judge_end(&judged.judge);
	cr_assert_eq(judged.verdicts.unsettled, 0);
	cr_assert_gt(judged.verdicts.rejected, ROWS);
}

/* Also where both columns have the same value in all rows. */
Test(generator, puts_two_columns_in_order)
{
	UP_CONN *conn = open_schema("generator_order");
	UP_CLEANUP(judged_release) struct judged judged = {0};

	OK(up_conn_exec(conn,
			"CREATE TABLE t (id int PRIMARY KEY, ordered date, shipped date, lo int "
			"NOT NULL, hi "
			"int NOT NULL, CHECK (shipped >= ordered), CHECK (lo < hi));"
			"INSERT INTO t SELECT n, '2031-09-17', '2031-09-18', 5, 6 FROM "
			"generate_series(1, 100) AS n; ANALYZE t; TRUNCATE t",
			&err));
	judge_rows(conn, "generator_order.t", false, &judged);
	cr_expect_eq(judged.verdicts.rejected, 0);
}
