/* SPDX-License-Identifier: PostgreSQL */
/*
 * The cases of `upbench check`: hostile data, the table that it meets, and the policy:
 * what every strategy must make of it.
 */
#ifndef MEASURE_CONFORMANCE_FIXTURE_CASE_H
#define MEASURE_CONFORMANCE_FIXTURE_CASE_H

#include "measure/conformance/fixture.h"

enum fixture_end {
	FIXTURE_APPLIED, /* the table is as in after */
	FIXTURE_ERROR,   /* the server's sqlstate, or the client's own refusal where it has none */
	FIXTURE_REFUSED, /* by the pipeline, before a row of the batch is sent */
};

struct fixture_case {
	const char *name;
	const char *policy; /* in a few words */
	const char *met;    /* how an outcome is called that meets it (FIXTURE_APPLIED) */
	fixture_function *make;
	const char *table;    /* of schema/hostile.sql; NULL: made from the relation */
	enum fixture_end end; /* of errors: before is what the table holds after it */
	const char *sqlstate;
	size_t good_rows; /* of errors: rows before the bad one, kept by a strategy that commits each */
	bool updates_created; /* what one batch creates, another one brings again */
	bool direct;          /* given to the strategy alone, without the pipeline */
	const char *reset;    /* SQL before the case, or NULL; %s is the quoted schema */
	const char *proof;    /* a query of one value, likewise, and what it must return */
	const char *proof_value;
};

/* Ends with a NULL name.  The first is plain: a table and rows that no server can object to. */
extern const struct fixture_case fixture_cases[];

#endif
