/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a run on servers that were scaled down with the data (measure/case/scaling.h) predicts for the size
 * that it was scaled for.
 *
 * At a constant ratio of data to memory batches, passes, misses and WAL per row are those of the target.
 * What is left depends on the size itself: a fixed cost, which counts less the more rows there are, and the
 * caches of the processor and the height of trees, which grow with the logarithm.  So the time per row is
 *
 *   T(n) / n = a / n + b + c ln n
 *
 * with a >= 0 and b >= 0 of each strategy, and one c >= 0 of the machine for all of them: at most it grows as
 * the logarithm itself.  It is fitted to the medians of all strategies at once by least squares of the relative error, each
 * divided by sqrt(s^2 + CURVE_DISCREPANCY^2), where s is the standard error of the median.
 *
 * An interval is of 95 %, by a seeded bootstrap: samples are drawn anew within each case, and each median
 * is off by a normal error of CURVE_DISCREPANCY in its logarithm, half of its variance shared by all
 * strategies at a size, which has a server of its own; so is the target.  The fit carries these errors over
 * the decade to the target.
 *
 * Not scaled, so in no interval: the cache of the operating system, which has pages that
 * shared_buffers has not, and the rows per statement of strategies that split them.
 */
#ifndef JUDGE_PREDICT_SIMILITUDE_H
#define JUDGE_PREDICT_SIMILITUDE_H

#include "judge/predict/model.h"

/* Rows that differ from the target by a larger share are at another ratio: nothing is predicted for them. */
#define SIMILITUDE_NEAR 0.1

struct similitude_law {
	bool is_known; /* otherwise the model has no fit, or one of another number of workers */
	double a;      /* ns */
	double b;      /* ns per row */
	double *times; /* owned: of the target, in order, bootstrapped; NULL: too few samples */
};

struct similitude {
	double rows;                 /* of the target; NaN: the run is not scaled */
	double c;                    /* ns per row and e-fold */
	struct similitude_law *laws; /* owned; one per model of the list */
	size_t count;
};

void similitude_release(struct similitude *similitude);
#define SIMILITUDE UP_CLEANUP(similitude_release) struct similitude

/* Fits to the sizes of the models that have a fit, from its least one on, and gives these the law as their curve, with its
 * residual and its error at the largest size.  Without models, or where the run is not scaled, nothing. */
UP_MUST_CHECK enum up_status similitude_make(const struct run *run, struct model_list *models,
					     uint64_t seed, struct similitude *similitude,
					     struct up_error *err);

/* UP_INVALID, with the reason, unless rows are near the target. */
UP_MUST_CHECK enum up_status similitude_check(const struct similitude *similitude, size_t model,
					      double rows, struct up_error *err);

/* Without round trips, of rows that were checked. */
double similitude_time(const struct similitude *similitude, size_t model, double rows);

/* Of 95 %; NaN where there is none. */
struct interval similitude_interval(const struct similitude *similitude, size_t model, double rows);

#endif
