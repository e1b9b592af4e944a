/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/host.h"

#include "measure/probe/cgroup.h"
#include "measure/probe/proc.h"

#include <sched.h>
#include <unistd.h>

/* Linux can be built for 8192 at most. */
#define PROCESSORS_MAX 65536

char *host_cpu(void)
{
	UP_BUFFER text = {0};

	return proc_cpu_model(proc_read(&text, "/proc/cpuinfo"));
}

int64_t host_memory(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);
	long page_size = sysconf(_SC_PAGESIZE);

	return pages > 0 && page_size > 0 ? (int64_t)pages * page_size : 0;
}

int64_t host_usable_memory(const char *root)
{
	const int64_t memory = host_memory();
	const int64_t limit = cgroup_limits(root).memory;

	return limit > 0 && (memory == 0 || limit < memory) ? limit : memory;
}

int64_t host_usable_processors(void)
{
	int64_t processors = 0;
	cpu_set_t *set = CPU_ALLOC(PROCESSORS_MAX);
	const size_t size = CPU_ALLOC_SIZE(PROCESSORS_MAX);

	if (set != NULL && sched_getaffinity(0, size, set) == 0)
		processors = CPU_COUNT_S(size, set);
	CPU_FREE(set);
	return processors;
}
