/* SPDX-License-Identifier: PostgreSQL */
/*
 * How curves drift away from times beyond the sizes that they were fitted to, by rolling origin
 * (Tashman, Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16,
 * 2000): of sizes n_1 < ... < n_K a curve is fitted to those below n_k, k >= 4, and
 *
 *   z = ln(predicted / measured at n_k) / ln(n_k / n_{k-1})
 *
 * is its miss per e-fold of rows.  Downward the same from the right: fitted to the sizes above n_k,
 * k <= K - 3, and divided by ln(n_{k+1} / n_k).
 *
 * Misses of all families of a run together, J of them with mean bias and standard deviation s, give
 * how far a time x e-folds beyond the data is off, in its logarithm:
 *
 *   bias x +- max(t_{.975, J-1} s sqrt(1 + 1/J), z_{.975} CURVE_DISCREPANCY / step) x
 *
 * where step is the distance of the last two sizes in e-folds.  The second is what even a law that
 * held at each size so far misses the next by; it is assumed, not estimated from J values, hence
 * normal.
 *
 * A bias that is no larger than its own error s / sqrt(J) is none, and a larger one is made smaller by
 * the share of its square that the error explains (the positive part of James and Stein): chance in
 * few misses would otherwise move each prediction.
 */
#ifndef JUDGE_PREDICT_DRIFT_H
#define JUDGE_PREDICT_DRIFT_H

#include "judge/predict/curve.h"

enum drift_direction {
	DRIFT_UP,   /* beyond the largest size */
	DRIFT_DOWN, /* below the smallest */
};

/* Fewer misses have no standard deviation. */
#define DRIFT_LEAST_MISSES 2

struct drift {
	double bias;      /* per e-fold, so shrunk; 0 below DRIFT_LEAST_MISSES */
	double deviation; /* NaN below DRIFT_LEAST_MISSES */
	size_t count;
};

/* The misses of the curves of one family; misses has room for count.  Lines alone where is_line. */
size_t drift_misses(const struct curve_point *points, size_t count, bool is_line,
		    enum drift_direction direction, double *misses);

struct drift drift_of(const double *misses, size_t count);

/* How many quantiles of its errors are kept: as many as there are resamples of a curve. */
#define DRIFT_QUANTILES 500

/* Quantiles (i + 0.5) / DRIFT_QUANTILES of Student's distribution, with count - 1 degrees of
 * freedom; NaN below DRIFT_LEAST_MISSES.  They take a while. */
void drift_student(const struct drift *drift, double *quantiles);

/* The same quantiles of the logarithm of a true time over a predicted one, per e-fold; student is of
 * drift_student(). */
void drift_quantiles(const struct drift *drift, const double *student, double step,
		     double *quantiles);

#endif
