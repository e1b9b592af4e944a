/* SPDX-License-Identifier: PostgreSQL */
/*
 * The shape of a table that is to be made from the shape of another: under its new name, with a
 * sequence of its own where the other one draws from one, and without what would run the user's
 * code, reach into other tables, or cannot be there.  left_out of the blueprint says what that is.
 */
#ifndef MEASURE_CLONE_BLUEPRINT_H
#define MEASURE_CLONE_BLUEPRINT_H

#include "measure/clone/definition.h"

struct blueprint_request {
	const char *schema; /* of the table, its partitions and statistics; NULL: as in the shape */
	const char *name;   /* NULL: as in the shape */
	const char *leaf;   /* one partition, as an ordinary table; NULL: the whole (leaf.h) */
	bool is_elsewhere;  /* on a server that need not have the user's functions */
	bool keeps_triggers;     /* which run the user's functions */
	bool stubs_foreign_keys; /* each refers to a table of its own: measure/clone/stub.h */
};

/* Initializes the blueprint, which is to be released also after a failure.  UP_UNSUPPORTED, naming
 * it: a generated column calls a function that need not be there; two partitions of different
 * schemas have the same name and would be in one.  UP_INVALID: a definition is not the server's;
 * there is no such leaf. */
UP_MUST_CHECK enum up_status blueprint_make(const struct shape *source,
					    const struct blueprint_request *request,
					    struct shape *blueprint, struct up_error *err);

/* Appends "KIND NAME" to what is left out, unless it is there. */
UP_MUST_CHECK enum up_status blueprint_leave_out(struct shape *blueprint, const char *kind,
						 const char *name, const char *why,
						 struct up_error *err);

#endif
