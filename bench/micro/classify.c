/* SPDX-License-Identifier: PostgreSQL */
/*
 * How much longer the stage classify takes where rows are streamed than where they are held in memory,
 * for the figure in sync/classify.h.
 *
 *     micro-classify CONNINFO [ROWS [PASSES]]
 *
 * Makes a table with ROWS rows of one scope, and syncs all of them with null, which writes nothing: in each
 * pass once held in memory, and once streamed, in an order that changes from pass to pass.  Prints the
 * median time of the stage in both, and the median, least and largest of their ratios.
 */
#include "measure/case/contender.h"
#include "source/memory.h"
#include "sync/sync.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define PASSES_MAX 101

static enum up_status make_table(struct up_conn *conn, size_t rows, struct up_error *err)
{
	char sql[256];

	UP_TRY(up_conn_exec(conn, "DROP TABLE IF EXISTS classified", err));
	UP_TRY(up_conn_exec(conn,
			    "CREATE UNLOGGED TABLE classified (username varchar(150) NOT NULL, "
			    "program_id varchar(64) NOT NULL, rest text, "
			    "UNIQUE (username, program_id))",
			    err));
	snprintf(sql, sizeof sql,
		 "INSERT INTO classified SELECT 'me', left(md5(n::text), 22), repeat('x', 200) "
		 "FROM generate_series(1, %zu) n",
		 rows);
	UP_TRY(up_conn_exec(conn, sql, err));
	return up_conn_exec(conn, "VACUUM ANALYZE classified", err);
}

static enum up_status make_relation(struct up_relation *relation, struct up_error *err)
{
	static char names[][16] = {"username", "program_id", "rest"};
	const struct up_column scope = {
		.name = names[0], .type = UP_TYPE_VARCHAR, .type_modifier = -1};
	const struct up_column columns[] = {
		{.name = names[1], .type = UP_TYPE_VARCHAR, .type_modifier = -1},
		{.name = names[2], .type = UP_TYPE_TEXT, .type_modifier = -1, .nullable = true}};

	UP_TRY(up_relation_init(relation, NULL, "classified", &scope, err));
	UP_TRY(up_relation_add(relation, &columns[0], err));
	return up_relation_add(relation, &columns[1], err);
}

static enum up_status read_rows(struct up_conn *conn, struct up_batch *rows, struct up_error *err)
{
	const struct up_params none = {0};
	UP_RESULT *result = NULL;

	UP_TRY(up_conn_exec_params(conn, "SELECT program_id, rest FROM classified", &none, NULL,
				   &result, err));
	for (int row = 0; row < PQntuples(result); row++) {
		for (int column = 0; column < 2; column++)
			up_vector_append_bytes(&rows->vectors[column],
					       PQgetvalue(result, row, column),
					       (size_t)PQgetlength(result, row, column));
		UP_TRY(up_batch_end_row(rows, err));
	}
	return UP_OK;
}

/* batch_rows as of struct up_sync_options. */
static enum up_status classify(const struct up_pool *pool, const struct up_batch *rows,
			       size_t batch_rows, int64_t *ns, struct up_error *err)
{
	struct up_sync_result result;
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;

	UP_TRY(up_memory_open(rows, &source, err));
	const struct up_sync_options options = {.pool = pool,
						.relation = rows->relation,
						.scope = "me",
						.source = source,
						.strategy = &contender_null,
						.batch_rows = batch_rows};
	UP_TRY(up_sync_open(&options, &sync, err));
	UP_TRY(up_sync_run(sync, &result, err));
	if (result.rows_existing != (int64_t)rows->row_count)
		return up_fail(err, UP_MISMATCH, "%" PRId64 " rows of %zu are there",
			       result.rows_existing, rows->row_count);
	*ns = result.stage_ns[UP_STAGE_CLASSIFY];
	return UP_OK;
}

static int compare(const void *a, const void *b)
{
	const double x = *(const double *)a;
	const double y = *(const double *)b;

	return (x > y) - (x < y);
}

static enum up_status measure(const struct up_pool *pool, const struct up_batch *rows,
			      size_t passes, struct up_error *err)
{
	double held[PASSES_MAX] = {0};
	double streamed[PASSES_MAX] = {0};
	double ratios[PASSES_MAX] = {0};

	for (size_t pass = 0; pass < passes; pass++) {
		int64_t ns[2] = {0}; /* held, streamed */
		for (size_t turn = 0; turn < 2; turn++) {
			const size_t way = (pass + turn) % 2;
			UP_TRY(classify(pool, rows, way == 0 ? rows->row_count + 1 : 0, &ns[way],
					err));
		}
		held[pass] = (double)ns[0] / 1e6;
		streamed[pass] = (double)ns[1] / 1e6;
		ratios[pass] = streamed[pass] / held[pass];
	}
	qsort(held, passes, sizeof held[0], compare);
	qsort(streamed, passes, sizeof streamed[0], compare);
	qsort(ratios, passes, sizeof ratios[0], compare);
	printf("%zu rows, %zu passes: held %.0f ms, streamed %.0f ms, ratio %.2f (%.2f to %.2f)\n",
	       rows->row_count, passes, held[passes / 2], streamed[passes / 2], ratios[passes / 2],
	       ratios[0], ratios[passes - 1]);
	return UP_OK;
}

static enum up_status run(const char *conninfo, size_t rows, size_t passes, struct up_error *err)
{
	UP_POOL pool = {0};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	UP_TRY(up_pool_open(conninfo, 1, &pool, err));
	UP_TRY(make_table(pool.conns[0], rows, err));
	UP_TRY(make_relation(&relation, err));
	UP_TRY(up_batch_init(&batch, &relation, err));
	UP_TRY(read_rows(pool.conns[0], &batch, err));
	UP_TRY(measure(&pool, &batch, passes, err));
	return up_conn_exec(pool.conns[0], "DROP TABLE classified", err);
}

int main(int argc, char **argv)
{
	const size_t rows = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000000;
	size_t passes = argc > 3 ? strtoul(argv[3], NULL, 10) : 7;
	struct up_error err = {0};

	if (passes < 1 || passes > PASSES_MAX)
		passes = 7;
	if (run(argc > 1 ? argv[1] : "", rows, passes, &err) == UP_OK)
		return EXIT_SUCCESS;
	fprintf(stderr, "%s\n", err.message);
	return EXIT_FAILURE;
}
