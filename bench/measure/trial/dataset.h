/* SPDX-License-Identifier: PostgreSQL */
/*
 * The data set of a case on the server: what the table holds before a sync, kept
 * in a table of its own, from which it is put back before every sample: the table is filled anew.
 *
 * Cases with the same request have the same data set.  If the table never has another, and a sync
 * changes few of its rows, the sync can be undone instead (measure/restore/undo.h): the table is
 * filled once, and again whenever it is not what it was.
 */
#ifndef MEASURE_TRIAL_DATASET_H
#define MEASURE_TRIAL_DATASET_H

#include "measure/api/process.h"
#include "measure/restore/restoration.h"
#include "measure/restore/undo.h"
#include "measure/subject/subject.h"

struct dataset {
	const struct subject *subject; /* whose table it is: borrowed, or the next */
	struct subject *partitioned;   /* owned; NULL: that of the run */
	struct population *population; /* owned */
	struct api_process *api;       /* owned; serves the rows of its syncs; NULL: none does */
	struct restoration restoration;
	bool is_undone; /* syncs are undone; what follows is of use only then.  No longer, once the
			      table was filled and does not come to rest. */
	bool is_prepared;  /* the table was filled for undo, and is as it was then but for a sync */
	bool may_be_loose; /* the next undo has to settle */
	struct undo undo;
};

/* Fills the table that restores come from.  number: of the data set in this run, from 1.  The
 * caller releases the data set after an error, too.  subject is borrowed. */
UP_MUST_CHECK enum up_status dataset_load(struct dataset *dataset, const struct subject *subject,
					  const struct population_request *request, size_t number,
					  const struct server *server, struct up_error *err);

void dataset_release(struct dataset *dataset);

/* From now on syncs are undone, if they leave rows that they do not bring as they are, the server is of version 14 or later, and the table large enough for
 * that, and comes to rest.  The table
 * must have no other data set afterwards. */
UP_MUST_CHECK enum up_status dataset_undo_syncs(struct dataset *dataset,
						const struct server *server, struct up_error *err);

/* Puts the target table into the state of the data set: the same rows in
 * the same places, all pages visible, nothing to write out. Filled anew, it has fresh indexes and no
 * free space; undone, the same free space every time. */
UP_MUST_CHECK enum up_status dataset_restore(struct dataset *dataset, const struct server *server,
					     struct up_error *err);

/* What became of the table since: is_first, if the case had no sync before, whose indexes and free
 * space may then be new to the table; is_wrong, if its rows may be others than a sync changes. */
void dataset_note_sync(struct dataset *dataset, bool is_first, bool is_wrong);

/* Appends the statements that undo a sync, without the schema, which is another one in each run. */
UP_MUST_CHECK enum up_status dataset_append_undo(const struct dataset *dataset,
						 const struct server *server,
						 struct text_list *statements,
						 struct up_error *err);

#endif
