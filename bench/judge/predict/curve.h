/* SPDX-License-Identifier: PostgreSQL */
/*
 * A quantity of a batch of n rows, in one of two forms whose coefficients are not negative:
 *
 *   polynomial  a + b n + c n^2, or some of these terms
 *   power       b n^p, or a + b n^p
 *
 * and for times over a network, d times what the round trips alone take.
 *
 * A curve is fitted to medians by least squares of the relative error, so that small
 * sizes count as much as large ones.  Which form it has is chosen by Akaike's criterion
 * with a variance that is known,
 *
 *   sum of (relative error)^2 / (s^2 + CURVE_DISCREPANCY^2) + 2 parameters
 *
 * where s is the standard error of the median.  The sizes are the observations: however
 * many samples a size has, they say nothing of what is between it and the next.  The
 * constant counts as no parameter, since whatever is done costs something by itself.  A
 * square beside n has to be better by 10 (of forms so far behind Burnham and Anderson, Model
 * Selection and Multimodel Inference, 2002, section 2.6, say that they have essentially no
 * support): forms that fit alike within the data part ways beyond them, and what is a tenth
 * of the largest size in a square is all of ten times that size.  A form has fewer
 * parameters, all counted, than there are sizes.
 */
#ifndef JUDGE_PREDICT_CURVE_H
#define JUDGE_PREDICT_CURVE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define CURVE_LEAST_SIZES 3

/* By so much of it a median differs from any law: a plan turns, a cache ends, a table lies
 * otherwise on the disk. */
#define CURVE_DISCREPANCY 0.03

enum curve_form {
	CURVE_POLYNOMIAL,
	CURVE_POWER,
};

enum curve_term {
	CURVE_CONSTANT = 1 << 0, /* a */
	CURVE_ROWS = 1 << 1,     /* b n, b n^p */
	CURVE_SQUARE = 1 << 2,   /* c n^2 */
	CURVE_LOGARITHM =
		1 << 3, /* c n ln n; never beside a square; not fitted here (similitude.h) */
};

struct curve {
	enum curve_form form;
	unsigned terms; /* enum curve_term */
	double a, b, c, p;
	double d;         /* exactly 1 where the data do not tell */
	bool has_d;       /* fitted, not assumed */
	double criterion; /* the less, the better */
};

/* The median of the samples of one size. */
struct curve_point {
	double rows;
	double latency; /* what its round trips alone take; 0 for none, and for what is no time */
	double value;
	double spread; /* standard deviation of the samples, as a share of value */
	size_t samples;
};

double curve_at(const struct curve *curve, double rows, double latency);

/* How many parameters it has, d included when it was fitted. */
size_t curve_parameters(const struct curve *curve);

/* How many different sizes the points have. */
size_t curve_sizes(const struct curve_point *points, size_t count);

/* UP_INVALID below CURVE_LEAST_SIZES sizes. */
UP_MUST_CHECK enum up_status curve_fit(const struct curve_point *points, size_t count,
				       struct curve *curve, struct up_error *err);

/* The same, of the forms a, b n and a + b n alone. */
UP_MUST_CHECK enum up_status curve_fit_line(const struct curve_point *points, size_t count,
					    struct curve *curve, struct up_error *err);

/* Fits to other points of the same sizes.  The form is chosen anew, as chance alone may
 * decide it; a power is looked for near the one that the curve has, where it is one. */
void curve_refit(const struct curve_point *points, size_t count, struct curve *curve);

#endif
