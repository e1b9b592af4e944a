/* SPDX-License-Identifier: PostgreSQL */
/*
 * When the hash table of a join does not fit in memory, and into how many batches the server then
 * divides both sides of the join: ExecChooseHashTableSize(), ExecHashTableInsert() and
 * ExecHashIncreaseNumBatches() in src/backend/executor/nodeHash.c, versions 13 to 17.  (Version 18 makes
 * fewer and larger batches where their files alone would need more memory than the hash table.)
 *
 * With B batches, (1 - 1/B) of both sides go to temporary files and come back, and rows of the
 * table are met in the order of the batches: all of its pages are visited B times.
 *
 * Tables that several processes fill together (Parallel Hash) are not covered.
 */
#ifndef JUDGE_PREDICT_HASH_TABLE_H
#define JUDGE_PREDICT_HASH_TABLE_H

#include <stdbool.h>

struct hash_table {
	double planned_bytes; /* per tuple, as the planner counts: hash_table_planned_bytes(); NaN: it
				 expects a number of rows that does not grow */
	double bytes;         /* per tuple, as executed: hash_table_bytes(); NaN: not known */
	double memory;        /* bytes: work_mem x hash_mem_multiplier */
	bool has_skew; /* the outer side is a table that is joined by one column: a share of the
				 memory is reserved for frequent values */
};

/* Bytes per tuple, of the width that a plan expects: with the tuple's headers, rounded up to 8. */
double hash_table_planned_bytes(double width);

/* Bytes per tuple, of "Peak Memory Usage" in bytes, without the 8 bytes of each bucket.  NaN without
 * tuples. */
double hash_table_bytes(double peak_bytes, double buckets, double rows);

/* A power of two; 1: it fits. */
double hash_table_batches(const struct hash_table *table, double rows);

#endif
