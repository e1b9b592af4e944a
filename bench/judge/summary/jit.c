/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/jit.h"

static enum jit of_server(const json_t *server)
{
	const json_t *available = json_object_get(server, "jit_available");

	if (!json_is_boolean(available))
		return JIT_UNKNOWN;
	return json_is_true(available) ? JIT_AVAILABLE : JIT_MISSING;
}

enum jit jit_of(const struct run *run)
{
	enum jit found = of_server(json_object_get(run->manifest, "server"));
	size_t index;
	json_t *arm;

	json_array_foreach(json_object_get(run->manifest, "arms"), index, arm)
	{
		enum jit of_arm = of_server(json_object_get(arm, "server"));
		if (of_arm == JIT_AVAILABLE)
			found = JIT_AVAILABLE;
	}
	return found;
}

bool jit_is_on_by_default(const struct run *run)
{
	const json_t *server = json_object_get(run->manifest, "server");
	const json_t *version = json_object_get(server, "version_number");

	return !json_is_integer(version) ||
	       (json_integer_value(version) >= 120000 && json_integer_value(version) < 190000);
}
