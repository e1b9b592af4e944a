/* SPDX-License-Identifier: PostgreSQL */
#include "stats/bet.h"

#include <math.h>

/* The logarithm of the sum of two numbers that are given by theirs. */
static double add_logs(double a, double b)
{
	return fmax(a, b) + log1p(exp(-fabs(a - b)));
}

double bet_log_capital(size_t heads, size_t tosses)
{
	const double n = (double)tosses;
	double of_tosses = 0; /* log C(n, i) */
	double of_more = 0;   /* log C(n + 1, i) */
	double sum = 0;

	for (size_t h = 1; h <= heads; h++) {
		const double i = (double)h;
		of_tosses += log((n + 1 - i) / i);
		of_more += log((n + 2 - i) / i);
		sum = add_logs(sum, of_more);
	}
	return sum - log(n + 1) - of_tosses;
}
