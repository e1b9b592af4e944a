/* SPDX-License-Identifier: PostgreSQL */
/*
 * The oracle: the table as it must be after a sync, computed by the client in
 * plain C from the data set alone, and compared with what the server really
 * holds.  It reads the server's text with parsers of its own and never uses an
 * encoder, so that a strategy cannot be right by being wrong twice.
 */
#ifndef MEASURE_ORACLE_ORACLE_H
#define MEASURE_ORACLE_ORACLE_H

#include "measure/oracle/changed_rows.h"
#include "measure/oracle/synced_rows.h"
#include "measure/subject/subject.h"
#include "measure/workload/digest.h"
#include "record/text_list.h"

struct oracle {
	const struct subject *subject;       /* borrowed, as is the next */
	const struct population *population; /* filled */
	size_t columns;                      /* that the sync brings; the rest of them stay old */
	struct up_relation image;            /* that of the subject, in the schema of the run */
	const struct digest_key *key;        /* borrowed; of the texts of digests; NULL: none */
	struct digest expected;              /* of the whole table */
	bool *skipped; /* owned; of each column of the image: is it left out of all this? */
	bool is_quick; /* it can check the rows that changed alone; then the next is filled */
	struct synced_rows synced;
};

/* Computes the expected state: time grows with the rows, memory with those of the sync, and only if
 * it is_quick.  What is in server_columns, the table writes itself, so it is not compared. */
UP_MUST_CHECK enum up_status oracle_init(struct oracle *oracle, const struct subject *subject,
					 const struct population *population, size_t columns,
					 const struct digest_key *key,
					 const struct text_list *server_columns, bool is_quick,
					 const struct server *server, struct up_error *err);
void oracle_release(struct oracle *oracle);
#define ORACLE UP_CLEANUP(oracle_release) struct oracle

/* Adds a row of the image to a digest, but for the columns that are skipped; scratch is
 * overwritten. */
void oracle_digest_row(const struct oracle *oracle, struct up_buffer *scratch,
		       const struct up_batch *row, struct digest *digest);

/* Reads the whole table; state gets the text of its digest even when the status
 * is UP_MISMATCH, whose message names the first row and column that differ, and the others, if
 * there are more.
 *
 * wrong gets the names of the columns that differ in some row if nothing else does: all rows are
 * there, and those that the sync does not bring are as they were. */
UP_MUST_CHECK enum up_status oracle_check(const struct oracle *oracle, struct up_conn *conn,
					  char state[DIGEST_TEXT_SIZE], struct text_list *wrong,
					  struct up_error *err);

/* Reads the rows that changed since the moment, when the table was right: is it as expected now?
 * Then state gets the text of the digest, as above.  If not, oracle_check() has the last word: whoever
 * writes other rows with the values that they have does no harm.  Generated columns are not looked
 * at. */
UP_MUST_CHECK enum up_status oracle_check_changes(const struct oracle *oracle, struct up_conn *conn,
						  const struct changed_rows_moment *moment,
						  bool *is_right, char state[DIGEST_TEXT_SIZE],
						  struct up_error *err);

#endif
