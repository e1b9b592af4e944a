/* SPDX-License-Identifier: PostgreSQL */
#include "measure/case/contender.h"

static const struct contender references[] = {
	{.strategy = &contender_floor, .role = ROLE_BOUND},
	{.strategy = &contender_null, .role = ROLE_IDLE},
};

size_t contender_count(void)
{
	size_t count;

	up_strategies(&count);
	return count + sizeof references / sizeof references[0];
}

struct contender contender_at(size_t index)
{
	size_t count;
	const struct up_strategy *const *strategies = up_strategies(&count);

	if (index >= count)
		return references[index - count];
	return (struct contender){.strategy = strategies[index]};
}

bool contender_find(const char *name, struct contender *contender)
{
	for (size_t c = 0; c < contender_count(); c++) {
		*contender = contender_at(c);
		if (strcmp(contender->strategy->name, name) == 0)
			return true;
	}
	return false;
}

enum up_status contender_requires(const struct contender *contender, struct text_list *names,
				  struct up_error *err)
{
	const unsigned mask = up_strategy_requires(contender->strategy);

	for (unsigned r = 0; r < UP_REQUIREMENT_COUNT; r++) {
		const unsigned bit = mask & 1U << r;
		if (bit != 0)
			UP_TRY(text_list_add(names, up_requirement_name((enum up_requirement)bit),
					     err));
	}
	return UP_OK;
}

struct contender contender_of_peer(const struct peer_spec *peer)
{
	struct contender same = {0};

	if (peer->is_upbench)
		contender_find(peer->strategy, &same);
	return (struct contender){.strategy = &peer->as_strategy, .peer = peer, .role = same.role};
}
