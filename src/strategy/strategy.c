/* SPDX-License-Identifier: PostgreSQL */
#include "strategy/strategy.h"

/* A program can be built with a list of its own, with strategies of its own. */
#ifndef UP_STRATEGIES_DEF
#define UP_STRATEGIES_DEF "strategy/strategies.def"
#endif

#define UP_STRATEGY(name) extern const struct up_strategy up_strategy_##name;
#include UP_STRATEGIES_DEF
#undef UP_STRATEGY

/* A list of names rather than constructors that register: a linker leaves out an object of a static
 * library if nothing refers to it. */
static const struct up_strategy *const strategies[] = {
#define UP_STRATEGY(name) &up_strategy_##name,
#include UP_STRATEGIES_DEF
#undef UP_STRATEGY
};

#define UP_STRATEGY(name) extern const struct up_strategy up_strategy_##name;
#include "strategy/creators.def"
#undef UP_STRATEGY

static const struct up_strategy *const creators[] = {
#define UP_STRATEGY(name) &up_strategy_##name,
#include "strategy/creators.def"
#undef UP_STRATEGY
};

const struct up_strategy *const *up_strategies(size_t *count)
{
	*count = sizeof strategies / sizeof strategies[0];
	return strategies;
}

const struct up_strategy *const *up_creators(size_t *count)
{
	*count = sizeof creators / sizeof creators[0];
	return creators;
}

static const struct up_strategy *find(const struct up_strategy *const *list, size_t count,
				      const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i]->name, name) == 0)
			return list[i];
	}
	return NULL;
}

const struct up_strategy *up_strategy_find(const char *name)
{
	return find(strategies, sizeof strategies / sizeof strategies[0], name);
}

const struct up_strategy *up_creator_find(const char *name)
{
	return find(creators, sizeof creators / sizeof creators[0], name);
}

unsigned up_strategy_requires(const struct up_strategy *strategy)
{
	return strategy->requires |
	       (strategy->min_server_version >= 150000 ? UP_REQUIRES_SERVER_15 : 0) |
	       (strategy->flags & UP_STRATEGY_AUTOCOMMIT ? UP_REQUIRES_MANY_TRANSACTIONS : 0) |
	       (strategy->flags & UP_STRATEGY_WHOLE_ROWS ? UP_REQUIRES_WHOLE_ROWS : 0) |
	       (strategy->flags & UP_STRATEGY_BINARY ? UP_REQUIRES_BINARY : 0);
}

const char *up_requirement_name(enum up_requirement requirement)
{
	static const char *const names[UP_REQUIREMENT_COUNT] = {
		"server-15",       "many-transactions", "unique-key", "whole-rows", "no-arrays",
		"temporary-table", "kept-table",        "prepared",   "copy",       "binary",
		"pipeline",        "unlogged-table",
	};

	return names[__builtin_ctz(requirement)];
}

size_t up_strategy_chunk(const struct up_strategy *strategy,
			 const struct up_update_options *options)
{
	return options->chunk != 0 ? options->chunk : strategy->default_chunk;
}

bool up_strategy_streams(const struct up_strategy *strategy,
			 const struct up_update_options *options)
{
	return (strategy->flags & UP_STRATEGY_STREAMS) != 0 ||
	       up_strategy_chunk(strategy, options) != 0;
}

enum up_status up_strategy_check(const struct up_strategy *strategy, const struct up_update *update,
				 struct up_error *err)
{
	const unsigned flags = strategy->flags;

	if (update->options.chunk != 0 && !(flags & UP_STRATEGY_CHUNKED))
		return up_fail(err, UP_UNSUPPORTED, "%s does not split its rows into chunks",
			       strategy->name);
	if (update->options.skip_unchanged && !(flags & UP_STRATEGY_SKIPS))
		return up_fail(err, UP_UNSUPPORTED, "%s cannot skip unchanged rows",
			       strategy->name);
	if ((flags & UP_STRATEGY_WHOLE_ROWS) && update->relation->needed[0] != '\0')
		return up_fail(err, UP_UNSUPPORTED,
			       "%s inserts whole rows: column \"%s\" of \"%s\", which may not be "
			       "null, is not sent",
			       strategy->name, update->relation->needed, update->relation->table);
	if ((flags & UP_STRATEGY_WHOLE_ROWS) && update->relation->partial)
		return up_fail(err, UP_UNSUPPORTED,
			       "%s inserts whole rows: it needs all columns of \"%s\"",
			       strategy->name, update->relation->table);
	if (strategy->check != NULL)
		return strategy->check(update, err);
	return UP_OK;
}

enum up_status up_strategy_check_pooled(const struct up_strategy *strategy, bool keeps_prepared,
					struct up_error *err)
{
	static const struct {
		enum up_requirement requirement;
		const char *reason;
	} reasons[] = {
		{UP_REQUIRES_MANY_TRANSACTIONS,
		 "each of its statements is a transaction of its own, without the settings of the "
		 "connection"},
		{UP_REQUIRES_KEPT_TABLE,
		 "it keeps a temporary table from one transaction to the next"},
		{UP_REQUIRES_PREPARED,
		 "it keeps a prepared statement from one transaction to the next, and the pooler "
		 "does not"},
	};
	const unsigned provided = keeps_prepared ? UP_REQUIRES_PREPARED : 0;
	const unsigned requires = up_strategy_requires(strategy) & ~provided;

	for (size_t r = 0; r < sizeof reasons / sizeof reasons[0]; r++) {
		if (requires & reasons[r].requirement)
			return up_fail(err, UP_UNSUPPORTED, "%s needs a session: %s",
				       strategy->name, reasons[r].reason);
	}
	return UP_OK;
}

enum up_status up_strategy_check_server(const struct up_strategy *strategy,
					const struct up_conn *conn, struct up_error *err)
{
	if (conn->server_version < strategy->min_server_version)
		return up_fail(err, UP_UNSUPPORTED, "%s needs PostgreSQL %d, the server is %d.%d",
			       strategy->name, strategy->min_server_version / 10000,
			       conn->server_version / 10000, conn->server_version % 10000);
	return UP_OK;
}
