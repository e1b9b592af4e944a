/* SPDX-License-Identifier: PostgreSQL */
/*
 * One value of the synthetic data set that is to be made, and the means to make it.
 *
 * A row has one random sequence (base/random.h), in which each column owns CELL_DRAWS numbers, so
 * that any column can be made alone.  A value is chosen by an index below the number of values
 * that the column can have, and the mapping from index to value is injective.  A changed row takes
 * another index below the same number, and so differs in every column.
 */
#ifndef MEASURE_WORKLOAD_CELL_H
#define MEASURE_WORKLOAD_CELL_H

#include "base/random.h"
#include "model/batch.h"

#define CELL_DRAWS 8 /* more than any column takes */
#define CELL_HEAD 64 /* rows among which every hostile value appears */

struct cell {
	uint64_t key_salt;
	uint64_t business_salt;
	size_t row;
	struct up_random random;
	bool changed;
	bool hostile;
	bool portable; /* as in struct synthetic */
	size_t turn;   /* in the head: which hostile value */
};

/* An index below count (at least 2). */
uint64_t cell_choose(struct cell *cell, uint64_t count);

/* An index below count: in the head in turn, so that each appears. */
size_t cell_choose_hostile(struct cell *cell, size_t count);

/* True in `eighths` of eight cases.  A null becomes a value when the row changes, and a value
 * becomes null as often as it was null before. */
bool cell_choose_null(struct cell *cell, unsigned eighths);

/* An index below count for the value that replaces one that is not portable.  It does not draw, as
 * the editions have drawn differently by then, and yet it must change with the row. */
uint64_t cell_choose_portable(const struct cell *cell, uint64_t count);

/* These write at `at` and return the end. */
char *cell_put_digits(char *at, uint64_t number, int count);
char *cell_put_number(char *at, uint64_t number);
char *cell_put_base64url(char *at, uint64_t bits); /* 11 characters */

#endif
