/* SPDX-License-Identifier: PostgreSQL */
/*
 * Where the rows of a sync come from, as one word names it: "synthetic", "csv:FILE",
 * "api", "api:URL".
 *
 * A kind is one value of the enumeration and one entry of the table in origin.c.
 */
#ifndef MEASURE_WORKLOAD_ORIGIN_H
#define MEASURE_WORKLOAD_ORIGIN_H

#include "base/cleanup.h"
#include "model/source.h"
#include "record/manifest.h"
#include "source/page_fetch.h"

#include <stdio.h>

enum origin_kind {
	ORIGIN_SYNTHETIC, /* they are made, or taken from the table that is measured */
	ORIGIN_CSV,       /* they are in a file */
	ORIGIN_API, /* they come as pages of an API: of a URL; or, without one, of upbench's own, and then
			they are made */
};

/* How a CSV file is read. */
struct origin_csv {
	char delimiter;        /* 0: a comma */
	const char *null_text; /* borrowed; NULL: an empty field without quotes is null */
	bool skips_bad_rows;   /* else reading ends at the first */
};

struct origin {
	enum origin_kind kind;
	char *place; /* owned; what stands behind the colon; NULL: nothing */
	struct origin_csv csv;
	struct up_page_fetch_options api; /* but for the URL, which is the place */
};

/* Are they made, however they come? */
static inline bool origin_is_made(const struct origin *origin)
{
	return origin->kind == ORIGIN_SYNTHETIC ||
	       (origin->kind == ORIGIN_API && origin->place == NULL);
}

/* What was found when all rows were read once. */
struct origin_rows {
	size_t count;
	size_t bad_count; /* that were left out */
};

void origin_release(struct origin *origin);
#define ORIGIN UP_CLEANUP(origin_release) struct origin

/* UP_INVALID, without the name of an option: there is no such kind, it lacks its place or can have
 * none. */
UP_MUST_CHECK enum up_status origin_parse(const char *text, struct origin *origin,
					  struct up_error *err);

/* A source of the rows in the columns of relation; those of table may be there, too.  UP_INVALID, beside what the
 * source finds: a CSV "file" that is none, as each sync reads it again.  Messages do not
 * quote values.  Both are borrowed, as is origin. */
UP_MUST_CHECK enum up_status origin_open_source(const struct origin *origin,
						const struct up_relation *relation,
						const struct up_relation *table,
						struct up_source **source, struct up_error *err);

/* The names of the columns that the source has. */
UP_MUST_CHECK enum up_status origin_list_columns(const struct origin *origin,
						 struct text_list *names, struct up_error *err);

/* Reads all rows once, for whoever owns them: messages quote the value that is wrong.  rejects gets the
 * header and the rows that are left out, as they are in the file; NULL: nobody does.  complaints gets
 * a line for each of the first ORIGIN_COMPLAINTS of them. */
#define ORIGIN_COMPLAINTS 10
UP_MUST_CHECK enum up_status origin_check_rows(const struct origin *origin,
					       const struct up_relation *relation,
					       const struct up_relation *table, FILE *rejects,
					       struct up_buffer *complaints,
					       struct origin_rows *rows, struct up_error *err);

/* What run.json has of it: of a file its name without directories, its size and a hash of its
 * bytes, which are read for that, and nothing of its content; of an API its URL without user and query.  UP_INVALID: it cannot be opened or is no file; UP_IO. */
UP_MUST_CHECK enum up_status origin_describe(const struct origin *origin,
					     struct manifest_source *source, struct up_error *err);

#endif
