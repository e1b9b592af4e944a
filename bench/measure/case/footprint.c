/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/footprint.h"

#include "measure/workload/program.h"
#include "measure/workload/synthetic.h"
#include "sync/sync.h"
#include "text/figure.h"

/* Enough for an average: a row in sixteen has values of unusual length. */
#define SAMPLE_ROWS 1024

/* Per row, of the table: header and line pointer of a tuple, id and username. */
#define TUPLE_OVERHEAD 52
/* Per row, of all three indexes: the identity's, the unique one of username and
 * program_id, and that of status. */
#define INDEX_BYTES 110
/* max_wal_size, stock and of a private cluster (measure/server/layout.c); a checkpoint begins
 * before it is reached. */
#define STOCK_WAL_BYTES ((int64_t)1 << 30)
#define PRIVATE_WAL_BYTES ((int64_t)16 << 30)

/* Bytes of a row in a batch. Buffers grow by doubling, which the large batch does too. */
static enum up_status row_bytes(size_t columns, double *bytes, struct up_error *err)
{
	const struct synthetic data = {.seed = SYNTHETIC_SEED, .rows = SAMPLE_ROWS, .changed = 1};
	UP_RELATION program = {0};
	UP_RELATION relation = {0};
	UP_BATCH batch = {0};

	UP_TRY(program_relation(&program, err));
	UP_TRY(up_relation_narrow(&program, columns, NULL, &relation, err));
	UP_TRY(up_batch_init(&batch, &relation, err));
	for (size_t row = 0; row < SAMPLE_ROWS; row++)
		UP_TRY(synthetic_row(&data, row, EDITION_NEW, &batch, err));
	*bytes = (double)up_batch_memory(&batch) / SAMPLE_ROWS;
	return UP_OK;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

enum up_status footprint_of_case(const struct trial_case *trial_case, struct footprint *footprint,
				 struct up_error *err)
{
	const struct up_update_options options = case_options(trial_case);
	const struct up_strategy *strategy = trial_case->strategy;
	size_t chunk = up_strategy_chunk(strategy, &options);
	double bytes;

	UP_TRY(row_bytes((size_t)trial_case->key.factors.columns, &bytes, err));
	size_t rows = up_strategy_streams(strategy, &options)
			      ? smaller((size_t)trial_case->key.factors.rows, UP_SYNC_BATCH_ROWS)
			      : (size_t)trial_case->key.factors.rows;
	size_t in_statement = chunk != 0 ? smaller(chunk, rows) : rows;
	*footprint = (struct footprint){
		.rows = rows,
		.memory = (int64_t)(bytes * ((double)rows +
					     (double)in_statement * (double)strategy->copies)),
	};
	return UP_OK;
}

enum up_status footprint_check(const struct trial_case *trial_case, int64_t limit,
			       struct up_error *err)
{
	struct footprint footprint;
	UP_BUFFER text = {0};

	UP_TRY(footprint_of_case(trial_case, &footprint, err));
	if (footprint.memory <= limit)
		return UP_OK;
	up_buffer_append_format(&text, "%s needs ", trial_case->strategy->name);
	figure_append_bytes(&text, footprint.memory);
	up_buffer_append_string(&text, " for ");
	figure_append_count(&text, footprint.rows);
	up_buffer_append_format(&text, " %s at once, more than --memory ",
				footprint.rows == 1 ? "row" : "rows");
	figure_append_bytes(&text, limit);
	UP_TRY(up_buffer_check(&text, err));
	return up_fail(err, UP_UNSUPPORTED, "%s", text.data);
}

enum up_status footprint_disk(const struct footprint_table *tables, size_t count, bool is_private,
			      int64_t *bytes, struct up_error *err)
{
	const double max_wal = (double)(is_private ? PRIVATE_WAL_BYTES : STOCK_WAL_BYTES);
	double row;
	double before = 0;
	double largest = 0;

	UP_TRY(row_bytes(PROGRAM_COLUMN_COUNT, &row, err));
	const double heap = row + TUPLE_OVERHEAD;
	for (size_t t = 0; t < count; t++) {
		const double after = (double)tables[t].rows + (double)tables[t].created;
		before += (double)tables[t].rows;
		largest = after > largest ? after : largest;
	}
	const double wal = 2 * largest * (heap + INDEX_BYTES);
	*bytes = (int64_t)(before * heap + largest * (2 * (heap + INDEX_BYTES) + heap) +
			   (wal < max_wal ? wal : max_wal));
	return UP_OK;
}
