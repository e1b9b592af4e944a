/* SPDX-License-Identifier: PostgreSQL */
/*
 * Other activity while a sample is taken, to distinguish a disturbed sample from a slow
 * one.  All of it is read before and after, never while the clock runs.
 *
 *   steal_ns     CPU time that the hypervisor gave to others, over all cores: /proc/stat.
 *                Counted in ticks of 10 ms as a rule, so that of a short sample it is
 *                mostly 0
 *   runnable     how many other processes and threads ran or could have run when the
 *                sample began: /proc/loadavg
 *   cpu_khz      mean clock frequency of the cores, right after the sample: cpufreq in
 *                /sys, or /proc/cpuinfo; virtual machines mostly report a constant, or nothing
 *   checkpoints  1: at least one checkpoint of the server ended meanwhile, 0: none did.
 *                From its control file: the counters of pg_stat_bgwriter may still take in
 *                a checkpoint that ended before, such as the one that precedes every sample
 *   autovacuums  tables of the schema that autovacuum finished to vacuum or to analyze
 *                meanwhile; a table vacuumed and analyzed counts twice.  Before version 15
 *                the server reports them up to half a second late: not known there
 *
 * steal, runnable and cpu_khz are those of the client's machine.
 */
#ifndef MEASURE_PROBE_NOISE_H
#define MEASURE_PROBE_NOISE_H

#include "pg/conn.h"

#include <stdint.h>

#define NOISE_UNKNOWN (-1)

struct noise {
	int64_t steal_ns;
	int64_t runnable;
	int64_t cpu_khz;
	int64_t checkpoints;
	int64_t autovacuums;
	char checkpoint[24]; /* before: the redo LSN of the server's last one; "": unknown */
};

/* Reads what it is before; control is free, and schema the one of the run.  What cannot be
 * read stays NOISE_UNKNOWN, without an error: a sample is none the worse for it. */
void noise_begin(struct noise *noise, struct up_conn *control, const char *schema);

/* Makes of it what happened since. */
void noise_end(struct noise *noise, struct up_conn *control, const char *schema);

#endif
