/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where the rows of a sync come from, as one word names it: "synthetic", "csv:FILE".
 *
 * A kind is one value of the enumeration and one entry of the table in origin.c.
 */
#ifndef MEASURE_WORKLOAD_ORIGIN_H
#define MEASURE_WORKLOAD_ORIGIN_H

#include "base/cleanup.h"
#include "record/manifest.h"

enum origin_kind {
	ORIGIN_SYNTHETIC, /* they are made, or taken from the table that is measured */
	ORIGIN_CSV,       /* they are in a file */
};

struct origin {
	enum origin_kind kind;
	char *place; /* owned; what stands behind the colon; NULL: nothing */
};

void origin_release(struct origin *origin);
#define ORIGIN UP_CLEANUP(origin_release) struct origin

/* UP_INVALID, without the name of an option: there is no such kind, it lacks its place or can have
 * none. */
UP_MUST_CHECK enum up_status origin_parse(const char *text, struct origin *origin,
					  struct up_error *err);

/* What run.json has of it: of a file its name without directories, its size and a hash of its
 * bytes, which are read for that, and nothing of its content.  UP_INVALID: it cannot be opened or is no file; UP_IO. */
UP_MUST_CHECK enum up_status origin_describe(const struct origin *origin,
					     struct manifest_source *source, struct up_error *err);

#endif
