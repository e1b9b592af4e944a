/* SPDX-License-Identifier: PostgreSQL */
/*
 * Least squares with coefficients that are not negative, of a few columns: the active-set
 * method of Lawson and Hanson, Solving Least Squares Problems (1974), chapter 23, on
 * the normal equations with columns of length 1.
 *
 *	struct nnls problem = {.columns = 2};
 *	for each observation: nnls_add(&problem, (double[]){1, n}, y);
 *	nnls_solve(&problem, x);
 */
#ifndef STATS_NNLS_H
#define STATS_NNLS_H

#include <stddef.h>

#define NNLS_COLUMNS 4

struct nnls {
	size_t columns; /* at most NNLS_COLUMNS; the rest is zero to begin with */
	double gram[NNLS_COLUMNS][NNLS_COLUMNS];
	double moment[NNLS_COLUMNS];
};

/* row has as many numbers as there are columns. */
void nnls_add(struct nnls *problem, const double *row, double y);

/* Solves gram * x = moment for the columns that are in the mask (bit c is column c),
 * without regard to signs; the other x are 0.  0, or -1 when it is singular. */
int nnls_solve_mask(const struct nnls *problem, unsigned mask, double *x);

/* A column that adds nothing to those taken before gets 0. */
void nnls_solve(const struct nnls *problem, double *x);

#endif
