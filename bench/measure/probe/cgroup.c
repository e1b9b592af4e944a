/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/cgroup.h"

#include "base/cleanup.h"
#include "measure/probe/mount.h"
#include "measure/probe/proc.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Version 1 has a huge number for "no limit", which depends on the size of pages. */
#define HUGE_LIMIT (INT64_MAX / 2)

/* ---- one group -------------------------------------------------------- */

static const char *read_file(struct up_buffer *text, const char *group, const char *file)
{
	UP_BUFFER path = {0};

	up_buffer_append_format(&path, "%s/%s", group, file);
	return path.failed ? "" : proc_read(text, up_buffer_string(&path));
}

/* Of a controller in a group; infinite if there is no limit, or no such file, as in the
 * topmost group. */
typedef double limit_of_group(const char *group);

static double quota(double us, double period_us)
{
	return us > 0 && period_us > 0 ? us / period_us : INFINITY;
}

static double processors_v2(const char *group)
{
	UP_BUFFER text = {0};
	double us;
	double period_us;

	/* "max 100000": no limit */
	if (sscanf(read_file(&text, group, "cpu.max"), "%lf %lf", &us, &period_us) != 2)
		return INFINITY;
	return quota(us, period_us);
}

static double processors_v1(const char *group)
{
	UP_BUFFER us = {0};
	UP_BUFFER period_us = {0};

	/* -1: no limit */
	return quota(strtod(read_file(&us, group, "cpu.cfs_quota_us"), NULL),
		     strtod(read_file(&period_us, group, "cpu.cfs_period_us"), NULL));
}

static double memory_in(const char *group, const char *file)
{
	UP_BUFFER text = {0};
	int64_t bytes;

	if (sscanf(read_file(&text, group, file), "%" SCNd64, &bytes) != 1 || bytes >= HUGE_LIMIT)
		return INFINITY;
	return (double)bytes;
}

static double memory_v2(const char *group)
{
	return memory_in(group, "memory.max");
}

static double memory_v1(const char *group)
{
	return memory_in(group, "memory.limit_in_bytes");
}

/* ---- from the own group upward ----------------------------------------- */

/* The path of the process in the hierarchy that has the controller, as in the lines
 * "4:memory:/a/b" and, for version 2, "0::/a/b"; NULL: none. */
static char *path_of(const char *cgroups, const char *controller)
{
	while (*cgroups != '\0') {
		const size_t length = strcspn(cgroups, "\n");
		UP_FREE char *line = strndup(cgroups, length);
		char *state = NULL;
		char *names = line != NULL ? strchr(line, ':') : NULL;
		char *path = names != NULL ? strchr(names + 1, ':') : NULL;

		cgroups += length + (cgroups[length] == '\n');
		if (path == NULL)
			continue;
		*path++ = '\0';
		if (controller[0] == '\0' && names[1] == '\0')
			return strdup(path);
		for (const char *name = strtok_r(names + 1, ",", &state); name != NULL;
		     name = strtok_r(NULL, ",", &state)) {
			if (strcmp(name, controller) == 0)
				return strdup(path);
		}
	}
	return NULL;
}

struct hierarchy {
	const char *controller; /* "": version 2 */
	const char *type;       /* of its file system */
	limit_of_group *limit;
};

/* The smallest limit; NaN if the groups cannot be read. */
static double smallest(const char *root, const char *path, const struct hierarchy *hierarchy)
{
	UP_BUFFER file = {0};
	UP_BUFFER mountinfo = {0};
	UP_BUFFER group = {0};
	MOUNT mount = {0};
	double least = INFINITY;

	up_buffer_append_format(&file, "%s/proc/self/mountinfo", root);
	if (!mount_of_type(proc_read(&mountinfo, up_buffer_string(&file)), hierarchy->type,
			   hierarchy->controller[0] != '\0' ? hierarchy->controller : NULL, &mount))
		return NAN;
	/* Both paths are those of the namespace.  A group that is not below the root of the mount,
	 * or outside the namespace ("/../a"), cannot be seen, only those above. */
	const char *below = strncmp(path, "/..", 3) != 0 ? mount_below(path, mount.root) : NULL;
	up_buffer_append_format(&group, "%s%s", root, mount.point);
	const size_t top = group.length;
	up_buffer_append_string(&group, below != NULL ? below : "");
	if (group.failed || access(group.data, F_OK) != 0)
		return NAN;
	for (;;) {
		least = fmin(least, hierarchy->limit(group.data));
		char *slash = strrchr(group.data, '/');
		if (slash == NULL || (size_t)(slash - group.data) < top)
			return least;
		*slash = '\0';
	}
}

/* A controller belongs to one hierarchy: to that of version 2 unless it has one of version 1. */
static double limit(const char *root, const struct hierarchy versions[2])
{
	UP_BUFFER file = {0};
	UP_BUFFER cgroups = {0};

	up_buffer_append_format(&file, "%s/proc/self/cgroup", root);
	proc_read(&cgroups, up_buffer_string(&file));
	for (size_t v = 0; v < 2; v++) {
		UP_FREE char *path = path_of(up_buffer_string(&cgroups), versions[v].controller);
		if (path != NULL)
			return smallest(root, path, &versions[v]);
	}
	return NAN;
}

struct cgroup_limits cgroup_limits(const char *root)
{
	static const struct hierarchy cpu[2] = {{"cpu", "cgroup", processors_v1},
						{"", "cgroup2", processors_v2}};
	static const struct hierarchy memory[2] = {{"memory", "cgroup", memory_v1},
						   {"", "cgroup2", memory_v2}};
	const double processors = limit(root, cpu);
	const double bytes = limit(root, memory);

	return (struct cgroup_limits){
		.processors = isinf(processors) ? CGROUP_NO_LIMIT : processors,
		.memory = isnan(bytes)   ? -1
			  : isinf(bytes) ? CGROUP_NO_LIMIT
					 : (int64_t)bytes,
	};
}
