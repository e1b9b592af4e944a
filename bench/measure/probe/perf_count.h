/* SPDX-License-Identifier: PostgreSQL */
/*
 * What the kernel counts for a process by perf_event_open(2), in user mode alone: what the kernel
 * itself executes depends on interrupts, and on the kernel.
 *
 * The instructions of a sync hardly depend on how busy the machine is, so that they show a change
 * of a fraction of a percent that times do not.  They are no time: twice the cache misses are the
 * same instructions.
 *
 * Nothing here fails: a machine without the counter (most virtual ones), a kernel that does not
 * permit it (/proc/sys/kernel/perf_event_paranoid above 2, a seccomp filter) and a process of
 * another user have none.
 */
#ifndef MEASURE_PROBE_PERF_COUNT_H
#define MEASURE_PROBE_PERF_COUNT_H

#include <stdint.h>

enum perf_what {
	PERF_INSTRUCTIONS,
	PERF_PROCESSOR_TIME, /* ns; the kernel has it on any machine */
};

#define PERF_COUNT_UNKNOWN (-1)

/* Counts from now on, for the process (0: the calling thread, and the threads that it starts from
 * now on), until perf_count_end().  PERF_COUNT_UNKNOWN: not available. */
int perf_count_begin(enum perf_what what, int64_t process);

/* The count since perf_count_begin(), which this ends; PERF_COUNT_UNKNOWN where that was, and where
 * others used the counter meanwhile, so that it did not count all of the time. */
int64_t perf_count_end(int count);

#endif
