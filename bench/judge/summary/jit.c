/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/jit.h"

enum fact jit_of(const struct manifest *manifest)
{
	enum fact found = manifest->server.has_jit;

	for (size_t a = 0; a < manifest->arms.count; a++) {
		if (manifest->arms.items[a].server.has_jit == FACT_YES)
			found = FACT_YES;
	}
	return found;
}

bool jit_is_on_by_default(const struct manifest *manifest)
{
	const int64_t version = manifest->server.version_number;

	return version <= 0 || (version >= 120000 && version < 190000);
}
