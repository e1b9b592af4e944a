/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/scalability.h"

#include "stats/nnls.h"

#include <math.h>
#include <stdbool.h>

#define PARAMETERS 3
#define MOST_STEPS 500
#define FIRST_DAMPING 1e-3
#define MOST_DAMPING 1e12

double scalability_at(const struct scalability *law, double workers)
{
	double more = workers - 1;
	return law->gamma * workers / (1 + law->alpha * more + law->beta * workers * more);
}

static size_t levels(const double *workers, size_t count)
{
	size_t different = 0;

	for (size_t i = 0; i < count; i++) {
		size_t before = 0;
		while (before < i && fabs(workers[before] - workers[i]) > 0)
			before++;
		different += before == i;
	}
	return different;
}

/* N / X is linear in 1 / gamma, alpha / gamma and beta / gamma. */
static bool start(const double *workers, const double *throughput, size_t count,
		  struct scalability *law)
{
	struct nnls problem = {.columns = PARAMETERS};
	double x[NNLS_COLUMNS];

	for (size_t i = 0; i < count; i++) {
		double factor = throughput[i] / workers[i];
		double more = workers[i] - 1;
		const double row[] = {factor, factor * more, factor * workers[i] * more};
		nnls_add(&problem, row, 1);
	}
	nnls_solve(&problem, x);
	if (!(x[0] > 0))
		return false;
	*law = (struct scalability){x[1] / x[0], x[2] / x[0], 1 / x[0]};
	return true;
}

static double error_of(const double *workers, const double *throughput, size_t count,
		       const struct scalability *law)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		double error = throughput[i] - scalability_at(law, workers[i]);
		sum += error * error;
	}
	return sum;
}

/* One step of Levenberg and Marquardt from law, with no parameter below 0. */
static bool step(const double *workers, const double *throughput, size_t count, double damping,
		 const struct scalability *law, struct scalability *next)
{
	struct nnls problem = {.columns = PARAMETERS};
	double move[NNLS_COLUMNS];

	for (size_t i = 0; i < count; i++) {
		double n = workers[i];
		double at = scalability_at(law, n);
		double slope = at * at / (law->gamma * n);
		const double row[] = {-slope * (n - 1), -slope * n * (n - 1), at / law->gamma};
		nnls_add(&problem, row, throughput[i] - at);
	}
	for (size_t p = 0; p < PARAMETERS; p++)
		problem.gram[p][p] *= 1 + damping;
	if (nnls_solve_mask(&problem, (1U << PARAMETERS) - 1, move) != 0)
		return false;
	next->alpha = fmax(0, law->alpha + move[0]);
	next->beta = fmax(0, law->beta + move[1]);
	next->gamma = law->gamma + move[2];
	return next->gamma > 0;
}

enum up_status scalability_fit(const double *workers, const double *throughput, size_t count,
			       struct scalability *law, struct up_error *err)
{
	struct scalability best;
	double damping = FIRST_DAMPING;

	if (levels(workers, count) < SCALABILITY_LEAST_LEVELS)
		return up_fail(
			err, UP_INVALID,
			"a prediction requires at least %d numbers of workers, the run has %zu: "
			"measure more with --workers",
			SCALABILITY_LEAST_LEVELS, levels(workers, count));
	if (!start(workers, throughput, count, &best))
		return up_fail(err, UP_INVALID, "no law of scalability fits these throughputs");

	double least = error_of(workers, throughput, count, &best);
	for (int s = 0; s < MOST_STEPS && damping < MOST_DAMPING; s++) {
		struct scalability next;
		if (step(workers, throughput, count, damping, &best, &next) &&
		    error_of(workers, throughput, count, &next) < least) {
			least = error_of(workers, throughput, count, &next);
			best = next;
			damping /= 10;
		} else {
			damping *= 10;
		}
	}
	*law = best;
	return UP_OK;
}
