/* SPDX-License-Identifier: PostgreSQL */
/* The files of Linux's /proc: https://man7.org/linux/man-pages/man5/proc.5.html.  Except for
 * proc_read(), each function parses the text of a file; those that return numbers return -1 if the
 * figure is missing. */
#ifndef MEASURE_PROBE_PROC_H
#define MEASURE_PROBE_PROC_H

#include "base/buffer.h"

/* The text of a file of /proc or /sys in text, which is cleared before; "" if it cannot be read. */
const char *proc_read(struct up_buffer *text, const char *path);

/* /proc/stat: the steal time of all cores, in ticks of sysconf(_SC_CLK_TCK). */
int64_t proc_steal_ticks(const char *stat);

/* /proc/loadavg: runnable processes and threads, less the one that reads. */
int64_t proc_runnable(const char *loadavg);

/* /proc/cpuinfo: the mean of "cpu MHz" over the cores, in kHz. */
int64_t proc_cpu_khz(const char *cpuinfo);

/* /proc/cpuinfo: the model of the first processor, to be freed: its name, else on ARM, which has no
 * names of models, "implementer 0x41, part 0xd0c".  NULL if there is neither, or if the name is
 * "unknown". */
char *proc_cpu_model(const char *cpuinfo);

/* /proc/PID/schedstat: time on a processor, in ns. */
int64_t proc_cpu_ns(const char *schedstat);

/* /proc/PID/stat: the process that started it. */
int64_t proc_parent(const char *stat);

/* /proc/PID/status: the largest resident memory so far, less the shared memory that is resident
 * now, in bytes.  Shared buffers that a process touches once count as its own from then on,
 * so these are no memory that a statement needed. */
int64_t proc_peak_bytes(const char *status);

#endif
