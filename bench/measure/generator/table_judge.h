/* SPDX-License-Identifier: PostgreSQL */
/*
 * The judge of rows that knows every check, domain and index: the server.  Rows go into a temporary
 * table that is like the one they are for (LIKE ... INCLUDING ALL), in a transaction that is rolled
 * back at the end, so that the table itself is not touched, and neither is its file.  Sequences
 * from which its defaults draw do go on.  Rows that were taken stay in the temporary table until
 * then: what is unique among all of them is judged, too.
 *
 * Batches of which a row is rejected are halved until it is alone: a batch that is fine costs one
 * COPY, and each row that is not some ten more for a thousand rows.
 *
 *   struct table_judge judge = {.conn = conn, .relation = &relation};
 *   UP_TRY(table_judge_begin(&judge, err));
 *   status = generator_settle(generator, table_judge, &judge, &verdicts, err);
 *   table_judge_end(&judge);
 *   refusals_release(&judge.refusals);
 */
#ifndef MEASURE_GENERATOR_TABLE_JUDGE_H
#define MEASURE_GENERATOR_TABLE_JUDGE_H

#include "measure/generator/generator.h"
#include "measure/generator/refusals.h"
#include "pg/conn.h"

struct table_judge {
	struct up_conn *conn;               /* borrowed; in no transaction */
	const struct up_relation *relation; /* borrowed: the table, and the columns of the rows */
	const char *scope;                  /* value of its scope; NULL: it has none */
	bool in_place; /* rows go into the table itself, which is empty: of a partitioned table only
			  the partitions know their bounds.  What is rolled back leaves empty
			  pages; TRUNCATE removes them. */
	struct refusals refusals; /* why rows were rejected; the caller releases them */
};

/* Starts the transaction.  UP_STATEMENT: the role may make no temporary tables, or not read the
 * table. */
UP_MUST_CHECK enum up_status table_judge_begin(struct table_judge *judge, struct up_error *err);

/* A generator_judge, whose context is a struct table_judge.  A row is rejected when the server says
 * that a value or the row is wrong (classes 22 and 23 of SQLSTATE), or a function of the user's
 * raises an error (P0); any other failure is returned. */
enum up_status table_judge(void *context, const struct up_batch *batch, bool *accepted,
			   struct up_error *err);

/* Ends the transaction, which leaves nothing. */
void table_judge_end(struct table_judge *judge);

#endif
