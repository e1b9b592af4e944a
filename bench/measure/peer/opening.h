/* SPDX-License-Identifier: PostgreSQL */
/*
 * The message that opens a conversation with a peer, as the harness writes it and as
 * the peer understands it: README.md beside this file.
 */
#ifndef MEASURE_PEER_OPENING_H
#define MEASURE_PEER_OPENING_H

#include "model/relation.h"
#include "source/page_fetch.h"
#include "sync/reference.h"

#include <jansson.h>

#define OPENING_PROTOCOL 1

/* The content of the message. */
struct opening_terms {
	const char *strategy;
	const struct up_relation *relation;
	const char *scope; /* value of the scope column */
	size_t rows;
	const char *data;            /* path */
	const char *const *settings; /* "name=value" each */
	size_t setting_count;
	/* For a peer that carries out the whole sync: the API that it fetches from, in place of rows
	 * and data, and what the rows refer to (NULL: nothing).  NULL: one that updates. */
	const struct up_page_fetch_options *fetch;
	const struct up_reference *reference;
};

/* The message as a line, to be freed; NULL when memory runs out. */
char *opening_line(const struct opening_terms *terms);

struct opening {
	json_t *message;             /* owned; what the next five point into */
	const char *strategy;        /* the strategy that the peer runs */
	const char *scope;           /* value of the scope column */
	const char *data;            /* path of a file with the rows */
	const json_t *settings;      /* an object of strings; NULL: none */
	int64_t rows;                /* how many the file has */
	struct up_relation relation; /* partial is not sent, and false */
};

void opening_release(struct opening *opening);
#define OPENING UP_CLEANUP(opening_release) struct opening

/* Understands a message, a JSON object, and keeps a reference to it.  Members that it
 * does not know are no fault.  UP_INVALID: something is missing or of the wrong kind.
 * UP_UNSUPPORTED: another version of the protocol, or a column of a type that a batch
 * cannot hold. */
UP_MUST_CHECK enum up_status opening_parse(json_t *message, struct opening *opening,
					   struct up_error *err);

#endif
