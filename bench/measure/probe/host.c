/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/host.h"

#include "base/cleanup.h"

#include <string.h>
#include <sys/utsname.h>

/* The value of the first line of /proc/cpuinfo that begins with key. */
static json_t *cpu_model(void)
{
	static const char key[] = "model name";
	char line[512];
	UP_FCLOSE FILE *file = fopen("/proc/cpuinfo", "r");

	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		const char *value = strchr(line, ':');
		if (strncmp(line, key, sizeof key - 1) != 0 || value == NULL)
			continue;
		value += 1 + strspn(value + 1, " \t");
		return json_stringn(value, strcspn(value, "\n"));
	}
	return json_null();
}

int64_t host_memory(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);
	long page_size = sysconf(_SC_PAGESIZE);

	return pages > 0 && page_size > 0 ? (int64_t)pages * page_size : 0;
}

json_t *host_describe(void)
{
	struct utsname name;
	int64_t memory = host_memory();
	json_t *host = json_object();

	json_object_set_new(host, "cpu", cpu_model());
	json_object_set_new(host, "cores", json_integer(sysconf(_SC_NPROCESSORS_ONLN)));
	json_object_set_new(host, "memory_bytes", memory > 0 ? json_integer(memory) : json_null());
	if (uname(&name) == 0) {
		json_object_set_new(host, "kernel",
				    json_sprintf("%s %s", name.sysname, name.release));
		json_object_set_new(host, "architecture", json_string(name.machine));
	}
	return host;
}
