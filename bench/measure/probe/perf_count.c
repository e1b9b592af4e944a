/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/perf_count.h"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

int perf_count_begin(enum perf_what what, int64_t process)
{
	struct perf_event_attr attributes = {
		.size = sizeof attributes,
		.exclude_kernel = 1,
		.exclude_hv = 1,
		.inherit = 1,
		.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING,
	};

	if (what == PERF_INSTRUCTIONS) {
		attributes.type = PERF_TYPE_HARDWARE;
		attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
	} else {
		attributes.type = PERF_TYPE_SOFTWARE;
		attributes.config = PERF_COUNT_SW_TASK_CLOCK;
	}
	/* The C library has no function for it. */
	const long count = syscall(SYS_perf_event_open, &attributes, (pid_t)process, -1, -1,
				   PERF_FLAG_FD_CLOEXEC);
	return count >= 0 ? (int)count : PERF_COUNT_UNKNOWN;
}

int64_t perf_count_end(int count)
{
	/* The layout of read_format above, see perf_event_open(2). */
	struct {
		uint64_t value;
		uint64_t enabled;
		uint64_t running;
	} total = {0};

	if (count < 0)
		return PERF_COUNT_UNKNOWN;
	const ssize_t got = read(count, &total, sizeof total);
	close(count);
	if (got != (ssize_t)sizeof total || total.running < total.enabled)
		return PERF_COUNT_UNKNOWN;
	return (int64_t)total.value;
}
