/* SPDX-License-Identifier: PostgreSQL */
/*
 * How often the values of a column appear, without the values: ranks, from 0 for the most common
 * one.  The first ranks are as frequent as the most common values of the statistics are, and the
 * rest of the distinct values share what is left evenly.  A column without
 * statistics has no nulls and RANKS_DEFAULT_DISTINCT ranks, PostgreSQL's own guess
 * (DEFAULT_NUM_DISTINCT in src/include/utils/selfuncs.h).
 *
 * Shares are kept as whole parts of 2^53, so that they are the same on every machine.
 */
#ifndef MEASURE_GENERATOR_RANKS_H
#define MEASURE_GENERATOR_RANKS_H

#include "record/shape/column.h"

#define RANKS_DEFAULT_DISTINCT 200

struct ranks {
	uint64_t null;     /* parts of 2^53 */
	uint64_t *ends;    /* owned; where the share of each frequent rank ends, behind the nulls */
	size_t frequent;   /* how many of them there are */
	uint64_t distinct; /* ranks in all; at least 1 and at least frequent */
	uint64_t spare;    /* further ones that are drawn from */
};

/* rows is how many the table will have, of which a negative n_distinct is a share; capacity is how
 * many values the column's type has. */
UP_MUST_CHECK enum up_status ranks_init(struct ranks *ranks,
					const struct shape_statistics *statistics, size_t rows,
					uint64_t capacity, struct up_error *err);

/* Sets the spare ranks so that ranks_draw() of so many rows gives about as many distinct ones as
 * there are to be, as some are drawn twice and others never; there are no more than `capacity` with
 * them.  Only where the number of ranks is a share of the rows: else it may be that of more rows. */
void ranks_widen(struct ranks *ranks, const struct shape_statistics *statistics, size_t rows,
		 uint64_t capacity);

/* Rank 0 has `of_scope` of the rows, the others share the rest evenly; their number is that of the
 * statistics of a table of `tuples` rows, at least 2 ranks in all.  There are no nulls. */
UP_MUST_CHECK enum up_status ranks_init_scope(struct ranks *ranks,
					      const struct shape_statistics *statistics,
					      size_t tuples, size_t of_scope, size_t rows,
					      struct up_error *err);
void ranks_release(struct ranks *ranks);

/* Forgets which ranks are frequent: all are alike. */
void ranks_level(struct ranks *ranks);

/* Leaves no nulls: the ranks share what the nulls had, each in proportion. */
void ranks_forget_nulls(struct ranks *ranks);

/* The rank that a random number stands for; false: null. */
bool ranks_draw(const struct ranks *ranks, uint64_t random, uint64_t *rank);

/* Gives each rank its share of `rows` places, those of rank 0 first: the rank of a place, and its
 * number among the places of that rank.  There are no nulls. */
uint64_t ranks_at(const struct ranks *ranks, uint64_t place, uint64_t rows, uint64_t *ordinal);

/* The most places that a rank has then. */
uint64_t ranks_most(const struct ranks *ranks, uint64_t rows);

#endif
