/* SPDX-License-Identifier: PostgreSQL */
/* The machine that a run took place on, as run.json describes it. */
#ifndef MEASURE_PROBE_HOST_H
#define MEASURE_PROBE_HOST_H

#include <jansson.h>
#include <stdint.h>

/* Bytes of memory that the machine has; 0 when that cannot be found out. */
int64_t host_memory(void);

/* A new reference to {"cpu", "cores", "memory_bytes", "kernel", "architecture"}; what cannot be
 * found out is null.  The name of the host is not in it. */
json_t *host_describe(void);

#endif
