/* SPDX-License-Identifier: PostgreSQL */
/* What files of Linux's /proc say: https://man7.org/linux/man-pages/man5/proc.5.html.
 * Each takes the text of a file and returns -1 when that does not have the figure. */
#ifndef MEASURE_PROBE_PROC_H
#define MEASURE_PROBE_PROC_H

#include <stdint.h>

/* /proc/stat: the steal time of all cores, in ticks of sysconf(_SC_CLK_TCK). */
int64_t proc_steal_ticks(const char *stat);

/* /proc/loadavg: runnable processes and threads, less the one that reads. */
int64_t proc_runnable(const char *loadavg);

/* /proc/cpuinfo: the mean of "cpu MHz" over the cores, in kHz. */
int64_t proc_cpu_khz(const char *cpuinfo);

/* /proc/PID/schedstat: time on a processor, in ns. */
int64_t proc_cpu_ns(const char *schedstat);

/* /proc/PID/stat: the process that started it. */
int64_t proc_parent(const char *stat);

/* /proc/PID/status: the largest resident memory so far, less the shared memory that is resident
 * now, in bytes.  Shared buffers that a process touches once count as its own from then on,
 * so these are no memory that a statement needed. */
int64_t proc_peak_bytes(const char *status);

#endif
