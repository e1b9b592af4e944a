/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/cgroup.h"
#include "measure/probe/host.h"

#include "base/buffer.h"
#include "base/cleanup.h"
#include "measure/process/directory.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <sys/stat.h>

/* A file below a root directory. */
struct file {
	const char *path;
	const char *text;
};

#define FILES_MAX 10

static void write_file(const char *root, const struct file *file)
{
	UP_BUFFER path = {0};

	up_buffer_append_format(&path, "%s%s", root, file->path);
	for (char *slash = path.data + strlen(root) + 1; (slash = strchr(slash, '/')) != NULL;
	     slash++) {
		*slash = '\0';
		mkdir(path.data, 0700);
		*slash = '/';
	}
	UP_FCLOSE FILE *stream = fopen(path.data, "w");
	cr_assert_not_null(stream, "%s", path.data);
	fputs(file->text, stream);
}

#define V2 "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
#define V1                                                                                         \
	"31 30 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n"                      \
	"34 30 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"

static const struct {
	const char *name;
	struct file files[FILES_MAX];
	double processors;
	int64_t memory;
} systems[] = {
	{"nothing is known", {{"/proc/self/cgroup", ""}}, NAN, -1},
	{"the groups are not mounted",
	 {{"/proc/self/cgroup", "0::/a\n"}, {"/proc/self/mountinfo", ""}},
	 NAN,
	 -1},
	{"version 2, outside any limit",
	 {{"/proc/self/cgroup", "0::/\n"},
	  {"/proc/self/mountinfo", V2},
	  {"/sys/fs/cgroup/cgroup.procs", ""}},
	 CGROUP_NO_LIMIT,
	 CGROUP_NO_LIMIT},
	{"version 2, own limits",
	 {{"/proc/self/cgroup", "0::/user.slice/a\n"},
	  {"/proc/self/mountinfo", V2},
	  {"/sys/fs/cgroup/user.slice/a/cpu.max", "150000 100000\n"},
	  {"/sys/fs/cgroup/user.slice/a/memory.max", "536870912\n"},
	  {"/sys/fs/cgroup/user.slice/memory.max", "max\n"}},
	 1.5,
	 536870912},
	{"version 2, the smallest is of a group above",
	 {{"/proc/self/cgroup", "0::/a/b/c\n"},
	  {"/proc/self/mountinfo", V2},
	  {"/sys/fs/cgroup/a/b/c/cpu.max", "max 100000\n"},
	  {"/sys/fs/cgroup/a/b/c/memory.max", "4096000\n"},
	  {"/sys/fs/cgroup/a/cpu.max", "50000 200000\n"},
	  {"/sys/fs/cgroup/a/b/cpu.max", "50000 100000\n"},
	  {"/sys/fs/cgroup/a/memory.max", "1024000\n"}},
	 0.25,
	 1024000},
	{"version 2, a container that sees its own group alone",
	 {{"/proc/self/cgroup", "0::/docker/a\n"},
	  {"/proc/self/mountinfo", "30 22 0:27 /docker/a /sys/fs/cgroup ro - cgroup2 cgroup rw\n"},
	  {"/sys/fs/cgroup/cpu.max", "200000 100000\n"},
	  {"/sys/fs/cgroup/memory.max", "1048576\n"}},
	 2,
	 1048576},
	{"version 2, moved out of its namespace",
	 {{"/proc/self/cgroup", "0::/../other\n"},
	  {"/proc/self/mountinfo", V2},
	  {"/sys/fs/cgroup/memory.max", "1048576\n"}},
	 CGROUP_NO_LIMIT,
	 1048576},
	{"version 1",
	 {{"/proc/self/cgroup", "5:memory:/a\n2:cpu,cpuacct:/a\n1:name=systemd:/\n0::/\n"},
	  {"/proc/self/mountinfo", V1 V2},
	  {"/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "25000\n"},
	  {"/sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000\n"},
	  {"/sys/fs/cgroup/memory/a/memory.limit_in_bytes", "1048576\n"},
	  {"/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n"}},
	 0.25,
	 1048576},
	{"version 1, no limits",
	 {{"/proc/self/cgroup", "5:memory:/a\n2:cpu,cpuacct:/a\n0::/\n"},
	  {"/proc/self/mountinfo", V1},
	  {"/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "-1\n"},
	  {"/sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000\n"},
	  {"/sys/fs/cgroup/memory/a/memory.limit_in_bytes", "9223372036854771712\n"}},
	 CGROUP_NO_LIMIT,
	 CGROUP_NO_LIMIT},
	{"memory of version 1, processors of version 2",
	 {{"/proc/self/cgroup", "5:memory:/a\n0::/b\n"},
	  {"/proc/self/mountinfo", "34 30 0:31 / /memory rw - cgroup cgroup rw,memory\n"
				   "35 30 0:32 / /unified rw - cgroup2 cgroup2 rw\n"},
	  {"/memory/a/memory.limit_in_bytes", "2048000\n"},
	  {"/unified/b/cpu.max", "100000 100000\n"},
	  {"/unified/b/memory.max", "1024000\n"}},
	 1,
	 2048000},
};

Test(cgroup, limits_processors_and_memory)
{
	for (size_t s = 0; s < sizeof systems / sizeof systems[0]; s++) {
		char root[] = "/tmp/upbench-cgroup-XXXXXX";
		struct up_error err;
		cr_assert_not_null(mkdtemp(root));
		for (size_t f = 0; f < FILES_MAX && systems[s].files[f].path != NULL; f++)
			write_file(root, &systems[s].files[f]);
		const struct cgroup_limits limits = cgroup_limits(root);
		cr_expect(isnan(systems[s].processors)
				  ? isnan(limits.processors)
				  : limits.processors >= systems[s].processors &&
					    limits.processors <= systems[s].processors,
			  "%s: %g", systems[s].name, limits.processors);
		cr_expect_eq(limits.memory, systems[s].memory, "%s: %lld", systems[s].name,
			     (long long)limits.memory);
		/* Each limit here is smaller than any machine. */
		cr_expect_eq(host_usable_memory(root),
			     limits.memory > 0 ? limits.memory : host_memory(), "%s",
			     systems[s].name);
		cr_assert_eq(directory_remove(root, &err), UP_OK);
	}
}

Test(cgroup, of_this_machine_leaves_a_processor)
{
	const struct cgroup_limits limits = cgroup_limits("");

	cr_expect(isnan(limits.processors) || limits.processors >= 0);
	cr_expect_geq(limits.memory, -1);
	cr_expect_geq(host_usable_processors(), 1);
}
