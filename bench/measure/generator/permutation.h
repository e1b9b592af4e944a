/* SPDX-License-Identifier: PostgreSQL */
/*
 * A keyed bijection of the numbers below a size, without a table: a balanced Feistel network over
 * the smallest even number of bits that has room for them, whose results that are too large are
 * encrypted again until they fit ("cycle walking": Black and Rogaway, CT-RSA 2002,
 * doi 10.1007/3-540-45760-7_9).  It scatters numbers; it hides nothing.
 */
#ifndef MEASURE_GENERATOR_PERMUTATION_H
#define MEASURE_GENERATOR_PERMUTATION_H

#include <stdint.h>

#define PERMUTATION_MAX_SIZE ((uint64_t)1 << 62)

struct permutation {
	uint64_t size;
	uint64_t key;
	unsigned half; /* bits of one half */
};

/* size is 1 to PERMUTATION_MAX_SIZE. */
struct permutation permutation_of(uint64_t size, uint64_t key);

/* Where number, which is below the size, goes. */
uint64_t permutation_at(const struct permutation *permutation, uint64_t number);

#endif
