/* SPDX-License-Identifier: PostgreSQL */
/*
 * The synthetic data set: ad programs of one username (measure/workload/program.h), each
 * row a pure function of (seed, row number, edition), the same bytes on every
 * machine: no row needs the rows before it, and nothing depends on libm, the
 * locale or the number of rows.
 *
 * It has two editions (measure/workload/edition.h).  A row that changes differs in the value of
 * every column but the key (a null may become a value, and the reverse), so that a
 * narrowing to any number of columns changes the same rows.
 *
 * Keys are unique, whatever the seed: 22 characters of base64url, the first 11 of
 * which are a bijection of the row number.  About three programs share a
 * business, whose id looks alike; the programs of a business are neighbors, and a
 * changed program moves to another business of its neighborhood.
 *
 * One row in sixteen has hostile values (measure/workload/hostile_values.h) in some of its columns,
 * and of the first 64 rows half have them in every column that can be hostile:
 * there each hostile value appears at least once.  Both ids and is_autobid are
 * always ordinary.  A row that is hostile in one edition is so in the other, in
 * the same columns.
 */
#ifndef MEASURE_WORKLOAD_SYNTHETIC_H
#define MEASURE_WORKLOAD_SYNTHETIC_H

#include "measure/workload/rows.h"

#define SYNTHETIC_SEED 1914u /* the default seed */
#define SYNTHETIC_MAX_ROWS 10000000u

struct synthetic {
	uint64_t seed;
	size_t rows;    /* of the new edition; 1 to SYNTHETIC_MAX_ROWS */
	double changed; /* 0 to 1 */
	double new;     /* 0 to 1 */
	/* Without what common client libraries cannot carry: dates and times outside the
	 * years 2 to 9998, the negative zero, and NaN as a numeric.  A row has an ordinary
	 * value in its place. */
	bool portable;
	/* Without any hostile value, for tables that cannot hold them all. */
	bool ordinary;
};

/* Is row (0-based) in the old edition?  Always true when new is 0. */
bool synthetic_in_old(const struct synthetic *data, size_t row);

/* Appends row (0-based) as that edition has it; batch's relation is the program
 * relation or has some of its columns, and a value does not depend on the others.
 * The old edition can be asked for a new row too: it equals the new one.
 * UP_INVALID: data is out of range, row is not below its rows, or the relation is
 * another one. */
UP_MUST_CHECK enum up_status synthetic_row(const struct synthetic *data, size_t row,
					   enum edition edition, struct up_batch *batch,
					   struct up_error *err);

/* A source over all rows of an edition, in the order of their numbers (new rows
 * are left out of the old one).  data is copied; relation is borrowed: the program
 * relation or some of its columns.  Errors as above. */
UP_MUST_CHECK enum up_status synthetic_open(const struct synthetic *data, enum edition edition,
					    const struct up_relation *relation,
					    struct up_source **source, struct up_error *err);

/* The rows by their number.  data is copied, relation borrowed, errors as above. */
UP_MUST_CHECK enum up_status synthetic_open_rows(const struct synthetic *data,
						 const struct up_relation *relation,
						 struct rows **rows, struct up_error *err);

#endif
