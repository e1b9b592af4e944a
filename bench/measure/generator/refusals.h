/* SPDX-License-Identifier: PostgreSQL */
/* What a server had against rows that were proposed to it, and how often. */
#ifndef MEASURE_GENERATOR_REFUSALS_H
#define MEASURE_GENERATOR_REFUSALS_H

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"

/* One reason; names are unquoted, and empty where there are none. */
struct refusal {
	char sqlstate[6];
	char constraint[64];
	char column[64];
	char type[64]; /* the domain whose constraint it is */
	size_t count;  /* proposals */
};

struct refusals {
	struct refusal *items; /* owned */
	size_t count;
};

void refusals_release(struct refusals *refusals); /* all zeros are fine */
#define REFUSALS UP_CLEANUP(refusals_release) struct refusals

/* Counts a failure of the server. */
UP_MUST_CHECK enum up_status refusals_add(struct refusals *refusals, const struct up_error *failure,
					  struct up_error *err);

/* The one that refused the largest share of the proposals that came to it, of so many in all: the server
 * looks at domains first, then at nulls, checks by their names, and indexes.  NULL: there was none.
 * Sorts them. */
const struct refusal *refusals_hardest(struct refusals *refusals, size_t proposals, double *share);

/* "constraint \"c\" of domain \"d\" (SQLSTATE 23514)": what it is, by all names that it has. */
void refusal_append(const struct refusal *refusal, struct up_buffer *text);

#endif
