/* SPDX-License-Identifier: PostgreSQL */
#include "stats/nnls.h"
#include "unit/near.h"

Test(nnls, keeps_to_what_is_not_negative)
{
	/* y = 3 - 2 n + 5 n^2: the best with nothing below 0 has no n. */
	struct nnls problem = {.columns = 3};
	struct nnls positive = {.columns = 3};
	double x[NNLS_COLUMNS];

	for (double n = 1; n <= 8; n++) {
		nnls_add(&problem, (double[]){1, n, n * n}, 3 - 2 * n + 5 * n * n);
		nnls_add(&positive, (double[]){1, n, n * n}, 3 + 2 * n + 5 * n * n);
	}
	nnls_solve(&positive, x);
	near(x[0], 3, 1e-9, "a");
	near(x[1], 2, 1e-9, "b");
	near(x[2], 5, 1e-9, "c");
	nnls_solve(&problem, x);
	cr_assert(x[0] >= 0 && x[2] > 0);
	cr_assert_float_eq(x[1], 0, 0);
	/* What is left is no better in any direction that is allowed. */
	for (size_t c = 0; c < 3; c++) {
		double gradient = problem.moment[c];
		for (size_t k = 0; k < 3; k++)
			gradient -= problem.gram[c][k] * x[k];
		cr_assert(gradient <= 1e-6 * fabs(problem.moment[c]));
		cr_assert(x[c] <= 0 || fabs(gradient) <= 1e-6 * fabs(problem.moment[c]));
	}
}

Test(nnls, nothing_but_zeros_and_columns_that_repeat)
{
	struct nnls none = {.columns = 2};
	struct nnls twice = {.columns = 3};
	double x[NNLS_COLUMNS];

	for (double n = 1; n <= 4; n++) {
		nnls_add(&none, (double[]){1, n}, -n);
		nnls_add(&twice, (double[]){n, n, 0}, 7 * n);
	}
	nnls_solve(&none, x);
	cr_assert(x[0] <= 0 && x[0] >= 0 && x[1] <= 0 && x[1] >= 0);
	nnls_solve(&twice, x);
	near(x[0] + x[1], 7, 1e-9, "both");
	cr_assert(x[0] >= 0 && x[1] >= 0 && x[2] <= 0);
}
