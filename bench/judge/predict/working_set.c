/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/working_set.h"

#include "judge/predict/resource.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double grown(int64_t bytes)
{
	return bytes > 0 ? (double)bytes : 0;
}

double working_set_of(const struct run *run, const struct sample *sample)
{
	if (run->manifest.checkpoint != FACT_YES || sample->wal_fpi == UNMEASURED ||
	    sample->table_bytes == UNMEASURED)
		return NAN;
	return COST_PAGE_BYTES * (double)sample->wal_fpi + grown(sample->table_bytes) +
	       grown(sample->index_bytes) + grown(sample->toast_bytes);
}

double working_set_cache(const struct run *run)
{
	const struct manifest_setting *setting =
		manifest_setting(&run->manifest.server, "shared_buffers");

	if (setting == NULL || setting->value == NULL || setting->unit == NULL ||
	    strcmp(setting->unit, "8kB") != 0)
		return NAN;
	return COST_PAGE_BYTES * strtod(setting->value, NULL);
}
