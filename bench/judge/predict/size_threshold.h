/* SPDX-License-Identifier: PostgreSQL */
/*
 * Sizes from which on a server does something that it did at no size that was measured, so that a
 * curve through those knows nothing of it.  They follow from the plans and costs of the sizes with one
 * plan (plan_group.h), and from settings (server_setting.h):
 *
 *   hash memory     the hash table of the join leaves work_mem x hash_mem_multiplier (hash_table.h)
 *   jit             the cost of the statement exceeds jit_above_cost
 *   temp_buffers    the temporary table that is read leaves the buffers of the session
 *   shared_buffers  the pages that are touched (fit.h) leave the server's cache, and each row takes longer
 *   message         a statement with its values exceeds the largest message of the protocol,
 *                   PQ_LARGE_MESSAGE_LIMIT in libpq.h, 1 GiB less 2 bytes: it cannot be sent at all
 *
 * Rows of the hash table, costs and bytes are straight lines through the two largest sizes.  Where
 * something is not known (plans that were not captured, settings that were not recorded, more
 * than one batch at a size that was measured) the threshold is not in the list.  Checkpoints are counted by
 * checkpoint.h.  Of a run that is scaled down (similitude.h) there is the last one alone: its servers
 * outgrow their memory as that of the target does.
 */
#ifndef JUDGE_PREDICT_SIZE_THRESHOLD_H
#define JUDGE_PREDICT_SIZE_THRESHOLD_H

#include "judge/predict/fit.h"
#include "judge/predict/hash_table.h"

enum size_threshold_kind {
	THRESHOLD_HASH_MEMORY,
	THRESHOLD_JIT,
	THRESHOLD_TEMP_BUFFERS,
	THRESHOLD_SHARED_BUFFERS,
	THRESHOLD_MESSAGE,
	THRESHOLD_KINDS,
};

/* What grows with the rows: fixed + each n. */
struct size_threshold_line {
	double fixed;
	double each;
};

struct size_threshold {
	enum size_threshold_kind kind;
	double rows;  /* the least that are beyond it: a whole number */
	double limit; /* bytes; of THRESHOLD_JIT a cost */
	/* What the limit is of: bytes or cost; of THRESHOLD_HASH_MEMORY rows in the hash table. */
	struct size_threshold_line line;
	struct curve curve; /* in place of the line where is_curve */
	bool is_curve;
	struct hash_table hash; /* of THRESHOLD_HASH_MEMORY, as is the next */
	/* Whose rows it holds; borrowed from the run; NULL: not those of one table. */
	const char *relation;
};

struct size_threshold_list {
	struct size_threshold items[THRESHOLD_KINDS]; /* in the order of rows */
	size_t count;
	double table_most; /* rows that the table holds (fit_table_most()) */
};

/* Those above the largest size of the fit.  parts: into how many parts the rows are divided, each on a
 * connection of its own, in place of one. */
void size_threshold_list_find(const struct run *run, const struct family *family,
			      const struct fit *fit, double parts,
			      struct size_threshold_list *list);

/* NULL: not in the list. */
const struct size_threshold *size_threshold_find(const struct size_threshold_list *list,
						 enum size_threshold_kind kind);

/* What is held against the limit, with so many rows; of THRESHOLD_HASH_MEMORY the number of batches. */
double size_threshold_figure(const struct size_threshold *threshold, double rows);

/* The most rows that can be sent, and that the table holds; INFINITY. */
double size_threshold_most_rows(const struct size_threshold_list *list);

/* "hash_memory", "jit_above_cost", "temp_buffers", ... */
const char *size_threshold_name(enum size_threshold_kind kind);

/* For one kind and line: sets rows; false where no size above `most` is the first beyond it. */
bool size_threshold_begins(struct size_threshold *threshold, double most);

#endif
