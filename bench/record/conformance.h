/* SPDX-License-Identifier: PostgreSQL */
/*
 * What a strategy means by an update: for each hostile case, what the policy says and
 * what the strategy did.
 */
#ifndef RECORD_CONFORMANCE_H
#define RECORD_CONFORMANCE_H

#include "base/cleanup.h"
#include "base/error.h"

#include <stddef.h>

enum meaning_verdict {
	MEANING_OK,
	MEANING_DEPARTS, /* from the policy */
	MEANING_SKIPPED, /* the outcome is the reason */
	MEANING_VERDICT_COUNT
};

struct meaning {
	char *hostile; /* texts are owned; the name of the case */
	char *policy;
	char *strategy;
	char *outcome; /* what the strategy did, in a few words */
	enum meaning_verdict verdict;
};

/* In the order of the cases, and within one of the strategies. */
struct meaning_list {
	struct meaning *items;
	size_t count;
	size_t capacity;
};

void meaning_list_release(struct meaning_list *list);
#define MEANING_LIST UP_CLEANUP(meaning_list_release) struct meaning_list

/* Adds a copy. */
UP_MUST_CHECK enum up_status meaning_list_add(struct meaning_list *list,
					      const struct meaning *meaning, struct up_error *err);

/* "ok", "departs", "skipped" */
const char *meaning_verdict_name(enum meaning_verdict verdict);

/* How many have that verdict. */
size_t meaning_list_count(const struct meaning_list *list, enum meaning_verdict verdict);

#endif
