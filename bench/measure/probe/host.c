/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/host.h"

#include "base/cleanup.h"

#include <string.h>

char *host_cpu(void)
{
	static const char key[] = "model name";
	char line[512];
	UP_FCLOSE FILE *file = fopen("/proc/cpuinfo", "r");

	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		const char *value = strchr(line, ':');
		if (strncmp(line, key, sizeof key - 1) != 0 || value == NULL)
			continue;
		value += 1 + strspn(value + 1, " \t");
		return strndup(value, strcspn(value, "\n"));
	}
	return NULL;
}

int64_t host_memory(void)
{
	long pages = sysconf(_SC_PHYS_PAGES);
	long page_size = sysconf(_SC_PAGESIZE);

	return pages > 0 && page_size > 0 ? (int64_t)pages * page_size : 0;
}
