/* SPDX-License-Identifier: PostgreSQL */
/*
 * How full the pages of a table are.  Rows that are inserted fill them, those of the original have
 * room, which decides whether an update finds place on the page of its row (HOT).  So rows are
 * inserted under another fillfactor for as long as that takes: the one under which they take as
 * many pages as in the original, though the room is the same on each page then.  What a page holds
 * is found out from a sample of the original, which is inserted and removed again; tables of up to
 * DENSITY_PAGES are read as a whole for it.
 *
 * Whoever brings the rows back by another INSERT, after a TRUNCATE, has the same pages again with the
 * statements that are appended here before it and behind it.  Only heap tables have a fillfactor.
 */
#ifndef MEASURE_CLONE_DENSITY_H
#define MEASURE_CLONE_DENSITY_H

#include "measure/clone/fill.h"

/* Of the original, in the sample. */
#define DENSITY_PAGES 4000

/* A table that holds rows: the new one, or a partition of it. */
struct density_part {
	char *schema; /* both owned */
	char *name;
	int fillfactor;       /* percent, 10 to 100, while rows are inserted; 0: the table's own,
				  as its pages are as full as the original's within 5 % */
	int64_t wanted;       /* pages of the original, or of the share of it that is copied */
	int64_t reached;      /* pages; a fillfactor below 10, and rows that are so wide that few of
				  them fill a page, do not allow all numbers */
	double rows_per_page; /* in the original; the rest is for density_decide() alone */
	double rows_at_most;  /* on a page under the table's own fillfactor */
};

struct density {
	struct density_part *items;
	size_t count;
};

void density_release(struct density *density);
#define DENSITY UP_CLEANUP(density_release) struct density

/* The fillfactor for so many rows per page where there are at most so many under another one. */
int density_fillfactor(double rows_per_page, double rows_at_most, int fillfactor, int block_size);

/* In a transaction of ddl_begin() and before rows are in the new table, which has no index yet and is
 * empty again then.  Errors are those of fill_table(). */
UP_MUST_CHECK enum up_status density_decide(struct up_conn *conn, const struct shape *blueprint,
					    const struct fill_request *request,
					    struct density *density, struct up_error *err);

/* Append the statements, each with its semicolon, that set the fillfactors, and the blueprint's own
 * again; nothing where these are the same. */
void density_append_set(struct up_buffer *sql, const struct density *density);
void density_append_reset(struct up_buffer *sql, const struct shape *blueprint,
			  const struct density *density);

/* Gives way to a fillfactor that somebody has set in the new table since it was made: those of these parts
 * are left alone from now on. */
UP_MUST_CHECK enum up_status density_yield(struct up_conn *conn, const struct shape *blueprint,
					   struct density *density, struct up_error *err);

/* Reads how many pages there are. */
UP_MUST_CHECK enum up_status density_read(struct up_conn *conn, struct density *density,
					  struct up_error *err);

#endif
