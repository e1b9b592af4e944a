/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/scalability.h"
#include "unit/near.h"

/* R package usl, data set specsdm91; coefficients as its vignette prints them. */
Test(scalability, published_vector)
{
	const double load[] = {1, 18, 36, 72, 108, 144, 216};
	const double throughput[] = {64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2};
	struct scalability law;

	cr_assert_eq(scalability_fit(load, throughput, 7, &law, NULL), UP_OK);
	near(law.alpha, 0.0277285, 0.01, "alpha");
	near(law.beta, 0.0001044, 0.01, "beta");
	near(law.gamma, 89.995, 0.01, "gamma");
	near(scalability_at(&law, 96.5), 1884, 0.01, "throughput at the peak");
	near(law.gamma / law.alpha, 3246, 0.01, "limit");
}

Test(scalability, no_contention_and_too_few_levels)
{
	const double workers[] = {1, 2, 4, 8};
	const double linear[] = {10, 20, 40, 80};
	struct scalability law;
	struct up_error err;

	cr_assert_eq(scalability_fit(workers, linear, 4, &law, NULL), UP_OK);
	cr_assert(law.alpha < 1e-9 && law.beta < 1e-9);
	near(scalability_at(&law, 16), 160, 1e-6, "sixteen");
	cr_assert_eq(scalability_fit(workers, linear, 2, &law, &err), UP_INVALID);
	cr_assert(strstr(err.message, "the run has 2") != NULL);
}
