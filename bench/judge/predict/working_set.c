/* SPDX-License-Identifier: PostgreSQL */
#include "judge/predict/working_set.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* BLCKSZ, which hardly a server is built with another of; shared_buffers counts in it. */
#define PAGE_BYTES 8192.0

static double grown(int64_t bytes)
{
	return bytes > 0 ? (double)bytes : 0;
}

double working_set_of(const struct run *run, const struct sample *sample)
{
	if (!json_is_true(json_object_get(run->manifest, "checkpoint")) ||
	    sample->wal_fpi == UNMEASURED || sample->table_bytes == UNMEASURED)
		return NAN;
	return PAGE_BYTES * (double)sample->wal_fpi + grown(sample->table_bytes) +
	       grown(sample->index_bytes) + grown(sample->toast_bytes);
}

double working_set_cache(const struct run *run)
{
	const json_t *settings =
		json_object_get(json_object_get(run->manifest, "server"), "settings");
	const json_t *setting;
	size_t s;

	json_array_foreach(settings, s, setting)
	{
		const char *name = json_string_value(json_object_get(setting, "name"));
		const char *value = json_string_value(json_object_get(setting, "value"));
		const char *unit = json_string_value(json_object_get(setting, "unit"));
		if (name != NULL && value != NULL && unit != NULL &&
		    strcmp(name, "shared_buffers") == 0 && strcmp(unit, "8kB") == 0)
			return PAGE_BYTES * strtod(value, NULL);
	}
	return NAN;
}
