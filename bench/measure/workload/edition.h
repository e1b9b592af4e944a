/* SPDX-License-Identifier: PostgreSQL */
/*
 * The two editions of a data set, and which of its rows differ between them.
 *
 * The *old* edition is what the table holds before a sync, the *new* edition is what the sync
 * brings.  A share `new` of the rows is missing from the old edition, and a share `changed` of the
 * others differs.  Both shares are taken to the nearest billionth, exact and spread evenly: of any
 * first n rows, floor(n * new) are new, and of any first n rows that are not new,
 * floor(n * changed) change.  Everything here is a function of the shares and the row's number.
 */
#ifndef MEASURE_WORKLOAD_EDITION_H
#define MEASURE_WORKLOAD_EDITION_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum edition {
	EDITION_OLD,
	EDITION_NEW,
};

/* In billionths. */
struct edition_shares {
	uint64_t changed;
	uint64_t new;
};

/* UP_INVALID when a share is not between 0 and 1. */
UP_MUST_CHECK enum up_status edition_check_shares(double changed, double new, struct up_error *err);

/* Of shares that have been checked. */
struct edition_shares edition_shares_of(double changed, double new);

/* Is row (0-based) missing from the old edition? */
bool edition_is_new(const struct edition_shares *shares, size_t row);

/* How many of the first `rows` rows are missing from the old edition. */
size_t edition_new_count(const struct edition_shares *shares, size_t rows);

/* Does row differ between the editions? */
bool edition_is_changed(const struct edition_shares *shares, size_t row);

/* How many of the first `rows` rows change. */
size_t edition_changed_count(const struct edition_shares *shares, size_t rows);

/* The number among the rows that change of one of them, from 0, and back. */
size_t edition_changed_ordinal(const struct edition_shares *shares, size_t row);
size_t edition_changed_row(const struct edition_shares *shares, size_t ordinal);

#endif
