/* SPDX-License-Identifier: PostgreSQL */
/*
 * What checks leave of the values of one column, as far as they are of a common form: literals to
 * choose from, bounds, a pattern of LIKE, a length, capitals.  A check of another form, or of
 * several columns, limits nothing here; whether it is met shows when the server is asked.
 */
#ifndef MEASURE_GENERATOR_LIMITS_H
#define MEASURE_GENERATOR_LIMITS_H

#include "base/cleanup.h"
#include "record/text_list.h"

struct limits {
	struct text_list choices; /* literals; empty: any */
	char *low, *high;         /* owned, as are the next two; literals; NULL: none */
	bool is_above, is_below;  /* the bound itself is not among the values */
	char *before, *behind;    /* of a word; NULL: none */
	size_t shortest, longest; /* characters; 0: any */
	bool is_upper;            /* without small letters */
};

/* Adds what the definition of a check, as the server prints it, says of the column; NULL: of the
 * VALUE of a domain. */
UP_MUST_CHECK enum up_status limits_take(struct limits *limits, const char *definition,
					 const char *column, struct up_error *err);
void limits_release(struct limits *limits); /* all zeros are fine */
#define LIMITS UP_CLEANUP(limits_release) struct limits

#endif
