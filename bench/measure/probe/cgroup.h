/* SPDX-License-Identifier: PostgreSQL */
/*
 * Limits that control groups set to this process and those that it starts, such as those of a
 * container: https://docs.kernel.org/admin-guide/cgroup-v2.html (cpu.max, memory.max), and
 * https://docs.kernel.org/admin-guide/cgroup-v1/ (cpu.cfs_quota_us and cpu.cfs_period_us,
 * memory.limit_in_bytes).  A group is also subject to the limits of the groups above it: the
 * smallest one counts, as far up as the groups are mounted here.
 */
#ifndef MEASURE_PROBE_CGROUP_H
#define MEASURE_PROBE_CGROUP_H

#include <stdint.h>

#define CGROUP_NO_LIMIT 0

/* CGROUP_NO_LIMIT is known: there is none. */
struct cgroup_limits {
	double processors; /* of processor time per time, 1.5 for "150000 100000"; NaN: not known */
	int64_t memory;    /* bytes; -1: not known */
};

/* root: where the root directory is, "" on this machine. */
struct cgroup_limits cgroup_limits(const char *root);

#endif
