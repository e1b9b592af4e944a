/* SPDX-License-Identifier: PostgreSQL */
/*
 * Bytes of a batch of n rows, a line a + b n with a and b not negative, by weighted least squares from
 * the largest sizes, and how well they are known.  Bytes have hardly any noise; what keeps sizes from
 * agreeing on a line is that bytes come in pieces, and that depends on their kind:
 *
 *   flow    WAL, and bytes on the wire: 0.2 %, since numbers become longer, and a byte
 *   file    growth by whole pages (COST_PAGE_BYTES): two pages
 *   index   four pages, since there are several, each with a free space map, and 15 %: pages of a
 *           B-tree that entries are added to in no order split in waves, so that its growth per row
 *           rises and falls with the logarithm of the rows (Glombiewski, Seeger, Graefe, Waves of
 *           misery after index creation, BTW 2019)
 *   peak    memory, which an allocator takes in blocks: 512 KiB, and 5 % of what is more than the
 *           least size takes
 *
 * A peak that rises from sample to sample at one size, by more than its blocks, has not come to rest,
 * as buffers for temporary tables fill up over several of them, so such a size shows nothing: it is
 * left out.
 *
 * These are standard deviations of one size.  Where the sizes differ by more from a line, by a mean
 * square of BYTE_LAW_MISFIT of them, the smallest size is left out as long as BYTE_LAW_LEAST_SIZES are
 * left, and what they still differ by makes the interval wider, which is Student's then.
 *
 * Of a flow and a file the form a, b n or a + b n is chosen by Akaike's criterion.  A peak always has
 * both: that memory did not grow yet is no reason that it never will.
 */
#ifndef JUDGE_PREDICT_BYTE_LAW_H
#define JUDGE_PREDICT_BYTE_LAW_H

#include "judge/predict/curve.h"
#include "stats/statistics.h"

#define BYTE_LAW_LEAST_SIZES 3
#define BYTE_LAW_MISFIT 4

/* A prediction whose interval is wider is none: its ends differ by this factor, and by so many bytes. */
#define BYTE_LAW_WIDEST 3
#define BYTE_LAW_SMALL 131072

enum byte_kind {
	BYTES_FLOW,
	BYTES_FILE,
	BYTES_INDEX,
	BYTES_PEAK,
};

struct byte_law {
	bool known; /* it was measured at enough sizes */
	bool rises; /* it is not known, as it rose from sample to sample */
	enum byte_kind kind;
	double base;             /* a; bytes */
	double slope;            /* b; bytes per row */
	double covariance[2][2]; /* of both */
	double reach;            /* standard errors to each end of the interval of 95 % */
	double least;            /* rows of the smallest size that it was fitted to */
	double floor;            /* of a peak, its least value; otherwise 0 */
};

/* points: the medians of the sizes, in any order, which is changed; their spread is not used.  What is 0 at all sizes
 * stays 0, and is known to. */
struct byte_law byte_law_fit(struct curve_point *points, size_t count, enum byte_kind kind);

/* Bytes of so many rows; of files whole pages.  NaN when the law is not known, and where the interval
 * is wider than BYTE_LAW_WIDEST. */
double byte_law_at(const struct byte_law *law, double rows);

/* The interval of 95 %; NaN when the law is not known.  Not narrower for being of no use. */
struct interval byte_law_interval(const struct byte_law *law, double rows);

#endif
