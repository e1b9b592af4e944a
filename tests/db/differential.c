/* SPDX-License-Identifier: PostgreSQL */
#include "db/differential.h"

#include "measure/case/contender.h"
#include "measure/conformance/fixture_types.h"
#include "measure/conformance/target.h"
#include "pg/statement.h"
#include "pg/text.h"
#include "source/memory.h"
#include "sync/create.h"
#include "sync/sync.h"

#include <stdlib.h>

#define SHOWN_BYTES 120 /* of a value in a message */

void differential_table_release(struct differential_table *table)
{
	up_buffer_release(&table->create);
	up_buffer_release(&table->settle);
	up_buffer_release(&table->columns);
	up_buffer_release(&table->faults);
}

void variant_append(struct up_buffer *text, const struct variant *variant)
{
	up_buffer_append_format(text, "workers %zu", variant->workers);
	if (variant->chunk != 0)
		up_buffer_append_format(text, ", chunk %zu", variant->chunk);
	if (variant->batch_rows != 0)
		up_buffer_append_format(text, ", batch rows %zu", variant->batch_rows);
	if (variant->overlap)
		up_buffer_append_string(text, ", overlap");
	if (variant->skip_unchanged)
		up_buffer_append_string(text, ", skip unchanged");
	if (variant->tuned)
		up_buffer_append_string(text, ", tuned");
	if (variant->create != NULL)
		up_buffer_append_format(text, ", create %s", variant->create->name);
}

/* ---- what must come out ----------------------------------------------- */

/* A row of a batch by the digest of its key. */
struct keyed_row {
	unsigned __int128 key;
	size_t row;
};

struct keyed_rows {
	struct keyed_row *rows;
	size_t count;
};

static void keyed_rows_release(struct keyed_rows *rows)
{
	free(rows->rows);
}

static int compare_keys(const void *a, const void *b)
{
	const struct keyed_row *x = a;
	const struct keyed_row *y = b;
	return (x->key > y->key) - (x->key < y->key);
}

static unsigned __int128 key_of(const struct up_batch *batch, size_t row, struct up_buffer *scratch)
{
	struct digest digest = {0};

	digest_begin_row(scratch);
	for (size_t c = 0; c < batch->relation->key_count; c++)
		digest_add_value(scratch, &batch->vectors[c], row);
	digest_end_row(&digest, scratch);
	return digest.sum;
}

static enum up_status keyed_rows_init(struct keyed_rows *rows, const struct up_batch *batch,
				      struct up_buffer *scratch, struct up_error *err)
{
	rows->count = batch->row_count;
	rows->rows = calloc(batch->row_count + 1, sizeof *rows->rows);
	if (rows->rows == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for the keys of a fixture");
	for (size_t row = 0; row < rows->count; row++)
		rows->rows[row] = (struct keyed_row){key_of(batch, row, scratch), row};
	qsort(rows->rows, rows->count, sizeof *rows->rows, compare_keys);
	return UP_OK;
}

static const struct keyed_row *find_key(const struct keyed_rows *rows, unsigned __int128 key)
{
	const struct keyed_row wanted = {.key = key};
	return bsearch(&wanted, rows->rows, rows->count, sizeof wanted, compare_keys);
}

static struct digest digest_of_row(const struct up_batch *batch, size_t row,
				   struct up_buffer *scratch)
{
	struct digest digest = {0};
	digest_add_row(&digest, scratch, batch, row);
	return digest;
}

static enum up_status compute(struct differential *differential, struct up_error *err)
{
	const struct up_batch *before = &differential->fixture->before;
	const struct up_batch *after = &differential->fixture->after;
	UP_BUFFER scratch = {0};
	UP_CLEANUP(keyed_rows_release) struct keyed_rows brought = {0};

	UP_TRY(keyed_rows_init(&brought, after, &scratch, err));
	for (size_t row = 0; row < after->row_count; row++)
		digest_add_row(&differential->expected, &scratch, after, row);
	for (size_t row = 0; row < before->row_count; row++) {
		struct digest old = digest_of_row(before, row, &scratch);
		if (fixture_has_other_rows(differential->fixture))
			digest_add_row(&differential->others, &scratch, before, row);
		const struct keyed_row *found = find_key(&brought, key_of(before, row, &scratch));
		if (found == NULL) { /* not brought: stays as it is */
			digest_add_row(&differential->expected, &scratch, before, row);
			continue;
		}
		struct digest new = digest_of_row(after, found->row, &scratch);
		differential->common++;
		differential->changed += !digest_equal(&old, &new);
	}
	differential->total = (int64_t)after->row_count;
	return up_buffer_check(&scratch, err);
}

/* ---- the table -------------------------------------------------------- */

static void append_first_state(struct up_buffer *sql, const struct up_relation *relation)
{
	up_sql_identifier(sql, relation->schema);
	up_buffer_append_char(sql, '.');
	up_sql_identifier(sql, DIFFERENTIAL_FIRST_STATE);
}

static enum up_status exec(struct up_conn *conn, struct up_buffer *sql, struct up_error *err)
{
	UP_TRY(up_buffer_check(sql, err));
	return up_conn_exec(conn, up_buffer_string(sql), err);
}

static enum up_status make_schema(const struct differential *differential, struct up_conn *conn,
				  struct up_error *err)
{
	const struct fixture *fixture = differential->fixture;
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, UP_TEXT_SESSION "; CREATE SCHEMA ");
	up_sql_identifier(&sql, fixture->relation.schema);
	UP_TRY(exec(conn, &sql, err));
	if (fixture->definitions == NULL && differential->table == NULL)
		return UP_OK;
	return column_kind_make_types(conn, fixture->relation.schema, err);
}

static enum up_status make_table(const struct differential *differential, struct up_conn *conn,
				 struct up_error *err)
{
	const struct fixture *fixture = differential->fixture;

	if (differential->table == NULL)
		return target_make(conn, &fixture->relation, fixture_definitions(fixture), err);
	return up_conn_exec(conn, up_buffer_string(&differential->table->create), err);
}

static enum up_status fill_tables(const struct differential *differential, struct up_conn *conn,
				  struct up_error *err)
{
	const struct fixture *fixture = differential->fixture;
	const struct up_relation *relation = &fixture->relation;
	UP_BUFFER sql = {0};
	int64_t created;

	UP_TRY(up_create(conn, &fixture->before, fixture_scope(fixture), &created, err));
	if (fixture_has_other_rows(fixture))
		UP_TRY(up_create(conn, &fixture->before, fixture_other_scope(fixture), &created,
				 err));
	if (differential->table != NULL)
		up_buffer_append_string(&sql, up_buffer_string(&differential->table->settle));
	/* Putting the rows back from there takes less time than sending them again. */
	up_buffer_append_string(&sql, "CREATE TABLE ");
	append_first_state(&sql, relation);
	up_buffer_append_string(&sql, " AS TABLE ");
	up_sql_table(&sql, relation);
	return exec(conn, &sql, err);
}

enum up_status differential_open(struct differential *differential, const struct fixture *fixture,
				 const struct differential_table *table, struct up_conn *conn,
				 struct up_error *err)
{
	*differential = (struct differential){.fixture = fixture, .table = table};
	UP_TRY(compute(differential, err));
	UP_TRY(make_schema(differential, conn, err));
	UP_TRY(make_table(differential, conn, err));
	return fill_tables(differential, conn, err);
}

enum up_status differential_close(const struct differential *differential, struct up_conn *conn,
				  struct up_error *err)
{
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, "SET client_min_messages = warning; DROP SCHEMA IF EXISTS ");
	up_sql_identifier(&sql, differential->fixture->relation.schema);
	up_buffer_append_string(&sql, " CASCADE");
	return exec(conn, &sql, err);
}

static enum up_status restore(const struct differential *differential, struct up_conn *conn,
			      struct up_error *err)
{
	const struct up_relation *relation = &differential->fixture->relation;
	UP_BUFFER sql = {0};

	up_buffer_append_string(&sql, UP_TEXT_SESSION "; TRUNCATE ");
	up_sql_table(&sql, relation);
	up_buffer_append_string(&sql, "; INSERT INTO ");
	up_sql_table(&sql, relation);
	if (differential->table == NULL) {
		up_buffer_append_string(&sql, " OVERRIDING SYSTEM VALUE TABLE ");
	} else {
		const char *columns = up_buffer_string(&differential->table->columns);
		up_buffer_append_format(&sql, " (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM ",
					columns, columns);
	}
	append_first_state(&sql, relation);
	return exec(conn, &sql, err);
}

/* Appends the rows of a scope to batch, as the server's own text says them. */
static enum up_status receive(void *context, const char *line, size_t length, struct up_error *err)
{
	return up_text_parse_copy_row(context, line, length, err);
}

static enum up_status read_table(struct up_conn *conn, const struct up_relation *relation,
				 const char *scope, struct up_batch *batch, struct up_error *err)
{
	UP_TRY(up_batch_init(batch, relation, err));
	return target_copy_out(conn, relation, scope, receive, batch, err);
}

/* ---- what came out ---------------------------------------------------- */

static void append_value(struct up_buffer *text, const struct up_vector *vector, size_t row)
{
	if (up_vector_is_null(vector, row)) {
		up_buffer_append_string(text, "NULL");
		return;
	}
	UP_BUFFER value = {0};
	up_text_append(&value, vector, row);
	up_buffer_append_char(text, '\'');
	up_buffer_append(text, value.data, value.length < SHOWN_BYTES ? value.length : SHOWN_BYTES);
	up_buffer_append_string(text, value.length < SHOWN_BYTES ? "'" : "'…");
}

static void append_key(struct up_buffer *text, const struct up_batch *batch, size_t row)
{
	for (size_t c = 0; c < batch->relation->key_count; c++) {
		if (c > 0)
			up_buffer_append_string(text, ", ");
		append_value(text, &batch->vectors[c], row);
	}
}

static bool same_value(const struct up_batch *a, size_t row_a, const struct up_batch *b,
		       size_t row_b, size_t column)
{
	UP_BUFFER scratch = {0};
	struct digest digests[2] = {0};

	digest_begin_row(&scratch);
	digest_add_value(&scratch, &a->vectors[column], row_a);
	digest_end_row(&digests[0], &scratch);
	digest_begin_row(&scratch);
	digest_add_value(&scratch, &b->vectors[column], row_b);
	digest_end_row(&digests[1], &scratch);
	return digest_equal(&digests[0], &digests[1]);
}

/* Says in which of the expected rows found differs first; false when all are there. */
static bool append_difference(struct up_buffer *text, const struct up_batch *expected,
			      const struct keyed_rows *found_rows, const struct up_batch *found)
{
	const struct up_relation *relation = expected->relation;
	UP_BUFFER scratch = {0};

	for (size_t row = 0; row < expected->row_count; row++) {
		const struct keyed_row *other =
			find_key(found_rows, key_of(expected, row, &scratch));
		for (size_t c = 0; c < relation->column_count; c++) {
			if (other != NULL && same_value(expected, row, found, other->row, c))
				continue;
			up_buffer_append_format(text, "row %zu with the key ", row);
			append_key(text, expected, row);
			if (other == NULL) {
				up_buffer_append_string(text, " is missing");
				return true;
			}
			up_buffer_append_format(
				text, ", column %zu \"%s\" (%s): ", c, relation->columns[c].name,
				up_type_info(relation->columns[c].type)->short_name);
			append_value(text, &found->vectors[c], other->row);
			up_buffer_append_string(text, ", not ");
			append_value(text, &expected->vectors[c], row);
			return true;
		}
	}
	return false;
}

static enum up_status mismatch(const struct up_batch *expected, const struct up_batch *found,
			       const char *what, struct up_error *err)
{
	UP_BUFFER text = {0};
	UP_BUFFER scratch = {0};
	UP_CLEANUP(keyed_rows_release) struct keyed_rows rows = {0};

	UP_TRY(keyed_rows_init(&rows, found, &scratch, err));
	if (!append_difference(&text, expected, &rows, found))
		up_buffer_append_string(&text, "all rows that it brings are there, another is not");
	return up_fail(err, UP_MISMATCH, "%s: %s", what, up_buffer_string(&text));
}

static struct digest digest_of(const struct up_batch *batch)
{
	UP_BUFFER scratch = {0};
	struct digest digest = {0};

	for (size_t row = 0; row < batch->row_count; row++)
		digest_add_row(&digest, &scratch, batch, row);
	return digest;
}

static enum up_status check_tables(const struct differential *differential, struct up_conn *conn,
				   struct up_error *err)
{
	const struct fixture *fixture = differential->fixture;
	UP_BATCH found = {0};
	UP_BATCH others = {0};

	UP_TRY(read_table(conn, &fixture->relation, fixture_scope(fixture), &found, err));
	struct digest digest = digest_of(&found);
	if (!digest_equal(&digest, &differential->expected))
		return mismatch(&fixture->after, &found, "the table", err);
	if (!up_relation_has_scope(&fixture->relation))
		return UP_OK;
	UP_TRY(read_table(conn, &fixture->relation, fixture_other_scope(fixture), &others, err));
	digest = digest_of(&others);
	if (!digest_equal(&digest, &differential->others))
		return mismatch(&fixture->before, &others, "the other scope", err);
	return UP_OK;
}

/* What the server itself says of the columns that do not travel. */
static enum up_status check_staying(const struct differential *differential, struct up_conn *conn,
				    struct up_error *err)
{
	UP_FREE char *found = NULL;

	if (differential->table == NULL || differential->table->faults.length == 0)
		return UP_OK;
	UP_TRY(up_conn_query_value(conn, differential->table->faults.data, &found, err));
	return found[0] == '\0' ? UP_OK : up_fail(err, UP_MISMATCH, "%s", found);
}

/* A row that a later batch brings again may have been updated for each of them in an overlapped
 * sync. */
static enum up_status check_count(const struct differential *differential, int run,
				  const struct variant *variant, int64_t found,
				  struct up_error *err)
{
	const int64_t incoming = (int64_t)fixture_incoming(differential->fixture)->row_count;
	const int64_t more = variant->overlap ? 2 * (incoming - differential->total) : 0;
	int64_t expected = run == 1 ? differential->common : differential->total;

	if (variant->skip_unchanged)
		expected = run == 1 ? differential->changed : 0;
	if (found < expected || found > expected + more)
		return up_fail(err, UP_MISMATCH, "%lld rows updated, not %lld", (long long)found,
			       (long long)expected);
	return UP_OK;
}

static enum up_status run_once(const struct differential *differential, struct up_sync *sync,
			       struct up_conn *conn, int run, const struct variant *variant,
			       struct up_error *err)
{
	struct up_sync_result result;

	UP_TRY(up_sync_run(sync, &result, err));
	UP_TRY(check_tables(differential, conn, err));
	UP_TRY(check_staying(differential, conn, err));
	return check_count(differential, run, variant, result.rows_updated, err);
}

static enum up_status run_twice(const struct differential *differential, struct up_sync *sync,
				struct up_conn *conn, const struct up_strategy *strategy,
				const struct variant *variant, struct up_error *err)
{
	for (int run = 1; run <= 2; run++) {
		if (run_once(differential, sync, conn, run, variant, err) != UP_OK) {
			err->status = UP_MISMATCH;
			return up_error_prefix(err, "run %d", run);
		}
		if (strategy == &contender_floor && differential->common < differential->total)
			break; /* prepared for the rows that existed then */
	}
	return UP_OK;
}

enum up_status differential_run(const struct differential *differential, const struct up_pool *pool,
				const struct up_strategy *strategy, const struct variant *variant,
				struct up_error *err)
{
	const struct fixture *fixture = differential->fixture;
	const struct up_pool workers = {.conns = pool->conns, .count = variant->workers};
	UP_SOURCE *source = NULL;
	UP_SYNC *sync = NULL;

	for (size_t w = 0; w < workers.count; w++)
		UP_TRY(up_conn_exec(workers.conns[w], "DISCARD ALL", err));
	UP_TRY(restore(differential, workers.conns[0], err));
	UP_TRY(up_memory_open(fixture_incoming(fixture), &source, err));
	const struct up_sync_options options = {
		.pool = &workers,
		.relation = &fixture->relation,
		.scope = fixture_scope(fixture),
		.source = source,
		.strategy = strategy,
		.update = {.chunk = variant->chunk, .skip_unchanged = variant->skip_unchanged},
		.tuned = variant->tuned,
		.batch_rows = variant->batch_rows,
		.overlap = variant->overlap,
		.create = variant->create,
		.strategy_context = source,
	};
	UP_TRY(up_sync_open(&options, &sync, err));
	return run_twice(differential, sync, workers.conns[0], strategy, variant, err);
}
