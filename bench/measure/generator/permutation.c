/* SPDX-License-Identifier: PostgreSQL */
#include "measure/generator/permutation.h"

#include "base/random.h"

#define ROUNDS 4

struct permutation permutation_of(uint64_t size, uint64_t key)
{
	unsigned half = 1;

	while (half < 31 && (uint64_t)1 << (2 * half) < size)
		half++;
	return (struct permutation){.size = size, .key = key, .half = half};
}

static uint64_t encrypt(const struct permutation *permutation, uint64_t number)
{
	const uint64_t mask = ((uint64_t)1 << permutation->half) - 1;
	uint64_t left = number >> permutation->half;
	uint64_t right = number & mask;

	for (uint64_t round = 0; round < ROUNDS; round++) {
		const uint64_t mixed = up_random_mix(permutation->key + (right << 3 | round));
		const uint64_t next = left ^ (mixed & mask);
		left = right;
		right = next;
	}
	return left << permutation->half | right;
}

uint64_t permutation_at(const struct permutation *permutation, uint64_t number)
{
	do {
		number = encrypt(permutation, number);
	} while (number >= permutation->size);
	return number;
}
