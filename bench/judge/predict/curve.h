/* SPDX-License-Identifier: PostgreSQL */
/*
 * A quantity of a batch of n rows, in one of three forms whose coefficients are not negative:
 *
 *   polynomial  a + b n + c n^2, or some of these terms
 *   logarithm   b n + c n ln n, or a + b n + c n ln n: sorting, deeper trees, caches that miss more
 *   power       b n^p, or a + b n^p
 *
 * and for times over a network, d times what the round trips alone take.
 *
 * A curve is fitted to medians by least squares of the relative error, each divided by
 *
 *   sqrt(s^2 + CURVE_DISCREPANCY^2)
 *
 * where s is the standard error of the median.  Which form it has is chosen by Akaike's
 * criterion with a variance that is known: the same sum of squares, and 2 for each parameter.
 * The sizes are the observations: however many samples a size has, they say nothing of what
 * is between it and the next.  The constant counts as no parameter, since whatever is done
 * costs something by itself.  A form has fewer parameters, all counted, than there are sizes.
 *
 * Forms that fit alike within the data part ways beyond them, so one that grows faster than
 * n ln n must be better:
 *
 *   a square beside n                  by 10: of forms so far behind, Burnham and Anderson, Model
 *                                      Selection and Multimodel Inference, 2002, section 2.6, say
 *                                      that they have essentially no support
 *   a square, or a power above 1, of   by 25: one more bend than chance explains takes all degrees
 *   fewer than CURVE_STEEP_SIZES       of freedom that so few sizes have, so a line has to miss by
 *                                      five standard deviations
 */
#ifndef JUDGE_PREDICT_CURVE_H
#define JUDGE_PREDICT_CURVE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define CURVE_LEAST_SIZES 3

/* From so many sizes on a power above 1 needs no more reason than another form. */
#define CURVE_STEEP_SIZES 5

/* By so much of it a median differs from any law: a plan turns, a cache ends, a table lies
 * otherwise on the disk. */
#define CURVE_DISCREPANCY 0.03

enum curve_form {
	CURVE_POLYNOMIAL,
	CURVE_POWER,
};

enum curve_term {
	CURVE_CONSTANT = 1 << 0,  /* a */
	CURVE_ROWS = 1 << 1,      /* b n, b n^p */
	CURVE_SQUARE = 1 << 2,    /* c n^2 */
	CURVE_LOGARITHM = 1 << 3, /* c n ln n; never beside a square */
};

struct curve {
	enum curve_form form;
	unsigned terms; /* enum curve_term */
	double a, b, c, p;
	double d;         /* exactly 1 where the data do not tell */
	bool has_d;       /* fitted, not assumed */
	bool is_line;     /* of curve_fit_line() */
	double criterion; /* the less, the better */
};

/* The median of the samples of one size. */
struct curve_point {
	double rows;
	double latency; /* what its round trips alone take; 0 for none, and for what is no time */
	double value;
	double spread; /* standard deviation of the samples, as a share of value */
	size_t samples;
	double rise; /* from the earlier half of the samples to the later, of their medians; 0 unless
			no later one is below an earlier one */
};

/* The standard error of the median, as a share of it. */
double curve_point_error(const struct curve_point *point);

double curve_at(const struct curve *curve, double rows, double latency);

/* How many parameters it has, d included when it was fitted. */
size_t curve_parameters(const struct curve *curve);

/* How many different sizes the points have. */
size_t curve_sizes(const struct curve_point *points, size_t count);

/* UP_INVALID below CURVE_LEAST_SIZES sizes. */
UP_MUST_CHECK enum up_status curve_fit(const struct curve_point *points, size_t count,
				       struct curve *curve, struct up_error *err);

/* The same, of the forms a, b n and a + b n alone: for what is done once per row or per chunk. */
UP_MUST_CHECK enum up_status curve_fit_line(const struct curve_point *points, size_t count,
					    struct curve *curve, struct up_error *err);

/* Fits to other points of the same sizes, lines alone where the curve is of them.  The form is chosen anew, as chance alone may
 * decide it; a power is looked for near the one that the curve has, where it is one. */
void curve_refit(const struct curve_point *points, size_t count, struct curve *curve);

#endif
