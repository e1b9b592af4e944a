/* SPDX-License-Identifier: PostgreSQL */
#include "judge/advise/demand.h"

#include "base/cleanup.h"
#include "judge/predict/requirement.h"
#include "record/settings.h"

#include <inttypes.h>
#include <stdlib.h>

void demand_list_release(struct demand_list *list)
{
	for (size_t d = 0; d < list->count; d++)
		free(list->items[d].text);
	list->count = 0;
}

/* Takes the text out of the buffer. */
static enum up_status add(struct demand_list *list, const char *name, struct up_buffer *text,
			  struct up_error *err)
{
	UP_TRY(up_buffer_check(text, err));
	if (list->count < DEMANDS_MOST)
		list->items[list->count++] = (struct demand){name, up_buffer_detach(text)};
	return UP_OK;
}

static enum up_status add_requirements(const struct manifest *manifest, const struct case_key *key,
				       struct demand_list *list, struct up_error *err)
{
	unsigned mask = 0;

	list->is_complete = key->peer == NULL && requirement_find(manifest, key->strategy, &mask);
	for (enum requirement r = 0; r < REQUIREMENT_COUNT && list->is_complete; r++) {
		UP_BUFFER text = {0};
		if ((mask >> r & 1) == 0)
			continue;
		up_buffer_append_string(&text, requirement_text(r));
		UP_TRY(add(list, requirement_name(r), &text, err));
	}
	return UP_OK;
}

/* Those of the strategy itself are set for each transaction; those of the case, on each
 * connection. */
static enum up_status add_settings(const struct manifest *manifest, const struct case_key *key,
				   struct demand_list *list, struct up_error *err)
{
	const struct manifest_strategy *strategy = manifest_strategy(manifest, key->strategy);
	UP_BUFFER text = {0};

	if (key->factors.tuned == 1 && (strategy == NULL || strategy->tuning.count == 0)) {
		up_buffer_append_string(&text,
					"The settings that the strategy recommends, in each of its "
					"transactions; this run did not record them: see `upbench "
					"list strategies --format json`.");
		UP_TRY(add(list, "tuning", &text, err));
	} else if (key->factors.tuned == 1) {
		up_buffer_append_string(&text,
					"Settings of each of its transactions (SET LOCAL): ");
		for (size_t t = 0; t < strategy->tuning.count; t++)
			up_buffer_append_format(&text, "%s%s", t > 0 ? ", " : "",
						strategy->tuning.items[t]);
		up_buffer_append_char(&text, '.');
		UP_TRY(add(list, "tuning", &text, err));
	}
	if (key->factors.settings == NULL)
		return UP_OK;
	up_buffer_append_format(&text, "Settings of its connections: %s.", key->factors.settings);
	return add(list, "settings", &text, err);
}

static enum up_status add_transactions(const struct case_key *key, struct demand_list *list,
				       struct up_error *err)
{
	UP_BUFFER text = {0};

	if (key->factors.skip_unchanged == 1) {
		up_buffer_append_string(
			&text,
			"The condition IS DISTINCT FROM in the statement, for all columns: rows "
			"that have the right values already are not updated, and not counted.");
		UP_TRY(add(list, "skip-unchanged", &text, err));
	}
	if (!(key->factors.workers > 1))
		return UP_OK;
	up_buffer_append_format(&text,
				"%" PRId64 " connections, each with a transaction of its own: the "
				"update is not atomic, and after a failure part of the rows are "
				"updated.",
				key->factors.workers);
	return add(list, "transactions", &text, err);
}

enum up_status demand_list_make(const struct manifest *manifest, const struct case_key *key,
				struct demand_list *list, struct up_error *err)
{
	DEMAND_LIST new = {0};

	UP_TRY(add_requirements(manifest, key, &new, err));
	UP_TRY(add_settings(manifest, key, &new, err));
	UP_TRY(add_transactions(key, &new, err));
	*list = new;
	new = (struct demand_list){0};
	return UP_OK;
}
