/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/strategy_name.h"

#include "cli/option/spelling.h"
#include "measure/peer/shipped.h"

#include "base/cleanup.h"
#include <stdlib.h>
#include <string.h>

#define ALL "all"

static const char *closest_strategy(const char *name)
{
	size_t count;
	const struct up_strategy *const *all = up_strategies(&count);
	struct spelling spelling = {.word = name};

	for (size_t s = 0; s < count; s++)
		spelling_offer(&spelling, all[s]->name);
	return spelling.closest;
}

static const char *closest_peer(const char *name)
{
	size_t count;
	const struct shipped_peer *all = shipped_peers(&count);
	struct spelling spelling = {.word = name};

	for (size_t p = 0; p < count; p++)
		spelling_offer(&spelling, all[p].name);
	return spelling.closest;
}

static enum up_status find(const char *name, const struct up_strategy **strategy,
			   struct up_error *err)
{
	*strategy = up_strategy_find(name);
	if (*strategy != NULL)
		return UP_OK;
	const char *close = closest_strategy(name);
	const char *peer = closest_peer(name);
	if (close != NULL)
		return up_fail(err, UP_INVALID,
			       "there is no strategy \"%s\" (did you mean \"%s\"?)", name, close);
	if (peer != NULL)
		return up_fail(err, UP_INVALID,
			       "there is no strategy \"%s\" (did you mean the peer \"%s\", which "
			       "upbench run measures with --peer?)",
			       name, peer);
	return up_fail(err, UP_INVALID,
		       "there is no strategy \"%s\"; `upbench list strategies` names them, and "
		       "`upbench list peers` the other programs, for --peer",
		       name);
}

static void add_once(const struct up_strategy **strategies, size_t *count,
		     const struct up_strategy *strategy)
{
	for (size_t s = 0; s < *count; s++) {
		if (strategies[s] == strategy)
			return;
	}
	strategies[(*count)++] = strategy;
}

enum up_status strategy_names_find(const struct string_list *names,
				   const struct up_strategy ***strategies, size_t *count,
				   struct up_error *err)
{
	size_t all_count;
	const struct up_strategy *const *all = up_strategies(&all_count);
	UP_FREE const struct up_strategy **found = calloc(all_count, sizeof(void *));
	size_t found_count = 0;

	if (found == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for strategies");
	for (size_t n = 0; n < names->count; n++) {
		const struct up_strategy *strategy;
		if (strcmp(names->items[n], ALL) == 0) {
			for (size_t s = 0; s < all_count; s++)
				add_once(found, &found_count, all[s]);
			continue;
		}
		UP_TRY(find(names->items[n], &strategy, err));
		add_once(found, &found_count, strategy);
	}
	*strategies = UP_TAKE(found);
	*count = found_count;
	return UP_OK;
}

enum up_status peer_name_check(const char *text, struct up_error *err)
{
	if (strchr(text, '=') != NULL || shipped_peer_find(text) != NULL)
		return UP_OK;
	const char *close = closest_peer(text);
	if (close != NULL)
		return up_fail(err, UP_INVALID, "there is no peer \"%s\" (did you mean \"%s\"?)",
			       text, close);
	close = closest_strategy(text);
	if (close != NULL)
		return up_fail(err, UP_INVALID,
			       "there is no peer \"%s\" (did you mean the strategy \"%s\", for "
			       "--strategy?)",
			       text, close);
	return UP_OK;
}
