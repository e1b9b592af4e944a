/* SPDX-License-Identifier: PostgreSQL */
/* Facts about the machine. */
#ifndef MEASURE_PROBE_HOST_H
#define MEASURE_PROBE_HOST_H

#include <stdint.h>

/* Bytes of memory that the machine has; 0 when that cannot be found out. */
int64_t host_memory(void);

/* The same, or the limit of memory of the control group if that is smaller.  root: as in
 * measure/probe/cgroup.h. */
int64_t host_usable_memory(const char *root);

/* Processors that this process, and those that it starts, may run on (taskset, cpuset); 0 when that
 * cannot be found out. */
int64_t host_usable_processors(void);

/* The model of the first processor, to be freed; NULL when that cannot be found out. */
char *host_cpu(void);

#endif
