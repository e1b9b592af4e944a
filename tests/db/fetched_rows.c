/* SPDX-License-Identifier: PostgreSQL */
/* The rows that a source brings, as the oracle has them: the last of each key, as the server stores it,
 * and none of them in memory. */
#include "measure/subject/fetched_rows.h"

#include "asset/asset.h"
#include "db/server.h"
#include "measure/subject/program_subject.h"
#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "source/csv_write.h"

#include <criterion/criterion.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

static struct up_error err;

#define OK(expr) cr_assert_eq((expr), UP_OK, "%s", err.message)

struct stage {
	struct server server;
	struct subject *subject;
	struct origin origin;
	struct synthetic data;
	char path[64];
};

static void write_rows(struct stage *stage, FILE *file, size_t rows, size_t padding)
{
	const struct up_relation *relation = &stage->subject->relation;
	UP_BUFFER lines = {0};
	UP_BUFFER scratch = {0};
	UP_BUFFER filler = {0};
	UP_BATCH batch = {0};
	UP_BATCH padded = {0};

	up_csv_write_header(&lines, relation);
	for (size_t p = 0; p < padding; p++)
		up_buffer_append_char(&filler, 'x');
	OK(up_batch_init(&batch, relation, &err));
	OK(up_batch_init(&padded, relation, &err));
	for (size_t row = 0; row < rows; row++) {
		up_batch_clear(&batch);
		OK(synthetic_row(&stage->data, row, EDITION_NEW, &batch, &err));
		up_batch_clear(&padded);
		for (size_t c = 0; c < relation->column_count; c++) {
			if (c == PROGRAM_FEATURES)
				up_vector_append_bytes(&padded.vectors[c],
						       up_buffer_string(&filler), padding);
			else
				up_vector_copy_value(&padded.vectors[c], &batch.vectors[c], 0);
		}
		OK(up_batch_end_row(&padded, &err));
		up_csv_write_row(&lines, &scratch, &padded, 0);
		if (row % 100 == 99 || row + 1 == rows) {
			OK(up_buffer_check(&lines, &err));
			cr_assert_eq(fwrite(lines.data, 1, lines.length, file), lines.length);
			up_buffer_clear(&lines);
		}
	}
}

static void open_stage(struct stage *stage, const char *schema, size_t rows)
{
	char sql[200];

	*stage = (struct stage){.data = {.seed = 7, .rows = rows, .ordinary = true}};
	OK(program_subject_open(asset_find("schema/program.sql")->data, &stage->subject, &err));
	OK(up_conn_open(test_conninfo(), &stage->server.control, &err));
	snprintf(sql, sizeof sql, "CREATE SCHEMA %s; SET search_path TO %s", schema, schema);
	OK(up_conn_exec(stage->server.control, sql, &err));
	OK(up_conn_exec(stage->server.control, stage->subject->schema_sql, &err));
	snprintf(stage->path, sizeof stage->path, "/tmp/upbench-test-XXXXXX");
	stage->subject->origin = &stage->origin;
	stage->subject->fetched_columns = stage->subject->relation.column_count;
	stage->origin = (struct origin){.kind = ORIGIN_CSV, .place = stage->path};
}

static FILE *make_file(struct stage *stage)
{
	const int fd = mkstemp(stage->path);

	cr_assert_geq(fd, 0);
	return fdopen(fd, "w");
}

static void close_stage(struct stage *stage, const char *schema)
{
	char sql[100];

	snprintf(sql, sizeof sql, "SET client_min_messages = warning; DROP SCHEMA %s CASCADE",
		 schema);
	OK(up_conn_exec(stage->server.control, sql, &err));
	up_conn_close(stage->server.control);
	subject_close(stage->subject);
	unlink(stage->path);
}

static size_t held(void)
{
	const struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

#define PADDING 1000

/* What the rows of a file with so many take while they are there. */
static size_t measure_held(const char *schema, size_t rows)
{
	struct stage stage;
	struct fetched_rows *fetched = NULL;

	open_stage(&stage, schema, rows);
	FILE *file = make_file(&stage);
	write_rows(&stage, file, rows, PADDING);
	fclose(file);
	malloc_trim(0);
	const size_t before = held();
	OK(fetched_rows_open(stage.subject, &stage.server, &fetched, &err));
	struct rows *editions = fetched_rows_editions(fetched);
	cr_expect_eq(editions->count, rows);
	/* A row of the file is among them, as it was. */
	UP_BATCH row = {0};
	size_t length;
	OK(up_batch_init(&row, &stage.subject->relation, &err));
	OK(editions->append(editions, rows - 1, EDITION_NEW, &row, &err));
	(void)up_vector_bytes(&row.vectors[PROGRAM_FEATURES], 0, &length);
	cr_expect_eq(length, PADDING);
	up_batch_release(&row);
	const size_t after = held();
	rows_close(editions);
	close_stage(&stage, schema);
	return after > before ? after - before : 0;
}

/* Ten times the rows are ten megabytes more in the file, and next to nothing in memory. */
Test(fetched_rows, are_not_held_in_memory)
{
	const size_t few = measure_held("test_fetched_few", 1000);
	const size_t many = measure_held("test_fetched_many", 11000);

	cr_expect_lt(many, few + 64 * 1024, "%zu bytes, and with ten times the rows %zu", few,
		     many);
	cr_expect_lt(many, 1024 * 1024, "%zu bytes", many);
}

/* The last of a key counts, wherever it stands; both editions are found by the number of the key. */
Test(fetched_rows, have_the_last_row_of_each_key)
{
	struct stage stage;
	struct fetched_rows *fetched = NULL;
	const size_t rows = 10;
	UP_BATCH old = {0};
	UP_BATCH found = {0};
	UP_BUFFER scratch = {0};
	bool is_fetched;
	size_t number;

	open_stage(&stage, "test_fetched_last", rows);
	FILE *file = make_file(&stage);
	write_rows(&stage, file, rows, 3);
	/* The fourth row once more, with other features. */
	UP_BUFFER line = {0};
	OK(up_batch_init(&old, &stage.subject->relation, &err));
	OK(synthetic_row(&stage.data, 3, EDITION_NEW, &old, &err));
	up_csv_write_row(&line, &scratch, &old, 0);
	OK(up_buffer_check(&line, &err));
	fwrite(line.data, 1, line.length, file);
	fclose(file);
	OK(fetched_rows_open(stage.subject, &stage.server, &fetched, &err));
	struct rows *editions = fetched_rows_editions(fetched);
	cr_assert_eq(editions->count, rows);

	OK(fetched_rows_find(fetched, &old, 0, &scratch, &number, &is_fetched, &err));
	cr_assert(is_fetched);
	cr_expect_not(editions->in_old(editions, number));
	OK(up_batch_init(&found, &stage.subject->relation, &err));
	OK(editions->append(editions, number, EDITION_NEW, &found, &err));
	size_t length;
	size_t wanted_length;
	const char *features = up_vector_bytes(&found.vectors[PROGRAM_FEATURES], 0, &length);
	const char *wanted = up_vector_bytes(&old.vectors[PROGRAM_FEATURES], 0, &wanted_length);
	cr_assert_eq(length, wanted_length);
	cr_expect_eq(memcmp(features, wanted, length), 0);

	/* What the table had of it is the old edition, and of no other row. */
	up_batch_clear(&old);
	OK(synthetic_row(&stage.data, 3, EDITION_OLD, &old, &err));
	OK(fetched_rows_add_old(fetched, &old, 0, &is_fetched, &err));
	cr_expect(is_fetched);
	for (size_t row = 0; row < rows; row++)
		cr_expect_eq(editions->in_old(editions, row), row == number);
	up_batch_clear(&found);
	OK(editions->append(editions, number, EDITION_OLD, &found, &err));
	features = up_vector_bytes(&found.vectors[PROGRAM_FEATURES], 0, &length);
	wanted = up_vector_bytes(&old.vectors[PROGRAM_FEATURES], 0, &wanted_length);
	cr_assert_eq(length, wanted_length);
	cr_expect_eq(memcmp(features, wanted, length), 0);
	up_batch_release(&old);
	up_batch_release(&found);
	rows_close(editions);
	close_stage(&stage, "test_fetched_last");
}
