/* SPDX-License-Identifier: PostgreSQL */
/*
 * Memory and disk that a case needs, estimated before it runs.
 *
 * Memory is that of the client: the batch, and what the strategy makes of it
 *
 *   rows in the batch × bytes of a row  +  rows of a statement × bytes of a row × copies
 *
 * where bytes of a row are those of the case's columns in a batch (an average over
 * its rows), copies is the strategy's (strategy.h), and the
 * batch has all rows, but for a strategy that streams: UP_SYNC_BATCH_ROWS at most.  The
 * rows of a user's table are counted once more: its old edition is kept.
 *
 * Disk is that of the server, roughly: see footprint_disk_bytes().
 */
#ifndef MEASURE_CASE_FOOTPRINT_H
#define MEASURE_CASE_FOOTPRINT_H

#include "measure/case/case.h"

struct footprint {
	size_t rows;    /* in memory at once */
	int64_t memory; /* bytes */
};

UP_MUST_CHECK enum up_status footprint_of_case(const struct subject *subject,
					       const struct trial_case *trial_case,
					       struct footprint *footprint, struct up_error *err);

/* UP_UNSUPPORTED with both figures when the case needs more than limit bytes of memory. */
UP_MUST_CHECK enum up_status footprint_check(const struct subject *subject,
					     const struct trial_case *trial_case, int64_t limit,
					     struct up_error *err);

/* The table of a data set. */
struct footprint_table {
	const struct subject *subject;
	size_t rows;    /* before a sync */
	size_t created; /* by a sync */
};

struct footprint_disk {
	double tables; /* bytes; NaN: the size of a subject's rows is not known */
	double wal;    /* likewise, if no checkpoint freed any */
};

/* The parts of footprint_disk_bytes(), before the limit of the WAL. */
struct footprint_disk footprint_disk(const struct footprint_table *tables, size_t count);

/* Peak disk usage of a run on the server, in bytes:
 *
 *   the pristine copies of all data sets, without indexes
 *   + for the largest table, with the rows that a sync creates: the table and its indexes,
 *     twice, as an update writes each row anew; a copy of the batch, for strategies that stage it
 *   + WAL: as much as the largest table twice, at most max_wal_size: that of a private cluster,
 *     or PostgreSQL's default
 *
 * UNMEASURED: the size of a subject's rows is not known.
 */
int64_t footprint_disk_bytes(const struct footprint_table *tables, size_t count, bool is_private);

#endif
