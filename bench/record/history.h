/* SPDX-License-Identifier: PostgreSQL */
/*
 * A history is a CSV file that outlives runs: one row for each run and case, added and
 * never changed.  Columns stand in the order of history_table; programs such as
 * Apache Otava, or a spreadsheet, read it as it is.
 *
 * Several programs may add to one history at once, as two jobs of a CI system do that
 * share a directory: each holds a lock (flock(2)) while it reads, adds and replaces the
 * file, so neither loses a row, and a reader sees the file before or after.
 */
#ifndef RECORD_HISTORY_H
#define RECORD_HISTORY_H

#include "record/case_key.h"
#include "record/member.h"

#include <stdbool.h>
#include <stdio.h>

struct history_row {
	char *time; /* when the run started: RFC 3339, UTC, "2026-11-24T14:46:56Z" */
	char *run;  /* its identifier; texts are owned */
	char *revision;
	char *server_version;
	char *cpu;
	char *case_name;
	struct case_key key;
	int64_t n;
	double update_ns; /* update and commit, median; never NaN, above 0 */
	double low_ns;
	double high_ns;
	double total_ns;
	double wal_bytes;
	double round_trips;
};

/* The columns, in the order of the file. */
extern const struct record_table history_table;

void history_row_init(struct history_row *row);
void history_row_release(struct history_row *row);

struct history {
	struct history_row *items; /* owned */
	size_t count;
};

void history_release(struct history *history);
#define HISTORY UP_CLEANUP(history_release) struct history

/* Takes what row holds, and leaves it blank. */
UP_MUST_CHECK enum up_status history_add(struct history *history, struct history_row *row,
					 struct up_error *err);

/* A byte order mark, lines that end in CR LF, and a last line without an end are read, too.
 * UP_INVALID, naming file and line, if it is no history: other columns, a time in
 * another form, no run, no case, an update that took no time. */
UP_MUST_CHECK enum up_status history_read(const char *path, struct history *history,
					  struct up_error *err);

/* Whether there is a row of that run and case. */
bool history_has(const struct history *history, const char *run, const struct case_key *key);

/* Adds those rows whose run and case are not in the file yet, and makes it when it is
 * missing or empty; *appended is their number.  UP_INVALID as above, and then the file is
 * as it was.  A path that is no file ("-", which is out; a device; see record/replace.h) has
 * no rows yet, and gets a history of these. */
UP_MUST_CHECK enum up_status history_append(const char *path, FILE *out, const struct history *rows,
					    size_t *appended, struct up_error *err);

#endif
