/* SPDX-License-Identifier: PostgreSQL */
#include "cli/experiment/strategy_name.h"

#include "base/cleanup.h"
#include "cli/option/spelling.h"
#include "measure/peer/shipped.h"

#include <stdlib.h>
#include <string.h>

#define ALL "all"

static const char *closest_strategy(const char *name)
{
	struct spelling spelling = {.word = name};

	for (size_t c = 0; c < contender_count(); c++)
		spelling_offer(&spelling, contender_at(c).strategy->name);
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

enum up_status strategy_name_find(const char *name, struct contender *contender,
				  struct up_error *err)
{
	if (contender_find(name, contender))
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
		       "there is no strategy \"%s\"; `upbench list strategies` lists them, and "
		       "`upbench list peers` the other programs, for --peer",
		       name);
}

static void add_once(struct contender *contenders, size_t *count, const struct contender *contender)
{
	for (size_t c = 0; c < *count; c++) {
		if (contenders[c].strategy == contender->strategy)
			return;
	}
	contenders[(*count)++] = *contender;
}

enum up_status strategy_names_find(const struct string_list *names, struct contender **contenders,
				   size_t *count, struct up_error *err)
{
	UP_FREE struct contender *found = calloc(contender_count(), sizeof *found);
	size_t found_count = 0;

	if (found == NULL)
		return up_fail(err, UP_NO_MEMORY, "out of memory for strategies");
	for (size_t n = 0; n < names->count; n++) {
		struct contender contender;
		for (size_t c = 0; strcmp(names->items[n], ALL) == 0 && c < contender_count();
		     c++) {
			contender = contender_at(c);
			add_once(found, &found_count, &contender);
		}
		if (strcmp(names->items[n], ALL) == 0)
			continue;
		UP_TRY(strategy_name_find(names->items[n], &contender, err));
		add_once(found, &found_count, &contender);
	}
	*contenders = UP_TAKE(found);
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
