/* SPDX-License-Identifier: PostgreSQL */
#include "stats/nnls.h"

#include <math.h>
#include <stdbool.h>

/* Of what is left of a column of length 1 once the columns before it are taken out. */
#define SINGULAR 1e-13
#define TOLERANCE 1e-12
/* More than any problem of so few columns takes; a guard against rounding errors that
 * let a column come and go. */
#define MOST_STEPS ((size_t)50)

void nnls_add(struct nnls *problem, const double *row, double y)
{
	for (size_t i = 0; i < problem->columns; i++) {
		for (size_t j = 0; j < problem->columns; j++)
			problem->gram[i][j] += row[i] * row[j];
		problem->moment[i] += row[i] * y;
	}
}

static bool is_in(unsigned mask, size_t column)
{
	return (mask >> column & 1) != 0;
}

/* Cholesky's decomposition, and both substitutions. */
int nnls_solve_mask(const struct nnls *problem, unsigned mask, double *x)
{
	double factor[NNLS_COLUMNS][NNLS_COLUMNS] = {{0}};
	size_t at[NNLS_COLUMNS] = {0};
	double half[NNLS_COLUMNS] = {0};
	double whole[NNLS_COLUMNS] = {0};
	size_t size = 0;

	for (size_t c = 0; c < problem->columns; c++) {
		if (is_in(mask, c))
			at[size++] = c;
	}
	for (size_t i = 0; i < size; i++) {
		half[i] = problem->moment[at[i]];
		for (size_t j = 0; j <= i; j++) {
			double sum = problem->gram[at[i]][at[j]];
			for (size_t k = 0; k < j; k++)
				sum -= factor[i][k] * factor[j][k];
			if (j < i)
				factor[i][j] = sum / factor[j][j];
			else if (!(sum > SINGULAR * problem->gram[at[i]][at[i]]))
				return -1;
			else
				factor[i][i] = sqrt(sum);
		}
		for (size_t k = 0; k < i; k++)
			half[i] -= factor[i][k] * half[k];
		half[i] /= factor[i][i];
	}
	for (size_t i = size; i-- > 0;) {
		whole[i] = half[i];
		for (size_t k = i + 1; k < size; k++)
			whole[i] -= factor[k][i] * whole[k];
		whole[i] /= factor[i][i];
	}
	for (size_t c = 0; c < problem->columns; c++)
		x[c] = 0;
	for (size_t i = 0; i < size; i++)
		x[at[i]] = whole[i];
	return 0;
}

/* The column outside the mask that would lower the error most steeply; the number of
 * columns when none would. */
static size_t steepest(const struct nnls *problem, unsigned outside, const double *x)
{
	size_t best = problem->columns;
	double most = 0;

	for (size_t c = 0; c < problem->columns; c++) {
		double gradient = problem->moment[c];
		for (size_t k = 0; k < problem->columns; k++)
			gradient -= problem->gram[c][k] * x[k];
		if (is_in(outside, c) && gradient > most &&
		    gradient > TOLERANCE * fabs(problem->moment[c])) {
			most = gradient;
			best = c;
		}
	}
	return best;
}

/* Goes from x toward target as far as no x becomes negative; returns the columns that
 * arrived at 0. */
static unsigned approach(size_t columns, unsigned mask, const double *target, double *x)
{
	double share = 1;
	unsigned arrived = 0;

	for (size_t c = 0; c < columns; c++) {
		if (is_in(mask, c) && target[c] <= 0 && x[c] / (x[c] - target[c]) < share)
			share = x[c] / (x[c] - target[c]);
	}
	for (size_t c = 0; c < columns; c++) {
		if (!is_in(mask, c))
			continue;
		double before = x[c];
		x[c] += share * (target[c] - before);
		if (target[c] <= 0 && x[c] <= TOLERANCE * (before + fabs(target[c]))) {
			x[c] = 0;
			arrived |= 1U << c;
		}
	}
	return arrived;
}

static void solve_scaled(const struct nnls *problem, unsigned usable, double *x)
{
	unsigned taken = 0;
	double target[NNLS_COLUMNS];

	for (size_t step = 0; step < MOST_STEPS; step++) {
		size_t next = steepest(problem, usable & ~taken, x);
		if (next == problem->columns)
			return;
		taken |= 1U << next;
		for (;;) {
			unsigned arrived = 0;
			if (nnls_solve_mask(problem, taken, target) != 0)
				arrived = 1U << next;
			else
				arrived = approach(problem->columns, taken, target, x);
			taken &= ~arrived;
			/* It came in and went at once: rounding. */
			if (is_in(arrived, next))
				usable &= ~(1U << next);
			if (arrived == 0 || taken == 0)
				break;
		}
	}
}

void nnls_solve(const struct nnls *problem, double *x)
{
	struct nnls scaled = {.columns = problem->columns};
	double length[NNLS_COLUMNS] = {0};
	unsigned usable = 0;

	for (size_t c = 0; c < problem->columns; c++) {
		length[c] = sqrt(problem->gram[c][c]);
		if (length[c] > 0)
			usable |= 1U << c;
		x[c] = 0;
	}
	for (size_t i = 0; i < problem->columns; i++) {
		for (size_t j = 0; j < problem->columns && is_in(usable, i); j++) {
			if (is_in(usable, j))
				scaled.gram[i][j] = problem->gram[i][j] / length[i] / length[j];
		}
		if (is_in(usable, i))
			scaled.moment[i] = problem->moment[i] / length[i];
	}
	solve_scaled(&scaled, usable, x);
	for (size_t c = 0; c < problem->columns; c++)
		x[c] = is_in(usable, c) ? x[c] / length[c] : 0;
}
