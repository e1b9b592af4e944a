/* SPDX-License-Identifier: PostgreSQL */
/*
 * Seeded random numbers with no state that anybody shares: SplitMix64
 * (Steele, Lea and Flood, OOPSLA 2014, doi 10.1145/2660193.2660195; constants of
 * Stafford's variant 13).  The same seed gives the same numbers everywhere.
 */
#ifndef UP_BASE_RANDOM_H
#define UP_BASE_RANDOM_H

#include <stdint.h>

struct up_random {
	uint64_t state;
};

/* A bijection of 64-bit numbers that scatters neighbors. */
static inline uint64_t up_random_mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* A generator for one (seed, stream, counter), independent of its neighbors:
 * row n of a data set can be made without the rows before it. */
static inline struct up_random up_random_at(uint64_t seed, uint64_t stream, uint64_t counter)
{
	uint64_t x = up_random_mix(seed + 0x9e3779b97f4a7c15u * (stream + 1));
	return (struct up_random){up_random_mix(x + 0xd1b54a32d192ed03u * (counter + 1))};
}

static inline uint64_t up_random_next(struct up_random *random)
{
	random->state += 0x9e3779b97f4a7c15u;
	return up_random_mix(random->state);
}

/* Uniform in [0, bound), by Lemire's multiplication (arXiv 1805.10941), without
 * the rejection step: the bias is below bound / 2^64.  bound must not be 0. */
static inline uint64_t up_random_below(struct up_random *random, uint64_t bound)
{
	return (uint64_t)(((unsigned __int128)up_random_next(random) * bound) >> 64);
}

/* Uniform in [0, 1). */
static inline double up_random_unit(struct up_random *random)
{
	return (double)(up_random_next(random) >> 11) * 0x1p-53;
}

#endif
