/* SPDX-License-Identifier: PostgreSQL */
#include "measure/server/refusal.h"

#include <string.h>

bool refusal_is(const struct up_error *err)
{
	static const char *const prefixes[] = {"0A", "42", "54", "XX000"};

	if (err->status != UP_STATEMENT)
		return false;
	for (size_t p = 0; p < sizeof prefixes / sizeof prefixes[0]; p++) {
		if (strncmp(err->sqlstate, prefixes[p], strlen(prefixes[p])) == 0)
			return true;
	}
	return false;
}
