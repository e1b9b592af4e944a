/* SPDX-License-Identifier: PostgreSQL */
/*
 * The synthetic data set: ad programs of one username, each row a pure
 * function of (seed, row number), the same bytes on every machine.
 *
 * It has two editions.  The *old* edition is what the table holds before a sync,
 * the *new* edition is what the partner sends.  Between them
 *   - a share `changed` of the rows differs, in every column but the key;
 *   - a share `added` of the rows is missing from the old edition.
 * Both shares are exact (to a row) and spread evenly over the row numbers.
 */
#ifndef UP_SOURCE_SYNTHETIC_H
#define UP_SOURCE_SYNTHETIC_H

#include "model/source.h"

#define UP_SYNTHETIC_SEED 1914u /* the default seed */
#define UP_SYNTHETIC_MAX_ROWS 10000000u

enum up_edition {
	UP_EDITION_OLD,
	UP_EDITION_NEW,
};

struct up_synthetic {
	uint64_t seed;
	size_t rows;    /* of the new edition; 1 to UP_SYNTHETIC_MAX_ROWS */
	double changed; /* 0 to 1 */
	double added;   /* 0 to 1 */
};

/* The program relation in full: ads_programregistry with its 20 columns. */
UP_MUST_CHECK enum up_status up_program_relation(struct up_relation *relation,
						 struct up_error *err);

/* Is row (0-based) in the old edition?  Always true when added is 0. */
bool up_synthetic_in_old(const struct up_synthetic *data, size_t row);

/* Does row (0-based) differ between the editions? */
bool up_synthetic_changes(const struct up_synthetic *data, size_t row);

/* Appends row (0-based) as that edition has it; batch's relation is the program
 * relation or a narrowing of it.  The old edition can be asked for an added row
 * too (what it would have been). */
UP_MUST_CHECK enum up_status up_synthetic_row(const struct up_synthetic *data, size_t row,
					      enum up_edition edition, struct up_batch *batch,
					      struct up_error *err);

/* A source over all rows of an edition (added rows are left out of the old one).
 * relation is borrowed: the program relation or a narrowing of it. */
UP_MUST_CHECK enum up_status up_synthetic_open(const struct up_synthetic *data,
					       enum up_edition edition,
					       const struct up_relation *relation,
					       struct up_source **source, struct up_error *err);

#endif
