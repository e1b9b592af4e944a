/* SPDX-License-Identifier: PostgreSQL */
/*
 * The fingerprint of a run: facts that its numbers depend on, other than what a
 * comparison is made to find.  As run.json has them:
 *
 *   server     judge/compare/server_facts.h
 *   relation   table, scope, columns, and which of these the table writes itself; of a user's table
 *              also its shape, whose rows it has, whether it keeps triggers and foreign keys, and
 *              whether syncs were undone in it
 *   data set   seed, whether it is portable (with peers), whether it has hostile values, workload of
 *              each case
 *   host       cpu, cores, processors that the run may use, memory (differences below 1 % are
 *              the kernel's), limits of the control group, kernel
 *   arms       schema, and servers of their own, of those that both runs have
 *   restore    what is done before each sample, whether there is a checkpoint
 *   end        whether the run was complete: one that was killed lacks samples
 *
 * No part of it: times, ids, directories, command line, numbers of samples, the version of
 * the tool and what it decides by itself, such as a default chunk.
 */
#ifndef JUDGE_COMPARE_FINGERPRINT_H
#define JUDGE_COMPARE_FINGERPRINT_H

#include "judge/compare/difference.h"
#include "record/run.h"

/* A run that was not complete is listed even when both ended alike.  Fails only with
 * UP_NO_MEMORY. */
UP_MUST_CHECK enum up_status fingerprint_compare(const struct run *base, const struct run *new,
						 struct difference_list *list,
						 struct up_error *err);

/* Of these, the facts of server, host and restore, whatever was measured: those that noise
 * depends on. */
UP_MUST_CHECK enum up_status fingerprint_compare_machine(const struct manifest *base,
							 const struct manifest *new,
							 struct difference_list *list,
							 struct up_error *err);

/* Neither run has recorded the model of the processor, so that it may differ unseen. */
bool fingerprint_lacks_cpu(const struct run *base, const struct run *new);

#endif
