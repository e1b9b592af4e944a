/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/footprint.h"

#include "sync/sync.h"
#include "text/figure.h"

#include <math.h>

/* max_wal_size, stock and of a private cluster (measure/server/layout.c); a checkpoint begins
 * before it is reached. */
#define STOCK_WAL_BYTES ((int64_t)1 << 30)
#define PRIVATE_WAL_BYTES ((int64_t)16 << 30)

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

enum up_status footprint_of_case(const struct subject *subject, const struct trial_case *trial_case,
				 struct footprint *footprint, struct up_error *err)
{
	const struct up_update_options options = case_options(trial_case);
	const struct up_strategy *strategy = trial_case->strategy;
	size_t chunk = up_strategy_chunk(strategy, &options);
	double bytes;

	UP_TRY(subject->row_bytes(subject, (size_t)trial_case->key.factors.columns, &bytes, err));
	size_t rows = up_strategy_streams(strategy, &options)
			      ? smaller((size_t)trial_case->key.factors.rows, UP_SYNC_BATCH_ROWS)
			      : (size_t)trial_case->key.factors.rows;
	size_t in_statement = chunk != 0 ? smaller(chunk, rows) : rows;
	/* The old edition of a user's table is not computed, but kept. */
	const double kept = subject->is_own ? (double)trial_case->key.factors.rows : 0;
	*footprint = (struct footprint){
		.rows = rows,
		.memory = (int64_t)(bytes * ((double)rows + kept +
					     (double)in_statement * (double)strategy->copies)),
	};
	return UP_OK;
}

enum up_status footprint_check(const struct subject *subject, const struct trial_case *trial_case,
			       int64_t limit, struct up_error *err)
{
	struct footprint footprint;
	UP_BUFFER text = {0};

	UP_TRY(footprint_of_case(subject, trial_case, &footprint, err));
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

struct footprint_disk footprint_disk(const struct footprint_table *tables, size_t count)
{
	struct footprint_disk disk = {0};
	double pristine = 0;
	double measured = 0;

	for (size_t t = 0; t < count; t++) {
		const struct subject *subject = tables[t].subject;
		const double heap = subject->heap_bytes;
		const double whole = heap + subject->index_bytes;
		const double after = (double)tables[t].rows + (double)tables[t].created;
		if (isnan(whole))
			return (struct footprint_disk){NAN, NAN};
		pristine += (double)tables[t].rows * heap;
		measured = fmax(measured, after * (2 * whole + heap));
		disk.wal = fmax(disk.wal, 2 * after * whole);
	}
	disk.tables = pristine + measured;
	return disk;
}

int64_t footprint_disk_bytes(const struct footprint_table *tables, size_t count, bool is_private)
{
	const double max_wal = (double)(is_private ? PRIVATE_WAL_BYTES : STOCK_WAL_BYTES);
	const struct footprint_disk disk = footprint_disk(tables, count);

	if (isnan(disk.tables))
		return UNMEASURED;
	return (int64_t)(disk.tables + fmin(disk.wal, max_wal));
}
