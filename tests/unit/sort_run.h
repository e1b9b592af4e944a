/* SPDX-License-Identifier: PostgreSQL */
/* Sorts the samples of a run that a test put together, all of whose cases run.json is to list. */
#ifndef UNIT_SORT_RUN_H
#define UNIT_SORT_RUN_H

#include "record/run.h"

#include <criterion/criterion.h>
#include <string.h>

/* Adds a case that is not listed yet. */
static inline struct manifest_case *list_case(struct run *run, const char *name)
{
	for (size_t c = 0; c < run->manifest.cases.count; c++) {
		if (strcmp(run->manifest.cases.items[c].name, name) == 0)
			return &run->manifest.cases.items[c];
	}
	struct manifest_case *planned = manifest_add_case(&run->manifest);
	planned->name = strdup(name);
	return planned;
}

static inline void sort_run(const struct run *sorted)
{
	struct run *run = (struct run *)(uintptr_t)sorted; /* no other than a test does this */

	for (size_t s = 0; s < run->samples.count; s++) {
		const struct sample *sample = &run->samples.items[s];
		struct case_key *key = &list_case(run, sample->case_name)->key;
		cr_assert_eq(case_key_complete(key, &sample->key, NULL), UP_OK);
		cr_assert_eq(case_key_recover(key, sample->case_name, NULL), UP_OK);
	}
	for (size_t p = 0; p < run->plans.count; p++)
		list_case(run, run->plans.items[p].case_name);
	cr_assert_eq(run_sort(run, NULL), UP_OK);
}

#endif
