/* SPDX-License-Identifier: PostgreSQL */
#include "strategy/strategy.h"

/* A program may be built with a list of its own, strategies included that are
 * not ours. */
#ifndef UP_STRATEGIES_DEF
#define UP_STRATEGIES_DEF "strategy/strategies.def"
#endif

#define UP_STRATEGY(name) extern const struct up_strategy up_strategy_##name;
#include UP_STRATEGIES_DEF
#undef UP_STRATEGY

/* A list that names every strategy, rather than constructors that register
 * them: a linker leaves out an object of a static library that nobody names. */
static const struct up_strategy *const strategies[] = {
#define UP_STRATEGY(name) &up_strategy_##name,
#include UP_STRATEGIES_DEF
#undef UP_STRATEGY
};

const struct up_strategy *const *up_strategies(size_t *count)
{
	*count = sizeof strategies / sizeof strategies[0];
	return strategies;
}

const struct up_strategy *up_strategy_find(const char *name)
{
	for (size_t i = 0; i < sizeof strategies / sizeof strategies[0]; i++) {
		if (strcmp(strategies[i]->name, name) == 0)
			return strategies[i];
	}
	return NULL;
}

size_t up_strategy_chunk(const struct up_strategy *strategy,
			 const struct up_update_options *options)
{
	return options->chunk != 0 ? options->chunk : strategy->default_chunk;
}

enum up_status up_strategy_check(const struct up_strategy *strategy, const struct up_update *update,
				 struct up_error *err)
{
	if (update->options.chunk != 0 && !(strategy->flags & UP_STRATEGY_CHUNKED))
		return up_fail(err, UP_UNSUPPORTED, "%s does not split its rows into chunks",
			       strategy->name);
	if (strategy->check != NULL)
		return strategy->check(update, err);
	return UP_OK;
}
