/* SPDX-License-Identifier: PostgreSQL */
/*
 * How long the API takes for a page: the same for each, or drawn from a lognormal distribution, of
 * which the median and the standard deviation of the logarithm (sigma) are stated.  A draw is a
 * function of the seed and the number of the request alone.
 */
#ifndef MEASURE_API_LATENCY_H
#define MEASURE_API_LATENCY_H

#include <stdint.h>

struct latency {
	int64_t median_ns; /* 0: none */
	double sigma;      /* 0: always the median */
	uint64_t seed;
};

/* Of request number n, from 0; at most a minute. */
int64_t latency_draw(const struct latency *latency, uint64_t n);

#endif
