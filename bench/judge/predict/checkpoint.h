/* SPDX-License-Identifier: PostgreSQL */
/*
 * Checkpoints that a statement meets on a server that is not kept from them.
 *
 * Samples have none, unless --server-set lets them begin: a private cluster is set up so that none does,
 * and the harness makes one before each sample.  On the server that a plan is made for, one is requested whenever
 *
 *   D = (floor(floor(max_wal_size / segment) / (1 + checkpoint_completion_target)) - 1) * segment
 *
 * bytes of WAL were written since the last one began, at least one segment, or after
 * checkpoint_timeout (PostgreSQL from 11 on: CalculateCheckpointSegments() and XLogCheckpointNeeded()
 * in access/transam/xlog.c; stock: 512 MiB).
 *
 * After a checkpoint a page that is changed is written to the WAL as a whole once more
 * (full_page_writes).  The most that each checkpoint adds is I, the bytes of the pages that the statement
 * writes as a whole without any: 8192 bytes each, which is what one takes without a hole in it.  Pages
 * that the statement does not come back to are not written again, so that it may be much less.
 *
 * A statement that begins with a checkpoint and writes W bytes, I among them, in T ns meets the next
 * one, the first that counts, after D bytes.  If each adds I, only D - I of the D bytes between two are
 * W's own, so that it meets at most
 *
 *   C = the larger of floor((W - I) / (D - I)) and floor(T / checkpoint_timeout)
 *
 * of them, none for W < D: one more if it begins late between two, and fewer where WAL is written
 * faster than checkpoints, which wait for each other, can follow.  For I >= D there is no such limit.
 * Where I is not known it is floor(W / D), which is the least.
 *
 * What is not known is NaN, in a policy and in results.
 */
#ifndef JUDGE_PREDICT_CHECKPOINT_H
#define JUDGE_PREDICT_CHECKPOINT_H

#include "judge/predict/family.h"

struct checkpoint_policy {
	double max_wal_bytes;
	double timeout_ns;
	double completion_target; /* 0 to 1 */
	double segment_bytes;     /* of WAL */
};

/* That of the server of the run, without what the harness set. */
struct checkpoint_policy checkpoint_policy_of(const struct manifest *manifest);

/* D, in bytes. */
double checkpoint_distance(const struct checkpoint_policy *policy);

/* C; images: pages that are written as a whole, or NaN.  NaN unless both wal_bytes and ns, and all of the
 * policy, are known, and where checkpoint_is_unlimited(). */
double checkpoint_count(const struct checkpoint_policy *policy, double wal_bytes, double images,
			double ns);

/* Whether W >= D, and I >= D: what a checkpoint adds may bring about the next. */
bool checkpoint_is_unlimited(const struct checkpoint_policy *policy, double wal_bytes,
			     double images);

/* The most bytes of WAL that count checkpoints add; images: pages that are written as a whole. */
double checkpoint_added_wal(double images, double count);

/* Whether one ended in a measured sample of the family: its times include some then. */
bool checkpoint_in_samples(const struct run *run, const struct family *family);

#endif
