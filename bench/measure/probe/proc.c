/* SPDX-License-Identifier: PostgreSQL */
#include "measure/probe/proc.h"

#include "base/cleanup.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN (-1)

/* The model of a processor, where a sandbox hides it. */
#define UNNAMED "unknown"

int64_t proc_steal_ticks(const char *stat)
{
	int64_t steal;

	/* cpu user nice system idle iowait irq softirq steal: the eighth, since Linux 2.6.11 */
	if (sscanf(stat, "cpu %*u %*u %*u %*u %*u %*u %*u %" SCNd64, &steal) != 1)
		return UNKNOWN;
	return steal >= 0 ? steal : UNKNOWN;
}

int64_t proc_runnable(const char *loadavg)
{
	int64_t runnable;

	if (sscanf(loadavg, "%*f %*f %*f %" SCNd64 "/", &runnable) != 1 || runnable < 0)
		return UNKNOWN;
	return runnable > 0 ? runnable - 1 : 0;
}

int64_t proc_cpu_khz(const char *cpuinfo)
{
	static const char key[] = "cpu MHz";
	double sum = 0;
	int64_t count = 0;

	for (const char *at = strstr(cpuinfo, key); at != NULL; at = strstr(at + 1, key)) {
		const char *colon = at + sizeof key - 1;
		colon += strspn(colon, " \t");
		double mhz = *colon == ':' ? strtod(colon + 1, NULL) : 0;
		if (mhz > 0) {
			sum += mhz;
			count++;
		}
	}
	return count > 0 ? (int64_t)llround(sum * 1000 / (double)count) : UNKNOWN;
}

/* The value of the first line "NAME : VALUE", where NAME is the whole name; false: none. */
static bool cpu_line(const char *cpuinfo, const char *name, struct up_buffer *value)
{
	const size_t length = strlen(name);

	while (*cpuinfo != '\0') {
		const size_t end = strcspn(cpuinfo, "\n");
		const size_t blanks = end > length ? strspn(cpuinfo + length, " \t") : 0;
		if (end > length && strncmp(cpuinfo, name, length) == 0 &&
		    cpuinfo[length + blanks] == ':') {
			const char *start = cpuinfo + length + blanks + 1;
			start += strspn(start, " \t");
			up_buffer_append(value, start, strcspn(start, "\n"));
			return value->length > 0 && strcmp(up_buffer_string(value), UNNAMED) != 0;
		}
		cpuinfo += end + (cpuinfo[end] == '\n');
	}
	return false;
}

char *proc_cpu_model(const char *cpuinfo)
{
	/* x86 and 32-bit ARM, MIPS, RISC-V, POWER */
	static const char *const names[] = {"model name", "cpu model", "uarch", "cpu"};
	UP_BUFFER implementer = {0};
	UP_BUFFER part = {0};
	UP_BUFFER model = {0};

	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
		up_buffer_clear(&model);
		if (cpu_line(cpuinfo, names[n], &model))
			return up_buffer_detach(&model);
	}
	if (!cpu_line(cpuinfo, "CPU implementer", &implementer) ||
	    !cpu_line(cpuinfo, "CPU part", &part))
		return NULL;
	up_buffer_clear(&model);
	up_buffer_append_format(&model, "implementer %s, part %s", implementer.data, part.data);
	return up_buffer_detach(&model);
}

int64_t proc_cpu_ns(const char *schedstat)
{
	int64_t ns;

	if (sscanf(schedstat, "%" SCNd64 " %*d %*d", &ns) != 1 || ns < 0)
		return UNKNOWN;
	return ns;
}

int64_t proc_parent(const char *stat)
{
	int64_t parent;
	/* The name may hold anything, also ") S 1". */
	const char *name_end = strrchr(stat, ')');

	if (name_end == NULL || sscanf(name_end, ") %*c %" SCNd64, &parent) != 1 || parent < 0)
		return UNKNOWN;
	return parent;
}

/* A line "NAME:   N kB", in bytes. */
static int64_t status_bytes(const char *status, const char *name)
{
	const size_t length = strlen(name);
	const char *line = status;

	while (strncmp(line, name, length) != 0 || line[length] != ':') {
		line = strchr(line, '\n');
		if (line++ == NULL)
			return UNKNOWN;
	}
	int64_t kilobytes;
	if (sscanf(line + length, ": %" SCNd64 " kB", &kilobytes) != 1 || kilobytes < 0)
		return UNKNOWN;
	return kilobytes * 1024;
}

int64_t proc_peak_bytes(const char *status)
{
	const int64_t peak = status_bytes(status, "VmHWM");
	const int64_t shared = status_bytes(status, "RssShmem");

	return shared >= 0 && peak >= shared ? peak - shared : UNKNOWN;
}

const char *proc_read(struct up_buffer *text, const char *path)
{
	char bytes[4096];
	size_t got;
	UP_FCLOSE FILE *file = fopen(path, "r");

	up_buffer_clear(text);
	while (file != NULL && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
		up_buffer_append(text, bytes, got);
	return up_buffer_string(text);
}
