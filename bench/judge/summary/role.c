/* SPDX-License-Identifier: PostgreSQL */
#include "judge/summary/role.h"

enum role role_of(const json_t *manifest, const char *name)
{
	const json_t *strategies = json_object_get(manifest, "strategies");
	const json_t *strategy = json_object_get(strategies, name);

	if (!json_is_false(json_object_get(strategy, "ranked")))
		return ROLE_RANKED;
	return json_is_true(json_object_get(strategy, "bound")) ? ROLE_BOUND : ROLE_IDLE;
}
