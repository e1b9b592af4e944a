/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a case demands of the application and the server that use its contender: what its strategy
 * requires (requirement.h), the settings that it was measured with, each with its value, the
 * condition that skips rows, and how many transactions it takes.
 */
#ifndef JUDGE_ADVISE_DEMAND_H
#define JUDGE_ADVISE_DEMAND_H

#include "record/manifest.h"

struct demand {
	const char *name; /* a word for programs: "temporary-table", "settings", "transactions" */
	char *text;       /* owned; sentences for people */
};

#define DEMANDS_MOST 32

struct demand_list {
	struct demand items[DEMANDS_MOST];
	size_t count;
	bool is_complete; /* false: what the strategy requires was not recorded, as of a peer */
};

void demand_list_release(struct demand_list *list);
#define DEMAND_LIST UP_CLEANUP(demand_list_release) struct demand_list

/* Of a case of that key. */
UP_MUST_CHECK enum up_status demand_list_make(const struct manifest *manifest,
					      const struct case_key *key, struct demand_list *list,
					      struct up_error *err);

#endif
