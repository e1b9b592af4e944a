/* SPDX-License-Identifier: PostgreSQL */
#include "measure/api/latency.h"

#include "base/random.h"

#include <math.h>

#define LONGEST_NS 60e9

int64_t latency_draw(const struct latency *latency, uint64_t n)
{
	if (latency->sigma == 0 || latency->median_ns == 0)
		return latency->median_ns;
	struct up_random random = up_random_at(latency->seed, 0, n);
	const double radius = sqrt(-2 * log(1 - up_random_unit(&random)));
	const double angle = 2 * M_PI * up_random_unit(&random);
	/* Box and Muller, doi 10.1214/aoms/1177706645. */
	const double ns = (double)latency->median_ns * exp(latency->sigma * radius * cos(angle));
	return (int64_t)(ns < LONGEST_NS ? ns : LONGEST_NS);
}
