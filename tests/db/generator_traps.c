/* SPDX-License-Identifier: PostgreSQL */
/* Rows of the tables of fixtures/tables, which have everything that a user's table can have. */
#include "db/server.h"
#include "measure/generator/generator.h"
#include "measure/table/table_shape.h"
#include "unit/shape_of.h"

#include <criterion/criterion.h>

static struct up_error err;

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

static struct up_conn *open_database(const char *name)
{
	UP_CONN *control = NULL;
	UP_BUFFER text = {0};
	struct up_conn *conn = NULL;
	char line[4096];

	OK(up_conn_open(test_conninfo(), &control, &err));
	up_buffer_append_format(&text, "CREATE DATABASE %s", name);
	OK(up_conn_exec(control, text.data, &err));
	up_buffer_clear(&text);
	up_buffer_append_format(&text, "%s dbname=%s", test_conninfo(), name);
	OK(up_conn_open(text.data, &conn, &err));
	up_buffer_clear(&text);
	FILE *file = fopen(TEST_FIXTURES "/tables/traps.sql", "re");
	cr_assert_not_null(file);
	while (fgets(line, sizeof line, file) != NULL)
		up_buffer_append_string(&text, line);
	fclose(file);
	OK(up_conn_exec(conn, text.data, &err));
	return conn;
}

static void make_rows(struct up_conn *conn, const char *table)
{
	TABLE_NAME name = {0};
	SHAPE shape = {0};
	UP_RELATION relation = {0};
	GENERATOR *generator = NULL;
	UP_BATCH batch = {0};

	OK(table_name_parse(table, &name, &err));
	const struct table_request request = {
		.name = &name, .statistics = TABLE_STATISTICS_SHAPE, .tool = "test"};
	OK(table_shape_read(conn, &request, &shape, &err));
	relation_of_shape(&shape, &relation);
	if (generator_open(&shape, &relation, 500, 7, &generator, &err) != UP_OK)
		cr_assert_fail("%s: %s", table, err.message);
	OK(up_batch_init(&batch, &relation, &err));
	const struct grid *grid = generator_grid(generator);
	for (size_t row = 0; row < grid->rows; row++) {
		for (size_t c = 0; c < relation.column_count; c++)
			OK(grid->append(grid, row, c, &batch.vectors[c], &err));
		OK(up_batch_end_row(&batch, &err));
	}
	for (size_t c = 0; c < relation.column_count; c++)
		cr_expect_not(generator_is_null(generator, c), "%s: %s", table,
			      relation.columns[c].name);
}

Test(generator_traps, have_rows)
{
	UP_CONN *conn = open_database("generator_traps");

	make_rows(conn, "sales.orders");
	make_rows(conn, "sales.events");
	make_rows(conn, "sales.customer");
	make_rows(conn, "\"We ird\".\"T\"\"x\"");
}
