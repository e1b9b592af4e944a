/* SPDX-License-Identifier: PostgreSQL */
#include "probe/proc.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN (-1)

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
