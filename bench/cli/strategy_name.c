/* SPDX-License-Identifier: PostgreSQL */
#include "cli/strategy_name.h"

#include "cli/spelling.h"

#include <string.h>

enum up_status strategy_name_find(const char *name, const struct up_strategy **strategy,
				  struct up_error *err)
{
	size_t count;
	const struct up_strategy *const *all = up_strategies(&count);
	struct spelling spelling = {.word = name};

	*strategy = up_strategy_find(name);
	if (*strategy != NULL)
		return UP_OK;
	for (size_t s = 0; s < count; s++)
		spelling_offer(&spelling, all[s]->name);
	if (spelling.closest != NULL)
		return up_fail(err, UP_INVALID,
			       "there is no strategy \"%s\" (did you mean \"%s\"?)", name,
			       spelling.closest);
	return up_fail(err, UP_INVALID,
		       "there is no strategy \"%s\"; `upbench list strategies` names them", name);
}
