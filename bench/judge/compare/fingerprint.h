/* SPDX-License-Identifier: PostgreSQL */
/*
 * The fingerprint of a run: facts that its numbers depend on, other than what a
 * comparison is made to find.  As run.json has them:
 *
 *   server     version, whether it has a JIT compiler, whether it is a private cluster, data
 *              checksums, settings that are not default
 *   relation   table, scope, columns
 *   data set   seed, whether it is portable (with peers), workload of each case
 *   host       cpu, cores, memory (differences below 1 % are the kernel's), kernel
 *   arms       server version, JIT compiler, data checksums and schema of those that both
 *              runs have
 *   restore    what is done before each sample, whether there is a checkpoint
 *   end        whether the run was complete: one that was killed lacks samples
 *
 * No part of it: times, ids, directories, command line, numbers of samples, the version of
 * the tool and what it decides by itself, such as a default chunk.
 */
#ifndef JUDGE_COMPARE_FINGERPRINT_H
#define JUDGE_COMPARE_FINGERPRINT_H

#include "record/run.h"

/* A fact in which two runs differ. */
struct difference {
	char *fact; /* owned, as all: "server version", "setting work_mem", ... */
	char *base;
	char *new;
};

struct difference_list {
	struct difference *items; /* owned */
	size_t count;
};

void difference_list_release(struct difference_list *list);
#define DIFFERENCE_LIST UP_CLEANUP(difference_list_release) struct difference_list

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

#endif
