/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/completeness.h"

#include <string.h>

bool completeness_is_whole(const struct run *run)
{
	return run->manifest.outcome != NULL && strcmp(run->manifest.outcome, "complete") == 0;
}

const char *completeness_reason(const struct run *run)
{
	return run->manifest.outcome != NULL ? run->manifest.outcome : "killed, or still running,";
}
