/* SPDX-License-Identifier: PostgreSQL */
/* A sync of few rows that are large. */
#include "db/server.h"
#include "pg/pool.h"
#include "source/memory.h"
#include "sync/sync.h"

#include <criterion/criterion.h>

#define ROWS 70
#define VALUE_BYTES ((size_t)1 << 20)

static struct up_error err;

#define OK(expr)                                                                                   \
	do {                                                                                       \
		if ((expr) != UP_OK)                                                               \
			cr_assert_fail("%s", err.message);                                         \
	} while (0)

static void make_relation(struct up_relation *relation)
{
	static char names[][8] = {"key", "value"};
	const struct up_column columns[] = {
		{.name = names[0], .type = UP_TYPE_INT4, .type_modifier = -1},
		{.name = names[1], .type = UP_TYPE_TEXT, .type_modifier = -1}};

	OK(up_relation_init(relation, "pg_temp", "large", NULL, &err));
	OK(up_relation_add(relation, &columns[0], &err));
	OK(up_relation_add(relation, &columns[1], &err));
}

/* The last row has the key of the first. */
static void make_rows(struct up_batch *rows)
{
	UP_BUFFER value = {0};

	for (size_t i = 0; i < VALUE_BYTES; i++)
		up_buffer_append_char(&value, 'x');
	OK(up_buffer_check(&value, &err));
	for (int32_t row = 0; row <= ROWS; row++) {
		up_vector_append_int32(&rows->vectors[0], row % ROWS);
		up_vector_append_bytes(&rows->vectors[1], value.data,
				       row == ROWS ? 1 : value.length);
		OK(up_batch_end_row(rows, &err));
	}
}

/* A few rows at once, as of a file whose rows are large. */
struct few {
	struct up_source source;
	struct up_source *inner;
};

static enum up_status read_few(struct up_source *source, struct up_batch *batch, size_t limit,
			       size_t *read, struct up_error *error)
{
	struct up_source *inner = ((struct few *)source)->inner;

	return inner->read(inner, batch, limit < 8 ? limit : 8, read, error);
}

static enum up_status rewind_few(struct up_source *source, struct up_error *error)
{
	struct up_source *inner = ((struct few *)source)->inner;

	return inner->rewind(inner, error);
}

/* Once a batch. */
static void count_create(void *context, enum up_stage stage)
{
	*(int *)context += stage == UP_STAGE_CREATE;
}

/* They are streamed as many rows would be: not all are in memory at once. */
Test(stream, of_large_rows_has_several_batches)
{
	UP_POOL pool = {0};
	UP_RELATION relation = {0};
	UP_BATCH rows = {0};
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;
	UP_FREE char *state = NULL;
	struct up_sync_result result;
	int batches = 0;

	OK(up_pool_open(test_conninfo(), 1, &pool, &err));
	OK(up_conn_exec(pool.conns[0],
			"CREATE TEMPORARY TABLE large (key integer PRIMARY KEY, value text)",
			&err));
	OK(up_conn_exec(pool.conns[0],
			"INSERT INTO large SELECT n, 'old' FROM generate_series(0, 34) n", &err));
	make_relation(&relation);
	OK(up_batch_init(&rows, &relation, &err));
	make_rows(&rows);
	OK(up_memory_open(&rows, &source, &err));
	struct few few = {.source = {.relation = &relation, .read = read_few, .rewind = rewind_few},
			  .inner = source};
	const struct up_sync_options options = {.pool = &pool,
						.relation = &relation,
						.source = &few.source,
						.strategy = up_strategy_find("copy-temp"),
						.on_stage = count_create,
						.on_stage_context = &batches};
	OK(up_sync_open(&options, &sync, &err));
	OK(up_sync_run(sync, &result, &err));
	cr_expect_eq(batches, 2);
	cr_expect_eq(result.rows_fetched, ROWS + 1);
	cr_expect_eq(result.rows_created, 35);
	OK(up_conn_query_value(pool.conns[0],
			       "SELECT concat_ws(' ', count(*), sum(length(value)), "
			       "min(length(value))) FROM large",
			       &state, &err));
	cr_expect_str_eq(state, "70 72351745 1");
}
